import { blandAltman, type BlandAltman, type Readings } from '../statistics/agreement/blandAltman.ts';
import { intraclass, measurementError } from '../statistics/agreement/icc.ts';
import type { Answer } from '../statistics/gap.ts';
import type { Protocol } from '../study/study.ts';
import { answerCell, countCell, gapNotes, numberCell, textCell } from './cells.ts';
import { OUTCOMES, type Outcome } from './outcomes.ts';
import { raterName, readingsOf, readTwice, type ReadTwice } from './readTwice.ts';
import { fixed, interval, plain, signed } from './reportNumber.ts';
import type { ReportColumn, ReportFigure, ReportPart, ReportRow } from './reportModel.ts';
import type { ReadLevel } from './statistics/levelNumbers.ts';
import { groupRow } from './summaryTable.ts';

const COLUMNS: readonly ReportColumn[] = [
  { id: 'outcome', label: '', align: 'text' },
  { id: 'films', label: 'Films', align: 'number' },
  { id: 'patients', label: 'Patients', align: 'number' },
  { id: 'bias', label: 'Bias ± SD', align: 'number' },
  { id: 'lower', label: 'Lower limit (95 % interval)', align: 'number' },
  { id: 'upper', label: 'Upper limit (95 % interval)', align: 'number' },
  { id: 'icc', label: 'ICC (95 % interval)', align: 'number' },
  { id: 'sem', label: 'SEM', align: 'number' },
  { id: 'mdc', label: 'MDC95', align: 'number' },
];

/** Agreement of films that were read twice: one table, and a Bland-Altman plot for every outcome and pair of readings. */
export function agreementParts(protocol: Protocol, levels: readonly ReadLevel[]): readonly ReportPart[] {
  const pairs = readTwice(protocol, levels);
  if (pairs.length === 0) {
    const reason =
      'No film has been read twice, by two readers or twice by one. Reading error is therefore not known from this study.';
    return [{ kind: 'gap', id: 'agreement', title: 'Agreement of readings', reason }];
  }
  const compared = pairs.map((pair) => ({
    pair,
    name: `${raterName(pair.a)} − ${raterName(pair.b)}`,
    outcomes: OUTCOMES.flatMap((outcome) => {
      const ofOutcome = readingsOf(pair, outcome);
      return ofOutcome.films.length === 0 ? [] : [{ outcome, ...ofOutcome, limits: blandAltman(ofOutcome.films) }];
    }),
  }));
  const rows = compared.flatMap(({ pair, name, outcomes }, index) => [
    groupRow(`${index}`, name, COLUMNS),
    ...outcomes.map((each) => agreementRow(`${index} ${each.outcome.id}`, pair, each)),
  ]);
  return [
    {
      kind: 'table',
      id: 'agreement',
      title: 'Agreement of readings',
      columns: COLUMNS,
      rows,
      notes: [
        'A film is one vertebra at one visit; several of one patient are not independent. Limits: bias ± 1.96 SD with exact intervals (Carkeet 2015).',
        'ICC: two-way random, absolute agreement, single reading, ICC(2,1), between readers; two-way mixed, consistency, ICC(3,1), within a reader. SEM and MDC95 = 1.96 √2 SEM in the unit of the outcome, for agreement.',
        ...gapNotes(rows),
      ],
    },
    ...compared.flatMap(({ name, outcomes }, index) => outcomes.flatMap((each) => plotOf(`${index + 1}`, name, each))),
  ];
}

interface Compared {
  readonly outcome: Outcome;
  readonly films: readonly Readings[];
  readonly patients: number;
  readonly limits: Answer<BlandAltman>;
}

function agreementRow(key: string, { kind }: ReadTwice, { outcome, films, patients, limits }: Compared): ReportRow {
  const forms = intraclass(films.map(({ a, b }) => [a, b]));
  const decimals = 2;
  return {
    key,
    cells: [
      textCell(`${outcome.name} (${outcome.unitText})`),
      countCell(films.length),
      countCell(patients),
      answerCell(limits, ({ bias, sd }) => numberCell(bias, `${signed(bias, decimals)} ± ${fixed(sd, decimals)}`)),
      answerCell(limits, ({ lower: { value, exact } }) => numberCell(value, withInterval(value, exact))),
      answerCell(limits, ({ upper: { value, exact } }) => numberCell(value, withInterval(value, exact))),
      answerCell(forms, ({ icc21, icc31 }) =>
        answerCell(kind === 'between' ? icc21 : icc31, ({ value, ci95 }) =>
          numberCell(value, ci95 === null ? fixed(value, 3) : `${fixed(value, 3)} (${interval(ci95, 3)})`),
        ),
      ),
      answerCell(forms, ({ table }) => {
        const { semAgreement } = measurementError(table);
        return numberCell(semAgreement, fixed(semAgreement, decimals));
      }),
      answerCell(forms, ({ table }) => {
        const { mdc95Agreement } = measurementError(table);
        return numberCell(mdc95Agreement, fixed(mdc95Agreement, decimals));
      }),
    ],
  };
}

const withInterval = (value: number, exact: readonly [number, number]): string =>
  `${signed(value, 2)} (${interval(exact, 2)})`;

function plotOf(number: string, name: string, { outcome, films, limits }: Compared): readonly ReportFigure[] {
  if (!limits.ok) return [];
  const { bias, biasCi95, lower, upper } = limits.value;
  const { name: outcomeName, unitText } = outcome;
  return [
    {
      kind: 'figure',
      id: `bland-altman-${outcome.id}-${number}`,
      title: `${outcomeName}: agreement of readings`,
      caption: `Bland-Altman plot of ${plain(films.length, 0)} films; ${name}. Lines: bias and limits of agreement; bands: their 95 % intervals.`,
      figure: {
        kind: 'blandAltman',
        meanLabel: `Mean of the two readings (${unitText})`,
        differenceLabel: `Difference (${unitText})`,
        points: films.map(({ a, b }) => ({ mean: (a + b) / 2, difference: a - b })),
        bias: { value: bias, ci95: biasCi95 },
        lower: { value: lower.value, ci95: lower.exact },
        upper: { value: upper.value, ci95: upper.exact },
      },
    },
  ];
}
