import { LEVELS, levelOrder } from '../spine/levels.ts';
import { CHANGE_MEASURES } from '../study/measureChange.ts';
import type { ChangeMeasure, StudyChange } from '../study/measureChange.ts';
import { METHOD_VERSION, levelFlags, measureStudy } from '../study/measureStudy.ts';
import type { LevelMeasures, LevelVisit } from '../study/measureStudy.ts';
import { STUDY_MEASURES } from '../study/measureVisit.ts';
import { baselineTimepoint } from '../study/find.ts';
import type { Timepoint } from '../study/study.ts';
import { VALUE_STATUSES, groupStatus } from '../study/valueStatus.ts';
import type { StudyValue } from '../study/valueStatus.ts';
import { timepointPrefixes } from './columnNames.ts';
import { SPACING_SOURCE_CODES, spacingSourceCode } from './exportContext.ts';
import type { ExportContext } from './exportContext.ts';
import { MEASURE_MEANINGS } from './measureColumns.ts';
import type { Cell, Column, Table } from './table.ts';

/** One row: one level of one subject in one reading, at all time points of the protocol. */
export type WideRow = LevelMeasures;

export const wideRows = ({ study, readers }: ExportContext): Iterable<WideRow> => measureStudy(study, { readers });

interface Visit {
  readonly timepoint: Timepoint;
  readonly order: number;
  readonly prefix: string;
}

/**
 * The wide table: one row a vertebra with pre, post and change, for clinicians and SPSS. The first 31 columns are the
 * same in every study with `pre` and `post`; blocks of the follow-up visits come after them.
 */
export function wideTable(context: ExportContext): Table<WideRow> {
  const { timepoints } = context.study.protocol;
  const prefixes = timepointPrefixes(timepoints);
  const visits = timepoints.map((timepoint, order) => ({ timepoint, order, prefix: prefixes.get(timepoint.id) ?? '' }));
  const baseline = baselineTimepoint(context.study.protocol);
  const first = visits.filter(({ timepoint }) => timepoint.id === baseline);
  const later = visits.filter(({ timepoint }) => timepoint.id !== baseline);
  const second = later.find(({ timepoint }) => timepoint.id === 'post') ?? later[0];
  const main = second === undefined ? [] : [second];
  const followUps = later.filter((visit) => visit !== second);
  const from = first[0]?.prefix ?? 'pre';
  return {
    file: 'measurements_wide.csv',
    title: 'Measurements, one row per vertebra',
    columns: [
      ...keyColumns,
      ...[...first, ...main].flatMap(visitColumns),
      ...main.flatMap((visit) => changeColumns(visit, 'd')),
      ...main.map((visit) => daysColumn(visit, from)),
      ...[...first, ...main].map(spacingColumn),
      ...closingColumns(context),
      ...followUps.flatMap((visit) => [
        ...visitColumns(visit),
        ...changeColumns(visit, `d_${visit.prefix}`),
        daysColumn(visit, from),
        spacingColumn(visit),
      ]),
    ],
  };
}

const keyColumns: readonly Column<WideRow>[] = [
  {
    name: 'subject_id',
    type: 'identifier',
    required: true,
    key: true,
    label: 'Subject',
    definition: 'Code of the subject in the study, a pseudonym.',
    cell: (row) => row.subject.code,
  },
  {
    name: 'level',
    type: 'category',
    required: true,
    key: true,
    allowed: LEVELS,
    label: 'Level',
    definition: 'Vertebral level: T1 to T12, L1 to L5, S1; T13 and L6 are transitional variants.',
    cell: (row) => row.level,
  },
  {
    name: 'level_order',
    type: 'number',
    decimals: 1,
    required: true,
    label: 'Order of the level',
    definition: 'Sorts head to foot: T1 is 1, L1 is 13, S1 is 18; T13 is 12.5 and L6 is 17.5.',
    cell: (row) => levelOrder(row.level),
  },
  {
    name: 'reader_id',
    type: 'identifier',
    required: true,
    key: true,
    label: 'Reader',
    definition: 'Code of the reader, not a name.',
    cell: (row) => row.reader,
  },
  {
    name: 'reading_no',
    type: 'integer',
    required: true,
    key: true,
    label: 'Number of the reading',
    definition: '1, and 2 or more for repeated readings.',
    cell: (row) => row.reading,
  },
];

const numberOrReason = (value: StudyValue | undefined): Cell =>
  value === undefined ? { missing: 'not_measured' } : value.value === null ? { missing: value.status } : value.value;

export const GROUP_STATUSES = [...VALUE_STATUSES, 'partial'] as const;

