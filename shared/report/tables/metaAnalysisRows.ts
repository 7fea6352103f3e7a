import { MEASURE_MEANINGS } from '../../export/measureColumns.ts';
import { medianOf } from '../../statistics/descriptive.ts';
import type { Answer } from '../../statistics/gap.ts';
import { comparePairs, type Pair, type PairedComparison } from '../../statistics/paired.ts';
import { groupBySubject, pairPerSubject, type OfSubject } from '../../statistics/perSubject.ts';
import { examDays } from '../../study/examDays.ts';
import { baselineTimepoint, findExam, findSubjectByCode, findTimepoint } from '../../study/find.ts';
import { PROVISIONAL_READING_ERROR } from '../../spine/uncertainty.ts';
import { usedTimepoints } from '../../study/measureStudy.ts';
import type { Study, Subject } from '../../study/study.ts';
import {
  OUTCOMES,
  UNREAD,
  outcomeLevels,
  readLevels,
  visitAt,
  type LevelNumbers,
  type Outcome,
} from '../statistics/levelNumbers.ts';
import { byPlane, pairsBetween } from '../statistics/outcomeStatistics.ts';
import { FOLLOW_UP, instrumentsOf, scoreAt, scorePairs, timepointsOf } from '../statistics/scoreStatistics.ts';

type Counts = readonly (readonly [name: string, count: number])[];

/** One outcome of one arm between two visits, in one unit of analysis. */
export interface MetaRow {
  readonly outcome: string;
  readonly unit: 'mm' | 'deg' | '1' | 'score';
  readonly plane: string;
  readonly arm: string;
  readonly per: 'patient' | 'level';
  readonly from: string;
  readonly to: string;
  readonly daysNominal: number | null;
  readonly daysMedian: number | null;
  readonly patients: number;
  readonly levels: number;
  readonly missing: Counts;
  readonly comparison: Answer<PairedComparison>;
  readonly direction: string;
  readonly definition: string;
  readonly readers: readonly string[];
  readonly postures: Counts;
  readonly mdc: number | null;
  readonly mdcSource: string | null;
}

/** Rows for the whole study and, where there are arms, for each of them. */
export function* metaRows(study: Study): Generator<MetaRow> {
  const arms = study.protocol.arms.filter(({ id }) => study.subjects.some(({ arm }) => arm === id));
  yield* rowsOfArm(study, 'all');
  for (const { id } of arms) {
    yield* rowsOfArm({ ...study, subjects: study.subjects.filter(({ arm }) => arm === id) }, id);
  }
}

function* rowsOfArm(study: Study, arm: string): Generator<MetaRow> {
  const levels = outcomeLevels(study, [...readLevels(study)]);
  const from = baselineTimepoint(study.protocol);
  const later = usedTimepoints(study).filter((timepoint) => timepoint !== from);
  for (const outcome of OUTCOMES) {
    const planes = outcome.unit === 'mm' ? byPlane(levels, outcome) : new Map([['not_applicable', levels]]);
    for (const [plane, own] of planes) {
      for (const to of later) yield* outcomeRows(study, own, { outcome, plane, arm, from, to });
    }
  }
  for (const instrument of instrumentsOf(study)) {
    if (instrument.toLowerCase() === FOLLOW_UP) continue;
    for (const to of timepointsOf(study, instrument)) {
      if (to !== from) yield* scoreRow(study, instrument, { arm, from, to });
    }
  }
}

interface Step {
  readonly arm: string;
  readonly from: string;
  readonly to: string;
}

function* outcomeRows(
  study: Study,
  levels: readonly LevelNumbers[],
  { outcome, plane, ...step }: Step & { readonly outcome: Outcome; readonly plane: string },
): Generator<MetaRow> {
  const pairs = pairsBetween(levels, outcome, { baseline: step.from, later: step.to });
  const measurable = levels.filter(({ visits }) =>
    visits.some(({ values }) => applies(values[outcome.measure].status)),
  );
  if (measurable.length === 0) return;
  const keys = new Set(pairs.map(({ subject, level }) => `${level} ${subject}`));
  const lacking = measurable.filter(({ subject, level }) => !keys.has(`${level} ${subject.code}`));
  const shared = {
    outcome: outcome.measure,
    unit: outcome.unit,
    plane,
    ...step,
    ...timeOf(study, pairs, step),
    patients: groupBySubject(pairs).size,
    levels: pairs.length,
    missing: counted(lacking.map((each) => reasonOf(each, outcome, step))),
    direction: directionOf(outcome),
    definition: MEASURE_MEANINGS[outcome.measure].definition,
    readers: [...new Set(levels.flatMap(({ reader, reading }) => (reading === UNREAD ? [] : [reader])))],
    postures: posturesOf(study, pairs, step),
    ...detectable(study, outcome),
  };
  yield { ...shared, per: 'patient', comparison: comparePairs(pairPerSubject(pairs).map(({ value }) => value)) };
  yield { ...shared, per: 'level', comparison: comparePairs(pairs.map(({ value }) => value)) };
}

