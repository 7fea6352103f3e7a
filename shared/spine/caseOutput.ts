import type { NamedSpine } from './caseSpine.ts';
import type { GenantEstimate } from './genant.ts';
import { isMeasured, valueOf, type Measure } from './measure.ts';
import type { LevelMeasures } from './measureSpine.ts';
import type { VertebraMeasures } from './measureVertebra.ts';
import type { NormalisedRestoration, Restoration } from './restoration.ts';
import { HEIGHT_IDS, type HeightId, type VertebraMeasureId } from './vertebraMeasures.ts';

/** What the case command prints: plain JSON, numbers in full, null with a reason beside it. */
export type CaseOutput = Readonly<Record<string, unknown>>;

const KEYS: readonly (readonly [string, VertebraMeasureId])[] = [
  ['Ha_mm', 'anteriorHeight'],
  ['Hm_mm', 'middleHeight'],
  ['Hp_mm', 'posteriorHeight'],
  ['Ha_axis_mm', 'anteriorHeightAxis'],
  ['Hm_axis_mm', 'middleHeightAxis'],
  ['Hp_axis_mm', 'posteriorHeightAxis'],
  ['superior_endplate_mm', 'superiorEndplate'],
  ['inferior_endplate_mm', 'inferiorEndplate'],
  ['area_mm2', 'area'],
  ['ratio_Ha_Hp', 'wedgeRatio'],
  ['ratio_Hm_Hp', 'midWedgeRatio'],
  ['ratio_Hm_Ha', 'midAnteriorRatio'],
  ['biconcavity_2Hm_over_HaHp', 'biconcavity'],
  ['wedge_percent', 'wedgePercent'],
  ['biconcave_percent', 'biconcavePercent'],
  ['wedge_angle_deg', 'wedgeAngle'],
];

export const HEIGHT_KEYS: readonly (readonly ['Ha' | 'Hm' | 'Hp', HeightId])[] = [
  ['Ha', 'anteriorHeight'],
  ['Hm', 'middleHeight'],
  ['Hp', 'posteriorHeight'],
];

/** One body. `missing` names the reason for every null among the measures. */
export function bodyOutput(vertebra: VertebraMeasures): CaseOutput {
  const shown = KEYS.map(([key, id]) => [key, calibratedOnly(key, vertebra.measures[id])] as const);
  const reasons = shown.flatMap(([key, measure]) => (isMeasured(measure) ? [] : [[key, measure.missing] as const]));
  return {
    handedness: vertebra.handedness,
    anterior_direction: vertebra.anteriorDirection,
    ...Object.fromEntries(shown.map(([key, measure]) => [key, valueOf(measure)])),
    Ha_px: valueOf(vertebra.pixelHeights.anteriorHeight),
    Hm_px: valueOf(vertebra.pixelHeights.middleHeight),
    Hp_px: valueOf(vertebra.pixelHeights.posteriorHeight),
    genant_within: vertebra.genantWithin === null ? null : withinOutput(vertebra.genantWithin),
    ...(reasons.length > 0 ? { missing: Object.fromEntries(reasons) } : {}),
  };
}

/** A length in pixels never appears under a key that says millimetres. */
const calibratedOnly = (key: string, measure: Measure): Measure =>
  isMeasured(measure) && key.includes('_mm') && !measure.unit.startsWith('mm') ? { missing: 'uncalibrated' } : measure;

const withinOutput = ({ losses, ...estimate }: GenantEstimate): CaseOutput => ({
  loss_anterior_percent: losses.anterior,
  loss_middle_percent: losses.middle,
  loss_posterior_percent: losses.posterior,
  ...gradeOutput(estimate),
});

const gradeOutput = ({ maxLoss, grade, type }: Pick<GenantEstimate, 'maxLoss' | 'grade' | 'type'>): CaseOutput => ({
  max_loss_percent: maxLoss,
  grade,
  type,
});

const millimetres = (measure: Measure): number | null =>
  isMeasured(measure) && measure.unit === 'mm' ? measure.value : null;

/** One level against its neighbours; null where it has none. */
export function adjacentOutput({ adjacent }: LevelMeasures): CaseOutput | null {
  if (HEIGHT_IDS.every((id) => adjacent.expected[id] === null)) return null;
  const { measures, genant } = adjacent;
  return {
    expected_Ha_mm: millimetres(measures.expectedAnteriorHeight),
    expected_Hm_mm: millimetres(measures.expectedMiddleHeight),
    expected_Hp_mm: millimetres(measures.expectedPosteriorHeight),
    anterior_compression_percent: valueOf(measures.anteriorCompression),
    middle_compression_percent: valueOf(measures.middleCompression),
    posterior_compression_percent: valueOf(measures.posteriorCompression),
    crush_ratio_above: valueOf(measures.crushRatioAbove),
    crush_ratio_below: valueOf(measures.crushRatioBelow),
    crush_ratio_mean: valueOf(measures.crushRatioMean),
    genant_adjacent: genant === null ? null : gradeOutput(genant),
    ...(adjacent.singleReference ? { single_reference: true } : {}),
  };
}

/** The regional angles around one level; null where none could be measured. */
export function segmentOutput({ segments }: LevelMeasures, baseline: number | null): CaseOutput | null {
  const angle = (id: keyof LevelMeasures['segments']): number | null => {
    const segment = segments[id];
    return segment === null ? null : valueOf(segment.angle);
  };
  const angles = {
    cobb_above_to_below_deg: angle('cobb'),
    gardner_segmental_deformity_deg: angle('gardner'),
    mobile_segment_angle_deg: angle('mobileSegment'),
    sagittal_index_deg: baseline === null ? null : angle('farcyIndex'),
  };
  if (Object.values(angles).every((value) => value === null)) return null;
  return { ...angles, sagittal_index_baseline_deg: baseline };
}

/** R1 to R4 under the keys that all forms share. */
export const restorationOutput = (restored: Restoration): CaseOutput => ({
  absolute: valueOf(restored.absolute),
  percent_of_initial: valueOf(restored.percentOfInitial),
  percent_of_lost: valueOf(restored.percentOfLost),
  percent_of_referent: valueOf(restored.percentOfReferent),
});

export const normalisedOutput = (restored: NormalisedRestoration): CaseOutput => ({
  pre_fraction: valueOf(restored.preFraction),
  post_fraction: valueOf(restored.postFraction),
  ...restorationOutput(restored),
});

export const heightOutput = millimetres;

/** `error` and `warning` are the worst of their kind; `issues` has all of them, with what to do. */
export function issueOutput({ issues, warnings }: Pick<NamedSpine, 'issues' | 'warnings'>): CaseOutput {
  const error = issues.find(({ severity }) => severity === 'error')?.code;
  const warning = [...issues.filter(({ severity }) => severity !== 'error').map(({ code }) => code), ...warnings][0];
  return {
    ...(error === undefined ? {} : { error }),
    ...(warning === undefined ? {} : { warning }),
    ...(issues.length > 0 ? { issues } : {}),
    ...(warnings.length > 0 ? { reference_warnings: warnings } : {}),
  };
}
