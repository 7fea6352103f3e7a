import { describe, expect, test } from 'vitest';
import { timepointPrefixes } from '../../../shared/export/columnNames.ts';
import { exportStudy } from '../../../shared/export/exportStudy.ts';
import type { ExportOptions } from '../../../shared/export/exportStudy.ts';
import { furtherTables } from '../../../shared/report/tables/furtherTables.ts';
import { addSubject } from '../../../shared/study/edits/subjectEdits.ts';
import { addCalibration, setExamImage } from '../../../shared/study/edits/examEdits.ts';
import { finaliseLevel, reopenLevel, setVertebraFacts } from '../../../shared/study/edits/vertebraEdits.ts';
import type { Study } from '../../../shared/study/study.ts';
import { clearLandmark, placeLandmark, replaceLandmarks } from '../../../shared/study/edits/landmarkEdits.ts';
import { AT, emptyStudy, exampleStudy, image, place, square, twoFilms } from '../../support/exampleStudy.ts';
import { expectGolden } from '../../support/golden.ts';
import { asRecords, parseStrictCsv } from '../../support/strictCsv.ts';

const options: ExportOptions = { preset: 'analysis', appVersion: '1.0.0' };

const fileOf = (study: Study, name: string, more: Partial<ExportOptions> = {}) => {
  const file = exportStudy(study, { ...options, ...more }).files.find((each) => each.name === name);
  if (file === undefined) throw new Error(`no ${name}`);
  return file;
};
const table = (study: Study, name: string, more: Partial<ExportOptions> = {}, separator = ',') =>
  parseStrictCsv(fileOf(study, name, more).bytes, separator);
const records = (study: Study, name: string, more: Partial<ExportOptions> = {}) => asRecords(table(study, name, more));

const LONG_HEADER =
  'subject_id timepoint timepoint_order days_from_pre level level_order measure value unit value_status quality_flags reader_id reading_no measured_at spacing_source mm_per_px_row mm_per_px_col image_id method_version app_version';
const WIDE_HEADER =
  'subject_id level level_order reader_id reading_no pre_h_ant_mm pre_h_mid_mm pre_h_post_mm pre_wedge_deg pre_ratio_ap pre_ratio_mp pre_status post_h_ant_mm post_h_mid_mm post_h_post_mm post_wedge_deg post_ratio_ap post_ratio_mp post_status d_h_ant_mm d_h_mid_mm d_h_post_mm d_wedge_deg d_status days_pre_post pre_spacing_src post_spacing_src quality_flags note method_version app_version';
const POINTS_HEADER = 'subject_id timepoint level point x_px y_px point_status assisted reader_id reading_no image_id';
const IMAGES_HEADER =
  'image_id subject_id timepoint timepoint_order days_from_pre rows columns mm_per_px_row mm_per_px_col spacing_source magnification format modality lossy';

describe('the headers', () => {
  test('of the long table, points and images are fixed', () => {
    expect(table(emptyStudy(), 'measurements_long.csv').header.join(' ')).toBe(LONG_HEADER);
    expect(table(emptyStudy(), 'points.csv').header.join(' ')).toBe(POINTS_HEADER);
    expect(table(emptyStudy(), 'images.csv').header.join(' ')).toBe(IMAGES_HEADER);
  });

  test('of the wide table begin with 31 fixed columns; follow-ups come after them', () => {
    const { header } = table(emptyStudy(), 'measurements_wide.csv');
    expect(header.slice(0, 31).join(' ')).toBe(WIDE_HEADER);
    expect(header.slice(31, 46).join(' ')).toBe(
      'm1_h_ant_mm m1_h_mid_mm m1_h_post_mm m1_wedge_deg m1_ratio_ap m1_ratio_mp m1_status d_m1_h_ant_mm d_m1_h_mid_mm d_m1_h_post_mm d_m1_wedge_deg d_m1_status days_pre_m1 m1_spacing_src m3_h_ant_mm',
    );
    expect(header).toHaveLength(31 + 5 * 14);
  });

  test('are lower-case ASCII of at most 26 characters, each once, even for unruly timepoints', () => {
    const timepoints = ['pre', 'Post.OP', '12-Months-After-Surgery', '12-Months-After-Surgery-2', 'y2'].map((id) => ({
      id,
      label: id,
      nominalDays: null,
    }));
    const study = { ...emptyStudy(), protocol: { ...emptyStudy().protocol, timepoints } };
    const { header } = table(study, 'measurements_wide.csv');
    expect(header.filter((name) => !/^[a-z][a-z0-9_]{0,25}$/.test(name))).toEqual([]);
    expect(new Set(header).size).toBe(header.length);
    expect([...timepointPrefixes(timepoints).values()]).toEqual(['pre', 'post_op', 't12_months', 't12_month2', 'y2']);
  });
});

