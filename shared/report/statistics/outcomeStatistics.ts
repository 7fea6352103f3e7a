import { assertNever } from '../../result.ts';
import type { Level } from '../../spine/levels.ts';
import { PROVISIONAL_READING_ERROR } from '../../spine/uncertainty.ts';
import type { Protocol } from '../../study/study.ts';
import { describe } from '../../statistics/descriptive.ts';
import { comparePairs, type Pair } from '../../statistics/paired.ts';
import { groupBySubject, pairPerSubject, type OfSubject } from '../../statistics/perSubject.ts';
import { proportion } from '../../statistics/proportion.ts';
import { randomIntercept } from '../../statistics/randomIntercept.ts';
import { friedman, holm } from '../../statistics/repeatedMeasures.ts';
import { rounded } from '../../statistics/descriptive.ts';
import {
  descriptionDocument,
  pairedDocument,
  proportionDocument,
  randomInterceptDocument,
} from './comparisonDocument.ts';
import { answered, type Content, type Document } from './document.ts';
import { visitAt, type LevelNumbers, type Outcome, type VisitNumbers } from './levelNumbers.ts';
import { countMissing } from './missingReasons.ts';

/** The pairs of a study larger than this stand in its tables only. */
const MOST_LISTED = 1000;

/** A pair of values of one level, earlier and later. */
export interface LevelPair extends OfSubject<Pair> {
  readonly level: Level;
}

export interface OutcomeContext {
  readonly protocol: Protocol;
  /** Timepoints of the study that the results speak of: the baseline, and the later one of the main comparison. */
  readonly baseline: string;
  readonly main: string | null;
  /** Timepoints with an exam, in the order of the protocol. */
  readonly used: readonly string[];
  /** Codes of subjects that a second analysis leaves out, each by itself. */
  readonly without: readonly string[];
}

/**
 * Everything about one measured outcome: every timepoint described, the main comparison by level, by patient, by region
 * and with the patient as a random effect, the change at every later timepoint, and what is missing.
 */
export function outcomeStatistics(
  outcome: Outcome,
  levels: readonly LevelNumbers[],
  context: OutcomeContext,
): Document {
  const { baseline, main, used } = context;
  const measurable = levels.filter(({ level }) => level !== 'S1');
  const perTimepoint = used.map((timepoint): readonly [string, Content] => [
    `all_${timepoint}`,
    answered(describe(valuesAt(levels, outcome, timepoint)), descriptionDocument),
  ]);
  const missing = used.map((timepoint) => [
    `${timepoint}_missing`,
    countMissing(levels.map((each) => visitAt(each, timepoint)?.values[outcome.measure])),
  ]);
  const pairs = main === null ? [] : pairsBetween(levels, outcome, { baseline, later: main });
  return {
    unit: outcome.unit,
    n_measurable_excluding_sacrum: measurable.length,
    ...Object.fromEntries(used.map((timepoint) => [`n_${timepoint}`, valuesAt(levels, outcome, timepoint).length])),
    n_paired: pairs.length,
    n_paired_patients: groupBySubject(pairs).size,
    ...Object.fromEntries(perTimepoint),
    ...Object.fromEntries(missing),
    ...(main === null ? {} : mainComparison(outcome, pairs, context)),
    over_time: overTime(outcome, levels, context),
  };
}

/** Both kinds of calibration in the patient measure the same millimetres; of reported ones nobody knows. */
function planeName(plane: VisitNumbers['plane']): string {
  if (plane === null) return 'reported';
  return plane === 'patient_user' || plane === 'patient_file' ? 'patient' : plane;
}

/** The levels by the plane that their millimetres are measured in; `reported` for values without points. */
export function byPlane(
  levels: readonly LevelNumbers[],
  { measure }: Outcome,
): ReadonlyMap<string, readonly LevelNumbers[]> {
  const groups = new Map<string, LevelNumbers[]>();
  for (const each of levels) {
    const visit = each.visits.find(({ values }) => values[measure].value !== null);
    if (visit === undefined) continue;
    const plane = planeName(visit.plane);
    const group = groups.get(plane);
    if (group === undefined) groups.set(plane, [each]);
    else group.push(each);
  }
  return groups;
}

