import type { AdjacentMeasureId } from './compression.ts';
import type { Landmark } from './landmarks.ts';
import type { SegmentAngleId } from './segmentAngles.ts';
import type { VertebraMeasureId } from './vertebraMeasures.ts';

export const CHANGE_MEASURE_IDS = [
  'change',
  'kyphosisCorrection',
  'restorationAbsolute',
  'restorationOfInitial',
  'restorationOfLost',
  'restorationOfReferent',
  'restorationOfLostNormalised',
  'restorationOfReferentNormalised',
] as const;
export type ChangeMeasureId = (typeof CHANGE_MEASURE_IDS)[number];

export const GRADE_MEASURE_IDS = ['genantAdjacent', 'genantWithin'] as const;
export type GradeMeasureId = (typeof GRADE_MEASURE_IDS)[number];

export type MeasureId = VertebraMeasureId | AdjacentMeasureId | SegmentAngleId | GradeMeasureId | ChangeMeasureId;

/** What the reader sees one click from a number, and what the code book prints. */
export interface MeasureDefinition {
  readonly id: MeasureId;
  readonly name: string;
  /** `length`: mm, or px without a calibration; `area` likewise; `same`: that of the measure it compares. */
  readonly unit: 'length' | 'area' | 'deg' | '1' | '%' | 'grade' | 'same';
  readonly formula: string;
  readonly meaning: string;
  readonly source: string;
  /** The landmarks of the body itself; empty where other vertebrae or another image are needed. */
  readonly needs: readonly Landmark[];
}

/** The words of a definition; its id and its landmarks are known where the measure is. */
export type MeasureWords = Omit<MeasureDefinition, 'id' | 'needs'>;

export const words = (
  name: string,
  unit: MeasureWords['unit'],
  formula: string,
  meaning: string,
  source: string,
): MeasureWords => ({
  name,
  unit,
  formula,
  meaning,
  source,
});

/** The source of what no paper settles. */
export const OWN = 'Definition of this program';
