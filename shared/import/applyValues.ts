import { success, type Result } from '../result.ts';
import { hasInferiorEndplate, type Level } from '../spine/levels.ts';
import { setReportedValue } from '../study/edits/clinicalEdits.ts';
import { setDaysFromPre, setExamMissing } from '../study/edits/examEdits.ts';
import { findExam, findReading } from '../study/find.ts';
import { CODE_PATTERN, REPORTED_MEASURES, type MissingReason, type Study } from '../study/study.ts';
import { agrees, applyScore, subjectOf, type OneSubject } from './applySubject.ts';
import { clipped } from './parseTable.ts';
import { rejected, type NumberCell, type Range, type RowReader } from './rowReader.ts';
import type { TablePlan } from './tablePlan.ts';
import type { ReportedMeasure } from './target.ts';

/** Values beyond this are typing errors, not vertebrae. */
const RANGES: Readonly<Record<'angle' | 'height', Range>> = {
  angle: { from: -180, to: 180 },
  height: { from: 0, to: 500 },
};

const rangeOf = (measure: ReportedMeasure): Range => (measure === 'wedge_angle' ? RANGES.angle : RANGES.height);

/** Whose reading the values of a row are. */
export interface ReadingOfRow {
  readonly reader: string;
  readonly reading: number;
}

export function readingOfRow(row: RowReader, plan: TablePlan): Result<ReadingOfRow, string> {
  const reader = row.text('reader') === '' ? plan.reader : row.text('reader');
  if (!CODE_PATTERN.test(reader))
    return rejected(`${row.header('reader')}: "${clipped(reader)}" is no code of a reader`);
  const number = row.simpleNumber('reading', { from: 1, to: 1000, isWhole: true });
  if (!number.ok) return number;
  return success({ reader, reading: number.value.kind === 'number' ? number.value.value : 1 });
}

/** The visit of a row; null where the table has no such column. */
export function timepointOfRow(row: RowReader, { study }: TablePlan): Result<string | null, string> {
  const text = row.text('timepoint');
  if (text === '') return success(null);
  const found = study.protocol.timepoints.find(({ id, label }) =>
    [id, label].some((each) => each.toLowerCase() === text.toLowerCase()),
  );
  if (found !== undefined) return success(found.id);
  return rejected(`${row.header('timepoint')}: the study has no timepoint "${clipped(text)}"`);
}

/** Reported values of a row, from wide columns and from a long row, and the days of its visit. */
export function applyValues(one: OneSubject, row: RowReader, plan: TablePlan): Result<Study, string> {
  const level = row.level();
  const reading = readingOfRow(row, plan);
  const timepoint = timepointOfRow(row, plan);
  if (!level.ok) return level;
  if (!reading.ok) return reading;
  if (!timepoint.ok) return timepoint;
  let { study } = one;
  for (const column of plan.columns) {
    const { target } = column;
    if (target.kind !== 'reported') continue;
    const cell = row.number(column, rangeOf(target.measure));
    if (!cell.ok) return cell;
    const place = {
      ...target,
      level: level.value,
      ...reading.value,
      name: column.header,
      source: plan.source,
      at: plan.at,
    };
    const next = applyReported({ ...one, study }, cell.value, place);
    if (!next.ok) return next;
    study = next.value;
  }
  const long = applyLong({ ...one, study }, row, {
    plan,
    level: level.value,
    timepoint: timepoint.value,
    ...reading.value,
  });
  return long.ok ? applyDays({ ...one, study: long.value }, row, timepoint.value) : long;
}

interface ReportedPlace extends ReadingOfRow {
  readonly measure: ReportedMeasure;
  readonly timepoint: string;
  readonly level: Level | null;
  readonly name: string;
  readonly source: string;
  readonly at: string;
}

