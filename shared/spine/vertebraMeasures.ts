import type { Landmark } from './landmarks.ts';

/** Every measure of one vertebral body from its own six points, with the landmarks it needs. */
export const VERTEBRA_MEASURE_NEEDS = {
  anteriorHeight: ['SA', 'IA'],
  middleHeight: ['SM', 'IM'],
  posteriorHeight: ['SP', 'IP'],
  wedgeAngle: ['SA', 'SP', 'IP', 'IA'],
  wedgeRatio: ['SA', 'SP', 'IP', 'IA'],
  midWedgeRatio: ['SM', 'SP', 'IP', 'IM'],
  midAnteriorRatio: ['SA', 'SM', 'IM', 'IA'],
  biconcavity: ['SA', 'SM', 'SP', 'IP', 'IM', 'IA'],
  wedgePercent: ['SA', 'SP', 'IP', 'IA'],
  biconcavePercent: ['SM', 'SP', 'IP', 'IM'],
  superiorEndplate: ['SA', 'SP'],
  inferiorEndplate: ['IP', 'IA'],
  area: ['SA', 'SM', 'SP', 'IP', 'IM', 'IA'],
  anteriorHeightAxis: ['SA', 'SP', 'IP', 'IA'],
  middleHeightAxis: ['SA', 'SM', 'SP', 'IP', 'IM', 'IA'],
  posteriorHeightAxis: ['SA', 'SP', 'IP', 'IA'],
} as const satisfies Record<string, readonly Landmark[]>;

export type VertebraMeasureId = keyof typeof VERTEBRA_MEASURE_NEEDS;

export const VERTEBRA_MEASURE_IDS = Object.keys(VERTEBRA_MEASURE_NEEDS) as readonly VertebraMeasureId[];

/** The three heights, in the order in which every table shows them. */
export const HEIGHT_IDS = ['anteriorHeight', 'middleHeight', 'posteriorHeight'] as const;
export type HeightId = (typeof HEIGHT_IDS)[number];
