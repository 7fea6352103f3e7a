import { LANDMARKS } from '../spine/landmarks.ts';
import type { Landmark } from '../spine/landmarks.ts';
import { LEVELS, levelOrder } from '../spine/levels.ts';
import { landmarksOf } from '../study/find.ts';
import type { Exam, Reading, Subject, Vertebra } from '../study/study.ts';
import { imageId } from './exportContext.ts';
import type { ExportContext } from './exportContext.ts';
import type { Column, Table } from './table.ts';

/** One landmark of one vertebra in one reading. */
export interface PointRow {
  readonly subject: Subject;
  readonly exam: Exam;
  readonly reading: Reading;
  readonly vertebra: Vertebra;
  readonly landmark: Landmark;
}

/** Every landmark of every vertebra that was started, placed or not: subject, time point, reading, level, landmark. */
export function* pointRows({ study, readers }: ExportContext): Generator<PointRow> {
  for (const subject of study.subjects) {
    for (const exam of subject.exams) {
      for (const reading of exam.readings) {
        if (readers !== undefined && !readers.includes(reading.reader)) continue;
        const vertebrae = reading.vertebrae.toSorted((a, b) => levelOrder(a.level) - levelOrder(b.level));
        for (const vertebra of vertebrae) {
          for (const landmark of landmarksOf(vertebra.level)) yield { subject, exam, reading, vertebra, landmark };
        }
      }
    }
  }
}

const POINT_STATUSES = ['placed', 'derived', 'not_visible', 'missing', 'estimated'] as const;

function pointStatus({ vertebra, landmark }: PointRow): (typeof POINT_STATUSES)[number] {
  const state = vertebra.states[landmark]?.kind;
  if (vertebra.landmarks[landmark] === undefined) return state === 'not_visible' ? 'not_visible' : 'missing';
  return state === 'derived' || state === 'estimated' ? state : 'placed';
}

/** The raw points, from which every number can be computed again. */
export const pointsTable = (context: ExportContext): Table<PointRow> => ({
  file: 'points.csv',
  title: 'Landmarks',
  columns: [...placeColumns(context), ...pointColumns, ...originColumns(context)],
});

const placeColumns = ({ study }: ExportContext): readonly Column<PointRow>[] => [
  {
    name: 'subject_id',
    type: 'identifier',
    required: true,
    key: true,
    label: 'Subject',
    definition: 'Code of the subject in the study, a pseudonym.',
    cell: ({ subject }) => subject.code,
  },
  {
    name: 'timepoint',
    type: 'category',
    required: true,
    key: true,
    allowed: study.protocol.timepoints.map(({ id }) => id),
    label: 'Time point',
    definition: 'Visit of the protocol.',
    cell: ({ exam }) => exam.timepoint,
  },
  {
    name: 'level',
    type: 'category',
    required: true,
    key: true,
    allowed: LEVELS,
    label: 'Level',
    definition: 'Vertebral level.',
    cell: ({ vertebra }) => vertebra.level,
  },
  {
    name: 'point',
    type: 'category',
    required: true,
    key: true,
    allowed: LANDMARKS,
    label: 'Landmark',
    definition: 'S superior or I inferior endplate; A anterior, M middle or P posterior.',
    cell: ({ landmark }) => landmark,
  },
];

const pointColumns: readonly Column<PointRow>[] = [
  {
    name: 'x_px',
    type: 'number',
    decimals: 3,
    unit: 'px',
    label: 'x',
    definition:
      'To the right, from the outer corner of the first stored pixel, whose centre is 0.5; stored orientation, independent of the view.',
    cell: ({ vertebra, landmark }) => vertebra.landmarks[landmark]?.[0] ?? null,
  },
  {
    name: 'y_px',
    type: 'number',
    decimals: 3,
    unit: 'px',
    label: 'y',
    definition: 'Downwards, from the outer corner of the first stored pixel, whose centre is 0.5.',
    cell: ({ vertebra, landmark }) => vertebra.landmarks[landmark]?.[1] ?? null,
  },
  {
    name: 'point_status',
    type: 'category',
    required: true,
    allowed: POINT_STATUSES,
    label: 'Status of the landmark',
    definition:
      'placed by the reader; estimated: placed although not clearly seen; derived: computed by the program; not_visible; missing.',
    cell: pointStatus,
  },
  {
    name: 'assisted',
    type: 'integer',
    required: true,
    label: 'Assisted',
    definition: '1 if the program proposed the place of the landmark, else 0.',
    cell: ({ vertebra, landmark }) => (vertebra.states[landmark]?.kind === 'assisted' ? 1 : 0),
  },
];

const originColumns = ({ study }: ExportContext): readonly Column<PointRow>[] => [
  {
    name: 'reader_id',
    type: 'identifier',
    required: true,
    key: true,
    label: 'Reader',
    definition: 'Code of the reader, not a name.',
    cell: ({ reading }) => reading.reader,
  },
  {
    name: 'reading_no',
    type: 'integer',
    required: true,
    key: true,
    label: 'Number of the reading',
    definition: '1, and 2 or more for repeated readings.',
    cell: ({ reading }) => reading.number,
  },
  {
    name: 'image_id',
    type: 'identifier',
    label: 'Image',
    definition: 'Name of the image in images.csv.',
    cell: ({ subject, exam }) => imageId(study, subject, exam),
  },
];
