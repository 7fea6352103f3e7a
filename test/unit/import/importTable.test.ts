import { describe, expect, test } from 'vitest';
import { importTables, type ImportedTables } from '../../../shared/import/importTables.ts';
import type { ImportMap } from '../../../shared/import/importMap.ts';
import type { Study } from '../../../shared/study/study.ts';
import { verifyStudy } from '../../../shared/study/verifyStudy.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function tryImport(
  table: string | Uint8Array,
  { study = null, map = {} }: { study?: Study | null; map?: ImportMap } = {},
) {
  let count = 0;
  return importTables({
    tables: [{ name: 'table.csv', bytes: typeof table === 'string' ? encode(table) : table }],
    study,
    map,
    newId: () => `new-${study?.subjects.length ?? 0}-${count++}`,
    title: 'Study',
    at: '2026-11-20T12:00:00Z',
  });
}

function take(table: string | Uint8Array, options: Parameters<typeof tryImport>[1] = {}): ImportedTables {
  const imported = tryImport(table, options);
  if (!imported.ok) throw new Error(imported.error.message);
  expect(verifyStudy(imported.value.study).differences.filter(({ severity }) => severity === 'error')).toEqual([]);
  return imported.value;
}

const reasons = ({ tables }: ImportedTables) => tables[0]?.rejected.map(({ line, reason }) => `${line}: ${reason}`);
const codeOf = (table: string | Uint8Array, options: Parameters<typeof tryImport>[1] = {}) => {
  const imported = tryImport(table, options);
  return imported.ok ? 'taken' : imported.error.code;
};

describe('ways in which a table is written', () => {
  const expected = { code: 'S1', sex: 'female', ageYears: 61.5, diagnosis: 'Myélome', treatedLevels: ['T12', 'L1'] };
  const semicolons = 'Subject;Sex;Age;Diagnosis;Treated levels\r\nS1;F;61,5;Myélome;"T12; L1"\r\n';

  test('comma and point; semicolon and comma; tab; Excel with its separator line', () => {
    for (const table of [
      'subject,sex,age,diagnosis,treated_levels\nS1,female,61.5,Myélome,T12+L1\n',
      semicolons,
      'subject\tsex\tage\tdiagnosis\ttreated_levels\rS1\tw\t61.5\tMyélome\tT12-L1\r',
      `sep=;\r\n${semicolons}`,
    ]) {
      expect(take(table).study.subjects).toMatchObject([expected]);
    }
  });

  test('UTF-8 with and without mark, UTF-16, and Latin-1 as Windows writes it', () => {
    const latin1 = Uint8Array.from(semicolons, (character) => character.charCodeAt(0));
    const utf16 = new Uint8Array(
      new Uint16Array(Array.from(`\uFEFF${semicolons}`, (character) => character.charCodeAt(0))).buffer,
    );
    for (const [bytes, encoding] of [
      [encode(`\uFEFF${semicolons}`), 'utf-8'],
      [encode(semicolons), 'utf-8'],
      [utf16, 'utf-16le'],
      [latin1, 'windows-1252'],
    ] as const) {
      const { study, tables } = take(bytes);
      expect(study.subjects).toMatchObject([expected]);
      expect(tables).toMatchObject([{ encoding, separator: ';', decimal: ',' }]);
    }
  });

  test('quotes: doubled, around separators, around line ends; the line of a later row is still its own', () => {
    const { study, tables } = take('subject,diagnosis,age\nA,"a ""b"", c",50\nB,"two\nlines",51\nC,x,old\n');
    expect(study.subjects.map(({ diagnosis }) => diagnosis)).toEqual(['a "b", c', 'two lines']);
    expect(tables[0]?.rejected).toEqual([{ line: 5, reason: 'age: "old" is neither a number nor a known reason' }]);
  });

  test('a minus sign of a word processor, an apostrophe against formulas, spaces around everything', () => {
    const { study } = take("subject,level,diagnosis,pre_wedge\n S1 , l1 ,'=A1, \u22124.7 \n");
    expect(study.subjects[0]?.diagnosis).toBe('=A1');
    expect(study.subjects[0]?.exams[0]?.readings[0]?.reported).toMatchObject([{ level: 'L1', value: -4.7 }]);
  });
});

