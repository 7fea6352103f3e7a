import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { studyStatistics } from '../../../shared/report/studyStatistics.ts';
import { parseStudy } from '../../../shared/study/studyFile.ts';
import { verifyStudy } from '../../../shared/study/verifyStudy.ts';
import { checkReferences } from '../../support/checkReferences.ts';
import { importSeries, seriesFile } from '../../support/seriesStudy.ts';

describe('the published series from its two tables', () => {
  const { study, tables } = importSeries();

  test('22 patients and 35 levels, no row rejected, nothing for the checker to find', () => {
    expect(tables.map(({ rows, rowsTaken, rejected }) => ({ rows, rowsTaken, rejected }))).toEqual([
      { rows: 22, rowsTaken: 22, rejected: [] },
      { rows: 35, rowsTaken: 35, rejected: [] },
    ]);
    expect(study.subjects).toHaveLength(22);
    expect(study.subjects.flatMap(({ treatedLevels }) => treatedLevels)).toHaveLength(35);
    expect(verifyStudy(study)).toEqual({ ok: true, differences: [] });
  });

  test('every printed word became its reason: 2 NA, 4 unavailable, 2 not reported, 3 deaths and 3 lost late scores', () => {
    const reported = study.subjects.flatMap(({ exams }) =>
      exams.flatMap(({ readings }) => readings.flatMap((each) => each.reported)),
    );
    const scores = study.subjects.flatMap(({ clinical }) => clinical.scores);
    const count = (reasons: readonly (string | undefined)[], reason: string) =>
      reasons.filter((each) => each === reason).length;
    const ofValues = reported.map(({ missing }) => missing);
    expect(['not_applicable', 'unavailable', 'not_reported'].map((reason) => count(ofValues, reason))).toEqual([
      2, 4, 2,
    ]);
    const ofScores = scores.map(({ missing }) => missing);
    expect(['death', 'lost_to_follow_up'].map((reason) => count(ofScores, reason))).toEqual([3, 3]);
    expect(reported.filter(({ value }) => value !== null && value < 0).map(({ value }) => value)).toEqual([
      -4, -8, -4.7,
    ]);
    expect(reported.every(({ source }) => source !== '')).toBe(true);
  });

  test('events: five leakages of which one names no level, two new fractures, four deaths, three lost, two others', () => {
    const events = study.subjects.flatMap(({ code, clinical }) => clinical.events.map((event) => ({ code, ...event })));
    const kinds = events.map(({ kind }) => kind);
    const count = (wanted: string) => kinds.filter((kind) => kind === wanted).length;
    expect(['leakage', 'fracture', 'death', 'lost', 'other'].map(count)).toEqual([5, 2, 4, 3, 2]);
    expect(events).toContainEqual({ code: '10', kind: 'leakage', site: 'disc_inferior', level: 'L3' });
    expect(events).toContainEqual({ code: '18', kind: 'leakage', site: 'anterior' });
    expect(events).toContainEqual({ code: '15', kind: 'fracture', site: 'distant', level: 'T12' });
  });

  test('the statistics of the study and of the agreement examples are those of R: more than 1200 numbers', () => {
    const { compared, failures } = checkReferences();
    expect(failures).toEqual([]);
    expect(compared).toBeGreaterThan(1200);
    expect(studyStatistics(study)['proportions']).toMatchObject({ lost_to_follow_up_patients: { x: 3, n: 22 } });
  });

  test('the same tables once more change nothing', () => {
    const again = importSeries(study);
    expect(again.study).toEqual(study);
    expect(
      again.tables.map(({ rejected, subjectsAdded, subjectsChanged }) => ({
        rejected,
        subjectsAdded,
        subjectsChanged,
      })),
    ).toEqual([
      { rejected: [], subjectsAdded: 0, subjectsChanged: 0 },
      { rejected: [], subjectsAdded: 0, subjectsChanged: 0 },
    ]);
  });

  test('the example study that is shipped is the one that the tables give', () => {
    const shipped = readFileSync(new URL('../../../renderer/public/examples/series22.endplate', import.meta.url));
    expect(parseStudy(shipped)).toMatchObject({ ok: true, value: { study: { title: study.title }, migrated: false } });
    expect(Buffer.compare(shipped, Buffer.from(seriesFile())), 'run: node build/makeExamples.mjs').toBe(0);
  });
});
