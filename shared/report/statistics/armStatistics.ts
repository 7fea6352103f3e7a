import type { Protocol, Study, Subject } from '../../study/study.ts';
import { meanPerSubject, pairPerSubject, type OfSubject } from '../../statistics/perSubject.ts';
import { compareGroups } from '../../statistics/twoGroups.ts';
import { groupsDocument } from './comparisonDocument.ts';
import { answered, type Content, type Document } from './document.ts';
import { slug } from './eventStatistics.ts';
import { visitAt, OUTCOMES, type LevelNumbers } from './levelNumbers.ts';
import { pairsBetween } from './outcomeStatistics.ts';
import { instrumentsOf, scoreAt, timepointsOf } from './scoreStatistics.ts';

interface ArmPair {
  readonly first: string;
  readonly second: string;
}

/**
 * Arms against each other at every timepoint, and their changes from the baseline, patients as units and in the arm they
 * were assigned to. Subjects who crossed over (an event of site `crossover`) are counted at the timepoints from then on,
 * and every comparison that holds any is made without them too. Null with fewer than two arms that have patients.
 */
export function armStatistics(
  study: Study,
  levels: readonly LevelNumbers[],
  { baseline, used }: { readonly baseline: string; readonly used: readonly string[] },
): Document | null {
  const sizes = study.protocol.arms.map(({ id, label }) => ({
    id,
    label,
    patients: study.subjects.filter(({ arm }) => arm === id).length,
  }));
  const filled = sizes.filter(({ patients }) => patients > 0);
  if (filled.length < 2) return null;
  const pairs = filled.flatMap(({ id: first }, index) =>
    filled.slice(index + 1).map(({ id: second }) => ({ first, second })),
  );
  const context: ArmContext = { study, crossedAt: crossings(study), baseline };
  return {
    arms: sizes,
    unit_of_analysis: 'patient',
    difference: 'first arm minus second arm',
    crossed_over: crossedOver(context, used),
    ...Object.fromEntries(
      pairs.map((pair) => [
        `${pair.first}_vs_${pair.second}`,
        {
          ...Object.fromEntries(
            OUTCOMES.map((outcome) => [outcome.key, outcomeArms(outcome, levels, { ...context, pair, used })]),
          ),
          ...Object.fromEntries(
            instrumentsOf(study).map((name) => [slug(name), scoreArms(name, { ...context, pair, used })]),
          ),
        },
      ]),
    ),
  };
}

interface ArmContext {
  readonly study: Study;
  /** Position in the protocol of the first timepoint after crossing over, by subject code. */
  readonly crossedAt: ReadonlyMap<string, number>;
  readonly baseline: string;
}

interface PairContext extends ArmContext {
  readonly pair: ArmPair;
  readonly used: readonly string[];
}

function crossings({ subjects, protocol }: Study): ReadonlyMap<string, number> {
  return new Map(
    subjects.flatMap((subject) => {
      const event = subject.clinical.events.find(({ kind, site }) => kind === 'other' && slug(site) === 'crossover');
      return event === undefined ? [] : [[subject.code, firstAfter(protocol, event)] as const];
    }),
  );
}

/** Without a timepoint or days nobody knows when it was: from the baseline on. */
function firstAfter({ timepoints }: Protocol, event: Subject['clinical']['events'][number]): number {
  const { timepoint, daysFromPre } = event;
  const named = timepoints.findIndex(({ id }) => id === timepoint);
  if (named >= 0) return named;
  const after = timepoints.findIndex(
    ({ nominalDays }) => daysFromPre !== undefined && nominalDays !== null && nominalDays >= daysFromPre,
  );
  return Math.max(0, after);
}

function crossedOver({ study, crossedAt }: ArmContext, used: readonly string[]): Document {
  const at = (timepoint: string): number => study.protocol.timepoints.findIndex(({ id }) => id === timepoint);
  return Object.fromEntries(
    used.map((timepoint) => [timepoint, [...crossedAt.values()].filter((from) => from <= at(timepoint)).length]),
  );
}

function outcomeArms(
  outcome: (typeof OUTCOMES)[number],
  levels: readonly LevelNumbers[],
  context: PairContext,
): Content {
  const { baseline, used } = context;
  return eachTimepoint(context, used, {
    values: (timepoint) =>
      meanPerSubject(
        levels.flatMap((each) => {
          const value = visitAt(each, timepoint)?.values[outcome.measure].value ?? null;
          return value === null ? [] : [{ subject: each.subject.code, value }];
        }),
      ),
    changes: (timepoint) =>
      pairPerSubject(pairsBetween(levels, outcome, { baseline, later: timepoint })).map(({ subject, value }) => ({
        subject,
        value: value.second - value.first,
      })),
  });
}

function scoreArms(instrument: string, context: PairContext): Content {
  const { study, baseline } = context;
  const score = (subject: Subject, timepoint: string): number | null =>
    scoreAt(subject, instrument, timepoint)?.value ?? null;
  return eachTimepoint(context, timepointsOf(study, instrument), {
    values: (timepoint) =>
      study.subjects.flatMap((subject) => {
        const value = score(subject, timepoint);
        return value === null ? [] : [{ subject: subject.code, value }];
      }),
    changes: (timepoint) =>
      study.subjects.flatMap((subject) => {
        const [from, to] = [score(subject, baseline), score(subject, timepoint)];
        return from === null || to === null ? [] : [{ subject: subject.code, value: to - from }];
      }),
  });
}

interface Series {
  readonly values: (timepoint: string) => readonly OfSubject<number>[];
  readonly changes: (timepoint: string) => readonly OfSubject<number>[];
}

function eachTimepoint(context: PairContext, used: readonly string[], { values, changes }: Series): Document {
  const compare = (timepoint: string, of: readonly OfSubject<number>[]): Content => compareArms(context, timepoint, of);
  const later = used.filter((timepoint) => timepoint !== context.baseline);
  return {
    ...Object.fromEntries(used.map((timepoint) => [timepoint, compare(timepoint, values(timepoint))])),
    ...Object.fromEntries(
      later.map((timepoint) => [`change_${context.baseline}_to_${timepoint}`, compare(timepoint, changes(timepoint))]),
    ),
  };
}

function compareArms(
  { study, crossedAt, pair }: PairContext,
  timepoint: string,
  of: readonly OfSubject<number>[],
): Content {
  const position = study.protocol.timepoints.findIndex(({ id }) => id === timepoint);
  const arms = armsOf(study);
  const isCrossed = ({ subject }: OfSubject<number>): boolean => (crossedAt.get(subject) ?? Infinity) <= position;
  const groups = (from: readonly OfSubject<number>[]) => {
    const inArm = (arm: string): readonly number[] =>
      from.flatMap(({ subject, value }) => (arms.get(subject) === arm ? [value] : []));
    return answered(compareGroups(inArm(pair.first), inArm(pair.second)), groupsDocument);
  };
  const crossed = of.filter(
    (each) => isCrossed(each) && [pair.first, pair.second].includes(arms.get(each.subject) ?? ''),
  );
  return {
    as_assigned: groups(of),
    crossed_over: crossed.length,
    ...(crossed.length === 0 ? {} : { without_crossed: groups(of.filter((each) => !isCrossed(each))) }),
  };
}

const known = new WeakMap<Study, ReadonlyMap<string, string | undefined>>();

function armsOf(study: Study): ReadonlyMap<string, string | undefined> {
  const arms = known.get(study) ?? new Map(study.subjects.map(({ code, arm }) => [code, arm]));
  known.set(study, arms);
  return arms;
}