describe('rows that are rejected say why, and the others are taken', () => {
  test('each by its line', () => {
    const table = [
      'subject,sex,age,level,pre_wedge_deg',
      'S1,F,40,L1,5.5',
      'S2,Q,40,L1,5.5',
      ',F,40,L1,5.5',
      'Jane Doe,F,40,L1,5.5',
      'S3,F,400,L1,5.5',
      'S4,F,40,X9,5.5',
      'S5,F,40,,5.5',
      'S6,F,40,L1,five',
      'S7,F,40,L1,1e3',
      'S8,F,40,S1,5.5',
      'S9,F,40,L1',
      'S10,F,40,L1,190',
      's1,F,40,L1,5.5',
      'S1,M,40,L2,1',
      'S1,F,40,L1,6',
      'S11,F,40,S1,NA',
    ].join('\n');
    const imported = take(table);
    expect(imported.study.subjects.map(({ code }) => code)).toEqual(['S1', 'S11']);
    expect(reasons(imported)).toEqual([
      '3: sex: "Q" is not one of F, M, female, male, other',
      '4: subject: the row names no subject',
      '5: subject: "Jane Doe" is no code; use letters, digits, point, hyphen, underscore and no name',
      '6: age: 400 lies outside 0 to 150',
      '7: level: "X9" is no level',
      '8: pre_wedge_deg: there is a value and no level',
      '9: pre_wedge_deg: "five" is neither a number nor a known reason',
      '10: pre_wedge_deg: "1e3" is neither a number nor a known reason',
      '11: pre_wedge_deg: S1 has neither heights nor a wedge angle; write NA',
      '12: the row has 4 cells and the header 5',
      '13: pre_wedge_deg: 190 lies outside -180 to 180',
      '14: subject: "s1" differs from "S1" only by upper and lower case',
      '15: sex: the study has female and the table male; nothing is overwritten',
      '16: pre_wedge_deg: the study has 5.5 and the table 6; nothing is overwritten',
    ]);
  });

  test('a rejected row leaves nothing behind, not even its subject', () => {
    const { study } = take('subject,age,vas_pre\nS1,50,3\nS2,51,oops\n');
    expect(study.subjects.map(({ code }) => code)).toEqual(['S1']);
  });
});

describe('what a table may hold', () => {
  test('scores with reasons, and words of a mapping file', () => {
    const map: ImportMap = { missing: { 'P*': 'lost_to_follow_up' } };
    const { study } = take('id,VAS pre,vas_post,ODI_m3\n1,8,0,P*\n2,NA,,died\n', { map });
    expect(study.subjects.map(({ clinical }) => clinical.scores)).toEqual([
      [
        { timepoint: 'pre', instrument: 'VAS', value: 8 },
        { timepoint: 'post', instrument: 'VAS', value: 0 },
        { timepoint: 'm3', instrument: 'ODI', value: null, missing: 'lost_to_follow_up' },
      ],
      [
        { timepoint: 'pre', instrument: 'VAS', value: null, missing: 'not_applicable' },
        { timepoint: 'm3', instrument: 'ODI', value: null, missing: 'death' },
      ],
    ]);
  });

  test('a long table: measure, value, status, reader, reading, and scores by instrument', () => {
    const { study, tables } = take(
      [
        'subject_id,timepoint,level,measure,instrument,value,value_status,reader_id,reading_no',
        'S1,pre,L1,wedge_angle,,12.5,reported,R2,2',
        'S1,post,L1,wedge_angle,,,unavailable,R2,2',
        'S1,pre,,,ODI,40,,,',
        'S1,pre,L1,ratio_ap,,0.8,reported,R2,2',
        'S1,nie,L1,wedge_angle,,3,,R2,2',
      ].join('\n'),
    );
    expect(study.protocol.readers.map(({ id }) => id)).toContain('R2');
    const [subject] = study.subjects;
    expect(
      subject?.exams.map(({ timepoint, readings }) => [
        timepoint,
        readings[0]?.reader,
        readings[0]?.number,
        readings[0]?.reported[0]?.value,
      ]),
    ).toEqual([
      ['pre', 'R2', 2, 12.5],
      ['post', 'R2', 2, null],
    ]);
    expect(subject?.clinical.scores).toEqual([{ timepoint: 'pre', instrument: 'ODI', value: 40 }]);
    expect(tables[0]?.rejected.map(({ line }) => line)).toEqual([5, 6]);
  });

  test('a visit that the patient did not live to see has no film for that reason', () => {
    const { study } = take('subject,level,pre_wedge,m6_wedge\nS1,L1,4,death\n');
    expect(study.subjects[0]?.exams.map(({ timepoint, missing }) => [timepoint, missing])).toEqual([
      ['pre', 'unavailable'],
      ['m6', 'death'],
    ]);
  });

  test('points with the film that they belong to; six of them measure', () => {
    const film = `film.png,${'a'.repeat(64)},400,300,0.2,0.2`;
    const rows = ['SA,200,100', 'SM,150,101', 'SP,100,100', 'IP,100,200', 'IM,150,195', 'IA,200,190'];
    const header =
      'subject,timepoint,level,point,x_px,y_px,image_name,image_sha256,image_rows,image_columns,mm_per_px_row,mm_per_px_col';
    const table = [
      header,
      ...rows.map((row) => `S1,pre,L1,${row},${film}`),
      `S1,pre,L1,SA,250,100,${film}`,
      `S1,pre,L1,XX,1,1,${film}`,
      `S1,pre,L2,SA,900,1,${film}`,
      'S1,post,L2,SA,9,1,,,,,,',
    ].join('\n');
    const imported = take(table);
    const exam = imported.study.subjects[0]?.exams[0];
    expect(exam?.image).toMatchObject({ name: 'film.png', rows: 400, columns: 300, format: 'png' });
    expect(exam?.readings[0]?.vertebrae[0]?.landmarks).toMatchObject({ SA: [200, 100], IA: [200, 190] });
    expect(reasons(imported)).toEqual([
      '8: SA: the study has it at (200, 100); nothing is overwritten',
      '9: point: "XX" is not one of SA, SM, SP, IP, IM, IA',
      '10: (900, 1) lies outside the film of 300 x 400 pixels',
      '11: timepoint: the study has no film of this subject at post; points belong to a film',
    ]);
  });

  test('events and yes or no columns', () => {
    const { study, tables } = take(
      'subject,events,death\nS1,leakage anterior L1; fracture adjacent L2 @m3,no\nS2,"other crossover @post (after 1 month)",yes\nS3,explosion,\nS4,,perhaps\n',
    );
    expect(study.subjects.map(({ clinical }) => clinical.events)).toEqual([
      [
        { kind: 'leakage', site: 'anterior', level: 'L1' },
        { kind: 'fracture', site: 'adjacent', level: 'L2', timepoint: 'm3' },
      ],
      [{ kind: 'other', site: 'crossover', timepoint: 'post', note: 'after 1 month' }, { kind: 'death' }],
    ]);
    expect(tables[0]?.rejected).toHaveLength(2);
  });
});

