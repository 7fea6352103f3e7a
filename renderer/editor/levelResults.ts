import { millimetresComparable, type Comparability } from '../../shared/geometry/millimetresComparable.ts';
import type { PlacedLandmarks } from '../../shared/spine/landmarks.ts';
import { compareLevels, type Change, type LevelComparison } from '../../shared/spine/compareLevels.ts';
import { ADJACENT_MEASURE_IDS, type AdjacentMeasureId } from '../../shared/spine/compression.ts';
import type { Level } from '../../shared/spine/levels.ts';
import type { MeasureId } from '../../shared/spine/measureDefinition.ts';
import { isMeasured, type Measure } from '../../shared/spine/measure.ts';
import type { LevelMeasures } from '../../shared/spine/measureSpine.ts';
import { measureVertebra, type VertebraMeasures } from '../../shared/spine/measureVertebra.ts';
import { scaleCrossCheck, type ScaleCrossCheck } from '../../shared/spine/scaleCrossCheck.ts';
import { SEGMENT_ANGLE_IDS, type SegmentAngleId } from '../../shared/spine/segmentAngles.ts';
import { PROVISIONAL_READING_ERROR, type ReadingError, type Verdict } from '../../shared/spine/uncertainty.ts';
import { VERTEBRA_MEASURE_IDS, type VertebraMeasureId } from '../../shared/spine/vertebraMeasures.ts';
import { examCalibration } from '../../shared/study/examCalibration.ts';
import type { EditorState } from './editorState.ts';
import { currentSubject, examAt, shownStudy } from './selectors.ts';
import { spineAt, type FilmMeasures } from './spineAt.ts';

export interface ResultRow {
  readonly id: MeasureId;
  /** How the row is named where its name depends on the films: "Cobb T12-L2". */
  readonly name: string | null;
  readonly pre: Measure | null;
  readonly post: Measure | null;
  readonly change: Measure | null;
  readonly verdict: Verdict;
}

export interface LevelResults {
  readonly level: Level;
  /** Heights, wedge, ratios: from the level's own points. */
  readonly own: readonly ResultRow[];
  /** Against its neighbours: compression, regional angles. Only rows with a value on either side. */
  readonly neighbours: readonly ResultRow[];
  /** Everything else that the points give: variants, lengths, expected heights, crush ratios. Only rows with a value. */
  readonly further: readonly ResultRow[];
  readonly pre: LevelMeasures | null;
  readonly post: LevelMeasures | null;
  readonly comparison: LevelComparison | null;
  /** Whether millimetres of the two films may be subtracted, whatever was placed; null without two films. */
  readonly comparability: Comparability | null;
  readonly crossCheck: ScaleCrossCheck | null;
  readonly readingError: ReadingError;
}

const OWN: readonly VertebraMeasureId[] = [
  'anteriorHeight',
  'middleHeight',
  'posteriorHeight',
  'wedgeAngle',
  'wedgeRatio',
  'midWedgeRatio',
];
const FURTHER_OWN: readonly VertebraMeasureId[] = VERTEBRA_MEASURE_IDS.filter((id) => !OWN.includes(id));
const NEIGHBOURS: readonly AdjacentMeasureId[] = ['anteriorCompression', 'middleCompression', 'posteriorCompression'];
const FURTHER_NEIGHBOURS: readonly AdjacentMeasureId[] = ADJACENT_MEASURE_IDS.filter((id) => !NEIGHBOURS.includes(id));

