import { success } from '../../result.ts';
import { meanOf, sumOf, sumOfSquares } from '../descriptive.ts';
import { fisherQuantile, fisherTails } from '../distributions/fisherF.ts';
import { Z95 } from '../distributions/normal.ts';
import { gap, type Answer } from '../gap.ts';
import type { Interval } from '../interval.ts';

/** Mean squares of a table of n subjects by k raters, as Shrout & Fleiss (1979) name them. */
export interface TwoWayTable {
  readonly n: number;
  readonly k: number;
  readonly grandMean: number;
  readonly raterMeans: readonly number[];
  readonly sums: {
    readonly total: number;
    readonly subjects: number;
    readonly raters: number;
    readonly residual: number;
    readonly within: number;
  };
  /** Between subjects, between raters, error, within subjects. */
  readonly bms: number;
  readonly jms: number;
  readonly ems: number;
  readonly wms: number;
}

/** A coefficient with its 95 % interval and F test; both are null without any error to compare with. */
export interface Icc {
  readonly value: number;
  readonly ci95: Interval | null;
  readonly f: number | null;
  readonly df1: number;
  readonly df2: number;
  readonly p: number | null;
  /** The real degrees of freedom of the interval of ICC(2,1) (Satterthwaite). */
  readonly satterthwaiteDf?: number;
}

/** Single (`1`) and average (`k`) forms for one-way, two-way random and two-way mixed models. */
export interface IccForms {
  readonly table: TwoWayTable;
  /** One-way random. */
  readonly icc11: Answer<Icc>;
  /** Two-way random, absolute agreement: the default between readers. */
  readonly icc21: Answer<Icc>;
  /** Two-way mixed, consistency: the default within a reader. */
  readonly icc31: Answer<Icc>;
  readonly icc1k: Answer<Icc>;
  readonly icc2k: Answer<Icc>;
  readonly icc3k: Answer<Icc>;
  readonly variance: { readonly subjects: number; readonly raters: number; readonly error: number };
}

/**
 * Intraclass correlations of complete rows, one row a subject (vertebra), one column a rater (reader or reading).
 * Definitions of Shrout & Fleiss 1979, intervals of McGraw & Wong 1996. A negative coefficient is reported as it is.
 * Gaps: `one_reader`, `too_few`, `no_variation` (all ratings equal).
 */
export function intraclass(rows: readonly (readonly number[])[]): Answer<IccForms> {
  const made = twoWayTable(rows);
  if (!made.ok) return made;
  const table = made.value;
  if (table.bms === 0 && table.wms === 0) return gap('no_variation', 'Every rating of every subject is the same.');
  const { n, k, bms, jms, ems, wms } = table;
  const [icc11, icc21, icc31] = [oneWay(table), twoWayRandom(table), twoWayMixed(table)];
  return success({
    table,
    icc11,
    icc21,
    icc31,
    icc1k: averaged(k, icc11, { above: bms - wms, below: bms }),
    icc2k: averaged(k, icc21, { above: bms - ems, below: bms + (jms - ems) / n }),
    icc3k: averaged(k, icc31, { above: bms - ems, below: bms }),
    variance: { subjects: (bms - ems) / k, raters: (jms - ems) / n, error: ems },
  });
}

/** The analysis of variance. Gaps: `one_reader` (under two columns), `too_few` (under two rows). */
export function twoWayTable(rows: readonly (readonly number[])[]): Answer<TwoWayTable> {
  const n = rows.length;
  const k = rows[0]?.length ?? 0;
  if (n > 0 && k < 2) return gap('one_reader', 'Agreement needs two readings of the same films; there is one.');
  if (n < 2)
    return gap('too_few', `Agreement needs two subjects with every reading; there ${n === 1 ? 'is 1' : 'are none'}.`);
  const all = rows.flat();
  const grandMean = meanOf(all);
  const raterMeans = Array.from({ length: k }, (_, column) => meanOf(rows.map((row) => row[column] ?? 0)));
  const total = sumOfSquares(all, grandMean);
  const subjects = k * sumOfSquares(rows.map(meanOf), grandMean);
  const raters = n * sumOfSquares(raterMeans, grandMean);
  // From the residuals themselves: the difference of the sums would lose small errors.
  const residual = sumOf(
    rows.flatMap((row) => {
      const own = meanOf(row);
      return row.map((value, column) => (value - own - (raterMeans[column] ?? 0) + grandMean) ** 2);
    }),
  );
  const clean = (sum: number): number => (sum <= negligible(all) ? 0 : sum);
  const sums = { subjects: clean(subjects), raters: clean(raters), residual: clean(residual) };
  const within = sums.raters + sums.residual;
  return success({
    n,
    k,
    grandMean,
    raterMeans,
    sums: { total: clean(total), ...sums, within },
    bms: sums.subjects / (n - 1),
    jms: sums.raters / (k - 1),
    ems: sums.residual / ((n - 1) * (k - 1)),
    wms: within / (n * (k - 1)),
  });
}

