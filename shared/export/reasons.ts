import type { GroupStatus, ValueStatus } from '../study/valueStatus.ts';
import type { Table } from './table.ts';

/** A status code of the tables with its words. */
export interface StatusMeaning {
  readonly code: GroupStatus;
  /** What the coded variant writes into a numeric cell; empty where a number stands or where no cell has the code. */
  readonly codedCell: string;
  readonly label: string;
  readonly definition: string;
}

/** The codes in the order of the code book; their position (from 1) is their number in REDCap. Only ever appended to. */
export const STATUS_MEANINGS: readonly StatusMeaning[] = [
  { code: 'measured', codedCell: '', label: 'Measured', definition: 'All points were placed by the reader.' },
  { code: 'derived', codedCell: '', label: 'Derived', definition: 'Uses a point that the program computed.' },
  {
    code: 'not_applicable',
    codedCell: 'NA',
    label: 'Not applicable',
    definition: 'Makes no sense here, e.g. S1 has no heights and no wedge angle.',
  },
  {
    code: 'unavailable',
    codedCell: 'unavailable',
    label: 'Unavailable',
    definition: 'The image of this time point is missing.',
  },
  { code: 'death', codedCell: 'death', label: 'Death', definition: 'The patient died before this time point.' },
  {
    code: 'lost_to_follow_up',
    codedCell: 'lost',
    label: 'Lost to follow-up',
    definition: 'No later image because the patient did not return.',
  },
  {
    code: 'not_reported',
    codedCell: 'not_reported',
    label: 'Not reported',
    definition: 'Imported from a table that gives no number.',
  },
  {
    code: 'not_visible',
    codedCell: 'not_visible',
    label: 'Not visible',
    definition: 'The structure cannot be seen; the flags say why.',
  },
  { code: 'not_measured', codedCell: 'not_measured', label: 'Not measured', definition: 'Possible, but not done.' },
  {
    code: 'uncalibrated',
    codedCell: 'uncalibrated',
    label: 'Uncalibrated',
    definition: 'Millimetres are impossible without a spacing; angles and ratios are still given.',
  },
  { code: 'excluded', codedCell: 'excluded', label: 'Excluded', definition: 'The reader rejected it; see the note.' },
  {
    code: 'partial',
    codedCell: '',
    label: 'Partial',
    definition: 'Wide table only: some values of the time point are present; the long table says which.',
  },
  {
    code: 'reported',
    codedCell: '',
    label: 'Reported',
    definition: 'Typed or imported from a table, without points; cannot be recomputed.',
  },
  { code: 'withdrawn', codedCell: 'withdrawn', label: 'Withdrawn', definition: 'The patient left the study.' },
  {
    code: 'visit_not_due',
    codedCell: 'visit_not_due',
    label: 'Visit not due',
    definition: 'The time point has not come yet.',
  },
  {
    code: 'not_comparable',
    codedCell: 'not_comparable',
    label: 'Not comparable',
    definition:
      'Change only: millimetres of the two images may not be subtracted, because their planes or magnifications differ or are unknown.',
  },
];

const CODED_CELLS = new Map(STATUS_MEANINGS.map(({ code, codedCell }) => [code, codedCell]));

/** What the coded variant writes for a status. */
export const codedCell = (status: ValueStatus): string => CODED_CELLS.get(status) ?? status;

export const reasonsTable: Table<StatusMeaning> = {
  file: 'reasons.csv',
  title: 'Why a value is there or is not',
  columns: [
    {
      name: 'code',
      type: 'category',
      required: true,
      key: true,
      label: 'Code',
      definition: 'The code as it stands in the columns whose names end in status.',
      cell: (row) => row.code,
    },
    {
      name: 'coded_cell',
      type: 'category',
      label: 'Coded cell',
      definition: 'What the coded variant of the wide table writes into the cell of the number.',
      cell: (row) => row.codedCell,
    },
    { name: 'label', type: 'text', label: 'Label', definition: 'The code in words.', cell: (row) => row.label },
    {
      name: 'definition',
      type: 'text',
      label: 'Definition',
      definition: 'What the code means.',
      cell: (row) => row.definition,
    },
  ],
};
