import type { Calibration } from '../geometry/spacing.ts';
import { LANDMARKS } from '../spine/landmarks.ts';
import type { Landmark } from '../spine/landmarks.ts';
import { hasInferiorEndplate } from '../spine/levels.ts';
import type { Level } from '../spine/levels.ts';
import { isMeasured } from '../spine/measure.ts';
import type { Measure } from '../spine/measure.ts';
import { measureVertebra } from '../spine/measureVertebra.ts';
import type { VertebraMeasures } from '../spine/measureVertebra.ts';
import { VERTEBRA_MEASURE_NEEDS } from '../spine/vertebraMeasures.ts';
import type { VertebraMeasureId } from '../spine/vertebraMeasures.ts';
import { placedLandmarks } from './find.ts';
import type { Exam, Reading, ReportedValue, Vertebra } from './study.ts';
import { absent, absentStatus, present } from './valueStatus.ts';
import type { AbsentStatus, StudyValue } from './valueStatus.ts';
import type { QualityFlag } from './qualityFlags.ts';

/** The measures of the tables, in their order. Heights in mm; `_px` in column widths, whatever the calibration. */
export const STUDY_MEASURES = [
  'h_ant',
  'h_mid',
  'h_post',
  'wedge_angle',
  'ratio_ap',
  'ratio_mp',
  'h_ant_px',
  'h_mid_px',
  'h_post_px',
] as const;
export type StudyMeasure = (typeof STUDY_MEASURES)[number];

export type StudyValues = Readonly<Record<StudyMeasure, StudyValue>>;

const SOURCE = {
  h_ant: 'anteriorHeight',
  h_mid: 'middleHeight',
  h_post: 'posteriorHeight',
  wedge_angle: 'wedgeAngle',
  ratio_ap: 'wedgeRatio',
  ratio_mp: 'midWedgeRatio',
  h_ant_px: 'anteriorHeight',
  h_mid_px: 'middleHeight',
  h_post_px: 'posteriorHeight',
} as const satisfies Record<StudyMeasure, VertebraMeasureId>;

/** The measures that are a length in millimetres and so need a spacing. */
export const isMillimetreMeasure = (measure: StudyMeasure): boolean =>
  measure === 'h_ant' || measure === 'h_mid' || measure === 'h_post';

const isPixelMeasure = (measure: StudyMeasure): measure is 'h_ant_px' | 'h_mid_px' | 'h_post_px' =>
  measure.endsWith('_px');

/** What one reading says about one level at one visit. */
export interface VisitInput {
  readonly level: Level;
  readonly exam: Exam | undefined;
  readonly reading: Reading | undefined;
  readonly vertebra: Vertebra | undefined;
  readonly calibration: Calibration;
  /** Why the visit has no image; null when it has one. */
  readonly absence: AbsentStatus | null;
}

/** The geometry of the vertebra, with issues and everything else the tables leave out; null without points. */
export function vertebraMeasures(visit: VisitInput): VertebraMeasures | null {
  if (visit.vertebra === undefined || visit.exam?.image === undefined) return null;
  return measureVertebra(placedLandmarks(visit.vertebra), visit.calibration, { level: visit.level });
}

/** Every measure of the tables as a number or with the reason why there is none. Points come before reported values. */
export function visitValues(visit: VisitInput, geometry: VertebraMeasures | null): StudyValues {
  const value = (measure: StudyMeasure): StudyValue => {
    const fromPoints = valueFromPoints(visit, geometry, measure);
    if (fromPoints.value !== null || fromPoints.status === 'excluded') return fromPoints;
    return reportedValue(visit, measure) ?? fromPoints;
  };
  return {
    h_ant: value('h_ant'),
    h_mid: value('h_mid'),
    h_post: value('h_post'),
    wedge_angle: value('wedge_angle'),
    ratio_ap: value('ratio_ap'),
    ratio_mp: value('ratio_mp'),
    h_ant_px: value('h_ant_px'),
    h_mid_px: value('h_mid_px'),
    h_post_px: value('h_post_px'),
  };
}

