import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PLAIN_DIALECT } from '../../../shared/export/csv.ts';
import { importTables } from '../../../shared/import/importTables.ts';
import { furtherTables } from '../../../shared/report/tables/furtherTables.ts';
import { addReader, setArms } from '../../../shared/study/edits/protocolEdits.ts';
import { addClinicalEvent, setScore } from '../../../shared/study/edits/clinicalEdits.ts';
import { setSubjectFacts } from '../../../shared/study/edits/subjectEdits.ts';
import { parseStudy } from '../../../shared/study/studyFile.ts';
import type { Study } from '../../../shared/study/study.ts';
import { emptyStudy, exampleStudy } from '../../support/exampleStudy.ts';
import { expectGolden } from '../../support/golden.ts';
import { asRecords, parseStrictCsv } from '../../support/strictCsv.ts';

const tablesOf = (study: Study) => furtherTables(study, ['subjects', 'reliability', 'meta']);

function rowsOf(study: Study, file: string) {
  const ready = tablesOf(study).find(({ table }) => table.file === file);
  if (ready === undefined) throw new Error(`no ${file}`);
  return asRecords(parseStrictCsv(ready.write(PLAIN_DIALECT).bytes, ','));
}

const series = (): Study => {
  const file = path.resolve(import.meta.dirname, '../../../renderer/public/examples/series22.endplate');
  const opened = parseStudy(readFileSync(file));
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value.study;
};

describe('the table of subjects', () => {
  test('has facts, every score with its status, and the events', () => {
    let study = setSubjectFacts(exampleStudy(), { subjectId: 's1', facts: { ageYears: 71.5 } });
    study = setScore(study, { subjectId: 's1', timepoint: 'post', instrument: 'VAS', value: 0 });
    study = setScore(study, { subjectId: 's2', timepoint: 'post', instrument: 'VAS', missing: 'not_reported' });
    study = setScore(study, { subjectId: 's3', timepoint: 'm1', instrument: 'Quality-of-Life', value: 61.25 });
    study = setScore(study, { subjectId: 's1', timepoint: 'm1', instrument: 'follow_up_months', value: 8 });
    study = addClinicalEvent(study, { subjectId: 's1', event: { kind: 'leakage', site: 'anterior', level: 'L1' } });
    const [s1, s2, s3] = rowsOf(study, 'subjects.csv');
    expect(s1).toMatchObject({
      subject_id: 'S001',
      sex: 'female',
      age_years: '71.5',
      diagnosis: 'Osteoporosis',
      treated_levels: 'L1',
      vas_pre: '8',
      vas_pre_status: 'reported',
      vas_post: '0',
      vas_post_status: 'reported',
      follow_up_months: '8',
      follow_up_months_status: 'reported',
      leakage_n: '1',
      death_n: '0',
      events: 'leakage anterior L1',
    });
    expect(s2).toMatchObject({
      vas_post: '',
      vas_post_status: 'not_reported',
      quality_m1_status: 'death',
      death_n: '1',
    });
    expect(s3).toMatchObject({ quality_m1: '61.25', vas_pre_status: 'not_measured', age_years: '' });
  });

  test('is read back by the import: the published series comes out as it went in', () => {
    const study = series();
    const bytes = tablesOf(study)[0]?.write(PLAIN_DIALECT).bytes ?? new Uint8Array();
    const blank = { ...emptyStudy(), protocol: study.protocol };
    let id = 0;
    const imported = importTables({
      tables: [{ name: 'subjects.csv', bytes }],
      study: blank,
      map: {},
      newId: () => String((id += 1)),
      title: 'x',
      at: '2026-11-20T14:02:11.000Z',
    });
    if (!imported.ok) throw new Error(imported.error.message);
    expect(imported.value.tables[0]?.rejected).toEqual([]);
    const facts = ({ code, sex, ageYears, treatedLevels }: Study['subjects'][number]) => [
      code,
      sex,
      ageYears,
      treatedLevels,
    ];
    expect(imported.value.study.subjects.map(facts)).toEqual(study.subjects.map(facts));
    const numbers = ({ clinical }: Study['subjects'][number]) =>
      clinical.scores
        .filter(({ value }) => value !== null)
        .map(({ instrument, timepoint, value }) => `${instrument} ${timepoint} ${value}`);
    expect(imported.value.study.subjects.map((each) => numbers(each).toSorted())).toEqual(
      study.subjects.map((each) => numbers(each).toSorted()),
    );
    const kinds = ({ clinical }: Study['subjects'][number]) => clinical.events.map(({ kind }) => kind);
    expect(imported.value.study.subjects.map(kinds)).toEqual(study.subjects.map(kinds));
  });
});