/** A sum of squares as small as this is the rounding of the computer. */
const negligible = (all: readonly number[]): number => sumOf(all.map((value) => value * value)) * 1e-26;

function oneWay({ n, k, bms, wms }: TwoWayTable): Answer<Icc> {
  const value = (bms - wms) / (bms + (k - 1) * wms);
  return checked({ value, ...ratioInterval({ k, above: bms, below: wms, df1: n - 1, df2: n * (k - 1) }) });
}

function twoWayMixed({ n, k, bms, ems }: TwoWayTable): Answer<Icc> {
  const value = (bms - ems) / (bms + (k - 1) * ems);
  return checked({ value, ...ratioInterval({ k, above: bms, below: ems, df1: n - 1, df2: (n - 1) * (k - 1) }) });
}

/** Tiny tables can divide 0 by 0, in a coefficient or in its interval only. */
function checked(icc: Icc): Answer<Icc> {
  if (!Number.isFinite(icc.value)) {
    return gap('no_variation', 'Neither the subjects nor the readings differ in the way this coefficient compares.');
  }
  return success(icc.ci95?.every(Number.isFinite) === false ? { ...icc, ci95: null } : icc);
}

interface MeanSquares {
  readonly k: number;
  readonly above: number;
  readonly below: number;
  readonly df1: number;
  readonly df2: number;
}

/** F, p and interval where the coefficient is (F - 1)/(F + k - 1). */
function ratioInterval({ k, above, below, df1, df2 }: MeanSquares): Omit<Icc, 'value'> {
  if (below === 0) return { ci95: null, f: null, df1, df2, p: null };
  const f = above / below;
  const low = f / fisherQuantile(0.975, df1, df2);
  const high = f * fisherQuantile(0.975, df2, df1);
  return {
    ci95: [(low - 1) / (low + k - 1), (high - 1) / (high + k - 1)],
    f,
    df1,
    df2,
    p: fisherTails(f, df1, df2).upper,
  };
}

/** ICC(2,1); its interval uses F quantiles with real degrees of freedom. */
function twoWayRandom(table: TwoWayTable): Answer<Icc> {
  const { n, k, bms, jms, ems } = table;
  const value = (bms - ems) / (bms + (k - 1) * ems + (k * (jms - ems)) / n);
  const df1 = n - 1;
  const df2 = (n - 1) * (k - 1);
  if (ems === 0) return checked({ value, ci95: null, f: null, df1, df2, p: null });
  const f = bms / ems;
  const base = { value, f, df1, df2, p: fisherTails(f, df1, df2).upper };
  const fj = jms / ems;
  const rest = n * (1 + (k - 1) * value) - k * value;
  const v = ((k - 1) * (n - 1) * (k * value * fj + rest) ** 2) / ((n - 1) * (k * value * fj) ** 2 + rest ** 2);
  if (!(v > 0) || !Number.isFinite(v)) return checked({ ...base, ci95: null });
  const f1 = fisherQuantile(0.975, n - 1, v);
  const f2 = fisherQuantile(0.975, v, n - 1);
  const common = k * jms + (k * n - k - n) * ems;
  return checked({
    ...base,
    ci95: [(n * (bms - f1 * ems)) / (f1 * common + n * bms), (n * (f2 * bms - ems)) / (common + n * f2 * bms)],
    satterthwaiteDf: v,
  });
}

/** The form for the mean of k ratings; the ends of its interval by Spearman and Brown from the single form. */
function averaged(
  k: number,
  single: Answer<Icc>,
  { above, below }: { readonly above: number; readonly below: number },
): Answer<Icc> {
  if (!single.ok) return single;
  if (below <= 0) {
    return gap(
      'not_applicable',
      'Subjects differ less than their readings do, so a mean of readings has no coefficient.',
    );
  }
  const { ci95 } = single.value;
  const step = (end: number): number => (k * end) / (1 + (k - 1) * end);
  // Below -1/(k - 1) the step goes through a pole.
  const isSound = ci95 !== null && ci95[0] > -1 / (k - 1);
  return checked({ ...single.value, value: above / below, ci95: isSound ? [step(ci95[0]), step(ci95[1])] : null });
}

/** Errors of measurement in the unit of the values. */
export interface MeasurementError {
  /** SEM with the differences between raters, and without them (Weir 2005). */
  readonly semAgreement: number;
  readonly semConsistency: number;
  /** The smallest change beyond reading error, 1.96 sqrt(2) SEM. */
  readonly mdc95Agreement: number;
  readonly mdc95Consistency: number;
  /** SD within a subject, the general form of Dahlberg's technical error of measurement. */
  readonly withinSd: number;
}

export function measurementError({ n, jms, ems, wms }: TwoWayTable): MeasurementError {
  const semAgreement = Math.sqrt(ems + Math.max(0, (jms - ems) / n));
  const semConsistency = Math.sqrt(ems);
  const detectable = Z95 * Math.SQRT2;
  return {
    semAgreement,
    semConsistency,
    mdc95Agreement: detectable * semAgreement,
    mdc95Consistency: detectable * semConsistency,
    withinSd: Math.sqrt(wms),
  };
}
