import { millimetresComparable, type Comparability } from '../../shared/geometry/millimetresComparable.ts';
import type { Calibration } from '../../shared/geometry/spacing.ts';
import type { PlacedLandmarks } from '../../shared/spine/landmarks.ts';
import type { Level } from '../../shared/spine/levels.ts';
import { isMeasured, type Measure } from '../../shared/spine/measure.ts';
import { measureVertebra, type VertebraMeasures } from '../../shared/spine/measureVertebra.ts';
import { examCalibration } from '../../shared/study/examCalibration.ts';
import type { Exam } from '../../shared/study/study.ts';
import type { EditorState } from './editorState.ts';
import { examAt, landmarksAt, shownStudy } from './selectors.ts';

/** The reading error that a change is held against until a study has its own (measurements: Alanay 2007, Keynan 2006). */
export const PROVISIONAL_READING_ERROR = { angleDeg: 5, heightMm: 3 } as const;

export type ResultId = 'Ha' | 'Hm' | 'Hp' | 'wedge' | 'HaHp' | 'HmHp';

export interface ResultRow {
  readonly id: ResultId;
  readonly unit: 'mm' | 'px' | 'deg' | '1';
  readonly decimals: number;
  readonly pre: number | null;
  readonly post: number | null;
  readonly change: number | null;
  /** Against the reading error; null where there is no change or no threshold (ratios). */
  readonly verdict: 'beyond' | 'within' | null;
}

export interface LevelResults {
  readonly level: Level;
  readonly rows: readonly ResultRow[];
  readonly pre: VertebraMeasures | null;
  readonly post: VertebraMeasures | null;
  /** Why millimetres of the two images may or may not be subtracted; null with fewer than two measured images. */
  readonly comparability: Comparability | null;
  readonly readingError: { readonly angleDeg: number; readonly heightMm: number };
  readonly provisional: boolean;
}

/** The table of one level over the two timepoints on the screen. Derived from the points each time, never stored. */
export function levelResults(state: EditorState, level: Level): LevelResults {
  const [first, second] = state.panes;
  const pre = measuredAt(state, first, level);
  const post = measuredAt(state, second, level);
  const comparability = pre && post ? millimetresComparable(pre.comparable, post.comparable) : null;
  const own = shownStudy(state).protocol.readingError;
  const readingError = own ?? PROVISIONAL_READING_ERROR;
  const measures = { pre: pre?.measures ?? null, post: post?.measures ?? null };
  const rows = RESULTS.map((result) => resultRow(result, measures, { comparability, readingError }));
  return { level, rows, ...measures, comparability, readingError, provisional: own === null };
}

const RESULTS = [
  { id: 'Ha', measure: 'anteriorHeight', kind: 'length' },
  { id: 'Hm', measure: 'middleHeight', kind: 'length' },
  { id: 'Hp', measure: 'posteriorHeight', kind: 'length' },
  { id: 'wedge', measure: 'wedgeAngle', kind: 'angle' },
  { id: 'HaHp', measure: 'wedgeRatio', kind: 'ratio' },
  { id: 'HmHp', measure: 'midWedgeRatio', kind: 'ratio' },
] as const;

function resultRow(
  { id, measure, kind }: (typeof RESULTS)[number],
  { pre, post }: { readonly pre: VertebraMeasures | null; readonly post: VertebraMeasures | null },
  comparing: Pick<LevelResults, 'comparability' | 'readingError'>,
): ResultRow {
  const before = pre?.measures[measure] ?? null;
  const after = post?.measures[measure] ?? null;
  const unit = kind === 'length' ? lengthUnit(pre, post) : kind === 'angle' ? 'deg' : '1';
  const allowed = kind !== 'length' || (comparing.comparability?.comparable === true && unit === 'mm');
  const change = allowed ? difference(before, after) : null;
  return {
    id,
    unit,
    decimals: kind === 'ratio' ? 2 : 1,
    pre: number(before),
    post: number(after),
    change,
    verdict: change === null ? null : verdict(kind, change, comparing.readingError),
  };
}

function verdict(
  kind: 'length' | 'angle' | 'ratio',
  change: number,
  { angleDeg, heightMm }: LevelResults['readingError'],
): ResultRow['verdict'] {
  if (kind === 'ratio') return null;
  return Math.abs(change) > (kind === 'angle' ? angleDeg : heightMm) ? 'beyond' : 'within';
}

/** One unit for a row; mixed units are told by the comparability, and the row then shows each side's own number. */
const lengthUnit = (pre: VertebraMeasures | null, post: VertebraMeasures | null): 'mm' | 'px' =>
  [pre, post].some((side) => side?.lengthUnit === 'px') ? 'px' : (pre ?? post) ? 'mm' : 'mm';

const number = (measure: Measure | null): number | null => (measure && isMeasured(measure) ? measure.value : null);

function difference(before: Measure | null, after: Measure | null): number | null {
  const earlier = number(before);
  const later = number(after);
  return earlier === null || later === null ? null : later - earlier;
}

interface MeasuredExam {
  readonly measures: VertebraMeasures;
  readonly comparable: Parameters<typeof millimetresComparable>[0];
}

function measuredAt(state: EditorState, timepoint: string, level: Level): MeasuredExam | null {
  const exam = examAt(state, timepoint);
  if (!exam?.image) return null;
  const landmarks = landmarksAt(state, timepoint, level);
  if (Object.keys(landmarks).length === 0) return null;
  const calibration = examCalibration(exam);
  return { measures: measureVertebra(landmarks, calibration, { level }), comparable: comparableOf(exam, calibration) };
}

function comparableOf({ image }: Exam, calibration: Calibration): MeasuredExam['comparable'] {
  const { distanceSourceToDetector, distanceSourceToPatient } = image?.spacing ?? {};
  return {
    plane: calibration.plane,
    source: calibration.source,
    label: calibration.label,
    ...(distanceSourceToDetector === undefined ? {} : { distanceSourceToDetector }),
    ...(distanceSourceToPatient === undefined ? {} : { distanceSourceToPatient }),
  };
}

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
