import { success, type Result } from '../result.ts';
import { addReader } from '../study/edits/protocolEdits.ts';
import { CODE_PATTERN, type Study, type Subject } from '../study/study.ts';
import { applyPoint } from './applyPoints.ts';
import { SUBJECT_STEPS, subjectOf, type OneSubject } from './applySubject.ts';
import { applyValues, readingOfRow } from './applyValues.ts';
import type { DecimalSign } from './cellValues.ts';
import { decodeText, type Encoding } from './decodeText.ts';
import { importFailure, type ImportError } from './importError.ts';
import { clipped, parseTable, type Separator, type TableRow } from './parseTable.ts';
import { rejected, rowReader, type RowReader } from './rowReader.ts';
import { planTable, type PlanInput, type TablePlan } from './tablePlan.ts';
import { targetText } from './target.ts';

/** A row that changed nothing because of what stands in it. */
export interface RejectedRow {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly reason: string;
}

/** What became of a table. Every row was either taken whole or rejected whole. */
export interface ImportSummary {
  readonly encoding: Encoding;
  readonly separator: Separator;
  readonly decimal: DecimalSign;
  readonly rows: number;
  readonly rowsTaken: number;
  readonly rejected: readonly RejectedRow[];
  readonly subjectsAdded: number;
  readonly subjectsChanged: number;
  /** Header: what it was taken for; null for a column that was left out. */
  readonly columns: Readonly<Record<string, string | null>>;
}

export interface ImportedTable {
  readonly study: Study;
  readonly summary: ImportSummary;
}

export interface ImportInput extends PlanInput {
  readonly bytes: Uint8Array;
}

/**
 * Takes a table into a study: subjects and clinical data, reported values without points, points made elsewhere. What the
 * study has is never overwritten; a row that contradicts it, or that cannot be read, is rejected with its reason and the
 * others are taken. Importing the same table again changes nothing. Errors concern the table as a whole.
 */
export function importTable(input: ImportInput): Result<ImportedTable, ImportError> {
  const decoded = decodeText(input.bytes);
  if (!decoded.ok) return decoded;
  const table = parseTable(decoded.value.text, input.map.separator);
  if (!table.ok) return table;
  const plan = planTable(table.value, input);
  if (!plan.ok) return plan;
  const taken = takeRows(table.value.rows, plan.value, { ...input, width: table.value.header.length });
  if (taken.subjects.size === 0 && taken.rejected.length === 0) {
    return importFailure('nothing_to_import', 'No row of the table names a subject.');
  }
  const { study } = plan.value;
  const subjects = [...taken.subjects.values()];
  const known = new Map(study.subjects.map((subject) => [subject.id, subject]));
  const readers = [...taken.readers].reduce((next, id) => addReader(next, { id, label: id }), study);
  return success({
    study: { ...readers, subjects },
    summary: {
      encoding: decoded.value.encoding,
      separator: table.value.separator,
      decimal: plan.value.decimal,
      rows: table.value.rows.length,
      rowsTaken: table.value.rows.length - taken.rejected.length,
      rejected: taken.rejected,
      subjectsAdded: subjects.filter(({ id }) => !known.has(id)).length,
      subjectsChanged: subjects.filter((subject) => known.has(subject.id) && known.get(subject.id) !== subject).length,
      columns: Object.fromEntries(
        plan.value.columns.map(({ header, target }) => [header, target.kind === 'ignore' ? null : targetText(target)]),
      ),
    },
  });
}

interface TakenRows {
  /** By the code in lower case, in the order of the study and then of the table. */
  readonly subjects: Map<string, Subject>;
  readonly readers: Set<string>;
  readonly rejected: RejectedRow[];
}

interface RowContext extends Pick<ImportInput, 'newId' | 'at'> {
  readonly width: number;
}

function takeRows(rows: readonly TableRow[], plan: TablePlan, context: RowContext): TakenRows {
  const subjects = new Map(plan.study.subjects.map((subject) => [subject.code.toLowerCase(), subject]));
  const taken: TakenRows = { subjects, readers: new Set(), rejected: [] };
  for (const row of rows) {
    const result = takeRow(row, plan, { ...context, subjects });
    if (result.ok) {
      subjects.set(result.value.subject.code.toLowerCase(), result.value.subject);
      if (result.value.reader !== null) taken.readers.add(result.value.reader);
    } else taken.rejected.push({ line: row.line, reason: result.error });
  }
  return taken;
}

interface TakenRow {
  readonly subject: Subject;
  /** Who read the values of the row; null for a row without any. */
  readonly reader: string | null;
}

function takeRow(
  row: TableRow,
  plan: TablePlan,
  context: RowContext & { readonly subjects: ReadonlyMap<string, Subject> },
): Result<TakenRow, string> {
  if (row.cells.length !== context.width) {
    return rejected(`the row has ${row.cells.length} cells and the header ${context.width}`);
  }
  const cells = rowReader(plan, row);
  const start = startSubject(cells, context);
  if (!start.ok) return start;
  let one: OneSubject = { study: { ...plan.study, subjects: [start.value] }, subject: start.value };
  for (const step of [...SUBJECT_STEPS, applyValues]) {
    const next = step(one, cells, plan);
    if (!next.ok) return next;
    one = { study: next.value, subject: next.value.subjects[0] ?? one.subject };
  }
  const points = applyPoint(one, cells, plan, context.at);
  if (!points.ok) return points;
  const subject = subjectOf({ ...one, study: points.value });
  const reading = readingOfRow(cells, plan);
  return success({ subject, reader: reading.ok && subject.exams.length > 0 ? reading.value.reader : null });
}

/** The subject of a row as it stands, or a new one. Codes that differ only by case would be one patient in two places. */
function startSubject(
  row: RowReader,
  { subjects, newId }: Pick<ImportInput, 'newId'> & { readonly subjects: ReadonlyMap<string, Subject> },
): Result<Subject, string> {
  const code = row.text('subject');
  if (code === '') return rejected(`${row.header('subject')}: the row names no subject`);
  if (!CODE_PATTERN.test(code)) {
    return rejected(
      `${row.header('subject')}: "${clipped(code)}" is no code; use letters, digits, point, hyphen, underscore and no name`,
    );
  }
  const present = subjects.get(code.toLowerCase());
  if (present === undefined) {
    return success({ id: newId(), code, treatedLevels: [], clinical: { scores: [], events: [] }, exams: [] });
  }
  if (present.code === code) return success(present);
  return rejected(`${row.header('subject')}: "${code}" differs from "${present.code}" only by upper and lower case`);
}
