import { exportStudy } from '../../shared/export/exportStudy.ts';
import { studyStatistics } from '../../shared/report/studyStatistics.ts';
import type { Level } from '../../shared/spine/levels.ts';
import { parseStudy, serializeStudy } from '../../shared/study/studyFile.ts';
import type { Study } from '../../shared/study/study.ts';
import { series } from '../golden/reference/statistics.ts';
import { checkReferences } from '../support/checkReferences.ts';
import { COHORT_LEVELS, cohortStudy } from '../support/cohortStudy.ts';
import { importSeries } from '../support/seriesStudy.ts';

const written = { appVersion: '1.0.0', savedAt: '2026-11-20T12:00:00Z' };
const TEN_LEVELS = COHORT_LEVELS.slice(0, 10);
const ONE_LEVEL: readonly Level[] = ['L1'];

interface Bench {
  readonly say: (line: string) => void;
}

/** From the published tables to their statistics, every reference number, and the time that large studies take. */
export function measure({ say }: Bench) {
  say('the published series, cell by cell');
  const cells = seriesCells();
  say('every reference number');
  const { compared, failures } = checkReferences();
  say('statistics of 6,000 subjects');
  statsSeconds(500);
  const growth = [1500, 3000, 6000].map(statsSeconds);
  say('tables of 1,000 subjects with 10 levels');
  exportSeconds(100);
  const exportGrowth = [250, 500, 1000].map(exportSeconds);
  return {
    series: cells,
    references: { checks: compared, failed: failures.length },
    statsSeconds6000: growth.at(-1) ?? null,
    exportSeconds1000: exportGrowth.at(-1) ?? null,
    growth,
    exportGrowth,
  };
}

/** Every printed cell of the two tables against what the imported study holds. Nothing has to be explained. */
function seriesCells() {
  const { study } = importSeries();
  const cells = series.patients.flatMap((patient) => {
    const subject = study.subjects.find(({ code }) => code === String(patient.patient));
    const score = (instrument: string, timepoint: string) =>
      subject?.clinical.scores.find((each) => each.instrument === instrument && each.timepoint === timepoint)?.value;
    const wedge = (level: string, timepoint: string) =>
      subject?.exams
        .find((exam) => exam.timepoint === timepoint)
        ?.readings[0]?.reported.find((each) => each.level === level)?.value;
    return [
      [patient.age_years, subject?.ageYears],
      [patient.levels.join(' '), subject?.treatedLevels.join(' ')],
      [patient.follow_up_months, score('follow_up_months', 'late')],
      [patient.vas.pre, score('VAS', 'pre')],
      [patient.vas.post, score('VAS', 'post')],
      [patient.vas.late, score('VAS', 'late')],
      ...patient.wedge.flatMap(({ level, pre_deg: pre, post_deg: post }) => [
        [pre, wedge(level, 'pre')],
        [post, wedge(level, 'post')],
      ]),
    ];
  });
  const equal = cells.filter(([printed, ours]) => printed === ours).length;
  return { cells: cells.length, equal, explained: 0 };
}

/** Opening the file of a study and computing all its statistics, as the command does; the best of three. */
function statsSeconds(subjects: number): number {
  const bytes = serializeStudy(cohortStudy({ subjects, levels: ONE_LEVEL }), written);
  return bestOfThree(() => studyStatistics(opened(bytes)));
}

function exportSeconds(subjects: number): number {
  const study = cohortStudy({ subjects, levels: TEN_LEVELS });
  return bestOfThree(() => exportStudy(study, { preset: 'analysis', coded: false, appVersion: '1.0.0' }));
}

function opened(bytes: Uint8Array): Study {
  const parsed = parseStudy(bytes);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value.study;
}

function bestOfThree(action: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    action();
    return performance.now() - start;
  });
  return Math.round(Math.min(...times)) / 1000;
}
