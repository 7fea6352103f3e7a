import { exportStudy } from '../../shared/export/exportStudy.ts';
import {
  blandAltmanDocument,
  iccDocument,
  kappaDocument,
  precisionDocument,
} from '../../shared/report/statistics/agreementDocument.ts';
import { answered } from '../../shared/report/statistics/document.ts';
import { reportOf } from '../../shared/report/reportOf.ts';
import { studyStatistics } from '../../shared/report/studyStatistics.ts';
import { blandAltman } from '../../shared/statistics/agreement/blandAltman.ts';
import { intraclass } from '../../shared/statistics/agreement/icc.ts';
import { kappa } from '../../shared/statistics/agreement/kappa.ts';
import { precision } from '../../shared/statistics/agreement/precision.ts';
import { parseStudy, serializeStudy } from '../../shared/study/studyFile.ts';
import type { Study } from '../../shared/study/study.ts';
import { agreementReference, seriesReference } from '../golden/reference/statistics.ts';
import { COHORT_LEVELS, cohortStudy } from '../support/cohortStudy.ts';
import { compareWithPaper } from '../support/publishedSeries.ts';
import { compareNumbers, type Compared } from '../support/referenceNumbers.ts';
import { importSeries } from '../support/seriesStudy.ts';

export interface PaperFigures {
  /** Everything that the paper of the 22 patients prints, against the report of the study imported from its tables. */
  readonly series: { readonly cells: number; readonly equal: number; readonly explained: number };
  /** Numbers of R and of published examples, to 1e-9 or to the digits given. */
  readonly references: { readonly checks: number; readonly failed: number };
  /** 6,000 subjects, two visits, 13 levels. */
  readonly statsSeconds6000: number;
  /** 1,000 subjects, two visits, 10 levels. */
  readonly exportSeconds1000: number;
  /** Seconds at a quarter, half and the whole of the two sizes above. */
  readonly growth: readonly { readonly size: string; readonly stats: number; readonly export: number }[];
}

interface Bench {
  readonly say: (line: string) => void;
}

/** From points to paper: does the report say what the paper says, are the numbers right, how long does it take? */
export function measure({ say }: Bench): PaperFigures {
  say('Comparing the report of the published series with its paper...');
  const series = seriesFigures();
  say('Comparing statistics with their references...');
  const checked = referenceChecks();
  const failures = checked.flatMap((each) => each.failures);
  for (const failure of failures) say(failure);
  const growth = [1, 2, 4].map((factor) => {
    say(`Measuring ${1500 * factor} subjects for statistics and ${250 * factor} for the export...`);
    return {
      size: `${factor}x`,
      stats: secondsOf(cohortStudy({ subjects: 1500 * factor }), (study) => studyStatistics(study)),
      export: secondsOf(cohortStudy({ subjects: 250 * factor, levels: COHORT_LEVELS.slice(0, 10) }), (study) =>
        exportStudy(study, { preset: 'analysis', appVersion: '0.0.0' }),
      ),
    };
  });
  const whole = growth.at(-1);
  return {
    series,
    references: { checks: checked.reduce((sum, { compared }) => sum + compared, 0), failed: failures.length },
    statsSeconds6000: whole?.stats ?? 0,
    exportSeconds1000: whole?.export ?? 0,
    growth,
  };
}

function seriesFigures(): PaperFigures['series'] {
  const model = reportOf(importSeries().study, { appVersion: '0.0.0', at: '2026-11-20T10:00:00.000Z' });
  const { cells, equal, explained, different } = compareWithPaper(model);
  if (different.length > 0) throw new Error(`The report differs from the paper: ${JSON.stringify(different)}`);
  return { cells, equal, explained: explained.length };
}

/** What the reference says about the printed text and about other programs, and the keys of its patients. */
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

function referenceChecks(): readonly Compared[] {
  const statistics = studyStatistics(importSeries().study, { without: ['20'] });
  const { mixed_model_change_random_patient_intercept: model, ...wedge } = seriesReference.wedge;
  const ours = (statistics['wedge'] as Readonly<Record<string, unknown>>)[
    'mixed_model_change_random_patient_intercept'
  ];
  return [
    compareNumbers(statistics, { ...seriesReference, wedge }, { without: NOT_OF_THE_STUDY }),
    // nlme stops at about this accuracy.
    compareNumbers(ours, model, { tolerance: 8e-7 }),
    ...agreementChecks(),
  ];
}

function agreementChecks(): readonly Compared[] {
  const { shrout_fleiss_1979, two_observer_wedge, three_readings_height, genant_two_readers } = agreementReference;
  const icc = (rows: readonly (readonly number[])[]) => answered(intraclass(rows), iccDocument);
  const readings = two_observer_wedge.A.map((a, index) => ({ a, b: two_observer_wedge.B[index] ?? Number.NaN }));
  const limits = answered(blandAltman(readings), (result) => blandAltmanDocument('', result));
  const grades = genant_two_readers.reader1.map((first, index) => ({
    first,
    second: genant_two_readers.reader2[index] ?? -1,
  }));
  return [
    compareNumbers(icc(shrout_fleiss_1979.data), shrout_fleiss_1979.result),
    compareNumbers(limits, two_observer_wedge.bland_altman),
    compareNumbers(icc(readings.map(({ a, b }) => [a, b])), two_observer_wedge.icc),
    compareNumbers(icc(three_readings_height.data), three_readings_height.icc),
    compareNumbers(
      answered(precision(three_readings_height.data, 'ratio'), precisionDocument),
      three_readings_height.precision,
    ),
    ...(['unweighted', 'linear', 'quadratic'] as const).map((weights) =>
      compareNumbers(answered(kappa(grades, [0, 1, 2, 3], weights), kappaDocument), genant_two_readers[weights]),
    ),
  ];
}

/** The best of three, each on a study read anew: nothing computed before may help. */
function secondsOf(study: Study, work: (study: Study) => unknown): number {
  const bytes = serializeStudy(study, { appVersion: '0.0.0', savedAt: '2026-11-20T10:00:00.000Z' });
  const times = [1, 2, 3].map(() => {
    const opened = parseStudy(bytes);
    if (!opened.ok) throw new Error(opened.error.message);
    const began = performance.now();
    work(opened.value.study);
    return (performance.now() - began) / 1000;
  });
  return Math.round(Math.min(...times) * 1000) / 1000;
}
