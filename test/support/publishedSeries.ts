import type { ReportModel, ReportTable } from '../../shared/report/reportModel.ts';
import { readSeriesTables } from '../golden/reference/seriesTables.ts';
import { cellOf, tableOf } from './readReport.ts';

/** Something that the paper prints, and where the report prints the same. */
export interface PublishedCell {
  /** "Table 1, patient 7, VAS late". */
  readonly place: string;
  readonly table: string;
  /** The key of the row, or the text of its first cell. */
  readonly row: string;
  readonly column: string;
  /** A text as the report has it, or a number with the decimals of the paper. */
  readonly published: string | { readonly number: number; readonly decimals: number };
  /** Why the report prints something else: the text of the paper contradicts its own tables. */
  readonly explained?: string;
}

/** What the report prints in place of a number. */
const WORDS: Readonly<Record<string, string>> = {
  unavailable: 'unavailable',
  not_applicable: 'not applicable',
  not_reported: 'not reported',
  lost_to_follow_up: 'lost to follow-up',
  death: 'death',
};

const whole = (number: number): PublishedCell['published'] => ({ number, decimals: 9 });

const numberOrReason = (value: number | null, reason: string | null): PublishedCell['published'] =>
  value === null ? (WORDS[reason ?? ''] ?? '') : whole(value);

/** The two tables of the paper, cell by cell. */
export function publishedTables(): readonly PublishedCell[] {
  return readSeriesTables().patients.flatMap((patient): readonly PublishedCell[] => {
    const row = String(patient.patient);
    const first = (column: string, published: PublishedCell['published']): PublishedCell => ({
      place: `Table 1, patient ${row}, ${column}`,
      table: 'patients',
      row,
      column,
      published,
    });
    const second = (level: string, column: 'pre' | 'post', published: PublishedCell['published']): PublishedCell => ({
      place: `Table 2, patient ${row}, ${level} ${column}`,
      table: 'levels-wedge',
      row: `${row} ${level}`,
      column,
      published,
    });
    return [
      first('sex', patient.sex),
      first('age', whole(patient.age_years)),
      first('diagnosis', patient.diagnosis),
      first('levels', patient.levels.join(', ')),
      first('VAS pre', whole(patient.vas.pre)),
      first('VAS post', whole(patient.vas.post)),
      first('VAS late', numberOrReason(patient.vas.late, patient.vas.late_missing_reason)),
      ...patient.wedge.flatMap((level) => [
        second(level.level, 'pre', numberOrReason(level.pre_deg, level.pre_missing_reason)),
        second(level.level, 'post', numberOrReason(level.post_deg, level.post_missing_reason)),
      ]),
    ];
  });
}

const said = (
  place: string,
  [table, row, column]: readonly [table: string, row: string, column: string],
  published: PublishedCell['published'],
  explained?: string,
): PublishedCell => ({ place: `Text: ${place}`, table, row, column, published, ...(explained ? { explained } : {}) });

const to = (number: number, decimals: number): PublishedCell['published'] => ({ number, decimals });