/** S1 has no height: it is not missing. */
const applies = (status: string): boolean => status !== 'not_applicable';

/** Why a level has no change: the later value first, then the earlier, then that the two do not compare. */
function reasonOf(each: LevelNumbers, { measure }: Outcome, { from, to }: Step): string {
  for (const timepoint of [to, from]) {
    const value = visitAt(each, timepoint)?.values[measure];
    if (value === undefined) return 'not_measured';
    if (value.value === null) return value.status;
  }
  return 'not_comparable';
}

function* scoreRow(study: Study, instrument: string, step: Step): Generator<MetaRow> {
  const pairs = scorePairs(study, instrument, step);
  const have = new Set(pairs.map(({ subject }) => subject));
  const lacking = study.subjects.filter(({ code }) => !have.has(code));
  yield {
    outcome: instrument,
    unit: 'score',
    plane: 'not_applicable',
    ...step,
    per: 'patient',
    ...timeOf(study, pairs, step),
    patients: pairs.length,
    levels: pairs.length,
    missing: counted(lacking.map((subject) => scoreReason(subject, instrument, step))),
    comparison: comparePairs(pairs.map(({ value }) => value)),
    direction: 'later minus earlier; the scale is that of the instrument (VAS, ODI: lower is better)',
    definition: `Score of ${instrument} as recorded`,
    readers: [],
    postures: [],
    mdc: null,
    mdcSource: null,
  };
}

function scoreReason(subject: Subject, instrument: string, { from, to }: Step): string {
  for (const timepoint of [to, from]) {
    const score = scoreAt(subject, instrument, timepoint);
    if (score === undefined) return 'not_measured';
    if (score.value === null) return score.missing ?? 'not_reported';
  }
  return 'not_measured';
}

function timeOf(study: Study, pairs: readonly OfSubject<Pair>[], { to }: Step) {
  const codes = new Set(pairs.map(({ subject }) => subject));
  const days = study.subjects.flatMap((subject) => {
    const exam = codes.has(subject.code) ? findExam(subject, to) : undefined;
    return exam === undefined ? [] : (examDays(study.protocol, subject, exam) ?? []);
  });
  return {
    daysNominal: findTimepoint(study, to)?.nominalDays ?? null,
    daysMedian: days.length === 0 ? null : medianOf(days),
  };
}

/** Pairs of films by their postures: a change between standing and supine is another one. */
function posturesOf(study: Study, pairs: readonly OfSubject<Pair>[], { from, to }: Step): Counts {
  const subjects = [...groupBySubject(pairs).keys()].flatMap((code) => findSubjectByCode(study, code) ?? []);
  return counted(
    subjects.map((subject) =>
      [from, to].map((timepoint) => findExam(subject, timepoint)?.posture ?? 'unknown').join('-'),
    ),
  );
}

function counted(names: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts];
}

function directionOf({ unit }: Outcome): string {
  if (unit === 'deg') return 'later minus earlier; negative: kyphosis corrected';
  return unit === 'mm' ? 'later minus earlier; positive: height gained' : 'later minus earlier';
}

function detectable({ protocol }: Study, { unit }: Outcome): Pick<MetaRow, 'mdc' | 'mdcSource'> {
  const { angleDeg, heightMm } = protocol.readingError ?? PROVISIONAL_READING_ERROR;
  const mdcSource = protocol.readingError?.source ?? 'provisional';
  if (unit === '1') return { mdc: null, mdcSource: null };
  return { mdc: unit === 'deg' ? angleDeg : heightMm, mdcSource };
}
