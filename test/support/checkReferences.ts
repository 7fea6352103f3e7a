import {
  blandAltmanDocument,
  iccDocument,
  kappaDocument,
  precisionDocument,
} from '../../shared/report/statistics/agreementDocument.ts';
import { answered } from '../../shared/report/statistics/document.ts';
import { studyStatistics } from '../../shared/report/studyStatistics.ts';
import { blandAltman } from '../../shared/statistics/agreement/blandAltman.ts';
import { intraclass } from '../../shared/statistics/agreement/icc.ts';
import { kappa } from '../../shared/statistics/agreement/kappa.ts';
import { precision } from '../../shared/statistics/agreement/precision.ts';
import { agreementReference, seriesReference } from '../golden/reference/statistics.ts';
import { compareNumbers, type Compared } from './referenceNumbers.ts';
import { importSeries } from './seriesStudy.ts';

/** What the reference says beside the study: about the printed text, about other programs, and the keys of patients. */
const NOT_OF_THE_STUDY = [
  'late_text_check',
  'age_check_text',
  'lost_to_follow_up_P_star',
  'lost_to_follow_up_text',
  'p_exact_dp_check',
  'p_exact_coin_wilcoxon',
  'p_exact_naive_floating_point_ranks_DO_NOT_USE',
  'W_plus_naive_DO_NOT_USE',
  'patient',
];

const MODEL = 'mixed_model_change_random_patient_intercept';

/**
 * Every number of the two references against the statistics of the imported series and of the agreement examples: to
 * 1e-9 or the digits given, the mixed model to the 8e-7 at which the optimiser of nlme stops.
 */
export function checkReferences(): Compared {
  const statistics = studyStatistics(importSeries().study, { without: ['20'] });
  const { [MODEL]: model, ...wedge } = seriesReference.wedge;
  const ourWedge = statistics['wedge'] as Readonly<Record<string, unknown>>;
  const { shrout_fleiss_1979, two_observer_wedge, three_readings_height, genant_two_readers } = agreementReference;
  const { A, B } = two_observer_wedge;
  const readings = A.map((a, index) => ({ a, b: B[index] ?? Number.NaN }));
  const grades = genant_two_readers.reader1.map((first, index) => ({
    first,
    second: genant_two_readers.reader2[index] ?? Number.NaN,
  }));
  const icc = (rows: readonly (readonly number[])[]) => answered(intraclass(rows), iccDocument);
  const heights = three_readings_height;
  const all = [
    compareNumbers(statistics, { ...seriesReference, wedge }, { without: NOT_OF_THE_STUDY }),
    compareNumbers(ourWedge[MODEL], model, { tolerance: 8e-7 }),
    compareNumbers(icc(shrout_fleiss_1979.data), shrout_fleiss_1979.result),
    compareNumbers(icc(readings.map(({ a, b }) => [a, b])), two_observer_wedge.icc),
    compareNumbers(
      answered(blandAltman(readings), (result) => blandAltmanDocument('', result)),
      two_observer_wedge.bland_altman,
    ),
    compareNumbers(icc(heights.data), heights.icc),
    compareNumbers(answered(precision(heights.data, 'ratio'), precisionDocument), heights.precision),
    ...(['unweighted', 'linear', 'quadratic'] as const).map((weights) =>
      compareNumbers(answered(kappa(grades, [0, 1, 2, 3], weights), kappaDocument), genant_two_readers[weights]),
    ),
  ];
  return {
    compared: all.reduce((sum, { compared }) => sum + compared, 0),
    failures: all.flatMap(({ failures }) => failures),
  };
}
