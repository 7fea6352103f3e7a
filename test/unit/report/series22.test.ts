import { describe, expect, test } from 'vitest';
import { seriesReference } from '../../golden/reference/statistics.ts';
import { readSeriesTables } from '../../golden/reference/seriesTables.ts';
import { cellOf, gapOf, made, methodsOf, numberAt, tableOf, textAt } from '../../support/readReport.ts';
import { importSeries } from '../../support/seriesStudy.ts';

const { patients } = readSeriesTables();
const report = made(importSeries().study);

/** What the report prints in place of a number. */
const WORDS: Readonly<Record<string, string>> = {
  unavailable: 'unavailable',
  not_applicable: 'not applicable',
  not_reported: 'not reported',
  lost_to_follow_up: 'lost to follow-up',
  death: 'death',
};

describe('table 1 of the paper, cell by cell', () => {
  const table = tableOf(report, 'patients');

  test.each(patients.map((patient) => [patient.patient, patient] as const))('patient %i', (number, patient) => {
    const row = String(number);
    expect(textAt(table, row, 'subject')).toBe(String(number));
    expect(textAt(table, row, 'sex')).toBe(patient.sex);
    expect(numberAt(table, row, 'age')).toBe(patient.age_years);
    expect(textAt(table, row, 'diagnosis')).toBe(patient.diagnosis);
    expect(textAt(table, row, 'levels')).toBe(patient.levels.join(', '));
    expect(numberAt(table, row, 'VAS pre')).toBe(patient.vas.pre);
    expect(numberAt(table, row, 'VAS post')).toBe(patient.vas.post);
    const { late, late_missing_reason: reason } = patient.vas;
    expect(textAt(table, row, 'VAS late')).toBe(late === null ? WORDS[reason ?? ''] : String(late));
  });

  test('complications', () => {
    expect(textAt(table, '7', 'events')).toBe('leakage anterior, S1');
    expect(textAt(table, '10', 'events')).toBe('leakage disc inferior, L3; death');
    expect(textAt(table, '15', 'events')).toBe('new fracture distant, T12');
    expect(textAt(table, '16', 'events')).toBe('pulmonary thromboembolism; new fracture adjacent');
    expect(textAt(table, '20', 'events')).toBe('canal compression');
    expect(textAt(table, '2', 'events')).toBe('');
  });
});

describe('table 2 of the paper, cell by cell', () => {
  const table = tableOf(report, 'levels-wedge');
  const cells = patients.flatMap(({ patient, wedge }) =>
    wedge.flatMap(({ level, pre_deg: pre, pre_missing_reason: noPre, post_deg: post, post_missing_reason: noPost }) => [
      { row: `${patient} ${level}`, column: 'pre', value: pre, reason: noPre },
      { row: `${patient} ${level}`, column: 'post', value: post, reason: noPost },
    ]),
  );

  test('has 35 levels and 70 printed cells, 62 of them numbers', () => {
    expect(table.rows).toHaveLength(35);
    expect(cells).toHaveLength(70);
    expect(cells.filter(({ value }) => value !== null)).toHaveLength(62);
  });

  test.each(cells)('$row $column', ({ row, column, value, reason }) => {
    if (value === null)
      expect(cellOf(table, row, column)).toMatchObject({ kind: 'missing', text: WORDS[reason ?? ''] });
    else expect(numberAt(table, row, column)).toBe(value);
  });

  test('what is missing is counted by reason', () => {
    expect(table.notes).toContain('Without a value, Before surgery: 4 unavailable, 1 not applicable, 1 not reported.');
    expect(table.notes).toContain('Without a value, After surgery: 1 not applicable, 1 not reported.');
  });
});

/** The unrounded number of a cell against R. */
const expectNear = (actual: number, expected: unknown): void => {
  expect(typeof expected).toBe('number');
  expect(Math.abs(actual - Number(expected))).toBeLessThan(1e-9 * Math.max(1, Math.abs(Number(expected))));
};

const numbersOf = (group: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>>)[key], group);

