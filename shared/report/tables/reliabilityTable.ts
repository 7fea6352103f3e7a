import { LEVELS } from '../../spine/levels.ts';
import { MEASURE_MEANINGS } from '../../export/measureColumns.ts';
import { readyTable, type ReadyTable } from '../../export/readyTable.ts';
import type { Cell, Column } from '../../export/table.ts';
import { rounded } from '../../statistics/descriptive.ts';
import type { Study } from '../../study/study.ts';
import { VALUE_STATUSES, absent, type StudyValue } from '../../study/valueStatus.ts';
import { OUTCOMES, readLevels, type LevelNumbers, type Outcome, type ReadLevel } from '../statistics/levelNumbers.ts';

/** One value of one vertebra on one film in two readings. */
export interface ReadingPair {
  readonly subject: string;
  readonly level: string;
  readonly timepoint: string;
  readonly outcome: Outcome;
  readonly first: LevelNumbers;
  readonly second: LevelNumbers;
  readonly values: readonly [StudyValue, StudyValue];
}

/** Every two readings of the same vertebra on the same film, each measure a row, missing values with their status. */
export function* readingPairs(study: Study, readers?: readonly string[]): Generator<ReadingPair> {
  for (const read of readLevels(study)) {
    for (const [first, second] of pairsOf(read, readers)) {
      for (const [order, visit] of first.visits.entries()) {
        const other = second.visits[order];
        if (visit.vertebra === undefined || other?.vertebra === undefined) continue;
        const place = { subject: read.subject.code, level: read.level, timepoint: visit.timepoint, first, second };
        for (const outcome of OUTCOMES) {
          const values = [readValue(visit.values[outcome.measure]), readValue(other.values[outcome.measure])] as const;
          yield { ...place, outcome, values };
        }
      }
    }
  }
}

/** A typed or imported value is no reading of a film. */
const readValue = (value: StudyValue): StudyValue => (value.status === 'reported' ? absent('not_measured') : value);

function pairsOf({ readings }: ReadLevel, readers: readonly string[] | undefined) {
  const wanted = readings
    .filter(({ reader }) => readers === undefined || readers.includes(reader))
    .toSorted((a, b) => (a.reader === b.reader ? a.reading - b.reading : a.reader < b.reader ? -1 : 1));
  return wanted.flatMap((first, index) => wanted.slice(index + 1).map((second) => [first, second] as const));
}

const isWithinReader = ({ first, second }: Pick<ReadingPair, 'first' | 'second'>): boolean =>
  first.reader === second.reader;

/** The readings behind every figure of agreement, so that anybody can compute it again. */
export const reliabilityTable = (study: Study, readers?: readonly string[]): ReadyTable =>
  readyTable(
    {
      file: 'reliability.csv',
      title: 'Vertebrae that were read more than once, one row per two readings and measure',
      columns: [...placeColumns(study), ...readingColumns, ...valueColumns],
    },
    () => readingPairs(study, readers),
  );

const placeColumns = ({ protocol }: Study): readonly Column<ReadingPair>[] => [
  {
    name: 'subject_id',
    type: 'identifier',
    required: true,
    key: true,
    label: 'Subject',
    definition: 'Code of the subject in the study, a pseudonym.',
    cell: ({ subject }) => subject,
  },
  {
    name: 'timepoint',
    type: 'category',
    required: true,
    key: true,
    allowed: protocol.timepoints.map(({ id }) => id),
    label: 'Time point',
    definition: 'Visit of the protocol.',
    cell: ({ timepoint }) => timepoint,
  },
  {
    name: 'level',
    type: 'category',
    required: true,
    key: true,
    allowed: LEVELS,
    label: 'Level',
    definition: 'Vertebral level.',
    cell: ({ level }) => level,
  },
  ...comparisonColumns<ReadingPair>('Unit of both values; 1 for ratios.', (pair) => pair),
];