function valueFromPoints(
  { level, vertebra, absence }: VisitInput,
  geometry: VertebraMeasures | null,
  measure: StudyMeasure,
): StudyValue {
  if (!hasInferiorEndplate(level)) return absent('not_applicable');
  if (absence !== null) return absent(absence);
  if (vertebra === undefined || geometry === null) return absent('not_measured');
  if (vertebra.missing !== undefined) return absent(absentStatus(vertebra.missing));
  const source = SOURCE[measure];
  const computed: Measure = isPixelMeasure(measure)
    ? geometry.pixelHeights[SOURCE[measure]]
    : geometry.measures[source];
  if (!isMeasured(computed)) return absent(statusWithout(vertebra, source));
  if (isMillimetreMeasure(measure) && computed.unit !== 'mm') return absent('uncalibrated');
  const isDerived = VERTEBRA_MEASURE_NEEDS[source].some((code) => vertebra.states[code]?.kind === 'derived');
  return present(computed.value, isDerived ? 'derived' : 'measured');
}

function statusWithout(vertebra: Vertebra, source: VertebraMeasureId): AbsentStatus {
  const isHidden = (code: Landmark) => vertebra.states[code]?.kind === 'not_visible';
  return VERTEBRA_MEASURE_NEEDS[source].some(isHidden) ? 'not_visible' : 'not_measured';
}

/** A typed or imported value of this level. A reading with reported values only gives "not reported" for the others. */
function reportedValue({ level, reading, vertebra }: VisitInput, measure: StudyMeasure): StudyValue | null {
  if (!hasInferiorEndplate(level) || reading === undefined) return null;
  const ofLevel = reading.reported.filter((reported) => reported.level === level);
  const found = ofLevel.find((reported) => reported.measure === measure);
  if (found !== undefined) return fromReported(found);
  return ofLevel.length > 0 && vertebra === undefined ? absent('not_reported') : null;
}

function fromReported({ value, missing }: ReportedValue): StudyValue {
  if (value !== null) return present(value, 'reported');
  return absent(missing === undefined ? 'not_reported' : absentStatus(missing));
}

/** What the reader of the numbers has to know, from the image, its calibration and the marks of the points. */
export function visitFlags(visit: VisitInput, geometry: VertebraMeasures | null): readonly QualityFlag[] {
  const { exam, vertebra, calibration } = visit;
  if (exam?.image === undefined || vertebra === undefined) return [];
  const { plane, source } = calibration;
  const states = LANDMARKS.flatMap((code) => vertebra.states[code] ?? []);
  const flags: readonly (readonly [QualityFlag, boolean])[] = [
    ['magnification_unknown', plane === 'detector' || plane === 'film' || plane === 'unknown'],
    ['spacing_detector', plane === 'detector'],
    ['spacing_manual', source === 'user_line' || source === 'user_typed'],
    ['lossy', exam.image.lossy],
    ['mirrored_view', (exam.display.flipHorizontal ?? false) !== (exam.display.flipVertical ?? false)],
    ['estimated', states.some((state) => state.kind === 'estimated')],
    ['assisted', states.some((state) => state.kind === 'assisted')],
    ['implant', isHiddenBy(states, 'implant')],
    ['overlap', isHiddenBy(states, 'overlap')],
    ['outside_image', isHiddenBy(states, 'outside_image')],
    ['poor_quality', isHiddenBy(states, 'poor_quality')],
    ['points_invalid', geometry?.issues.some(({ severity }) => severity === 'error') ?? false],
    ['unlocked_after_final', vertebra.revisions.length > 0],
  ];
  return flags.flatMap(([flag, holds]) => (holds ? [flag] : []));
}

function isHiddenBy(states: readonly NonNullable<Vertebra['states'][Landmark]>[], reason: string): boolean {
  return states.some((state) => state.kind === 'not_visible' && state.reason === reason);
}
