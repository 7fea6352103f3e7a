import { expect, test } from 'vitest';
import {
  COMPARISON_REASONS,
  millimetresComparable,
  type ComparableCalibration,
} from '../../../shared/geometry/millimetresComparable.ts';

const user: ComparableCalibration = { plane: 'patient_user', source: 'user_line', label: 'mm (user calibrated)' };
const fiducial: ComparableCalibration = {
  plane: 'patient_file',
  source: 'pixel_spacing',
  label: 'mm (calibrated: fiducial)',
};
const geometry: ComparableCalibration = { ...fiducial, label: 'mm (corrected: geometry)' };
const detector: ComparableCalibration = { plane: 'detector', source: 'imager_pixel_spacing' };
const film: ComparableCalibration = { plane: 'film', source: 'nominal_scanned_pixel_spacing' };
const unknown: ComparableCalibration = { plane: 'unknown', source: 'pixel_spacing' };
const none: ComparableCalibration = { plane: 'none', source: 'none' };
const at = (distanceSourceToDetector: number, distanceSourceToPatient: number, device?: string) => ({
  ...detector,
  distanceSourceToDetector,
  distanceSourceToPatient,
  ...(device === undefined ? {} : { device }),
});

test.each([
  ['both at the patient by a drawn line', user, user, true, true, 'both_patient_same_method'],
  ['a drawn line and a fiducial', user, fiducial, true, false, 'both_patient'],
  ['a fiducial and a geometric correction', fiducial, geometry, true, false, 'both_patient'],
  ['patient and detector', user, at(1150, 950), false, false, 'different_planes'],
  ['detectors of unknown distance', detector, detector, false, false, 'detector_distances_unknown'],
  ['detectors of distance 0', at(1150, 0), at(1150, 0), false, false, 'detector_distances_unknown'],
  ['detectors of one geometry', at(1150, 950), at(1150, 950), true, false, 'same_detector_geometry'],
  ['detectors of distances rounded apart', at(1150, 950), at(1150.4, 950), true, false, 'same_detector_geometry'],
  ['detectors 5 % apart', at(1150, 950), at(1150, 1000), false, false, 'detector_distances_differ'],
  ['two devices', at(1150, 950, 'A'), at(1150, 950, 'B'), false, false, 'different_devices'],
  ['a known and an unknown device', at(1150, 950, 'A'), at(1150, 950), true, false, 'same_detector_geometry'],
  ['films', film, film, false, false, 'film_magnification_unknown'],
  ['unknown planes', unknown, unknown, false, false, 'plane_unknown'],
  ['pixels', none, user, false, false, 'uncalibrated'],
] as const)('%s', (_, a, b, comparable, sameMethod, reason) => {
  expect(millimetresComparable(a, b)).toEqual({ comparable, sameMethod, reason });
  expect(millimetresComparable(b, a)).toEqual({ comparable, sameMethod, reason });
  expect(COMPARISON_REASONS[reason]).toMatch(/\.$/);
});
