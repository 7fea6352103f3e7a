import { PLANES } from '../geometry/spacing.ts';
import type { Calibration } from '../geometry/spacing.ts';
import { examCalibration } from '../study/examCalibration.ts';
import { examDays } from '../study/examDays.ts';
import type { Exam, ExamImage, Subject } from '../study/study.ts';
import { SPACING_SOURCE_CODES, imageId, spacingSourceCode } from './exportContext.ts';
import type { ExportContext } from './exportContext.ts';
import type { Column, Table } from './table.ts';

/** One image of the study. */
export interface ImageRow {
  readonly subject: Subject;
  readonly exam: Exam;
  readonly image: ExamImage;
  readonly calibration: Calibration;
}

export function* imageRows({ study }: ExportContext): Generator<ImageRow> {
  for (const subject of study.subjects) {
    for (const exam of subject.exams) {
      if (exam.image !== undefined) yield { subject, exam, image: exam.image, calibration: examCalibration(exam) };
    }
  }
}

/** The images with the facts that a recomputation needs. File names stay in the study, dates and hashes too unless asked for. */
export const imagesTable = (context: ExportContext): Table<ImageRow> => ({
  file: 'images.csv',
  title: 'Images',
  columns: [...placeColumns(context), ...sizeColumns, ...fileColumns, ...tracingColumns(context)],
});

const placeColumns = ({ study }: ExportContext): readonly Column<ImageRow>[] => [
  {
    name: 'image_id',
    type: 'identifier',
    required: true,
    key: true,
    label: 'Image',
    definition: 'Name of the image in this export; cannot be traced to the file.',
    cell: ({ subject, exam }) => imageId(study, subject, exam),
  },
  {
    name: 'subject_id',
    type: 'identifier',
    required: true,
    label: 'Subject',
    definition: 'Code of the subject in the study, a pseudonym.',
    cell: ({ subject }) => subject.code,
  },
  {
    name: 'timepoint',
    type: 'category',
    required: true,
    allowed: study.protocol.timepoints.map(({ id }) => id),
    label: 'Time point',
    definition: 'Visit of the protocol.',
    cell: ({ exam }) => exam.timepoint,
  },
  {
    name: 'timepoint_order',
    type: 'integer',
    label: 'Order of the time point',
    definition: 'Position in the protocol, from 0.',
    cell: ({ exam }) => {
      const position = study.protocol.timepoints.findIndex(({ id }) => id === exam.timepoint);
      return position === -1 ? null : position;
    },
  },
  {
    name: 'days_from_pre',
    type: 'integer',
    unit: 'd',
    label: 'Days from the pre-operative image',
    definition: 'Days between the first image and this one; empty if a date is unknown.',
    cell: ({ subject, exam }) => examDays(study.protocol, subject, exam),
  },
];

const sizeColumns: readonly Column<ImageRow>[] = [
  {
    name: 'rows',
    type: 'integer',
    required: true,
    unit: 'px',
    label: 'Rows',
    definition: 'Height of the stored image.',
    cell: ({ image }) => image.rows,
  },
  {
    name: 'columns',
    type: 'integer',
    required: true,
    unit: 'px',
    label: 'Columns',
    definition: 'Width of the stored image.',
    cell: ({ image }) => image.columns,
  },
  {
    name: 'mm_per_px_row',
    type: 'number',
    decimals: 6,
    unit: 'mm',
    label: 'Row spacing',
    definition: 'Distance between the centres of two rows (vertical).',
    cell: ({ calibration }) => calibration.spacing?.rowSpacing ?? { missing: 'uncalibrated' },
  },
  {
    name: 'mm_per_px_col',
    type: 'number',
    decimals: 6,
    unit: 'mm',
    label: 'Column spacing',
    definition: 'Distance between the centres of two columns (horizontal).',
    cell: ({ calibration }) => calibration.spacing?.columnSpacing ?? { missing: 'uncalibrated' },
  },
  {
    name: 'spacing_source',
    type: 'category',
    required: true,
    allowed: SPACING_SOURCE_CODES,
    label: 'Source of the spacing',
    definition: 'Where the millimetres come from; none: the image has no spacing.',
    cell: ({ calibration }) => spacingSourceCode(calibration),
  },
  {
    name: 'magnification',
    type: 'category',
    required: true,
    allowed: PLANES,
    label: 'Plane of the millimetres',
    definition:
      'patient_user and patient_file: at the vertebra, not magnified; detector and film: magnified; unknown: the file does not tell; none: no millimetres.',
    cell: ({ calibration }) => calibration.plane,
  },
];

const fileColumns: readonly Column<ImageRow>[] = [
  {
    name: 'format',
    type: 'category',
    required: true,
    allowed: ['dicom', 'png', 'jpeg', 'tiff'],
    label: 'Format',
    definition: 'Kind of file.',
    cell: ({ image }) => image.format,
  },
  {
    name: 'modality',
    type: 'identifier',
    label: 'Modality',
    definition: 'DICOM modality, e.g. DX, CR, RF; empty for other files.',
    cell: ({ image }) => image.modality ?? null,
  },
  {
    name: 'lossy',
    type: 'integer',
    required: true,
    label: 'Lossy',
    definition: '1 if the image was compressed with loss, else 0.',
    cell: ({ image }) => (image.lossy ? 1 : 0),
  },
];

/** What can lead back to the original: only where the user asks for it. */
const tracingColumns = ({ hashes = false, dates = false }: ExportContext): readonly Column<ImageRow>[] => [
  ...(hashes
    ? [
        {
          name: 'sha256',
          type: 'identifier',
          required: true,
          label: 'SHA-256',
          definition: 'Hash of the file, by which whoever has the file finds it again; asked for at the export.',
          cell: ({ image }) => image.sha256,
        } satisfies Column<ImageRow>,
      ]
    : []),
  ...(dates
    ? [
        {
          name: 'acquired_on',
          type: 'date',
          label: 'Date of the image',
          definition: 'ISO 8601; empty where the file has none; asked for at the export.',
          cell: ({ image }) => image.acquisitionDate ?? null,
        } satisfies Column<ImageRow>,
      ]
    : []),
];