/** The table of one level over the two timepoints on the screen. Derived from the points, never stored. */
export function levelResults(state: EditorState, level: Level): LevelResults {
  const [first, second] = state.panes;
  const before = spineAt(state, first);
  const after = spineAt(state, second);
  const pre = before?.spine.levels.get(level) ?? null;
  const post = after?.spine.levels.get(level) ?? null;
  const comparability = filmsComparable(state);
  const readingError = readingErrorOf(state);
  const comparison = pre && post && comparability ? compareLevels(pre, post, comparability, readingError) : null;
  return {
    level,
    own: OWN.map((id) => row(id, pre?.measures[id], post?.measures[id], comparison?.changes[id])),
    neighbours: [
      ...NEIGHBOURS.map((id) => adjacentRow(id, pre, post, comparison)),
      ...segmentRows(pre, post, comparison),
    ].filter(hasValue),
    further: [
      ...FURTHER_OWN.map((id) => row(id, pre?.measures[id], post?.measures[id], comparison?.changes[id])),
      ...FURTHER_NEIGHBOURS.map((id) => adjacentRow(id, pre, post, comparison)),
    ].filter(hasValue),
    pre,
    post,
    comparison,
    comparability,
    crossCheck: before && after && comparability ? crossCheck(state, before, after) : null,
    readingError,
  };
}

export const readingErrorOf = (state: EditorState): ReadingError => {
  const own = shownStudy(state).protocol.readingError;
  return own === null ? PROVISIONAL_READING_ERROR : { ...own, provisional: false };
};

/** Whether the two films on the screen may be subtracted in millimetres; null unless both are there. */
export function filmsComparable(state: EditorState): Comparability | null {
  const [a, b] = state.panes.map((timepoint) => comparableAt(state, timepoint));
  return a && b ? millimetresComparable(a, b) : null;
}

function comparableAt(state: EditorState, timepoint: string): Parameters<typeof millimetresComparable>[0] | null {
  const exam = examAt(state, timepoint);
  if (!exam?.image) return null;
  const { plane, source, label } = examCalibration(exam);
  const { distanceSourceToDetector, distanceSourceToPatient } = exam.image.spacing;
  return {
    plane,
    source,
    label,
    image: exam.image.sha256,
    ...(distanceSourceToDetector === undefined ? {} : { distanceSourceToDetector }),
    ...(distanceSourceToPatient === undefined ? {} : { distanceSourceToPatient }),
  };
}

/** Untreated: nobody marked the level fractured or treated, in the subject or in either reading. */
function crossCheck(state: EditorState, before: FilmMeasures, after: FilmMeasures): ScaleCrossCheck | null {
  const treated = currentSubject(state)?.treatedLevels ?? [];
  const isUntreated = (level: Level): boolean =>
    !treated.includes(level) && [before, after].every(({ spine }) => spine.levels.get(level)?.intact === true);
  return scaleCrossCheck(before.spine.levels, after.spine.levels, isUntreated);
}

const row = (
  id: MeasureId,
  pre: Measure | undefined,
  post: Measure | undefined,
  change: Change | undefined,
  name: string | null = null,
): ResultRow => ({
  id,
  name,
  pre: pre ?? null,
  post: post ?? null,
  change: change?.change ?? null,
  verdict: change?.verdict ?? 'unknown',
});

const adjacentRow = (
  id: AdjacentMeasureId,
  pre: LevelMeasures | null,
  post: LevelMeasures | null,
  comparison: LevelComparison | null,
): ResultRow => row(id, pre?.adjacent.measures[id], post?.adjacent.measures[id], comparison?.adjacentChanges[id]);

function segmentRows(
  pre: LevelMeasures | null,
  post: LevelMeasures | null,
  comparison: LevelComparison | null,
): readonly ResultRow[] {
  return SEGMENT_ANGLE_IDS.flatMap((id: SegmentAngleId) => {
    const before = pre?.segments[id] ?? null;
    const after = post?.segments[id] ?? null;
    const name = before?.name ?? after?.name;
    if (name === undefined) return [];
    return [row(id, before?.angle, after?.angle, comparison?.segmentChanges[id], name)];
  });
}

const hasValue = ({ pre, post }: ResultRow): boolean =>
  [pre, post].some((measure) => measure !== null && isMeasured(measure));

/** The measures of given points on a given exam, for a truth that is known. */
export function measuresOf(
  state: EditorState,
  timepoint: string,
  level: Level,
  points: PlacedLandmarks,
): VertebraMeasures | null {
  const exam = examAt(state, timepoint);
  return exam ? measureVertebra(points, examCalibration(exam), { level }) : null;
}