describe('tables that are refused as a whole', () => {
  test.each([
    ['empty', ''],
    ['empty', ' \n \n'],
    ['not_a_table', 'subject\nS1'],
    ['not_a_table', 'subject,age\n'],
    ['not_a_table', 'subject;age;vas_pre\nS1;5,5;3.1\n'],
    ['unclosed_quote', 'subject,age\n"S1,4\nS2,5'],
    ['double_header', 'subject,age,age\nS1,4,5'],
    ['no_subject_column', 'name,age\nS1,4'],
    ['nothing_to_import', 'subject,value\nS1,4'],
    ['nothing_to_import', 'subject,pre_wedge\nS1,4'],
    ['nothing_to_import', 'subject,level,timepoint,point,x\nS1,L1,pre,SA,4'],
  ])('%s', (code, table) => {
    expect(codeOf(table)).toBe(code);
  });

  test('a spreadsheet, a film, and more than 500 columns', () => {
    expect(codeOf(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0, 0))).toBe('not_text');
    expect(codeOf(`subject,${'x,'.repeat(600)}\nS1`)).toBe('too_large');
    expect(codeOf(`subject,age\nS1,${'9'.repeat(30_000)}`)).toBe('too_large');
  });

  test('a mapping file that names what is not there', () => {
    const table = 'patient,score\nS1,4\n';
    expect(codeOf(table, { map: { columns: { pain: 'score VAS pre' } } })).toBe('unknown_column');
    expect(codeOf(table, { map: { columns: { score: 'score VAS' } } })).toBe('bad_map');
    expect(codeOf(table, { map: { columns: { patient: 'subject', score: 'subject' } } })).toBe('bad_map');
    const { study } = take(table, { map: { columns: { score: 'score VAS pre' } } });
    expect(codeOf(table, { study, map: { columns: { score: 'score VAS y9' } } })).toBe('unknown_timepoint');
  });

  test('thousands of quotes, and a header name that is a key of objects', () => {
    expect(codeOf(`subject,age\n${'""'.repeat(9000)},4\n`)).toBe('taken');
    expect(take('subject,__proto__,constructor\nS1,a,b\n').study.subjects).toHaveLength(1);
  });
});

test('3,000 subjects in one table', () => {
  const rows = Array.from({ length: 3000 }, (_, index) => `S${index},50,3,L1,4.5`);
  expect(take(`subject,age,vas_pre,level,pre_wedge\n${rows.join('\n')}`).study.subjects).toHaveLength(3000);
});