export function valuesAt(levels: readonly LevelNumbers[], { measure }: Outcome, timepoint: string): readonly number[] {
  const values: number[] = [];
  for (const each of levels) {
    const value = visitAt(each, timepoint)?.values[measure].value ?? null;
    if (value !== null) values.push(value);
  }
  return values;
}

/** The levels with both values; of heights only those whose millimetres may be compared. */
export function pairsBetween(
  levels: readonly LevelNumbers[],
  { measure }: Outcome,
  { baseline, later }: { readonly baseline: string; readonly later: string },
): readonly LevelPair[] {
  // Loops instead of lists of lists: a cohort has tens of thousands of levels, and this is done for every outcome.
  const pairs: LevelPair[] = [];
  for (const each of levels) {
    const to = visitAt(each, later);
    const first = visitAt(each, baseline)?.values[measure].value ?? null;
    const second = to?.values[measure].value ?? null;
    if (first === null || second === null) continue;
    const isRatio = measure === 'ratio_ap' || measure === 'ratio_mp';
    if (!isRatio && (to?.changes?.[measure].value ?? null) === null) continue;
    pairs.push({ subject: each.subject.code, level: each.level, value: { first, second } });
  }
  return pairs;
}

const valuesOf = (pairs: readonly OfSubject<Pair>[]): readonly Pair[] => pairs.map(({ value }) => value);

const compare = (label: string, of: readonly OfSubject<Pair>[]): Content =>
  answered(comparePairs(valuesOf(of)), (result) => pairedDocument(label, result));

function mainComparison(outcome: Outcome, pairs: readonly LevelPair[], context: OutcomeContext): Document {
  const { baseline, main, without } = context;
  const what = `${outcome.key} ${baseline} -> ${main ?? ''}`;
  const firstLevels = [...groupBySubject(pairs)].flatMap(([subject, [value]]) =>
    value === undefined ? [] : [{ subject, value }],
  );
  const changes = pairs.map(({ subject, value }) => ({ subject, value: rounded(value.second - value.first) }));
  const left = without.map((code) => [
    `paired_without_patient${code}`,
    compare(
      `${what}, without patient ${code}`,
      pairs.filter(({ subject }) => subject !== code),
    ),
  ]);
  return {
    primary: 'paired_patient_means',
    paired_patient_means: compare(
      `${what}, one pair per patient: mean over that patient's paired levels`,
      pairPerSubject(pairs),
    ),
    paired_all: compare(
      `${what}, every level with both values (secondary: levels of one patient are not independent)`,
      pairs,
    ),
    ...Object.fromEntries(left),
    paired_thoracic: compare(
      `${what}, thoracic levels (exploratory)`,
      pairs.filter(({ level }) => level.startsWith('T')),
    ),
    paired_lumbar: compare(
      `${what}, lumbar levels (exploratory)`,
      pairs.filter(({ level }) => level.startsWith('L')),
    ),
    paired_first_level: compare(`${what}, one pair per patient: uppermost paired level`, firstLevels),
    mixed_model_change_random_patient_intercept: answered(randomIntercept(changes), randomInterceptDocument),
    change_categories: changeCategories(
      outcome,
      changes.map(({ value }) => value),
      context.protocol,
    ),
    pairs: pairs.length > MOST_LISTED ? null : listed(pairs, context),
  };
}

const listed = (pairs: readonly LevelPair[], { baseline, main }: OutcomeContext): Content =>
  pairs.map(({ subject, level, value }) => ({
    patient: subject,
    level,
    [baseline]: value.first,
    [main ?? 'later']: value.second,
    change: rounded(value.second - value.first),
  }));

