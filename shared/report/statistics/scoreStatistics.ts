import type { Study, Subject } from '../../study/study.ts';
import { describe } from '../../statistics/descriptive.ts';
import { comparePairs, type Pair } from '../../statistics/paired.ts';
import { friedman } from '../../statistics/repeatedMeasures.ts';
import type { OfSubject } from '../../statistics/perSubject.ts';
import { descriptionDocument, pairedDocument } from './comparisonDocument.ts';
import { answered, type Content, type Document } from './document.ts';
import { reasonName } from './missingReasons.ts';

/** Scores that are one number per patient and not a course over time. */
export const FOLLOW_UP = 'follow_up_months';

/** The instruments of the study, in the order of their appearance. */
export const instrumentsOf = ({ subjects }: Pick<Study, 'subjects'>): readonly string[] => [
  ...new Set(subjects.flatMap(({ clinical }) => clinical.scores.map(({ instrument }) => instrument))),
];

/** A score of a subject at a timepoint; null where there is none, undefined where nothing is recorded. */
export function scoreAt(subject: Subject, instrument: string, timepoint: string) {
  return subject.clinical.scores.find((score) => score.instrument === instrument && score.timepoint === timepoint);
}

/** The follow-up of every patient who has one recorded. */
export function followUpStatistics({ subjects }: Pick<Study, 'subjects'>): Content {
  const months = subjects.map(({ clinical }) =>
    clinical.scores.findLast(({ instrument, value }) => instrument.toLowerCase() === FOLLOW_UP && value !== null),
  );
  return answered(describe(months.flatMap((score) => score?.value ?? [])), descriptionDocument);
}

/**
 * One instrument: every timepoint described, with what is missing and why; the baseline compared with every later
 * timepoint, and every timepoint with the next.
 */
export function scoreStatistics(study: Study, instrument: string, baseline: string): Document {
  const used = timepointsOf(study, instrument);
  const [first = baseline] = used.includes(baseline) ? [baseline] : used;
  const fromBaseline = used.filter((id) => id !== first).map((id): readonly [string, string] => [first, id]);
  const consecutive = used.slice(1).map((id, index): readonly [string, string] => [used[index] ?? '', id]);
  const steps = [...fromBaseline, ...consecutive.filter(([from]) => from !== first)];
  const main = fromBaseline[0];
  return {
    ...Object.fromEntries(
      used.map((id) => [id, answered(describe(valuesAt(study, instrument, id)), descriptionDocument)]),
    ),
    ...Object.fromEntries(used.map((id) => [`${id}_missing`, missingAt(study, instrument, id)])),
    ...Object.fromEntries(
      steps.map(([from, to]) => [
        `${from}_to_${to}`,
        answered(comparePairs(scorePairs(study, instrument, { from, to }).map(({ value }) => value)), (result) =>
          pairedDocument(`${instrument} ${from} -> ${to}`, result),
        ),
      ]),
    ),
    ...(main === undefined ? {} : improvement(study, instrument, { from: main[0], to: main[1] })),
    ...(used.length < 3
      ? {}
      : { friedman: answered(friedman(complete(study, instrument, used)), (result) => ({ ...result })) }),
  };
}

/** The timepoints at which anybody has this score, in the order of the protocol. */
export function timepointsOf(study: Study, instrument: string): readonly string[] {
  const used = new Set(
    study.subjects.flatMap(({ clinical }) =>
      clinical.scores.flatMap((score) => (score.instrument === instrument ? [score.timepoint] : [])),
    ),
  );
  return study.protocol.timepoints.flatMap(({ id }) => (used.has(id) ? [id] : []));
}

const valuesAt = ({ subjects }: Study, instrument: string, timepoint: string): readonly number[] =>
  subjects.flatMap((subject) => scoreAt(subject, instrument, timepoint)?.value ?? []);

/** By reason; patients of whom nothing is recorded count as `not_recorded`. */
function missingAt({ subjects }: Study, instrument: string, timepoint: string): Document {
  const counts = new Map<string, number>();
  for (const subject of subjects) {
    const score = scoreAt(subject, instrument, timepoint);
    if (score !== undefined && score.value !== null) continue;
    const reason = score === undefined ? 'not_recorded' : reasonName(score.missing ?? 'not_reported');
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

export interface Step {
  readonly from: string;
  readonly to: string;
}

/** Patients with both scores. */
export function scorePairs(
  { subjects }: Pick<Study, 'subjects'>,
  instrument: string,
  { from, to }: Step,
): readonly OfSubject<Pair>[] {
  return subjects.flatMap((subject) => {
    const first = scoreAt(subject, instrument, from)?.value ?? null;
    const second = scoreAt(subject, instrument, to)?.value ?? null;
    return first === null || second === null ? [] : [{ subject: subject.code, value: { first, second } }];
  });
}

function improvement(study: Study, instrument: string, step: Step): Document {
  const pairs = scorePairs(study, instrument, step).map(({ value }) => value);
  const shares = pairs.flatMap(({ first, second }) => (first === 0 ? [] : [(100 * (first - second)) / first]));
  return {
    [`improvement_${step.from}_minus_${step.to}`]: answered(
      describe(pairs.map(({ first, second }) => first - second)),
      descriptionDocument,
    ),
    improvement_percent_mean_of_ratio: answered(describe(shares), ({ mean }) => mean),
  };
}

function complete({ subjects }: Study, instrument: string, used: readonly string[]): readonly (readonly number[])[] {
  return subjects
    .map((subject) => used.flatMap((id) => scoreAt(subject, instrument, id)?.value ?? []))
    .filter((row) => row.length === used.length);
}
