import { describe, expect, test } from 'vitest';
import {
  correlationDocument,
  descriptionDocument,
  pairedDocument,
  pooledProportionDocument,
  poolingDocument,
  proportionDocument,
  randomInterceptDocument,
} from '../../../shared/report/statistics/comparisonDocument.ts';
import { answered } from '../../../shared/report/statistics/document.ts';
import { pearson, spearman } from '../../../shared/statistics/correlation.ts';
import { describe as describeNumbers } from '../../../shared/statistics/descriptive.ts';
import { comparePairs, type Pair } from '../../../shared/statistics/paired.ts';
import { pairPerSubject, type OfSubject } from '../../../shared/statistics/perSubject.ts';
import { proportion } from '../../../shared/statistics/proportion.ts';
import { randomIntercept } from '../../../shared/statistics/randomIntercept.ts';
import { signedRank } from '../../../shared/statistics/signedRank.ts';
import { series, seriesReference } from '../../golden/reference/statistics.ts';
import { expectNumbers } from '../../support/referenceNumbers.ts';

/** Checks of the reference by other programs under names of their own, and what floating point does without rounding. */
const OTHER_PROGRAMS = [
  'p_exact_dp_check',
  'p_exact_coin_wilcoxon',
  'p_exact_naive_floating_point_ranks_DO_NOT_USE',
  'W_plus_naive_DO_NOT_USE',
];

const described = (values: readonly number[]) => answered(describeNumbers(values), descriptionDocument);
const compared = (pairs: readonly Pair[]) => answered(comparePairs(pairs), (result) => pairedDocument('', result));
const pooled = (pairs: readonly Pair[]) => answered(comparePairs(pairs), (result) => poolingDocument('', result));

const { patients } = series;
const { pairs } = seriesReference.wedge;
const wedge = (from: typeof pairs): readonly Pair[] => from.map(({ pre, post }) => ({ first: pre, second: post }));
const ofPatients: readonly OfSubject<Pair>[] = pairs.map(({ patient, pre, post }) => ({
  subject: String(patient),
  value: { first: pre, second: post },
}));
const perPatient = pairPerSubject(ofPatients);