function applyReported(one: OneSubject, cell: NumberCell, place: ReportedPlace): Result<Study, string> {
  if (cell.kind === 'empty') return success(one.study);
  const { level, measure, timepoint, reader, reading, name, source } = place;
  if (level === null) return rejected(`${name}: there is a value and no level`);
  if (!hasInferiorEndplate(level) && cell.kind === 'number') {
    return rejected(`${name}: ${level} has neither heights nor a wedge angle; write NA`);
  }
  const subjectId = one.subject.id;
  const exam = findExam(subjectOf(one), timepoint);
  const before = findReading(exam, place)?.reported.find((each) => each.level === level && each.measure === measure);
  const given = cell.kind === 'number' ? cell.value : cell.missing;
  const conflict = before === undefined ? null : agrees(name, before.value ?? before.missing ?? 'nothing', given);
  if (conflict !== null) return rejected(conflict);
  if (before !== undefined) return success(one.study);
  const prepared =
    exam === undefined ? setExamMissing(one.study, { subjectId, timepoint, missing: filmReason(cell) }) : one.study;
  const value = cell.kind === 'number' ? { value: cell.value } : { value: null, missing: cell.missing };
  const reported = { level, measure, source, ...value };
  return success(setReportedValue(prepared, { subjectId, timepoint, reader, reading, reported, at: place.at }));
}

/** Reasons that speak of the whole visit and not of one value. */
const VISIT_REASONS = new Set<MissingReason>(['death', 'lost_to_follow_up', 'withdrawn', 'visit_not_due']);

/** Why a visit of a table has no film: it died with the patient, or a value from a table comes without its film. */
const filmReason = (cell: NumberCell): MissingReason =>
  cell.kind === 'missing' && VISIT_REASONS.has(cell.missing) ? cell.missing : 'unavailable';

interface LongPlace extends ReadingOfRow {
  readonly plan: TablePlan;
  readonly level: Level | null;
  readonly timepoint: string | null;
}

/** A row with one value: of a measure at a level, or of an instrument. */
function applyLong(one: OneSubject, row: RowReader, place: LongPlace): Result<Study, string> {
  const { plan, timepoint } = place;
  const column = plan.columns.find(({ target }) => target.kind === 'value');
  if (column === undefined) return success(one.study);
  const [measure, instrument] = [row.text('measure'), row.text('instrument')];
  if (timepoint === null) return rejected(`${row.header('timepoint')}: the row names no timepoint`);
  const known = REPORTED_MEASURES.find((each) => each === measure);
  const cell = row.number(column, known === undefined ? { from: -1e6, to: 1e6 } : rangeOf(known));
  const status = row.simpleNumber('status', { from: 0, to: 0 });
  if (!cell.ok) return cell;
  const missing =
    cell.value.kind === 'empty' && status.ok && status.value.kind === 'missing' ? status.value : cell.value;
  if (instrument !== '') {
    if (!CODE_PATTERN.test(instrument))
      return rejected(`${row.header('instrument')}: "${clipped(instrument)}" is no code`);
    return applyScore(one, missing, { instrument, timepoint, name: column.header });
  }
  if (known === undefined) {
    return rejected(
      `${row.header('measure')}: "${clipped(measure)}" is not imported; only ${REPORTED_MEASURES.join(', ')} are`,
    );
  }
  return applyReported(one, missing, {
    ...place,
    measure: known,
    timepoint,
    name: column.header,
    source: plan.source,
    at: plan.at,
  });
}

function applyDays(one: OneSubject, row: RowReader, timepoint: string | null): Result<Study, string> {
  const days = row.simpleNumber('days', { from: -100_000, to: 100_000, isWhole: true });
  if (!days.ok) return days;
  if (days.value.kind !== 'number' || timepoint === null) return success(one.study);
  const exam = findExam(subjectOf(one), timepoint);
  if (exam === undefined) return success(one.study);
  const conflict = agrees(row.header('days'), exam.daysFromPre, days.value.value);
  if (conflict !== null) return rejected(conflict);
  return success(setDaysFromPre(one.study, { subjectId: one.subject.id, timepoint, days: days.value.value }));
}