describe('the long table', () => {
  test('gives all nine measures at every time point in use, for every level that was started', () => {
    const rows = records(exampleStudy(), 'measurements_long.csv');
    expect(rows).toHaveLength(9 * 3 * 9);
    const ofL1 = rows.filter((row) => row['subject_id'] === 'S001' && row['level'] === 'L1');
    expect(ofL1.slice(0, 3).map((row) => `${row['measure']} ${row['reader_id']}/${row['reading_no']}`)).toEqual([
      'h_ant R1/1',
      'h_ant R1/2',
      'h_ant R2/1',
    ]);
  });

  test('says where each number comes from', () => {
    const rows = records(exampleStudy(), 'measurements_long.csv');
    const row = rows.find(({ subject_id, measure }) => subject_id === 'S001' && measure === 'wedge_angle');
    expect(row).toEqual({
      subject_id: 'S001',
      timepoint: 'pre',
      timepoint_order: '0',
      days_from_pre: '0',
      level: 'L1',
      level_order: '13',
      measure: 'wedge_angle',
      value: '14.036',
      unit: 'deg',
      value_status: 'measured',
      quality_flags: 'spacing_manual|unlocked_after_final',
      reader_id: 'R1',
      reading_no: '1',
      measured_at: '2026-11-20T14:02:11Z',
      spacing_source: 'manual',
      mm_per_px_row: '0.1',
      mm_per_px_col: '0.1',
      image_id: row?.['image_id'],
      method_version: '1',
      app_version: '1.0.0',
    });
    expect(row?.['image_id']).toMatch(/^img_[0-9a-f]{12}$/);
  });

  test('never puts pixels into millimetres', () => {
    const rows = records(exampleStudy(), 'measurements_long.csv');
    const uncalibrated = rows.filter(({ value_status }) => value_status === 'uncalibrated');
    expect(uncalibrated.map(({ measure }) => measure)).toEqual(['h_ant', 'h_mid', 'h_post']);
    expect(uncalibrated.map(({ value }) => value)).toEqual(['', '', '']);
  });
});

describe('the wide table', () => {
  const wide = (more: Partial<ExportOptions> = {}) => records(exampleStudy(), 'measurements_wide.csv', more);

  test('has the change, the days, the flags and the protected note in one row', () => {
    expect(wide()[0]).toMatchObject({
      subject_id: 'S001',
      level: 'L1',
      pre_h_ant_mm: '15',
      post_h_ant_mm: '20',
      d_h_ant_mm: '5',
      d_wedge_deg: '-14.036',
      d_status: 'measured',
      days_pre_post: '3',
      pre_spacing_src: 'manual',
      quality_flags: 'spacing_manual|unlocked_after_final',
      note: `'=1+1; "checked", twice`,
    });
  });

  test('coded, says in the numeric cells why they have no number', () => {
    const rows = wide({ coded: true });
    const s1 = rows.find(({ level }) => level === 'S1');
    expect(s1).toMatchObject({ pre_h_ant_mm: 'NA', d_wedge_deg: 'NA', m1_h_ant_mm: 'NA' });
    const t12 = rows.find(({ level }) => level === 'T12');
    expect(t12).toMatchObject({ pre_h_ant_mm: 'uncalibrated', pre_wedge_deg: '14.036', m1_wedge_deg: 'death' });
    expect(rows.find(({ level }) => level === 'L2')).toMatchObject({ pre_h_mid_mm: 'not_visible', pre_h_ant_mm: '20' });
    expect(rows.flatMap((row) => Object.values(row)).filter((cell) => cell === 'measured').length).toBeGreaterThan(0);
    expect(wide().map(({ pre_status }) => pre_status)).toEqual(rows.map(({ pre_status }) => pre_status));
  });

  test('can be limited to one reader', () => {
    expect(wide({ readers: ['R2'] }).map(({ reader_id, level }) => `${reader_id} ${level}`)).toEqual(['R2 L1']);
  });
});