describe('the numbers of the text, from the table', () => {
  const characteristics = tableOf(report, 'characteristics');
  const scores = tableOf(report, 'scores');
  const changes = tableOf(report, 'score-changes');

  test('22 patients, 8 men (36 %), 14 women (64 %), 16 to 85 years, 56.05 ± 16.06', () => {
    expect(textAt(characteristics, 'patients', 'n')).toBe('22');
    expect(textAt(characteristics, 'sex-male', 'percent')).toBe('36.4 %');
    expect(textAt(characteristics, 'sex-female', 'percent')).toBe('63.6 %');
    expect(textAt(characteristics, 'age', 'value')).toBe('56.05 ± 16.06');
    expect(textAt(characteristics, 'age', 'range')).toBe('62 (50.25 to 63.75), 16 to 85');
  });

  test('follow-up 8.5 ± 8.46 months, 0 to 26', () => {
    expect(textAt(characteristics, 'follow-up', 'value')).toBe('8.50 ± 8.46');
    expect(textAt(characteristics, 'follow-up', 'range')).toBe('4.5 (1.25 to 13.75), 0 to 26');
  });

  test('VAS 8.73 ± 1.12 before, 1.73 ± 1.39 after, improved by 7 ± 1.95', () => {
    expect(textAt(scores, 'VAS pre', 'mean')).toBe('8.73 ± 1.12');
    expect(textAt(scores, 'VAS post', 'mean')).toBe('1.73 ± 1.39');
    expect(textAt(changes, 'VAS pre post', 'change')).toBe('−7.00 ± 1.95');
    expect(textAt(changes, 'VAS pre post', 'interval')).toBe('−7.87 to −6.13');
    expectNear(
      numberAt(changes, 'VAS pre post', 't'),
      numbersOf(seriesReference.vas, 'pre_to_post', 'paired_t', 'p_two_sided'),
    );
    expectNear(
      numberAt(changes, 'VAS pre post', 'wilcoxon'),
      numbersOf(seriesReference.vas, 'pre_to_post', 'wilcoxon', 'p_exact_zeros_dropped_midranks'),
    );
  });

  test('no difference between immediate and late VAS: p 0.774 and 0.759 with an interval of -1.55 to 1.18', () => {
    expect(textAt(changes, 'VAS post late', 't')).toBe('0.774');
    expect(textAt(changes, 'VAS post late', 'wilcoxon')).toBe('0.759');
    expect(textAt(changes, 'VAS post late', 'interval')).toBe('−1.55 to 1.18');
  });

  test.each([
    ['patients', 'paired_patient_means', '7.77 ± 5.75', '7.57 ± 6.49', '−0.20 ± 3.13'],
    ['levels', 'paired_all', '7.86 ± 6.47', '7.89 ± 6.85', '+0.03 ± 4.00'],
  ])('wedge by %s: as R has it to 1e-9', (unit, name, first, second, change) => {
    const table = tableOf(report, 'change-wedge');
    const expected = seriesReference.wedge[name];
    const row = `post ${unit}`;
    expect(textAt(table, row, 'first')).toBe(first);
    expect(textAt(table, row, 'second')).toBe(second);
    expect(textAt(table, row, 'change')).toBe(change);
    expectNear(numberAt(table, row, 'first'), numbersOf(expected, 'first', 'mean'));
    expectNear(numberAt(table, row, 'second'), numbersOf(expected, 'second', 'mean'));
    expectNear(numberAt(table, row, 'change'), numbersOf(expected, 'difference', 'mean'));
    expectNear(numberAt(table, row, 't'), numbersOf(expected, 'paired_t', 'p_two_sided'));
    expectNear(numberAt(table, row, 'wilcoxon'), numbersOf(expected, 'wilcoxon', 'p_exact_zeros_dropped_midranks'));
    expectNear(numberAt(table, row, 'dz'), numbersOf(expected, 'effect', 'cohen_dz'));
    expectNear(numberAt(table, row, 'r'), numbersOf(expected, 'pearson_r'));
  });

  test('no verdict of "no difference": the interval, and 26 of 29 changes smaller than reading error', () => {
    const table = tableOf(report, 'change-wedge');
    expect(textAt(table, 'post patients', 'interval')).toBe('−1.66 to 1.27');
    expect(table.notes).toContain(
      'After surgery: of 29 levels, 2 improved and 1 worsened by 5° or more, the provisional reading error; 26 changed by less.',
    );
    expect(table.notes).toContain(
      'After surgery: 29 levels of 20 patients compared; without a pair: 4 unavailable, 1 not applicable, 1 not reported.',
    );
  });

  test('the change of the wedge does not go with that of the pain: r 0.343, n 20, p 0.139', () => {
    const table = tableOf(report, 'correlation');
    const row = 'wedge post VAS';
    expect(numberAt(table, row, 'n')).toBe(20);
    expect(numberAt(table, row, 'r')).toBeCloseTo(0.343, 3);
    expect(textAt(table, row, 'rP')).toBe('0.139');
  });
});

