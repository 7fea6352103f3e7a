import { issue, type Issue } from './issue.ts';
import { isMeasured, valueOf, type Measure } from './measure.ts';
import { VERTEBRA_MEASURE_NEEDS, type VertebraMeasureId } from './vertebraMeasures.ts';

const LARGEST_WEDGE_DEG = 60;
const SMALLEST_HEIGHT_RATIO = 0.2;
const LARGEST_HEIGHT_RATIO = 2;
const SHORTEST_ENDPLATE_MM = 10;

/** Values that no vertebra has, so that the points or the calibration are to be looked at. */
export function implausibleMeasures(measures: Readonly<Record<VertebraMeasureId, Measure>>): readonly Issue[] {
  const angle = valueOf(measures.wedgeAngle);
  const ratio = valueOf(measures.wedgeRatio);
  const short = (['superiorEndplate', 'inferiorEndplate'] as const).filter((id) => isShort(measures[id]));
  return [
    ...(angle !== null && Math.abs(angle) > LARGEST_WEDGE_DEG
      ? [issue('implausible_wedge_angle', VERTEBRA_MEASURE_NEEDS.wedgeAngle)]
      : []),
    ...(ratio !== null && (ratio < SMALLEST_HEIGHT_RATIO || ratio > LARGEST_HEIGHT_RATIO)
      ? [issue('implausible_height_ratio', VERTEBRA_MEASURE_NEEDS.wedgeRatio)]
      : []),
    ...short.map((id) => issue('implausible_endplate_length', VERTEBRA_MEASURE_NEEDS[id])),
  ];
}

const isShort = (length: Measure): boolean =>
  isMeasured(length) && length.unit === 'mm' && length.value < SHORTEST_ENDPLATE_MM;