describe('the table of repeated readings', () => {
  test('has every two readings of a vertebra on a film, and what follows from them', () => {
    const rows = rowsOf(exampleStudy(), 'reliability.csv');
    expect(new Set(rows.map((row) => `${row['level']} ${row['timepoint']}`))).toEqual(new Set(['L1 pre']));
    expect(rows).toHaveLength(3 * 6);
    expect(rows.find(({ measure, reader_b }) => measure === 'h_ant' && reader_b === 'R2')).toMatchObject({
      subject_id: 'S001',
      unit: 'mm',
      comparison: 'between_readers',
      reader_a: 'R1',
      reading_a: '1',
      value_a: '15',
      value_a_status: 'measured',
      value_b: '15',
      difference: '0',
      mean_of_both: '15',
    });
    const agreement = rowsOf(exampleStudy(), 'agreement.csv');
    expect(agreement).toHaveLength(3 * 6);
    expect(agreement[0]).toMatchObject({
      measure: 'wedge_angle',
      n: '1',
      n_patients: '1',
      sd_difference: '',
      mdc95: '',
    });
    expect(agreement.filter(({ row_status }) => row_status === 'complete')).toEqual([]);
  });

  test('is empty, with its header, where nothing was read twice', () => {
    expect(rowsOf(addReader(emptyStudy(), { id: 'R2', label: 'R2' }), 'reliability.csv')).toEqual([]);
  });
});

describe('the rows for a meta-analysis', () => {
  const row = (study: Study, where: Readonly<Record<string, string>>) =>
    rowsOf(study, 'meta_analysis.csv').find((each) =>
      Object.entries(where).every(([name, cell]) => each[name] === cell),
    );

  test('of the published series are the numbers of the reference', () => {
    const levels = row(series(), { outcome: 'wedge_angle', unit_of_analysis: 'level', timepoint_to: 'post' });
    expect(levels).toMatchObject({
      unit: 'deg',
      plane: 'not_applicable',
      arm: 'all',
      n_levels: '29',
      n_patients: '20',
      mean_pre: '7.855172',
      sd_pre: '6.472833',
      mean_post: '7.886207',
      sd_post: '6.851993',
      mean_change: '0.031034',
      sd_change: '4.003847',
      change_ci_low: '-1.491947',
      change_ci_high: '1.554016',
      r_pre_post: '0.820898',
      row_status: 'complete',
      mdc95: '5',
      mdc_source: 'provisional',
    });
    expect(row(series(), { outcome: 'wedge_angle', unit_of_analysis: 'patient', timepoint_to: 'post' })).toMatchObject({
      mean_pre: '7.765',
      mean_post: '7.568333',
      mean_change: '-0.196667',
      sd_change: '3.132828',
    });
    expect(levels?.['missing_by_reason']).toContain('unavailable 4');
    const score = row(series(), { outcome: 'VAS', timepoint_to: 'post' });
    expect(score).toMatchObject({ unit: 'score', n_patients: '22', mean_change: '-7', sd_change: '1.9518' });
  });

  test('give the SD of the change from the two SDs and r', () => {
    const rows = rowsOf(series(), 'meta_analysis.csv').filter(({ row_status }) => row_status === 'complete');
    expect(rows.length).toBeGreaterThan(2);
    for (const each of rows) {
      const [pre, post, r, change] = ['sd_pre', 'sd_post', 'r_pre_post', 'sd_change'].map((name) => Number(each[name]));
      expect(Math.sqrt(pre! ** 2 + post! ** 2 - 2 * r! * pre! * post!)).toBeCloseTo(change!, 4);
    }
  });

  test('are given for every arm that has patients', () => {
    let study = setArms(exampleStudy(), {
      arms: [
        { id: 'kypho', label: 'Kyphoplasty' },
        { id: 'empty', label: 'Nobody' },
      ],
    });
    study = setSubjectFacts(study, { subjectId: 's1', facts: { arm: 'kypho' } });
    expect(new Set(rowsOf(study, 'meta_analysis.csv').map(({ arm }) => arm))).toEqual(new Set(['all', 'kypho']));
  });

  test('say what is missing where there is one pair only', () => {
    const height = row(exampleStudy(), { outcome: 'h_ant', unit_of_analysis: 'level', timepoint_to: 'post' });
    expect(height).toMatchObject({
      plane: 'patient',
      n_levels: '1',
      mean_change: '5',
      sd_change: '',
      row_status: 'too_few',
    });
    expect(height?.['postures']).toBe('standing-standing:1');
  });

  test('events: the published leakage and fractures with Wilson intervals', () => {
    const rows = rowsOf(series(), 'meta_events.csv');
    expect(rows[0]).toMatchObject({
      event: 'leakage',
      unit_of_analysis: 'level',
      events: '5',
      n: '35',
      percent: '14.285714',
    });
    expect(Number(rows[0]?.['wilson_low'])).toBeCloseTo(6.26, 2);
    expect(Number(rows[0]?.['wilson_high'])).toBeCloseTo(29.38, 2);
    expect(rows.find(({ event }) => event === 'fracture')).toMatchObject({ events: '2', n: '22' });
    expect(rowsOf(emptyStudy(), 'meta_events.csv')[0]).toMatchObject({
      n: '0',
      percent: '',
      row_status: 'all_missing',
    });
  });
});

test('all of them are stored as examples', () => {
  for (const ready of tablesOf(exampleStudy())) {
    expectGolden(`export/further/${ready.table.file}`, ready.write(PLAIN_DIALECT).bytes);
  }
  for (const ready of furtherTables(series(), ['meta'])) {
    expectGolden(`export/further/series22_${ready.table.file}`, ready.write(PLAIN_DIALECT).bytes);
  }
});