describe('the proportions, by vertebra and by patient', () => {
  const table = tableOf(report, 'events');
  const rowOf = (label: string): string => {
    const row = table.rows.find(({ cells }) => cells[0]?.text === label);
    if (row === undefined) throw new Error(`no row ${label}`);
    return row.key;
  };

  test.each([
    ['Cement leakage', 'leakage_per_vertebra', 'leakage_per_patient'],
    ['— anterior', 'leakage_anterior', null],
    ['— disc inferior', 'leakage_disc', null],
    ['— spinal canal', 'leakage_canal', null],
    ['New fracture', null, 'new_fracture_patients'],
    ['— adjacent', 'adjacent_fracture_per_treated_vertebra', 'adjacent_fracture_patients'],
    ['pulmonary thromboembolism', null, 'pulmonary_thromboembolism_patients'],
    ['canal compression', null, 'canal_compression_patients'],
    ['Death', null, 'death_patients'],
    ['Lost to follow-up', null, 'lost_to_follow_up_P_star'],
  ])('%s', (label, perVertebra, perPatient) => {
    const check = (prefix: string, name: string | null): void => {
      if (name === null) return;
      const expected = seriesReference.proportions[name];
      if (expected === undefined) throw new Error(`R has no ${name}`);
      expect(numberAt(table, rowOf(label), prefix)).toBe(expected.x);
      expectNear(numberAt(table, rowOf(label), `${prefix}Percent`), expected['percent']);
      const [low, high] = expected['wilson95_percent'] as readonly [number, number];
      expect(textAt(table, rowOf(label), `${prefix}Interval`)).toBe(`${low.toFixed(1)} to ${high.toFixed(1)}`);
    };
    check('vertebrae', perVertebra);
    check('patients', perPatient);
  });

  test('a leakage of one of two levels that the paper does not name is said to be counted as one', () => {
    expect(table.notes).toContain(
      'Leakage at a level that is not stated counts as one vertebra of its patient (1 patient).',
    );
  });
});

/**
 * Where the text of the paper and its tables disagree, the report follows the tables. Each entry: what the text states,
 * what the report prints, and why they differ.
 */
const EXPLAINED = [
  {
    text: '24 lumbar (67 %)',
    table: 'characteristics',
    row: 'region-L',
    column: 'percent',
    printed: '68.6 %',
    why: '24 of 35 are 68.57 %; the printed percentages add up to 99.',
  },
  {
    text: '2 lost to follow-up (9 %)',
    table: 'events',
    row: 'Lost to follow-up',
    column: 'patients',
    printed: '3',
    why: 'Table 1 marks three patients (1, 9, 21) with P*, whose footnote is missing.',
  },
  {
    text: 'late VAS 1.92 ± 2.90',
    table: 'scores',
    row: 'VAS late',
    column: 'mean',
    printed: '1.94 ± 3.13',
    why: 'Of the 16 printed values; no subset of five or more of them has the mean and SD of the text.',
  },
  {
    text: '2 new fractures (9.10 %)',
    table: 'events',
    row: 'New fracture',
    column: 'patientsPercent',
    printed: '9.1 %',
    why: '2 of 22 are 9.0909 %: a slip in the second decimal.',
  },
] as const;

test.each(EXPLAINED)('the text says "$text"; $why', ({ table: id, row, column, printed }) => {
  const table = tableOf(report, id);
  const key = table.rows.find((each) => each.key === row || each.cells[0]?.text === row)?.key ?? '';
  expect(textAt(table, key, column)).toBe(printed);
});

describe('what the paper could not give', () => {
  test('no heights, no second reading: the report says why', () => {
    expect(gapOf(report, 'change-anterior-height')).toMatch(/^No level has a value of it at any visit/);
    expect(gapOf(report, 'agreement')).toMatch(/^No film has been read twice/);
  });

  test('the methods say that the values are those of a table', () => {
    expect(methodsOf(report)).toContain('its values are those of a printed or imported table and cannot be recomputed');
    expect(methodsOf(report)).toContain('provisional 5° and 3 mm');
    expect(methodsOf(report)).toContain('formula version 1');
  });
});
