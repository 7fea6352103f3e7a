import { success, type Result } from '../result.ts';
import { LANDMARKS } from '../spine/landmarks.ts';
import { placeLandmark, isInsideImage } from '../study/edits/landmarkEdits.ts';
import { setExamImage } from '../study/edits/examEdits.ts';
import { findExam, findReading, findVertebra, landmarksOf } from '../study/find.ts';
import type { ExamImage, Study } from '../study/study.ts';
import { subjectOf, type OneSubject } from './applySubject.ts';
import { readingOfRow, timepointOfRow } from './applyValues.ts';
import { clipped } from './parseTable.ts';
import { rejected, type RowReader } from './rowReader.ts';
import type { TablePlan } from './tablePlan.ts';

/** Largest coordinate and number of rows of any image. */
const MOST_PIXELS = 1_000_000;

/**
 * A landmark placed elsewhere, in stored pixels from the outer corner of the first one. It needs its film: one that the
 * study has at that visit, or one that the row describes (name, SHA-256, rows and columns).
 */
export function applyPoint(one: OneSubject, row: RowReader, plan: TablePlan, at: string): Result<Study, string> {
  const code = row.text('point').toUpperCase();
  if (code === '') return success(one.study);
  const landmark = LANDMARKS.find((each) => each === code);
  const place = pointPlace(row, plan);
  const point = coordinates(row);
  if (!place.ok) return place;
  if (!point.ok) return point;
  if (landmark === undefined)
    return rejected(`${row.header('point')}: "${clipped(code)}" is not one of ${LANDMARKS.join(', ')}`);
  if (point.value === null) return success(one.study);
  const { level, timepoint, reader, reading } = place.value;
  if (!landmarksOf(level).includes(landmark)) return rejected(`${row.header('point')}: ${level} has no ${landmark}`);
  const withFilm = applyImage(one, row, timepoint);
  if (!withFilm.ok) return withFilm;
  const exam = findExam(subjectOf({ ...one, study: withFilm.value }), timepoint);
  if (exam?.image === undefined) {
    return rejected(
      `${row.header('timepoint')}: the study has no film of this subject at ${timepoint}; points belong to a film`,
    );
  }
  if (!isInsideImage(point.value, exam.image)) {
    return rejected(
      `(${point.value.join(', ')}) lies outside the film of ${exam.image.columns} x ${exam.image.rows} pixels`,
    );
  }
  const vertebra = findVertebra(findReading(exam, { reader, reading }), level);
  const before = vertebra?.landmarks[landmark];
  if (before !== undefined) {
    const isSame = before[0] === point.value[0] && before[1] === point.value[1];
    return isSame
      ? success(withFilm.value)
      : rejected(`${landmark}: the study has it at (${before.join(', ')}); nothing is overwritten`);
  }
  if (vertebra?.finalisedAt !== undefined) return rejected(`${level}: this level is finalised in the study`);
  const parameters = { subjectId: one.subject.id, timepoint, reader, reading, level, landmark, point: point.value, at };
  return success(placeLandmark(withFilm.value, parameters));
}

function pointPlace(row: RowReader, plan: TablePlan) {
  const level = row.level();
  const timepoint = timepointOfRow(row, plan);
  const reading = readingOfRow(row, plan);
  if (!level.ok) return level;
  if (!timepoint.ok) return timepoint;
  if (!reading.ok) return reading;
  if (level.value === null) return rejected(`${row.header('level')}: the point names no level`);
  if (timepoint.value === null) return rejected(`${row.header('timepoint')}: the point names no timepoint`);
  return success({ level: level.value, timepoint: timepoint.value, ...reading.value });
}

/** Null: a landmark without a place, such as our own tables list. */
function coordinates(row: RowReader): Result<readonly [number, number] | null, string> {
  const range = { from: 0, to: MOST_PIXELS };
  const x = row.simpleNumber('x', range);
  const y = row.simpleNumber('y', range);
  if (!x.ok) return x;
  if (!y.ok) return y;
  if (x.value.kind === 'number' && y.value.kind === 'number') return success([x.value.value, y.value.value]);
  if (x.value.kind === 'number' || y.value.kind === 'number') return rejected('one of the two coordinates is missing');
  return success(null);
}

/** Gives the visit the film that the row describes, unless it has one. */
function applyImage(one: OneSubject, row: RowReader, timepoint: string): Result<Study, string> {
  const image = describedImage(row);
  if (!image.ok || image.value === null) return image.ok ? success(one.study) : image;
  const present = findExam(subjectOf(one), timepoint)?.image;
  if (present === undefined) {
    return success(setExamImage(one.study, { subjectId: one.subject.id, timepoint, image: image.value }));
  }
  if (present.sha256 === image.value.sha256) return success(one.study);
  return rejected(`${row.header('image_sha256')}: the study has another film of this subject at ${timepoint}`);
}

function describedImage(row: RowReader): Result<ExamImage | null, string> {
  const [name, sha256] = [row.text('image_name'), row.text('image_sha256').toLowerCase()];
  if (name === '' && sha256 === '') return success(null);
  const rows = row.simpleNumber('image_rows', { from: 1, to: MOST_PIXELS, isWhole: true });
  const columns = row.simpleNumber('image_columns', { from: 1, to: MOST_PIXELS, isWhole: true });
  if (!rows.ok) return rows;
  if (!columns.ok) return columns;
  const isWhole =
    name !== '' && /^[0-9a-f]{64}$/.test(sha256) && rows.value.kind === 'number' && columns.value.kind === 'number';
  if (!isWhole || rows.value.kind !== 'number' || columns.value.kind !== 'number') {
    return rejected('a film needs image_name, image_sha256 (64 hexadecimal digits), image_rows and image_columns');
  }
  const spacing = describedSpacing(row);
  if (!spacing.ok) return spacing;
  const size = { rows: rows.value.value, columns: columns.value.value };
  return success({
    name: name.slice(0, 200),
    sha256,
    format: formatOf(name),
    ...size,
    frame: 0,
    spacing: spacing.value,
    lossy: false,
  });
}

/** A spacing of which nobody knows the plane stays what a file would call Pixel Spacing and nothing else. */
function describedSpacing(row: RowReader): Result<ExamImage['spacing'], string> {
  const range = { from: 1e-6, to: 1000 };
  const vertical = row.simpleNumber('mm_per_px_row', range);
  const horizontal = row.simpleNumber('mm_per_px_col', range);
  if (!vertical.ok) return vertical;
  if (!horizontal.ok) return horizontal;
  if (vertical.value.kind !== 'number' || horizontal.value.kind !== 'number') return success({});
  return success({ pixelSpacing: [vertical.value.value, horizontal.value.value] });
}

function formatOf(name: string): ExamImage['format'] {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === 'png') return 'png';
  if (ending === 'jpg' || ending === 'jpeg') return 'jpeg';
  return ending === 'tif' || ending === 'tiff' ? 'tiff' : 'dicom';
}
