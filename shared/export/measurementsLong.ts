import { LEVELS, levelOrder } from '../spine/levels.ts';
import { METHOD_VERSION, measureLevel, startedLevels, usedTimepoints } from '../study/measureStudy.ts';
import type { LevelMeasures, LevelVisit } from '../study/measureStudy.ts';
import { STUDY_MEASURES } from '../study/measureVisit.ts';
import type { StudyMeasure } from '../study/measureVisit.ts';
import { VALUE_STATUSES } from '../study/valueStatus.ts';
import { SPACING_SOURCE_CODES, imageId, spacingSourceCode, toSecond } from './exportContext.ts';
import type { ExportContext } from './exportContext.ts';
import { MEASURE_MEANINGS } from './measureColumns.ts';
import type { Column, Table } from './table.ts';

/** One value: subject x time point x level x measure x reader x reading. */
export interface LongRow {
  readonly measures: LevelMeasures;
  readonly visit: LevelVisit;
  readonly measure: StudyMeasure;
}

/**
 * All measures of every level that was started, at every time point that the study uses, missing ones with their
 * status, so that counts of missing values are real. Order: subject, level, time point, measure, reader, reading.
 */
export function* longRows({ study, readers }: ExportContext): Generator<LongRow> {
  const used = new Set(usedTimepoints(study));
  for (const subject of study.subjects) {
    const keys = startedLevels(subject).filter(({ reader }) => readers === undefined || readers.includes(reader));
    const measured = keys.map((key) => measureLevel(study, subject, key));
    for (const sameLevel of groupByLevel(measured)) yield* rowsOfLevel(sameLevel, used);
  }
}

function* rowsOfLevel(sameLevel: readonly LevelMeasures[], used: ReadonlySet<string>): Generator<LongRow> {
  for (const { order, timepoint } of sameLevel[0]?.visits ?? []) {
    if (!used.has(timepoint)) continue;
    for (const measure of STUDY_MEASURES) {
      for (const measures of sameLevel) {
        const visit = measures.visits[order];
        if (visit !== undefined) yield { measures, visit, measure };
      }
    }
  }
}

/** The levels come sorted, so equal levels stand together. */
function groupByLevel(measured: readonly LevelMeasures[]): readonly LevelMeasures[][] {
  const groups: LevelMeasures[][] = [];
  for (const each of measured) {
    const last = groups.at(-1);
    if (last?.[0]?.level === each.level) last.push(each);
    else groups.push([each]);
  }
  return groups;
}

/** The long table: one row a value, for analysis and archive. */
export function longTable(context: ExportContext): Table<LongRow> {
  return {
    file: 'measurements_long.csv',
    title: 'Measurements, one row per value',
    columns: [...placeColumns(context), ...valueColumns, ...readingColumns, ...sourceColumns(context)],
  };
}

const placeColumns = ({ study }: ExportContext): readonly Column<LongRow>[] => [
  {
    name: 'subject_id',
    type: 'identifier',
    required: true,
    key: true,
    label: 'Subject',
    definition: 'Code of the subject in the study, a pseudonym.',
    cell: ({ measures }) => measures.subject.code,
  },
  {
    name: 'timepoint',
    type: 'category',
    required: true,
    key: true,
    allowed: study.protocol.timepoints.map(({ id }) => id),
    label: 'Time point',
    definition: 'Visit of the protocol.',
    cell: ({ visit }) => visit.timepoint,
  },
  {
    name: 'timepoint_order',
    type: 'integer',
    required: true,
    label: 'Order of the time point',
    definition: 'Position in the protocol, from 0; sorts the visits in time.',
    cell: ({ visit }) => visit.order,
  },
  {
    name: 'days_from_pre',
    type: 'integer',
    unit: 'd',
    label: 'Days from the pre-operative image',
    definition: 'Days between the first image and this one; empty if a date is unknown.',
    cell: ({ visit }) => visit.days,
  },
  {
    name: 'level',
    type: 'category',
    required: true,
    key: true,
    allowed: LEVELS,
    label: 'Level',
    definition: 'Vertebral level: T1 to T12, L1 to L5, S1; T13 and L6 are transitional variants.',
    cell: ({ measures }) => measures.level,
  },
  {
    name: 'level_order',
    type: 'number',
    decimals: 1,
    required: true,
    label: 'Order of the level',
    definition: 'Sorts head to foot: T1 is 1, L1 is 13, S1 is 18; T13 is 12.5 and L6 is 17.5.',
    cell: ({ measures }) => levelOrder(measures.level),
  },
];