describe('the published series of 22 patients against R', () => {
  test('the pairs of the reference are those of the table', () => {
    const fromTable = patients.flatMap(({ patient, wedge: levels }) =>
      levels.flatMap(({ level, pre_deg: pre, post_deg: post }) =>
        pre === null || post === null ? [] : [{ patient, level, pre, post }],
      ),
    );
    expect(pairs.map(({ patient, level, pre, post }) => ({ patient, level, pre, post }))).toEqual(fromTable);
    expect(fromTable).toHaveLength(29);
  });

  test('age and follow-up, 13 numbers each', () => {
    expectNumbers(described(patients.map((each) => each.age_years)), seriesReference.age, 13);
    expectNumbers(described(patients.map((each) => each.follow_up_months)), seriesReference.follow_up_months, 13);
  });

  test.each([
    ['pre', patients.map(({ vas }) => vas.pre)],
    ['post', patients.map(({ vas }) => vas.post)],
    ['late', patients.flatMap(({ vas }) => vas.late ?? [])],
    ['improvement_pre_minus_post', patients.map(({ vas }) => vas.pre - vas.post)],
  ] as const)('VAS %s', (name, values) => {
    expectNumbers(described(values), seriesReference.vas[name], 13);
  });

  test.each([
    ['pre_to_post', (vas: (typeof patients)[number]['vas']) => ({ first: vas.pre, second: vas.post })],
    [
      'pre_to_late',
      ({ pre, late }: (typeof patients)[number]['vas']) => (late === null ? [] : { first: pre, second: late }),
    ],
    [
      'post_to_late',
      ({ post, late }: (typeof patients)[number]['vas']) => (late === null ? [] : { first: post, second: late }),
    ],
  ] as const)('VAS %s, paired', (name, pairOf) => {
    const vasPairs = patients.flatMap(({ vas }) => pairOf(vas));
    expectNumbers(compared(vasPairs), seriesReference.vas[name], 60, { without: OTHER_PROGRAMS });
  });

  test('no choice of the late VAS values has the printed mean 1.92 with the printed SD 2.90', () => {
    const late = patients.flatMap(({ vas }) => vas.late ?? []);
    let matchingMean = 0;
    let matchingBoth = 0;
    for (let choice = 1; choice < 2 ** late.length; choice += 1) {
      const chosen = late.filter((_, index) => (choice >> index) % 2 === 1);
      if (chosen.length < 5) continue;
      const mean = chosen.reduce((sum, value) => sum + value, 0) / chosen.length;
      if (Math.abs(mean - 1.92) >= 0.005) continue;
      matchingMean += 1;
      const of = describeNumbers(chosen);
      if (!of.ok) throw new Error('a choice is never empty');
      if ([of.value.sd, of.value.sdPopulation].some((sd) => Math.abs((sd ?? 0) - 2.9) < 0.005)) matchingBoth += 1;
    }
    expect(matchingMean).toBe(seriesReference.vas['late_text_check']?.['subsets_of_table_values_matching_mean']);
    expect(matchingBoth).toBe(0);
  });

  test.each(Object.entries(seriesReference.proportions))('proportion %s', (_, reference) => {
    expectNumbers(answered(proportion(reference.x, reference.n), proportionDocument), reference, 7);
  });

  test('wedge before and after, as far as there are values', () => {
    const values = patients.flatMap(({ wedge: levels }) => levels);
    expectNumbers(described(values.flatMap(({ pre_deg }) => pre_deg ?? [])), seriesReference.wedge['all_pre'], 13);
    expectNumbers(described(values.flatMap(({ post_deg }) => post_deg ?? [])), seriesReference.wedge['all_post'], 13);
  });

  test.each([
    ['paired_all', wedge(pairs)],
    ['paired_without_patient20', wedge(pairs.filter(({ patient }) => patient !== 20))],
    ['paired_thoracic', wedge(pairs.filter(({ level }) => level.startsWith('T')))],
    ['paired_lumbar', wedge(pairs.filter(({ level }) => level.startsWith('L')))],
    ['paired_patient_means', perPatient.map(({ value }) => value)],
    [
      'paired_first_level',
      wedge(pairs.filter(({ patient }, index) => pairs.findIndex((pair) => pair.patient === patient) === index)),
    ],
  ])('wedge %s', (name, from) => {
    expectNumbers(compared(from), seriesReference.wedge[name], 60, { without: OTHER_PROGRAMS });
  });

  test('8.8 - 4 and 5.5 - 0.7 are one rank: W+ is 158.5 and not 159', () => {
    const wilcoxon = signedRank(pairs.map(({ pre, post }) => post - pre));
    expect(wilcoxon).toMatchObject({ ok: true, value: { wPlus: 158.5, wMinus: 192.5, nonzero: 26, method: 'exact' } });
    expect(8.8 - 4).not.toBe(5.5 - 0.7);
  });

  test('the random-intercept model, to the digits of the optimiser of nlme', () => {
    const fitted = randomIntercept(
      ofPatients.map(({ subject, value }) => ({ subject, value: value.second - value.first })),
    );
    expectNumbers(
      answered(fitted, randomInterceptDocument),
      seriesReference.wedge['mixed_model_change_random_patient_intercept'],
      12,
      { tolerance: 8e-7 },
    );
  });

  test('change in wedge and change in VAS do not go together: r 0.343, p 0.139', () => {
    const wedgeChanges = perPatient.map(({ value }) => value.second - value.first);
    const vasChanges = perPatient.map(({ subject }) => {
      const found = patients.find(({ patient }) => String(patient) === subject);
      return (found?.vas.post ?? NaN) - (found?.vas.pre ?? NaN);
    });
    expectNumbers(
      correlationDocument(pearson(wedgeChanges, vasChanges), spearman(wedgeChanges, vasChanges)),
      seriesReference.wedge_vas_correlation,
      7,
    );
  });

  test('rows for a meta-analysis as metafor makes them', () => {
    const { wedge_levels, wedge_patients, vas, leakage, new_fracture } = seriesReference.pooling;
    expectNumbers(pooled(wedge(pairs)), wedge_levels, 15);
    expectNumbers(pooled(perPatient.map(({ value }) => value)), wedge_patients, 15);
    expectNumbers(pooled(patients.map(({ vas: own }) => ({ first: own.pre, second: own.post }))), vas, 15);
    expectNumbers(pooledProportionDocument(5, 35), leakage, 6);
    expectNumbers(pooledProportionDocument(2, 22), new_fracture, 6);
  });
});
