import { describe, expect, test } from 'vitest';
import {
  calibrationFromFile,
  calibrationFromTyped,
  type FileCalibration,
} from '../../../shared/geometry/calibration.ts';
import type { Calibration, Spacing, SpacingAttributes } from '../../../shared/geometry/spacing.ts';
import { calibrationReference, type CalibrationVector } from '../../golden/reference/reference.ts';

const { cases } = calibrationReference;

const camel = (keyword: string): string => keyword.charAt(0).toLowerCase() + keyword.slice(1);

function calibrate(vector: CalibrationVector): { file: FileCalibration; inForce: Calibration } {
  const { UserCalibration, ...rest } = vector.attributes;
  const named = Object.entries(rest).map(([keyword, value]) => [camel(keyword), value]);
  const file = calibrationFromFile(Object.fromEntries(named) as SpacingAttributes);
  if (!Array.isArray(UserCalibration)) return { file, inForce: file };
  const [rowSpacing, columnSpacing] = UserCalibration as [number, number];
  const typed = calibrationFromTyped({ spacing: { rowSpacing, columnSpacing }, plane: 'patient_user', base: file });
  if (!typed.ok) throw new Error(typed.error.message);
  return { file, inForce: typed.value };
}

const pair = (spacing: Spacing | null): readonly number[] | null =>
  spacing === null ? null : [spacing.rowSpacing, spacing.columnSpacing];

describe('the 21 calibration vectors', () => {
  test('are all here', () => {
    expect(cases).toHaveLength(21);
  });

  test.each(cases.map((vector) => [vector.case, vector] as const))('%s', (_, vector) => {
    const { file, inForce } = calibrate(vector);
    const { expected } = vector;
    expect(pair(inForce.spacing)).toEqual(expected.spacing_mm);
    expect(inForce.plane).toBe(expected.plane);
    expect(inForce.label).toBe(expected.label);
    expect(inForce.warnings).toEqual(expected.warnings);
    if (expected.relative_spacing) expect(pair(inForce.relativeSpacing)).toEqual(expected.relative_spacing);
    if (expected.aspect) expect(file.aspect).toBe(expected.aspect);
    const offered = file.candidates.filter((candidate) => candidate.status === 'offered');
    expect(offered.map((candidate) => candidate.label)).toEqual(
      expected.offer_estimated ? [expected.offer_estimated.label] : [],
    );
    const [row, column] = pair(offered[0]?.spacing ?? null) ?? [];
    const [expectedRow, expectedColumn] = expected.offer_estimated?.spacing_mm ?? [];
    if (expectedRow !== undefined && expectedColumn !== undefined) {
      expect(row).toBeCloseTo(expectedRow, 9);
      expect(column).toBeCloseTo(expectedColumn, 9);
    }
  });
});
