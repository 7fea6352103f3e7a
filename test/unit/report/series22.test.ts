import { describe, expect, test } from 'vitest';
import { seriesReference } from '../../golden/reference/statistics.ts';
import { compareWithPaper, PUBLISHED_TEXT, publishedTables } from '../../support/publishedSeries.ts';
import { gapOf, made, methodsOf, numberAt, tableOf, textAt } from '../../support/readReport.ts';
import { importSeries } from '../../support/seriesStudy.ts';

const report = made(importSeries().study);

describe('everything that the paper prints', () => {
  const { cells, equal, explained, different } = compareWithPaper(report);

  test('all 224 cells of its two tables are those of the report', () => {
    expect(publishedTables()).toHaveLength(22 * 7 + 2 * 35);
    expect(different).toEqual([]);
  });

  test('of 27 numbers of its text the report has 23', () => {
    expect(PUBLISHED_TEXT).toHaveLength(27);
    expect(cells).toBe(224 + 27);
    expect(equal).toBe(224 + 23);
  });

  test('the other four contradict the tables of the paper, and the report follows the tables', () => {
    expect(explained.map(({ place }) => place)).toEqual([
      'Text: 24 lumbar (67 %)',
      'Text: 2 lost to follow-up (9 %)',
      'Text: late VAS 1.92 ± 2.90',
      'Text: new fractures 9.10 %',
    ]);
    expect(textAt(tableOf(report, 'characteristics'), 'region-L', 'percent')).toBe('68.6 %');
    expect(textAt(tableOf(report, 'scores'), 'VAS late', 'mean')).toBe('1.94 ± 3.13');
  });

  test('a cell that is not as printed is found', () => {
    const { study } = importSeries();
    const [first, ...others] = study.subjects;
    if (first === undefined) throw new Error('no subject');
    const changed = made({ ...study, subjects: [{ ...first, ageYears: 41 }, ...others] });
    expect(compareWithPaper(changed).different.map(({ place }) => place)).toEqual(
      expect.arrayContaining(['Table 1, patient 1, age', 'Text: age 56.05 ± 16.06']),
    );
  });
});

test('complications are told with their site and level', () => {
  const table = tableOf(report, 'patients');
  expect(textAt(table, '7', 'events')).toBe('leakage anterior, S1');
  expect(textAt(table, '10', 'events')).toBe('leakage disc inferior, L3; death');
  expect(textAt(table, '15', 'events')).toBe('new fracture distant, T12');
  expect(textAt(table, '16', 'events')).toBe('pulmonary thromboembolism; new fracture adjacent');
  expect(textAt(table, '20', 'events')).toBe('canal compression');
  expect(textAt(table, '2', 'events')).toBe('');
});

test('what is missing in table 2 is counted by reason', () => {
  const { notes } = tableOf(report, 'levels-wedge');
  expect(notes).toContain('Without a value, Before surgery: 4 unavailable, 1 not applicable, 1 not reported.');
  expect(notes).toContain('Without a value, After surgery: 1 not applicable, 1 not reported.');
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
  const changes = tableOf(report, 'score-changes');

  test('age and follow-up with median, quartiles and range', () => {
    expect(textAt(characteristics, 'age', 'range')).toBe('62 (50.25 to 63.75), 16 to 85');
    expect(textAt(characteristics, 'follow-up', 'range')).toBe('4.5 (1.25 to 13.75), 0 to 26');
  });

  test('the pain became less: -7.87 to -6.13, with the p of R', () => {
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
