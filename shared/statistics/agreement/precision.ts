import { success } from '../../result.ts';
import { meanOf, sumOf, sumOfSquares } from '../descriptive.ts';
import { chiSquaredQuantile } from '../distributions/chiSquared.ts';
import { Z95 } from '../distributions/normal.ts';
import { gap, type Answer } from '../gap.ts';
import type { Interval } from '../interval.ts';

/** Precision of repeated readings, in the unit of the values. */
export interface Precision {
  readonly n: number;
  readonly k: number;
  /** Root mean square of the SDs within subjects (Glueer 1995). */
  readonly rmsSd: number;
  readonly rmsSdCi95: Interval | null;
  readonly df: number;
  /** Technical error of measurement; equal to the RMS SD for complete rows. */
  readonly tem: number;
  /** Least significant change, 1.96 sqrt(2) RMS SD. */
  readonly lsc95: number;
  readonly relative: Answer<RelativePrecision>;
}

/** Errors in percent: only for lengths and areas, whose zero is a true one. */
export interface RelativePrecision {
  readonly rmsCvPercent: number;
  readonly cvOfRmsSdPercent: number;
  /** From the SD of the logarithms within subjects, 100 (e^SD - 1) (Bland's logarithmic method). */
  readonly logMethodCvPercent: number;
  readonly relativeTemPercent: number;
}

/** What the values are: angles and differences go through 0, so that a percentage of them means nothing. */
export type ScaleKind = 'ratio' | 'interval';

/** Precision of complete rows of k readings. Gaps: `one_reader`, `all_missing`. */
export function precision(rows: readonly (readonly number[])[], scale: ScaleKind): Answer<Precision> {
  const n = rows.length;
  const k = rows[0]?.length ?? 0;
  if (n === 0) return gap('all_missing', 'No film has every reading.');
  if (k < 2) return gap('one_reader', 'Precision needs two readings of the same films; there is one.');
  const df = n * (k - 1);
  const squares = sumOf(rows.map((row) => sumOfSquares(row, meanOf(row))));
  const rmsSd = Math.sqrt(squares / df);
  return success({
    n,
    k,
    rmsSd,
    rmsSdCi95:
      rmsSd === 0
        ? null
        : [
            rmsSd * Math.sqrt(df / chiSquaredQuantile(0.975, df)),
            rmsSd * Math.sqrt(df / chiSquaredQuantile(0.025, df)),
          ],
    df,
    tem: rmsSd,
    lsc95: Z95 * Math.SQRT2 * rmsSd,
    relative: scale === 'ratio' ? relativePrecision(rows, rmsSd) : neverOfAngles(),
  });
}

const neverOfAngles = () =>
  gap('not_applicable', 'A coefficient of variation has no meaning for angles and differences, whose zero is a value.');

function relativePrecision(rows: readonly (readonly number[])[], rmsSd: number): Answer<RelativePrecision> {
  if (rows.some((row) => row.some((value) => value <= 0))) {
    return gap('not_applicable', 'A coefficient of variation needs values above 0 throughout.');
  }
  const k = rows[0]?.length ?? 0;
  const variance = (row: readonly number[]): number => sumOfSquares(row, meanOf(row)) / (k - 1);
  const grandMean = meanOf(rows.flat());
  const cvOfRmsSdPercent = (100 * rmsSd) / grandMean;
  return success({
    rmsCvPercent: 100 * Math.sqrt(meanOf(rows.map((row) => variance(row) / meanOf(row) ** 2))),
    cvOfRmsSdPercent,
    logMethodCvPercent: 100 * Math.expm1(Math.sqrt(meanOf(rows.map((row) => variance(row.map(Math.log)))))),
    relativeTemPercent: cvOfRmsSdPercent,
  });
}