const readingColumns: readonly Column<ReadingPair>[] = (['a', 'b'] as const).flatMap(
  (side): readonly Column<ReadingPair>[] => {
    const of = ({ first, second }: ReadingPair) => (side === 'a' ? first : second);
    return [
      {
        name: `reader_${side}`,
        type: 'identifier',
        required: true,
        key: true,
        label: `Reader ${side.toUpperCase()}`,
        definition: 'Code of the reader, not a name.',
        cell: (pair) => of(pair).reader,
      },
      {
        name: `reading_${side}`,
        type: 'integer',
        required: true,
        key: true,
        label: `Number of the reading ${side.toUpperCase()}`,
        definition: '1, and 2 or more for repeated readings.',
        cell: (pair) => of(pair).reading,
      },
    ];
  },
);

const decimalsOf = ({ outcome }: ReadingPair): number => MEASURE_MEANINGS[outcome.measure].decimals;

/** Both values, or the status of the one that is missing. */
function both({ values: [a, b] }: ReadingPair): { readonly a: number; readonly b: number } | Cell {
  if (a.value === null) return { missing: a.status };
  return b.value === null ? { missing: b.status } : { a: a.value, b: b.value };
}

function ofBoth(pair: ReadingPair, compute: (a: number, b: number) => number): Cell {
  const values = both(pair);
  return typeof values === 'object' && values !== null && 'a' in values ? compute(values.a, values.b) : values;
}

const valueColumns: readonly Column<ReadingPair>[] = [
  ...([0, 1] as const).flatMap((side): readonly Column<ReadingPair>[] => {
    const letter = side === 0 ? 'a' : 'b';
    return [
      {
        name: `value_${letter}`,
        type: 'number',
        decimals: 4,
        decimalsOf,
        label: `Value of reading ${letter.toUpperCase()}`,
        definition: 'Unit in column unit.',
        cell: ({ values }) => values[side].value ?? { missing: values[side].status },
      },
      {
        name: `value_${letter}_status`,
        type: 'category',
        required: true,
        allowed: VALUE_STATUSES,
        label: `Status of value ${letter.toUpperCase()}`,
        definition: 'Where the value comes from, or why there is none; see reasons.csv.',
        cell: ({ values }) => values[side].status,
      },
    ];
  }),
  {
    name: 'difference',
    type: 'number',
    decimals: 4,
    decimalsOf,
    label: 'Difference',
    definition: 'Value A minus value B, rounded after the subtraction.',
    formula: 'value_a - value_b',
    cell: (pair) => ofBoth(pair, (a, b) => rounded(a - b)),
  },
  {
    name: 'mean_of_both',
    type: 'number',
    decimals: 4,
    decimalsOf,
    label: 'Mean of both',
    definition: 'The other axis of a Bland-Altman plot.',
    formula: '(value_a + value_b) / 2',
    cell: (pair) => ofBoth(pair, (a, b) => (a + b) / 2),
  },
];

/** What was compared, and between whom: the columns that every table of two readings has. */
export function comparisonColumns<Row>(
  unitDefinition: string,
  compared: (row: Row) => Pick<ReadingPair, 'outcome' | 'first' | 'second'>,
): readonly Column<Row>[] {
  return [
    {
      name: 'measure',
      type: 'category',
      required: true,
      key: true,
      allowed: OUTCOMES.map(({ measure }) => measure),
      label: 'Measure',
      definition: 'As in measurements_long.csv.',
      cell: (row) => compared(row).outcome.measure,
    },
    {
      name: 'unit',
      type: 'category',
      required: true,
      allowed: ['mm', 'deg', '1'],
      label: 'Unit',
      definition: unitDefinition,
      cell: (row) => compared(row).outcome.unit,
    },
    {
      name: 'comparison',
      type: 'category',
      required: true,
      allowed: ['between_readers', 'within_reader'],
      label: 'Comparison',
      definition: 'Two readers, or two readings of one reader.',
      cell: (row) => (isWithinReader(compared(row)) ? 'within_reader' : 'between_readers'),
    },
  ];
}
