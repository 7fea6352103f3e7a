import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { blandAltman } from '../../../shared/statistics/agreement/blandAltman.ts';
import { intraclass, measurementError } from '../../../shared/statistics/agreement/icc.ts';
import { pearson } from '../../../shared/statistics/correlation.ts';
import type { Answer } from '../../../shared/statistics/gap.ts';
import { friedman, holm } from '../../../shared/statistics/repeatedMeasures.ts';
import { compareGroups } from '../../../shared/statistics/twoGroups.ts';
import { seededRandom } from '../../../shared/study/seededRandom.ts';

const hasR = spawnSync('Rscript', ['--version']).status === 0;

/** Numbers of R, 17 digits, in the order in which the script prints them. */
function askR(script: string): readonly number[] {
  const lines = execFileSync('Rscript', ['--vanilla', '-e', script], { encoding: 'utf8' });
  return lines
    .split(/\s+/)
    .filter((line) => line !== '')
    .map(Number);
}

const inR = (values: readonly number[]): string => `c(${values.join(', ')})`;

function made<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

function expectEqual(own: readonly number[], theirs: readonly number[]): void {
  expect(theirs).toHaveLength(own.length);
  own.forEach((value, index) => {
    const other = theirs[index] ?? Number.NaN;
    expect(Math.abs(value - other), `number ${index}: ${value}, R ${other}`).toBeLessThan(
      1e-9 * Math.max(1, Math.abs(value)),
    );
  });
}

const random = seededRandom(22);
/** Values with one decimal as readers type them, so that there are ties. */
const values = (count: number, middle: number): readonly number[] =>
  Array.from({ length: count }, () => Math.round((middle + 6 * (random() + random() + random() - 1.5)) * 10) / 10);

/** What the reference files do not hold: arms, tests over time, and agreement of more than a handful of films. */
describe.skipIf(!hasR)('R (skipped without Rscript)', () => {
  test('compares two arms as we do: Welch, exact Mann-Whitney, tied Mann-Whitney by the normal curve', () => {
    const [first, second] = [values(13, 5), values(17, 8)];
    const distinct = first.map((value, index) => value + index / 1000);
    const large = [values(60, 5), values(55, 6)] as const;
    const welch = made(made(compareGroups(first, second)).welch);
    const exact = made(
      made(
        compareGroups(
          distinct,
          second.map((value, index) => value + index / 7000),
        ),
      ).mannWhitney,
    );
    const normal = made(made(compareGroups(...large)).mannWhitney);
    const script = `a <- ${inR(first)}; b <- ${inR(second)}
      w <- t.test(a, b)
      m <- wilcox.test(a + (seq_along(a) - 1) / 1000, b + (seq_along(b) - 1) / 7000, exact = TRUE)
      l <- wilcox.test(${inR(large[0])}, ${inR(large[1])}, exact = FALSE, correct = FALSE)
      cat(sprintf("%.17g", c(w$statistic, w$parameter, w$p.value, w$conf.int, m$statistic, m$p.value, l$statistic, l$p.value)), sep = "\\n")`;
    expectEqual([welch.t, welch.df, welch.p, ...welch.ci95, exact.u, exact.p, normal.u, normal.p], askR(script));
  });

  test('tests the change over all timepoints as we do: Friedman with ties, and p values after Holm', () => {
    const rows = Array.from({ length: 14 }, () => values(4, 5).map((value, visit) => Math.round(value + visit / 2)));
    const own = made(friedman(rows));
    const ps = [0.04, 0.001, 0.03, 0.6, 0.012];
    const script = `f <- friedman.test(matrix(${inR(rows.flat())}, ncol = 4, byrow = TRUE))
      cat(sprintf("%.17g", c(f$statistic, f$parameter, f$p.value, p.adjust(${inR(ps)}, "holm"))), sep = "\\n")`;
    expectEqual([own.chiSquared, own.df, own.p, ...holm(ps)], askR(script));
  });

  test('finds the agreement of forty films as we do: ICC from the mean squares, limits with exact intervals, MDC', () => {
    const truth = values(40, 12);
    const noise = (): number => (values(1, 0)[0] ?? 0) / 4;
    const rows = truth.map((value) => [value + noise(), value + 0.4 + noise()] as const);
    const forms = made(intraclass(rows));
    const error = measurementError(forms.table);
    const limits = made(blandAltman(rows.map(([a, b]) => ({ a, b }))));
    const script = `a <- ${inR(rows.map(([a]) => a))}; b <- ${inR(rows.map(([, b]) => b))}; n <- length(a); k <- 2
      d <- data.frame(y = c(a, b), film = factor(rep(seq_len(n), 2)), reader = factor(rep(1:2, each = n)))
      s <- summary(aov(y ~ film + reader, d))[[1]][["Mean Sq"]]; B <- s[1]; J <- s[2]; E <- s[3]
      diff <- a - b; m <- mean(diff); sd <- sd(diff); z <- qnorm(.975)
      f <- sapply(c(.025, .975), function(p) suppressWarnings(qt(p, n - 1, z * sqrt(n))) / sqrt(n))
      slope <- summary(lm(diff ~ I((a + b) / 2)))$coefficients
      sem <- sqrt(E + max(0, (J - E) / n))
      cat(sprintf("%.17g", c((B - E) / (B + (k - 1) * E + k * (J - E) / n), (B - E) / (B + (k - 1) * E), sem, z * sqrt(2) * sem,
        m, sd, m - z * sd, m + z * sd, slope[2, 1], slope[2, 4], shapiro.test(diff)$statistic)), sep = "\\n")
      cat("\\n"); cat(sprintf("%.10g", c(m + f[1] * sd, m + f[2] * sd)), sep = "\\n")`;
    const theirs = askR(script);
    const bias = made(limits.proportionalBias);
    expectEqual(
      [
        made(forms.icc21).value,
        made(forms.icc31).value,
        error.semAgreement,
        error.mdc95Agreement,
        limits.bias,
        limits.sd,
        limits.lower.value,
        limits.upper.value,
        bias.slope,
        bias.slopeP,
        made(limits.normality).w,
      ],
      theirs.slice(0, 11),
    );
    // R's own quantile of the noncentral t is good to about seven digits.
    limits.upper.exact.forEach((value, index) => expect(value).toBeCloseTo(theirs[11 + index] ?? Number.NaN, 5));
  });

  test('correlates change with change as we do', () => {
    const first = values(20, 3);
    const second = first.map((value, index) => value / 3 + (values(1, 0)[0] ?? 0) + index / 10);
    const own = made(pearson(first, second));
    const script = `c <- cor.test(${inR(first)}, ${inR(second)}); cat(sprintf("%.17g", c(c$estimate, c$p.value, c$conf.int)), sep = "\\n")`;
    expectEqual([own.r, own.p ?? Number.NaN, ...(own.ci95 ?? [])], askR(script));
  });
});