function visitColumns({ timepoint, order, prefix }: Visit): readonly Column<WideRow>[] {
  const visitOf = (row: WideRow): LevelVisit | undefined => row.visits[order];
  const values = STUDY_MEASURES.flatMap((measure): Column<WideRow>[] => {
    const { wide, unit, decimals, label, definition, formula } = MEASURE_MEANINGS[measure];
    if (wide === null) return [];
    return [
      {
        name: `${prefix}_${wide}`,
        type: 'number',
        decimals,
        unit,
        label: `${label}, ${timepoint.label}`,
        definition,
        formula,
        cell: (row) => numberOrReason(visitOf(row)?.values[measure]),
      },
    ];
  });
  const status: Column<WideRow> = {
    name: `${prefix}_status`,
    type: 'category',
    required: true,
    allowed: GROUP_STATUSES,
    label: `Status, ${timepoint.label}`,
    definition: 'Where the values of this time point come from, or why there are none; see reasons.csv.',
    cell: (row) => visitOf(row)?.status ?? 'not_measured',
  };
  return [...values, status];
}

function changeColumns({ timepoint, prefix }: Visit, name: string): readonly Column<WideRow>[] {
  const changeOf = (row: WideRow): StudyChange | undefined => row.changes.find(({ to }) => to === timepoint.id);
  const values = CHANGE_MEASURES.map((measure: ChangeMeasure): Column<WideRow> => {
    const { wide, unit, decimals, label } = MEASURE_MEANINGS[measure];
    return {
      name: `${name}_${wide}`,
      type: 'number',
      decimals,
      unit,
      label: `Change of ${label.toLowerCase()}, ${timepoint.label}`,
      definition:
        'Later minus earlier: height gained is positive, kyphosis corrected is negative. Rounded after the subtraction; may differ by 0.001 from the difference of the printed values.',
      formula: `${prefix}_${wide} - baseline`,
      cell: (row) => numberOrReason(changeOf(row)?.values[measure]),
    };
  });
  const status: Column<WideRow> = {
    name: `${name}_status`,
    type: 'category',
    required: true,
    allowed: GROUP_STATUSES,
    label: `Status of the change, ${timepoint.label}`,
    definition: 'Where the changes come from, or why there are none; see reasons.csv.',
    cell: (row) => {
      const change = changeOf(row);
      return change === undefined ? 'not_measured' : groupStatus(CHANGE_MEASURES.map((id) => change.values[id]));
    },
  };
  return [...values, status];
}

const daysColumn = ({ timepoint, order, prefix }: Visit, from: string): Column<WideRow> => ({
  name: `days_${from}_${prefix}`,
  type: 'integer',
  unit: 'd',
  label: `Days to ${timepoint.label}`,
  definition: 'Days between the first image and this one; empty if a date is unknown.',
  cell: (row) => row.visits[order]?.days ?? { missing: row.visits[order]?.absence ?? 'not_reported' },
});

const spacingColumn = ({ timepoint, order, prefix }: Visit): Column<WideRow> => ({
  name: `${prefix}_spacing_src`,
  type: 'category',
  allowed: SPACING_SOURCE_CODES,
  label: `Source of the spacing, ${timepoint.label}`,
  definition: 'Where the millimetres come from; none: the image has no spacing. Empty without an image.',
  cell: (row) => {
    const visit = row.visits[order];
    return visit?.exam?.image === undefined ? null : spacingSourceCode(visit.calibration);
  },
});

const closingColumns = ({ appVersion }: ExportContext): readonly Column<WideRow>[] => [
  {
    name: 'quality_flags',
    type: 'flags',
    label: 'Quality flags',
    definition: 'What to know about the values of this row; several are separated by |.',
    cell: (row) => levelFlags(row).join('|'),
  },
  {
    name: 'note',
    type: 'text',
    label: 'Note',
    definition:
      'Notes of the reader, by time point. An apostrophe is put before a text that begins with one of = + - @, so that no spreadsheet runs it.',
    cell: noteOf,
  },
  {
    name: 'method_version',
    type: 'integer',
    required: true,
    label: 'Version of the formulas',
    definition: 'Changes whenever the same points would give another number.',
    cell: () => METHOD_VERSION,
  },
  {
    name: 'app_version',
    type: 'identifier',
    required: true,
    label: 'Version of the program',
    definition: 'The version of Endplate that wrote the table.',
    cell: () => appVersion,
  },
];

/** A single note as it is; several with the time point before each. */
function noteOf(row: WideRow): string | null {
  const notes = row.visits.flatMap(({ timepoint, vertebra }) =>
    vertebra?.note === undefined ? [] : [{ timepoint, note: vertebra.note }],
  );
  const [only] = notes;
  if (only === undefined) return null;
  return notes.length === 1 ? only.note : notes.map(({ timepoint, note }) => `${timepoint}: ${note}`).join(' | ');
}
