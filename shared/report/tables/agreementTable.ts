import { readyTable, type ReadyTable } from '../../export/readyTable.ts';
import type { Column } from '../../export/table.ts';
import { blandAltman, type BlandAltman } from '../../statistics/agreement/blandAltman.ts';
import { intraclass, measurementError, type IccForms } from '../../statistics/agreement/icc.ts';
import type { Answer } from '../../statistics/gap.ts';
import type { Study } from '../../study/study.ts';
import { OUTCOMES, type Outcome } from '../statistics/levelNumbers.ts';
import { comparisonColumns, readingPairs, type ReadingPair } from './reliabilityTable.ts';
import { countColumn, rowStatusColumn, statisticColumn } from './statisticColumns.ts';

/** Two readings compared in one measure. */
interface AgreementRow {
  readonly outcome: Outcome;
  readonly pair: Pick<ReadingPair, 'first' | 'second'>;
  readonly n: number;
  readonly patients: number;
  readonly dropped: number;
  readonly limits: Answer<BlandAltman>;
  readonly icc: Answer<IccForms>;
}

function agreementRows(study: Study, readers?: readonly string[]): readonly AgreementRow[] {
  const groups = new Map<string, ReadingPair[]>();
  for (const pair of readingPairs(study, readers)) {
    const { first, second, outcome } = pair;
    const key = [first.reader, first.reading, second.reader, second.reading, outcome.measure].join(' ');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [pair]);
    else group.push(pair);
  }
  const order = (row: AgreementRow): number => OUTCOMES.indexOf(row.outcome);
  return [...groups.values()].flatMap(agreementRow).toSorted((a, b) => order(a) - order(b));
}

function agreementRow(pairs: readonly ReadingPair[]): readonly AgreementRow[] {
  const [pair] = pairs;
  if (pair === undefined) return [];
  const complete = pairs.flatMap(({ subject, values: [a, b] }) =>
    a.value === null || b.value === null ? [] : [{ subject, a: a.value, b: b.value }],
  );
  return [
    {
      outcome: pair.outcome,
      pair,
      n: complete.length,
      patients: new Set(complete.map(({ subject }) => subject)).size,
      dropped: pairs.length - complete.length,
      limits: blandAltman(complete),
      icc: intraclass(complete.map(({ a, b }) => [a, b])),
    },
  ];
}

/** How well readings agree, one row per two readings and measure. */
export const agreementTable = (study: Study, readers?: readonly string[]): ReadyTable =>
  readyTable(
    { file: 'agreement.csv', title: 'Agreement of readings, one row per two readings and measure', columns },
    () => agreementRows(study, readers),
  );

const limits = ({ limits: answer }: AgreementRow): BlandAltman | null => (answer.ok ? answer.value : null);
const forms = ({ icc }: AgreementRow): IccForms | null => (icc.ok ? icc.value : null);
const icc21 = (row: AgreementRow) => {
  const answer = forms(row)?.icc21;
  return answer?.ok === true ? answer.value : null;
};
const error = (row: AgreementRow) => {
  const table = forms(row)?.table;
  return table === undefined ? null : measurementError(table);
};

const columns: readonly Column<AgreementRow>[] = [
  ...comparisonColumns<AgreementRow>('Unit of bias, limits, SEM and MDC; 1 for ratios.', ({ outcome, pair }) => ({
    outcome,
    ...pair,
  })),
  ...(['first', 'second'] as const).flatMap((side): readonly Column<AgreementRow>[] => [
    {
      name: side === 'first' ? 'reader_a' : 'reader_b',
      type: 'identifier',
      required: true,
      key: true,
      label: side === 'first' ? 'Reader A' : 'Reader B',
      definition: 'Code of the reader, not a name.',
      cell: ({ pair }) => pair[side].reader,
    },
    {
      name: side === 'first' ? 'reading_a' : 'reading_b',
      type: 'integer',
      required: true,
      key: true,
      label: side === 'first' ? 'Number of the reading A' : 'Number of the reading B',
      definition: '1, and 2 or more for repeated readings.',
      cell: ({ pair }) => pair[side].reading,
    },
  ]),
  countColumn('n', { label: 'n', definition: 'Vertebrae on films with both values.' }, ({ n }) => n),
  countColumn('n_patients', { label: 'Patients', definition: 'Subjects they belong to.' }, ({ patients }) => patients),
  countColumn('n_dropped', { label: 'Dropped', definition: 'Without one of the values.' }, ({ dropped }) => dropped),
  statisticColumn('bias', { label: 'Bias', definition: 'Mean of A minus B.' }, (row) => limits(row)?.bias),
  statisticColumn('bias_ci_low', { label: 'Bias, 95 % from', definition: 'By t.' }, (row) => limits(row)?.biasCi95[0]),
  statisticColumn('bias_ci_high', { label: 'Bias, 95 % to', definition: 'By t.' }, (row) => limits(row)?.biasCi95[1]),
  statisticColumn('sd_difference', { label: 'SD', definition: 'Of the differences, n - 1.' }, (row) => limits(row)?.sd),
  statisticColumn(
    'loa_low',
    { label: 'Lower limit of agreement', definition: 'Bland & Altman.', formula: 'bias - 1.959964 sd_difference' },
    (row) => limits(row)?.lower.value,
  ),
  statisticColumn(
    'loa_high',
    { label: 'Upper limit of agreement', definition: 'Bland & Altman.', formula: 'bias + 1.959964 sd_difference' },
    (row) => limits(row)?.upper.value,
  ),
  ...(['lower', 'upper'] as const).flatMap((side) =>
    ([0, 1] as const).map((end) =>
      statisticColumn<AgreementRow>(
        `loa_${side === 'lower' ? 'low' : 'high'}_ci_${end === 0 ? 'low' : 'high'}`,
        { label: `${side} limit, 95 % ${end === 0 ? 'from' : 'to'}`, definition: 'Exact (Carkeet 2015).' },
        (row) => limits(row)?.[side].exact[end],
      ),
    ),
  ),
  statisticColumn(
    'icc_2_1',
    { label: 'ICC(2,1)', definition: 'Two-way random, absolute agreement, single reading (Shrout & Fleiss 1979).' },
    (row) => icc21(row)?.value,
  ),
  statisticColumn(
    'icc_2_1_ci_low',
    { label: 'ICC(2,1), 95 % from', definition: 'By F.' },
    (row) => icc21(row)?.ci95?.[0],
  ),
  statisticColumn(
    'icc_2_1_ci_high',
    { label: 'ICC(2,1), 95 % to', definition: 'By F.' },
    (row) => icc21(row)?.ci95?.[1],
  ),
  statisticColumn(
    'sem_agreement',
    { label: 'SEM', definition: 'Standard error of measurement, differences of the readers included.' },
    (row) => error(row)?.semAgreement,
  ),
  statisticColumn(
    'mdc95',
    { label: 'MDC95', definition: 'Smallest detectable change.', formula: '1.959964 sqrt(2) sem_agreement' },
    (row) => error(row)?.mdc95Agreement,
  ),
  rowStatusColumn(({ limits: of, icc }) => (of.ok ? (icc.ok ? null : icc.error) : of.error)),
];
