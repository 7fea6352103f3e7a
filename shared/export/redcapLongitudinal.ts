import { usedTimepoints } from '../study/measureStudy.ts';
import type { LevelVisit } from '../study/measureStudy.ts';
import type { ExportContext } from './exportContext.ts';
import { MEASURE_MEANINGS } from './measureColumns.ts';
import { STUDY_MEASURES } from '../study/measureVisit.ts';
import { STATUS_FIELD, completeColumn, keyColumns, redcapRows, statusNumber } from './redcap.ts';
import type { RedcapRow } from './redcap.ts';
import type { Column, Table } from './table.ts';

/** One vertebra at one event of a longitudinal project. */
export interface EventRow extends RedcapRow {
  readonly visit: LevelVisit;
  readonly event: string;
}

/** The event of each timepoint, by its id; a timepoint without one is not exported. */
export type RedcapEvents = Readonly<Record<string, string>>;

/** The event that REDCap makes of a timepoint by itself: its name in lower case, then the arm. */
export const suggestedEvent = (timepoint: string): string =>
  `${timepoint.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}_arm_1`;

/** One row for each event and level at the timepoints that the study uses. */
export function* eventRows(context: ExportContext, events: RedcapEvents): Generator<EventRow> {
  const used = new Set(usedTimepoints(context.study));
  for (const row of redcapRows(context)) {
    for (const visit of row.measures.visits) {
      const event = events[visit.timepoint];
      if (event !== undefined && event !== '' && used.has(visit.timepoint)) yield { ...row, visit, event };
    }
  }
}

/** A longitudinal project: the visit is the event, so that the fields carry no name of a visit. */
export function eventTable(events: RedcapEvents): Table<EventRow> {
  const [record, ...others] = keyColumns;
  return {
    file: 'redcap_data.csv',
    title: 'Measurements for a longitudinal REDCap project with the repeating instrument vertebra',
    columns: [
      ...(record === undefined ? [] : [record]),
      eventColumn(events),
      ...others,
      ...valueColumns,
      completeColumn,
    ],
  };
}

const eventColumn = (events: RedcapEvents): Column<EventRow> => ({
  name: 'redcap_event_name',
  type: 'category',
  required: true,
  key: true,
  allowed: [...new Set(Object.values(events))].filter((event) => event !== ''),
  label: 'Event',
  definition: 'Unique name of the event in the project.',
  cell: ({ event }) => event,
});

const valueColumns: readonly Column<EventRow>[] = [
  ...STUDY_MEASURES.flatMap((measure): Column<EventRow>[] => {
    const { wide, unit, decimals, label, definition, formula } = MEASURE_MEANINGS[measure];
    if (wide === null) return [];
    return [
      {
        name: wide,
        type: 'number',
        decimals,
        unit,
        label,
        definition,
        formula,
        cell: ({ visit }) => {
          const { value, status } = visit.values[measure];
          return value ?? { missing: status };
        },
      },
    ];
  }),
  {
    name: 'vert_status',
    ...STATUS_FIELD,
    required: true,
    label: 'Status',
    definition: 'Where the values of this event come from, or why there are none; see reasons.csv.',
    cell: ({ visit }) => statusNumber(visit.status),
  },
  {
    name: 'note',
    type: 'text',
    label: 'Note',
    definition: 'Note of the reader. An apostrophe stands before a text that begins with one of = + - @.',
    cell: ({ visit }) => visit.vertebra?.note ?? null,
  },
];