test('points are given with their marks, to three decimals, placed or not', () => {
  const rows = records(exampleStudy(), 'points.csv');
  const l3 = rows.filter(
    ({ subject_id, timepoint, level }) => `${subject_id} ${timepoint} ${level}` === 'S002 post L3',
  );
  expect(l3.map(({ point, x_px, y_px, point_status }) => [point, x_px, y_px, point_status])).toEqual([
    ['SA', '', '', 'not_visible'],
    ['SM', '', '', 'missing'],
    ['SP', '100.063', '400.124', 'placed'],
    ['IP', '', '', 'missing'],
    ['IM', '', '', 'missing'],
    ['IA', '', '', 'missing'],
  ]);
  expect(rows.filter(({ level }) => level === 'S1')).toHaveLength(3);
});

describe('images', () => {
  test('have no name, no date and no content hash', () => {
    const text = new TextDecoder().decode(fileOf(exampleStudy(), 'images.csv').bytes);
    expect(text).not.toContain('S001_pre');
    expect(text).not.toContain('2026');
    for (const exam of exampleStudy().subjects.flatMap(({ exams }) => exams)) {
      if (exam.image !== undefined) expect(text).not.toContain(exam.image.sha256.slice(0, 12));
    }
  });

  test('are called differently in a study with another salt', () => {
    const ids = (study: Study) => records(study, 'images.csv').map(({ image_id }) => image_id);
    const salted = ids({ ...exampleStudy(), salt: 'other' });
    expect(ids(exampleStudy()).filter((id) => salted.includes(id))).toEqual([]);
    expect(new Set(ids(exampleStudy())).size).toBe(4);
  });

  test('of a hostile file cannot bring a formula in by its modality', () => {
    let study = addSubject(emptyStudy(), { id: 'a', code: 'A' });
    study = setExamImage(study, { subjectId: 'a', timepoint: 'pre', image: image('x', { modality: '=1+1' }) });
    expect(records(study, 'images.csv')[0]?.['modality']).toBe("'=1+1");
  });
});

test('the code book names every column of every table, once and in order', () => {
  const rows = records(exampleStudy(), 'codebook.csv');
  for (const name of ['measurements_long.csv', 'measurements_wide.csv', 'points.csv', 'images.csv']) {
    const described = rows.filter(({ file }) => file === name);
    expect(described.map(({ column }) => column)).toEqual(table(exampleStudy(), name).header);
    expect(described.map(({ position }) => Number(position))).toEqual(described.map((_, index) => index + 1));
  }
  expect(rows.filter(({ definition }) => definition === '')).toEqual([]);
});

test('every status in the tables is in the list of reasons', () => {
  const codes = new Set(records(exampleStudy(), 'reasons.csv').map(({ code }) => code));
  const used = [
    ...records(exampleStudy(), 'measurements_long.csv').map(({ value_status }) => value_status),
    ...records(exampleStudy(), 'measurements_wide.csv').flatMap(({ pre_status, d_status }) => [pre_status, d_status]),
  ];
  expect(used.filter((status) => !codes.has(status))).toEqual([]);
});

