import { LEVELS, levelOrder } from '../spine/levels.ts';
import type { Level } from '../spine/levels.ts';
import { measureStudy } from '../study/measureStudy.ts';
import type { LevelMeasures } from '../study/measureStudy.ts';
import type { ExportContext } from './exportContext.ts';
import { wideTable } from './measurementsWide.ts';
import { STATUS_MEANINGS } from './reasons.ts';
import type { Cell, Column, Table } from './table.ts';

/** A row of the repeating instrument `vertebra` of a classic REDCap project. */
export interface RedcapRow {
  readonly measures: LevelMeasures;
  readonly instance: number;
}

export const INSTRUMENT = 'vertebra';
/** Instances of a second reader or repeated reading start at 101, 201, ... */
const INSTANCES_PER_READING = 100;

/** The level order where it is a positive whole number, else a number of its own from 19. */
function instanceOfLevel(level: Level): number {
  const order = levelOrder(level);
  if (Number.isInteger(order) && order >= 1) return order;
  const special = LEVELS.filter((each) => !Number.isInteger(levelOrder(each)) || levelOrder(each) < 1);
  return 19 + special.indexOf(level);
}

/** REDCap sorts by record and instance; an instance is unique within its record. */
export function* redcapRows({ study, readers }: ExportContext): Generator<RedcapRow> {
  const order = new Map<string, number>();
  for (const { reader, reading } of measureStudy(study, { readers })) {
    order.set(`${reader} ${reading}`, 0);
  }
  [...order.keys()].sort().forEach((key, position) => order.set(key, position));
  for (const measures of measureStudy(study, { readers })) {
    const position = order.get(`${measures.reader} ${measures.reading}`) ?? 0;
    yield { measures, instance: instanceOfLevel(measures.level) + INSTANCES_PER_READING * position };
  }
}

export const isStatus = ({ name }: { readonly name: string }) => name.endsWith('_status');

/** Columns of the wide table that a REDCap project has as fields: the measures, their status and the note. */
function fieldColumns(context: ExportContext): readonly Column<LevelMeasures>[] {
  const isField = ({ name, type }: Column<LevelMeasures>) =>
    (type === 'number' && name !== 'level_order') || (isStatus({ name }) && !name.startsWith('d_'));
  const fields = wideTable(context).columns.filter(isField);
  return [...fields.filter((column) => !isStatus(column)), ...fields.filter(isStatus)];
}

/** The number of a status in the project's choices: its position in the list of reasons, from 1. */
export const statusNumber = (cell: Cell): number => STATUS_MEANINGS.findIndex(({ code }) => code === cell) + 1;

/** Empty cells mean "leave as it is" in REDCap; words never stand in a number field, so this table is never coded. */
export function redcapTable(context: ExportContext): Table<RedcapRow> {
  const note = wideTable(context).columns.find(({ name }) => name === 'note');
  return {
    file: 'redcap_data.csv',
    title: 'Measurements for a REDCap project with the repeating instrument vertebra',
    columns: [
      ...keyColumns,
      ...fieldColumns(context).map(fieldOf),
      ...(note === undefined ? [] : [fieldOf(note)]),
      completeColumn,
    ],
  };
}

export const completeColumn: Column<unknown> = {
  name: 'vertebra_complete',
  type: 'integer',
  required: true,
  label: 'Complete?',
  definition: '2: the form is complete.',
  cell: () => 2,
};

function fieldOf(column: Column<LevelMeasures>): Column<RedcapRow> {
  const { cell, decimalsOf: _decimalsOf, ...rest } = column;
  if (!isStatus(column)) return { ...rest, cell: ({ measures }) => cell(measures) };
  return { ...rest, ...STATUS_FIELD, cell: ({ measures }) => statusNumber(cell(measures)) };
}

/** A status as REDCap stores it. */
export const STATUS_FIELD = {
  type: 'integer',
  allowed: STATUS_MEANINGS.map((_, index) => String(index + 1)),
} as const;

/** Which vertebra of which record, the same in both layouts. */
export const keyColumns: readonly Column<RedcapRow>[] = [
  {
    name: 'record_id',
    type: 'identifier',
    required: true,
    key: true,
    label: 'Record',
    definition: 'Code of the subject in the study.',
    cell: ({ measures }) => measures.subject.code,
  },
  {
    name: 'redcap_repeat_instrument',
    type: 'category',
    required: true,
    key: true,
    allowed: [INSTRUMENT],
    label: 'Repeating instrument',
    definition: 'Always vertebra.',
    cell: () => INSTRUMENT,
  },
  {
    name: 'redcap_repeat_instance',
    type: 'integer',
    required: true,
    key: true,
    label: 'Instance',
    definition: 'The order of the level; plus 100 for every further reader or reading of the export.',
    cell: ({ instance }) => instance,
  },
  {
    name: 'vert_level',
    type: 'category',
    required: true,
    allowed: LEVELS,
    label: 'Vertebral level',
    definition: 'T1 to T12, L1 to L5, S1.',
    cell: ({ measures }) => measures.level,
  },
  {
    name: 'reader_id',
    type: 'identifier',
    required: true,
    label: 'Reader',
    definition: 'Code of the reader, not a name.',
    cell: ({ measures }) => measures.reader,
  },
];