const valueColumns: readonly Column<LongRow>[] = [
  {
    name: 'measure',
    type: 'category',
    required: true,
    key: true,
    allowed: STUDY_MEASURES,
    label: 'Measure',
    definition: STUDY_MEASURES.map((id) => `${id}: ${MEASURE_MEANINGS[id].definition}`).join(' '),
    cell: ({ measure }) => measure,
  },
  {
    name: 'value',
    type: 'number',
    decimals: 4,
    label: 'Measured value',
    definition: 'Unit in column unit; empty unless value_status is measured, derived or reported.',
    formula: STUDY_MEASURES.map((id) => `${id} = ${MEASURE_MEANINGS[id].formula}`).join('; '),
    cell: ({ visit, measure }) => {
      const { value, status } = visit.values[measure];
      return value === null ? { missing: status } : value;
    },
    decimalsOf: ({ measure }) => MEASURE_MEANINGS[measure].decimals,
  },
  {
    name: 'unit',
    type: 'category',
    required: true,
    allowed: ['mm', 'deg', '1', 'px'],
    label: 'Unit',
    definition: 'Unit of the value; 1 for ratios.',
    cell: ({ measure }) => MEASURE_MEANINGS[measure].unit,
  },
  {
    name: 'value_status',
    type: 'category',
    required: true,
    allowed: VALUE_STATUSES.filter((status) => status !== 'not_comparable'),
    label: 'Status of the value',
    definition: 'Where the value comes from, or why there is none; see reasons.csv.',
    cell: ({ visit, measure }) => visit.values[measure].status,
  },
  {
    name: 'quality_flags',
    type: 'flags',
    label: 'Quality flags',
    definition: 'What to know about the value; several are separated by |.',
    cell: ({ visit }) => visit.flags.join('|'),
  },
];

const readingColumns: readonly Column<LongRow>[] = [
  {
    name: 'reader_id',
    type: 'identifier',
    required: true,
    key: true,
    label: 'Reader',
    definition: 'Code of the reader, not a name.',
    cell: ({ measures }) => measures.reader,
  },
  {
    name: 'reading_no',
    type: 'integer',
    required: true,
    key: true,
    label: 'Number of the reading',
    definition: '1, and 2 or more for repeated readings.',
    cell: ({ measures }) => measures.reading,
  },
  {
    name: 'measured_at',
    type: 'datetime',
    label: 'Measured at',
    definition: 'Last change of a point of this vertebra, UTC.',
    cell: ({ visit }) => toSecond(visit.vertebra?.measuredAt),
  },
];

const sourceColumns = ({ study, appVersion }: ExportContext): readonly Column<LongRow>[] => [
  {
    name: 'spacing_source',
    type: 'category',
    allowed: SPACING_SOURCE_CODES,
    label: 'Source of the spacing',
    definition: 'Where the millimetres come from; none: the image has no spacing. Empty without an image.',
    cell: ({ visit }) => (visit.exam?.image === undefined ? null : spacingSourceCode(visit.calibration)),
  },
  {
    name: 'mm_per_px_row',
    type: 'number',
    decimals: 6,
    unit: 'mm',
    label: 'Row spacing',
    definition: 'Distance between the centres of two rows (vertical).',
    cell: ({ visit }) => visit.calibration.spacing?.rowSpacing ?? null,
  },
  {
    name: 'mm_per_px_col',
    type: 'number',
    decimals: 6,
    unit: 'mm',
    label: 'Column spacing',
    definition: 'Distance between the centres of two columns (horizontal).',
    cell: ({ visit }) => visit.calibration.spacing?.columnSpacing ?? null,
  },
  {
    name: 'image_id',
    type: 'identifier',
    label: 'Image',
    definition: 'Name of the image in images.csv; empty without an image.',
    cell: ({ measures, visit }) => (visit.exam === undefined ? null : imageId(study, measures.subject, visit.exam)),
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
