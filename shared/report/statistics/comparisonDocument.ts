import type { Answer } from '../../statistics/gap.ts';
import type { Correlation } from '../../statistics/correlation.ts';
import type { Description } from '../../statistics/descriptive.ts';
import type { PairedComparison, PairedEffect, StudentTest } from '../../statistics/paired.ts';
import { poolableChange, poolableProportion, type PoolableEffect } from '../../statistics/pooling.ts';
import type { Proportion } from '../../statistics/proportion.ts';
import type { RandomIntercept } from '../../statistics/randomIntercept.ts';
import type { SignedRank } from '../../statistics/signedRank.ts';
import type { GroupComparison } from '../../statistics/twoGroups.ts';
import { answered, type Document } from './document.ts';

/**
 * Results of statistics under the names by which the command line gives them; one function for each kind of result.
 * `ci95` is always [low, high].
 */
export const descriptionDocument = (result: Description): Document => ({
  n: result.n,
  sum: result.sum,
  mean: result.mean,
  sd: result.sd,
  sd_population: result.sdPopulation,
  se: result.se,
  ci95_mean: result.ci95,
  median: result.median,
  q1_type7: result.q1,
  q3_type7: result.q3,
  min: result.min,
  max: result.max,
});

export const proportionDocument = (result: Proportion): Document => ({
  x: result.x,
  n: result.n,
  percent: result.percent,
  wilson95_percent: result.wilson95,
  clopper_pearson95_percent: result.clopperPearson95,
});

export const pairedDocument = (label: string, result: PairedComparison): Document => ({
  label,
  n_pairs: result.n,
  first: descriptionDocument(result.first),
  second: descriptionDocument(result.second),
  difference: descriptionDocument(result.difference),
  n_zero: result.zero,
  n_negative: result.negative,
  n_positive: result.positive,
  paired_t: answered(result.t, studentDocument),
  wilcoxon: answered(result.wilcoxon, (wilcoxon) => wilcoxonDocument(wilcoxon, result)),
  effect: answered(result.effect, effectDocument),
  pearson_r: answered(result.correlation, ({ r }) => r),
  shapiro_W: answered(result.normality, ({ w }) => w),
  shapiro_p: answered(result.normality, ({ p }) => p),
});

export const studentDocument = (result: StudentTest): Document => ({
  t: result.t,
  df: result.df,
  p_two_sided: result.p,
  ci95: result.ci95,
});

/** Zeros dropped is the primary way; Pratt's beside it. */
function wilcoxonDocument(result: SignedRank, { pratt, hodgesLehmann }: PairedComparison): Document {
  const isExact = result.method === 'exact';
  return {
    n_nonzero: result.nonzero,
    W_plus: result.wPlus,
    W_minus: result.wMinus,
    V_R: result.wPlus,
    p_two_sided: result.p,
    method: result.method,
    ...(isExact ? { p_exact_zeros_dropped_midranks: result.p } : {}),
    z_coin_wilcoxon: result.z,
    p_exact_coin_pratt: answered(pratt, ({ p, method }) => (method === 'exact' ? p : null)),
    z_coin_pratt: answered(pratt, ({ z }) => z),
    p_normal_cc: result.pNormalContinuity,
    p_normal_nocc: result.pNormal,
    rank_biserial: result.rankBiserial,
    hodges_lehmann_all_differences: answered(hodgesLehmann, ({ estimate }) => estimate),
    hodges_lehmann_ci95: answered(hodgesLehmann, ({ ci95 }) => ci95),
  };
}

const effectDocument = (result: PairedEffect): Document => ({
  cohen_dz: result.dz,
  cohen_dz_ci95: result.dzCi95,
  hedges_gz: result.gz,
  cohen_dav: result.dav,
  J: result.j,
});

export const randomInterceptDocument = (result: RandomIntercept): Document => ({
  estimate: result.estimate,
  se: result.se,
  df: result.df,
  t: result.t,
  p_two_sided: result.p,
  ci95: result.ci95,
  sd_patient: result.sdSubject,
  sd_residual: result.sdResidual,
  icc: result.icc,
  n: result.n,
  groups: result.groups,
});

export const correlationDocument = (pearson: Answer<Correlation>, spearman: Answer<Correlation>): Document => ({
  n: answered(pearson, ({ n }) => n),
  pearson_r: answered(pearson, ({ r }) => r),
  pearson_p: answered(pearson, ({ p }) => p),
  pearson_ci95: answered(pearson, ({ ci95 }) => ci95),
  spearman_rho: answered(spearman, ({ r }) => r),
  spearman_p: answered(spearman, ({ p }) => p),
  spearman_ci95: answered(spearman, ({ ci95 }) => ci95),
});

export const groupsDocument = (result: GroupComparison): Document => ({
  first: descriptionDocument(result.first),
  second: descriptionDocument(result.second),
  difference: result.difference,
  welch_t: answered(result.welch, studentDocument),
  mann_whitney: answered(result.mannWhitney, ({ u, p, method, z, superiority }) => ({
    U: u,
    p_two_sided: p,
    method,
    z,
    superiority,
  })),
  hedges_g: answered(result.g, ({ g }) => g),
  hedges_g_ci95: answered(result.g, ({ ci95 }) => ci95),
});

const effect = (name: string, value: PoolableEffect | null): Document =>
  value === null ? {} : { [name]: { yi: value.yi, vi: value.vi } };

/** One row of a meta-analysis: a change, with what a review needs to pool it. */
export function poolingDocument(outcome: string, result: PairedComparison): Document {
  const pooled = poolableChange(result);
  return {
    outcome,
    n: result.n,
    mean_pre: result.first.mean,
    sd_pre: result.first.sd,
    mean_post: result.second.mean,
    sd_post: result.second.sd,
    mean_change: result.difference.mean,
    sd_change: result.difference.sd,
    ci95_change: result.difference.ci95,
    r_pre_post: answered(result.correlation, ({ r }) => r),
    ...(pooled === null
      ? {}
      : {
          sd_change_from_r: pooled.sdChangeFromR,
          ...effect('escalc_MC', pooled.mc),
          ...effect('escalc_SMCC', pooled.smcc),
          ...effect('escalc_SMCR', pooled.smcrLater),
          ...effect('escalc_SMCR_sd_pre', pooled.smcrEarlier),
        }),
  };
}

export function pooledProportionDocument(x: number, n: number): Document {
  const { logit, freemanTukey } = poolableProportion(x, n);
  return {
    x,
    n,
    logit: logit?.yi ?? null,
    logit_var: logit?.vi ?? null,
    freeman_tukey: freemanTukey.yi,
    freeman_tukey_var: freemanTukey.vi,
  };
}