describe('REDCap', () => {
  test('gets numbers or nothing, one instance a level and reading, never words', () => {
    const rows = records(exampleStudy(), 'redcap_data.csv', { preset: 'redcap', coded: true });
    expect(rows.map((row) => `${row['record_id']} ${row['redcap_repeat_instance']}`)).toEqual([
      'S001 13',
      'S001 113',
      'S001 213',
      'S001 14',
      'S001 18',
      'S002 12',
      'S002 15',
      'S003 9',
      'S003 17',
    ]);
    expect(rows[0]).toMatchObject({
      pre_h_ant_mm: '15',
      d_wedge_deg: '-14.036',
      pre_status: '1',
      vertebra_complete: '2',
    });
    const numeric = rows.flatMap((row) => Object.entries(row).filter(([name]) => /_(mm|deg|ap|mp)$/.test(name)));
    expect(numeric.filter(([, cell]) => !/^(-?\d+(\.\d+)?)?$/.test(cell))).toEqual([]);
  });

  test('gives transitional and cervical levels instances of their own', () => {
    let study = twoFilms();
    for (const level of ['C2', 'C7', 'T1', 'T13', 'L6', 'S1'] as const) {
      study = placeLandmark(study, { ...place('s1', 'pre', level), landmark: 'SA', point: [5, 5], at: AT });
    }
    const rows = records(study, 'redcap_data.csv', { preset: 'redcap' });
    expect(rows.map((row) => [row['vert_level'], row['redcap_repeat_instance']])).toEqual([
      ['C2', '19'],
      ['C7', '24'],
      ['T1', '1'],
      ['T13', '25'],
      ['L6', '26'],
      ['S1', '18'],
    ]);
  });

  test('has every field of the data in its dictionary', () => {
    const { header } = table(exampleStudy(), 'redcap_data.csv', { preset: 'redcap' });
    const fields = records(exampleStudy(), 'redcap_dictionary.csv', { preset: 'redcap' }).map(
      (row) => row['Variable / Field Name'],
    );
    const own = header.filter((name) => !name.startsWith('redcap_') && name !== 'vertebra_complete');
    expect(fields).toEqual(own);
  });
});

test('several notes of one row carry their time points; a study with one time point has no change', () => {
  let study = twoFilms();
  for (const timepoint of ['pre', 'post']) {
    study = setVertebraFacts(study, { ...place('s1', timepoint, 'L1'), facts: { note: `seen ${timepoint}` }, at: AT });
  }
  expect(records(study, 'measurements_wide.csv')[0]?.['note']).toBe('pre: seen pre | post: seen post');
  const single = { ...emptyStudy().protocol, timepoints: [{ id: 'pre', label: 'Only', nominalDays: 0 }] };
  const { header } = table({ ...emptyStudy(), protocol: single }, 'measurements_wide.csv');
  expect(header.filter((name) => name.startsWith('d_') || name.startsWith('post_'))).toEqual([]);
});

describe('the summary', () => {
  test('counts rows, values, empty cells by reason, protected texts and images without a spacing', () => {
    const { summary, files } = exportStudy(exampleStudy(), options);
    expect(summary.rows).toBe(files.reduce((total, { rows }) => total + rows, 0));
    expect(summary.examsWithoutSpacing).toBe(1);
    expect(summary.protectedTexts).toBe(1);
    expect(summary.emptyByReason).toMatchObject({ uncalibrated: expect.any(Number), death: expect.any(Number) });
  });
});

describe('the stored examples', () => {
  test.each([
    ['analysis', { preset: 'analysis' }],
    ['analysis-coded', { preset: 'analysis', coded: true }],
    ['excel-de', { preset: 'excel', locale: 'de-DE' }],
    ['excel-en', { preset: 'excel', locale: 'en-US' }],
    ['redcap', { preset: 'redcap' }],
  ] as const)('are the same byte for byte: %s', (folder, preset) => {
    for (const { name, bytes } of exportStudy(exampleStudy(), { ...options, ...preset }).files) {
      expectGolden(`export/${folder}/${name}`, bytes);
    }
  });

  test('hold the same numbers in every preset', () => {
    const plain = table(exampleStudy(), 'measurements_long.csv');
    const german = table(exampleStudy(), 'measurements_long.csv', { preset: 'excel', locale: 'de-DE' }, ';');
    expect(german.bom).toBe(true);
    const value = plain.header.indexOf('value');
    expect(german.rows.map((row) => row[value]?.replace(',', '.'))).toEqual(plain.rows.map((row) => row[value]));
  });
});

