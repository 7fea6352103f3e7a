import { millimetresComparable } from '../geometry/millimetresComparable.ts';
import type { Calibration } from '../geometry/spacing.ts';
import { isMillimetreMeasure } from './measureVisit.ts';
import type { StudyMeasure, StudyValues } from './measureVisit.ts';
import type { QualityFlag } from './qualityFlags.ts';
import type { Exam } from './study.ts';
import { absent, present } from './valueStatus.ts';
import type { StudyValue } from './valueStatus.ts';

/** The measures whose change is given. Ratios change too, but are compared through heights and angle. */
export const CHANGE_MEASURES = ['h_ant', 'h_mid', 'h_post', 'wedge_angle'] as const satisfies readonly StudyMeasure[];
export type ChangeMeasure = (typeof CHANGE_MEASURES)[number];

/** Later minus earlier: height gained is positive, kyphosis corrected is negative. */
export interface StudyChange {
  readonly from: string;
  readonly to: string;
  readonly values: Readonly<Record<ChangeMeasure, StudyValue>>;
  readonly flags: readonly QualityFlag[];
}

export interface ChangeSide {
  readonly timepoint: string;
  readonly exam: Exam | undefined;
  readonly calibration: Calibration;
  readonly values: StudyValues;
}

/**
 * The change from one visit to a later one, of unrounded values. Millimetres are subtracted only when both images are
 * measured at the patient, or both at the detector with the same geometry; else their change is `not_comparable`.
 */
export function measureChange(earlier: ChangeSide, later: ChangeSide): StudyChange {
  const mayCompareMm = millimetresComparable(comparable(earlier), comparable(later)).comparable;
  const values = {
    h_ant: difference('h_ant', earlier, later, mayCompareMm),
    h_mid: difference('h_mid', earlier, later, mayCompareMm),
    h_post: difference('h_post', earlier, later, mayCompareMm),
    wedge_angle: difference('wedge_angle', earlier, later, mayCompareMm),
  };
  return { from: earlier.timepoint, to: later.timepoint, values, flags: changeFlags(earlier, later, values) };
}

function comparable({ calibration, exam }: ChangeSide) {
  const { plane, source, label } = calibration;
  const { distanceSourceToDetector, distanceSourceToPatient } = exam?.image?.spacing ?? {};
  return { plane, source, label, distanceSourceToDetector, distanceSourceToPatient };
}

function difference(measure: ChangeMeasure, earlier: ChangeSide, later: ChangeSide, mayCompareMm: boolean): StudyValue {
  const from = earlier.values[measure];
  const to = later.values[measure];
  if (to.value === null) return to;
  if (from.value === null) return from;
  const areBothReported = from.status === 'reported' && to.status === 'reported';
  if (isMillimetreMeasure(measure) && !mayCompareMm && !areBothReported) return absent('not_comparable');
  const isReported = from.status === 'reported' || to.status === 'reported';
  const isDerived = from.status === 'derived' || to.status === 'derived';
  return present(to.value - from.value, isReported ? 'reported' : isDerived ? 'derived' : 'measured');
}

function changeFlags(earlier: ChangeSide, later: ChangeSide, values: StudyChange['values']): readonly QualityFlag[] {
  if (earlier.exam?.image === undefined || later.exam?.image === undefined) return [];
  if (!hasAnyValue(earlier) || !hasAnyValue(later)) return [];
  const a = earlier.calibration;
  const b = later.calibration;
  const isPostureKnown = earlier.exam.posture !== 'unknown' && later.exam.posture !== 'unknown';
  const flags: readonly (readonly [QualityFlag, boolean])[] = [
    ['spacing_differs', a.plane !== b.plane || a.source !== b.source],
    ['mm_not_comparable', CHANGE_MEASURES.some((measure) => values[measure].status === 'not_comparable')],
    ['posture_differs', isPostureKnown && earlier.exam.posture !== later.exam.posture],
  ];
  return flags.flatMap(([flag, holds]) => (holds ? [flag] : []));
}

const hasAnyValue = ({ values }: ChangeSide): boolean => CHANGE_MEASURES.some((id) => values[id].value !== null);
