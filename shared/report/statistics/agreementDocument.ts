import type { BlandAltman, Limit } from '../../statistics/agreement/blandAltman.ts';
import { measurementError, type Icc, type IccForms } from '../../statistics/agreement/icc.ts';
import type { Kappa } from '../../statistics/agreement/kappa.ts';
import type { Precision } from '../../statistics/agreement/precision.ts';
import type { Scatter } from '../../statistics/agreement/scatter.ts';
import { Z95 } from '../../statistics/distributions/normal.ts';
import { answered, type Document } from './document.ts';

/** Results of agreement under the names by which the command line gives them. */
export function iccDocument(result: IccForms): Document {
  const { table, variance } = result;
  const error = measurementError(table);
  return {
    n: table.n,
    k: table.k,
    grand_mean: table.grandMean,
    rater_means: table.raterMeans,
    SS: { ...table.sums },
    MS: { BMS: table.bms, JMS: table.jms, EMS: table.ems, WMS: table.wms },
    icc_1_1: answered(result.icc11, coefficient),
    icc_2_1: answered(result.icc21, coefficient),
    icc_3_1: answered(result.icc31, coefficient),
    icc_1_k: answered(result.icc1k, coefficient),
    icc_2_k: answered(result.icc2k, coefficient),
    icc_3_k: answered(result.icc3k, coefficient),
    variance: { ...variance },
    sem_consistency: error.semConsistency,
    sem_agreement: error.semAgreement,
    mdc95_consistency: error.mdc95Consistency,
    mdc95_agreement: error.mdc95Agreement,
    repeatability_within_sd_Sw: error.withinSd,
  };
}

const coefficient = ({ value, ci95, f, df1, df2, p, satterthwaiteDf }: Icc): Document => ({
  value,
  ci95,
  F: f,
  df1,
  df2,
  p,
  ...(satterthwaiteDf === undefined ? {} : { satterthwaite_df_v: satterthwaiteDf }),
});

export const blandAltmanDocument = (definition: string, result: BlandAltman): Document => ({
  n: result.n,
  definition,
  bias: result.bias,
  sd_difference: result.sd,
  se_bias: result.seBias,
  bias_ci95: result.biasCi95,
  bias_t: answered(result.biasTest, ({ t }) => t),
  bias_p: answered(result.biasTest, ({ p }) => p),
  multiplier: Z95,
  ...limitDocument('lower', result.lower),
  ...limitDocument('upper', result.upper),
  se_loa_1986: result.se1986,
  se_loa_1999: result.se1999,
  carkeet_k_inner: result.exactFactors[0],
  carkeet_k_outer: result.exactFactors[1],
  loa_t_based_prediction: result.prediction,
  proportional_bias: answered(result.proportionalBias, ({ intercept, slope, slopeSe, slopeP, slopeCi95 }) => ({
    intercept,
    slope,
    slope_se: slopeSe,
    slope_p: slopeP,
    slope_ci95: slopeCi95,
  })),
  pitman_morgan: answered(result.pitmanMorgan, ({ r, p }) => ({ r, p })),
  shapiro_W: answered(result.normality, ({ w }) => w),
  shapiro_p: answered(result.normality, ({ p }) => p),
  ...repeatabilityDocument(result),
});

const limitDocument = (side: 'lower' | 'upper', limit: Limit): Document => ({
  [`loa_${side}`]: limit.value,
  [`loa_${side}_ci95_exact_carkeet`]: limit.exact,
  [`loa_${side}_ci95_mover_zou`]: limit.mover,
  [`loa_${side}_ci95_1986_3s2n`]: limit.approximate1986,
  [`loa_${side}_ci95_1999`]: limit.approximate1999,
});

const repeatabilityDocument = ({ repeatability, concordance, correlation }: BlandAltman): Document => ({
  tem_dahlberg: repeatability.tem,
  tem_bias_removed: repeatability.temBiasRemoved,
  sem_from_sd_diff: repeatability.temBiasRemoved,
  mdc95: repeatability.mdc95,
  mdc95_from_tem: repeatability.mdc95FromTem,
  mean_absolute_difference: repeatability.meanAbsolute,
  max_absolute_difference: repeatability.maxAbsolute,
  percent_within_5: repeatability.percentWithin5,
  percent_within_3: repeatability.percentWithin3,
  lin_ccc: concordance,
  pearson_r: correlation,
});

export const precisionDocument = (result: Precision): Document => ({
  n: result.n,
  k: result.k,
  rms_sd: result.rmsSd,
  rms_cv_percent: answered(result.relative, ({ rmsCvPercent }) => rmsCvPercent),
  cv_of_rms_sd_percent: answered(result.relative, ({ cvOfRmsSdPercent }) => cvOfRmsSdPercent),
  log_method_cv_percent: answered(result.relative, ({ logMethodCvPercent }) => logMethodCvPercent),
  tem: result.tem,
  relative_tem_percent: answered(result.relative, ({ relativeTemPercent }) => relativeTemPercent),
  lsc95: result.lsc95,
  df: result.df,
  rms_sd_ci95: result.rmsSdCi95,
});

export const kappaDocument = (result: Kappa): Document => ({
  po: result.observed,
  pe: result.expected,
  kappa: result.kappa,
  se: result.se,
  ci95: result.ci95,
  se0: result.seOfChance,
  z: result.z,
});

export const scatterDocument = (result: Scatter): Document => ({
  n: result.n,
  readings: result.readings,
  sd_x: result.sdX,
  sd_y: result.sdY,
  sd: result.sd,
  mean_distance: result.meanDistance,
  max_distance: result.maxDistance,
});