describe('the record of changes', () => {
  const AUDIT_HEADER =
    'seq at reader_id action level timepoint point before after app_version subject_id reading_no reason record_hash';
  const act = { ...place('s1', 'pre', 'L1'), app: '1.0.0' };
  const changed = (): Study => {
    let study = replaceLandmarks(twoFilms(), { ...act, landmarks: square(), at: AT });
    study = finaliseLevel(study, { ...act, at: '2026-11-21T10:00:00.000Z' });
    study = reopenLevel(study, { ...act, at: '2026-11-22T10:00:00.000Z', reason: '=cmd; the corner' });
    const later = '2026-11-23T10:00:00.000Z';
    study = placeLandmark(study, { ...act, landmark: 'SA', point: [310.25, 99], at: later });
    study = clearLandmark(study, { ...act, landmark: 'IM', at: later });
    study = setVertebraFacts(study, { ...act, facts: { sqGrade: 2 }, at: later });
    const typed = { kind: 'typed', spacing: { rowSpacing: 0.2, columnSpacing: 0.2 }, plane: 'film' } as const;
    return addCalibration(study, { ...act, entry: { ...typed, at: '2026-11-24T10:00:00Z', by: 'R1', reason: 'ball' } });
  };

  test('is written only when it is asked for', () => {
    const names = (more: Partial<ExportOptions>): readonly string[] =>
      exportStudy(changed(), { ...options, ...more }).files.map(({ name }) => name);
    expect(names({})).not.toContain('audit.csv');
    expect(names({ more: furtherTables(exampleStudy(), ['audit']) })).toContain('audit.csv');
    expect(table(emptyStudy(), 'audit.csv', { more: furtherTables(emptyStudy(), ['audit']) }).header.join(' ')).toBe(
      AUDIT_HEADER,
    );
  });

  test('tells who did what, when, why and what stood there before', () => {
    const all = records(changed(), 'audit.csv', { more: furtherTables(changed(), ['audit']) });
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => `${index + 1}`));
    const rows = all.filter(({ at = '' }) => at > '2026-11-21');
    expect(
      rows.map(({ at, action, point, before, after }) => [at?.slice(8, 10), action, point, before, after]),
    ).toEqual([
      ['21', 'finalise', '', '', ''],
      ['22', 'reopen', '', '', ''],
      ['23', 'move', 'SA', '300 100', '310.25 99'],
      ['23', 'delete', 'IM', '200 300', ''],
      ['23', 'judge', '', '', 'sq 2'],
      ['24', 'calibrate', '', 'typed 0.1 0.1 patient_user', 'typed 0.2 0.2 film'],
    ]);
    expect(rows[1]).toMatchObject({
      reader_id: 'R1',
      level: 'L1',
      timepoint: 'pre',
      app_version: '1.0.0',
      subject_id: 'S001',
      reading_no: '1',
      reason: "'=cmd; the corner",
    });
    expect(rows[1]?.['record_hash']).toMatch(/^[0-9a-f]{64}$/);
    expect(rows[5]).toMatchObject({ level: '', reading_no: '', reason: 'ball', record_hash: '' });
  });

  test('of one reader leaves the others out', () => {
    expect(records(changed(), 'audit.csv', { more: furtherTables(changed(), ['audit'], ['R2']) })).toEqual([]);
  });

  test('is described in the code book', () => {
    const described = records(changed(), 'codebook.csv', { more: furtherTables(changed(), ['audit']) }).filter(
      ({ file }) => file === 'audit.csv',
    );
    expect(described.map(({ column }) => column).join(' ')).toBe(AUDIT_HEADER);
  });
});