/** What the text of the paper states; where it contradicts the tables, the report follows the tables. */
export const PUBLISHED_TEXT: readonly PublishedCell[] = [
  said('22 patients', ['characteristics', 'patients', 'n'], whole(22)),
  said('8 men', ['characteristics', 'sex-male', 'n'], whole(8)),
  said('36 % men', ['characteristics', 'sex-male', 'percent'], to(36, 0)),
  said('14 women', ['characteristics', 'sex-female', 'n'], whole(14)),
  said('64 % women', ['characteristics', 'sex-female', 'percent'], to(64, 0)),
  said('age 56.05 ± 16.06', ['characteristics', 'age', 'value'], '56.05 ± 16.06'),
  said('35 kyphoplasties', ['characteristics', 'levels', 'n'], whole(35)),
  said('24 lumbar', ['characteristics', 'region-L', 'n'], whole(24)),
  said(
    '24 lumbar (67 %)',
    ['characteristics', 'region-L', 'percent'],
    to(67, 0),
    '24 of 35 are 68.57 %; the printed percentages add up to 99.',
  ),
  said('10 thoracic (29 %)', ['characteristics', 'region-T', 'percent'], to(29, 0)),
  said('1 sacral (3 %)', ['characteristics', 'region-S', 'percent'], to(3, 0)),
  said('follow-up 8.5 ± 8.46 months', ['characteristics', 'follow-up', 'value'], '8.50 ± 8.46'),
  said('4 deaths', ['events', 'Death', 'patients'], whole(4)),
  said('18 % deaths', ['events', 'Death', 'patientsPercent'], to(18, 0)),
  said(
    '2 lost to follow-up (9 %)',
    ['events', 'Lost to follow-up', 'patients'],
    whole(2),
    'Table 1 marks three patients (1, 9, 21) with P*, whose footnote is missing.',
  ),
  said('VAS 8.73 ± 1.12 before', ['scores', 'VAS pre', 'mean'], '8.73 ± 1.12'),
  said('VAS 1.73 ± 1.39 after', ['scores', 'VAS post', 'mean'], '1.73 ± 1.39'),
  said(
    'late VAS 1.92 ± 2.90',
    ['scores', 'VAS late', 'mean'],
    '1.92 ± 2.90',
    'The 16 values of table 1 give 1.94 ± 3.13; no subset of five or more of them has the mean and SD of the text.',
  ),
  said('VAS improved by 7 ± 1.95', ['score-changes', 'VAS pre post', 'change'], '−7.00 ± 1.95'),
  said('5 leakages', ['events', 'Cement leakage', 'vertebrae'], whole(5)),
  said('leakage 14.29 %', ['events', 'Cement leakage', 'vertebraePercent'], to(14.29, 2)),
  said('anterior leakage 8.6 %', ['events', '— anterior', 'vertebraePercent'], to(8.6, 1)),
  said('leakage into the disc 2.9 %', ['events', '— disc inferior', 'vertebraePercent'], to(2.9, 1)),
  said('leakage into the canal 2.9 %', ['events', '— spinal canal', 'vertebraePercent'], to(2.9, 1)),
  said('2 new fractures', ['events', 'New fracture', 'patients'], whole(2)),
  said(
    'new fractures 9.10 %',
    ['events', 'New fracture', 'patientsPercent'],
    to(9.1, 2),
    '2 of 22 are 9.0909 %, 9.09 with two decimals: a slip in the last digit.',
  ),
  said('compression of the canal 4.55 %', ['events', 'canal compression', 'patientsPercent'], to(4.55, 2)),
];

export interface PublishedComparison {
  readonly cells: number;
  readonly equal: number;
  readonly explained: readonly PublishedCell[];
  /** Differences that nobody has explained: there must be none. */
  readonly different: readonly { readonly place: string; readonly published: string; readonly printed: string }[];
}

/** A report against everything that the paper prints. */
export function compareWithPaper(model: ReportModel): PublishedComparison {
  const all = [...publishedTables(), ...PUBLISHED_TEXT];
  const compared = all.map((cell) => ({ cell, ...compareCell(model, cell) }));
  return {
    cells: all.length,
    equal: compared.filter(({ isEqual }) => isEqual).length,
    explained: compared.flatMap(({ cell, isEqual }) => (!isEqual && cell.explained !== undefined ? [cell] : [])),
    different: compared.flatMap(({ cell, isEqual, printed }) =>
      isEqual || cell.explained !== undefined
        ? []
        : [{ place: cell.place, published: JSON.stringify(cell.published), printed }],
    ),
  };
}

function compareCell(model: ReportModel, { table: id, row, column, published }: PublishedCell) {
  const table = tableOf(model, id);
  const cell = cellOf(table, keyOf(table, row), column);
  if (typeof published === 'string') return { isEqual: cell.text === published, printed: cell.text };
  const { number, decimals } = published;
  const isEqual = cell.kind === 'number' && Number(cell.value.toFixed(decimals)) === number;
  return { isEqual, printed: cell.text };
}

const keyOf = (table: ReportTable, row: string): string =>
  table.rows.find(({ key, cells }) => key === row || cells[0]?.text === row)?.key ?? row;