/** How many changes lie beyond what reading error alone would do. Kyphosis improves downwards, heights upwards. */
function changeCategories(outcome: Outcome, changes: readonly number[], protocol: Protocol): Document {
  const threshold = thresholdOf(outcome, protocol);
  if (threshold === null || changes.length === 0) return {};
  const { limit, name, isProvisional } = threshold;
  const isGain = (change: number): boolean => (outcome.unit === 'deg' ? change <= -limit : change >= limit);
  const isLoss = (change: number): boolean => (outcome.unit === 'deg' ? change >= limit : change <= -limit);
  const n = changes.length;
  const gained = changes.filter(isGain).length;
  const lost = changes.filter(isLoss).length;
  return {
    [`improved_ge_${name}`]: gained,
    [`worsened_ge_${name}`]: lost,
    [`within_${name}`]: n - gained - lost,
    n,
    [`improved_ge_${limit}_wilson`]: answered(proportion(gained, n), proportionDocument),
    [`worsened_ge_${limit}_wilson`]: answered(proportion(lost, n), proportionDocument),
    largest_decrease: changes.reduce((least, change) => Math.min(least, change), 0),
    largest_increase: changes.reduce((most, change) => Math.max(most, change), 0),
    threshold: limit,
    threshold_source: isProvisional ? 'provisional' : (protocol.readingError?.source ?? ''),
  };
}

interface Threshold {
  readonly limit: number;
  readonly name: string;
  readonly isProvisional: boolean;
}

function thresholdOf(outcome: Outcome, { readingError }: Protocol): Threshold | null {
  const { angleDeg, heightMm } = readingError ?? PROVISIONAL_READING_ERROR;
  const isProvisional = readingError === null;
  switch (outcome.unit) {
    case 'deg':
      return { limit: angleDeg, name: `${angleDeg}_deg`, isProvisional };
    case 'mm':
      return { limit: heightMm, name: `${heightMm}_mm`, isProvisional };
    case '1':
      return null;
    default:
      return assertNever(outcome);
  }
}

/** The change from the baseline at every later timepoint, one value per patient, and one test over all of them. */
function overTime(outcome: Outcome, levels: readonly LevelNumbers[], { baseline, used }: OutcomeContext): Content {
  const later = used.filter((timepoint) => timepoint !== baseline);
  if (later.length < 2) return null;
  const compared = later.map((timepoint) => {
    const pairs = pairsBetween(levels, outcome, { baseline, later: timepoint });
    return { timepoint, levels: pairs.length, result: comparePairs(valuesOf(pairPerSubject(pairs))) };
  });
  const tested = compared.flatMap(({ timepoint, result }) =>
    result.ok && result.value.t.ok ? [{ timepoint, p: result.value.t.value.p }] : [],
  );
  const adjusted = holm(tested.map(({ p }) => p));
  return {
    from: baseline,
    unit_of_analysis: 'patient',
    ...Object.fromEntries(
      compared.map(({ timepoint, levels: n, result }) => [
        `${baseline}_to_${timepoint}`,
        answered(result, (value) =>
          pairedDocument(`${outcome.key} ${baseline} -> ${timepoint}, patients (${n} levels)`, value),
        ),
      ]),
    ),
    p_holm: Object.fromEntries(tested.map(({ timepoint }, index) => [timepoint, adjusted[index] ?? null])),
    friedman: answered(friedman(completeRows(levels, outcome, used)), (result) => ({
      ...result,
      unit_of_analysis: 'patient',
    })),
  };
}

/** One row a patient with the mean of the levels that have a value at every timepoint. */
function completeRows(levels: readonly LevelNumbers[], outcome: Outcome, used: readonly string[]): readonly number[][] {
  const rows = levels.flatMap((each) => {
    const row = used.flatMap((timepoint) => visitAt(each, timepoint)?.values[outcome.measure].value ?? []);
    return row.length === used.length ? [{ subject: each.subject.code, value: row }] : [];
  });
  return [...groupBySubject(rows).values()].map((own) =>
    used.map((_, column) => own.reduce((sum, row) => sum + (row[column] ?? 0), 0) / own.length),
  );
}
