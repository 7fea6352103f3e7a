import { PROVISIONAL_READING_ERROR } from '../spine/uncertainty.ts';
import type { ChangeMeasure } from '../study/measureChange.ts';
import type { Protocol } from '../study/study.ts';
import type { StudyValue } from '../study/valueStatus.ts';
import { absent } from '../study/valueStatus.ts';
import { OUTCOMES as COMPARED, visitAt, type LevelNumbers } from './statistics/levelNumbers.ts';
import type { Outcome as ComparedOutcome } from './statistics/levelNumbers.ts';

/** An outcome of the statistics with the words and signs under which the report prints it. */
export interface Outcome {
  readonly measure: ChangeMeasure;
  readonly compared: ComparedOutcome;
  readonly id: string;
  /** "Wedge angle". */
  readonly name: string;
  /** Printed beside numbers. */
  readonly unitText: '°' | 'mm';
  /** What the sign of a change means. */
  readonly direction: string;
}

type Words = Pick<Outcome, 'id' | 'name' | 'unitText' | 'direction'>;

const height = (id: string, name: string): Words => ({
  id,
  name,
  unitText: 'mm',
  direction: 'positive: height gained',
});

const WORDS: Readonly<Record<ChangeMeasure, Words>> = {
  wedge_angle: { id: 'wedge', name: 'Wedge angle', unitText: '°', direction: 'negative: kyphosis corrected' },
  h_ant: height('anterior-height', 'Anterior height'),
  h_mid: height('middle-height', 'Middle height'),
  h_post: height('posterior-height', 'Posterior height'),
};

const isPrinted = (measure: string): measure is ChangeMeasure => Object.hasOwn(WORDS, measure);

/** In the order of the statistics, the wedge angle first: it needs no calibration. Ratios are left to the export. */
export const OUTCOMES: readonly Outcome[] = COMPARED.flatMap((compared) => {
  const { measure } = compared;
  return isPrinted(measure) ? [{ measure, compared, ...WORDS[measure] }] : [];
});

/** The value of an outcome at a visit. */
export const valueAt = (level: LevelNumbers, { measure }: Outcome, timepoint: string): StudyValue =>
  visitAt(level, timepoint)?.values[measure] ?? absent('not_measured');

/** The change of an outcome from the baseline to a later visit. */
export const changeTo = (level: LevelNumbers, { measure }: Outcome, timepoint: string): StudyValue =>
  visitAt(level, timepoint)?.changes?.[measure] ?? absent('not_measured');

/** The visits at which anybody has a value of the outcome, in the order of the protocol. */
export function visitsWithValues(levels: readonly LevelNumbers[], { measure }: Outcome): readonly string[] {
  const [first] = levels;
  if (first === undefined) return [];
  return first.visits.flatMap(({ timepoint }, order) =>
    levels.some(({ visits }) => (visits[order]?.values[measure].value ?? null) !== null) ? [timepoint] : [],
  );
}

/** The change that reading error alone may give. */
export function readingErrorOf({ readingError }: Protocol, { unitText }: Outcome): number {
  const { angleDeg, heightMm } = readingError ?? PROVISIONAL_READING_ERROR;
  return unitText === '°' ? angleDeg : heightMm;
}
