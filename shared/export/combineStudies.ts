import type { Study } from '../study/study.ts';
import { shortName } from './columnNames.ts';
import { codebookRows, codebookTable } from './codebook.ts';
import { PLAIN_DIALECT } from './csv.ts';
import { studyTables } from './exportStudy.ts';
import type { ExportContents, ExportedFile } from './exportStudy.ts';
import { readyTable, type ReadyTable, type RowLookup } from './readyTable.ts';
import { STATUS_MEANINGS, reasonsTable } from './reasons.ts';
import { isNumeric, type Cell, type Column } from './table.ts';

/** A study with the name under which its rows are known in the combined tables. */
export interface NamedStudy {
  /** Name of its file, without the ending. */
  readonly name: string;
  readonly study: Study;
}

export interface CombinedStudies {
  readonly files: readonly ExportedFile[];
  readonly studies: readonly { readonly studyId: string; readonly name: string; readonly subjects: number }[];
  /** Codes of subjects that more than one study has, compared without case: perhaps one patient counted twice. */
  readonly duplicates: readonly { readonly subject: string; readonly studies: readonly string[] }[];
}

/** A row of one of the studies. */
interface StudyRow {
  readonly studyId: string;
  readonly row: RowLookup;
}

/**
 * The measurements of several studies in one table each, with `study_id` as the first column. A column that one of the
 * studies does not have, such as a visit of another protocol, does not apply to its rows.
 */
export function combineStudies(
  named: readonly NamedStudy[],
  {
    appVersion,
    readers,
    hashes,
    dates,
    more,
  }: Omit<ExportContents, 'more'> & {
    readonly more?: (study: Study) => readonly ReadyTable[];
  },
): CombinedStudies {
  const taken = new Set<string>();
  const studies = named.map(({ name, study }) => ({ name, study, studyId: shortName(name, 40, taken) }));
  const parts = studies.map(({ study, studyId }) => {
    const context = { study, appVersion, hashes: hashes ?? false, dates: dates ?? false };
    const tables = studyTables(readers === undefined ? context : { ...context, readers });
    return { studyId, tables: [...tables, ...(more?.(study) ?? [])] };
  });
  const names = [...new Set(parts.flatMap(({ tables }) => tables.map(({ table }) => table.file)))];
  const combined = names.map((file) =>
    combineTables(
      parts.flatMap(({ studyId, tables }) => {
        const own = tables.find(({ table }) => table.file === file);
        return own === undefined ? [] : [{ studyId, own }];
      }),
    ),
  );
  const described = [
    readyTable(codebookTable, () => codebookRows(combined.map(({ table }) => table))),
    readyTable(reasonsTable, () => STATUS_MEANINGS),
  ];
  const files = [...combined, ...described].map((each): ExportedFile => {
    const { bytes, rows } = each.write(PLAIN_DIALECT);
    return { name: each.table.file, bytes, rows };
  });
  return {
    files,
    studies: studies.map(({ studyId, name, study }) => ({ studyId, name, subjects: study.subjects.length })),
    duplicates: duplicatesOf(studies),
  };
}

interface Part {
  readonly studyId: string;
  readonly own: ReadyTable;
}

function combineTables(parts: readonly Part[]): ReadyTable {
  const columns = new Map<string, Column<never>>();
  for (const { own } of parts) {
    for (const column of own.table.columns) {
      const known = columns.get(column.name);
      columns.set(column.name, known === undefined ? column : { ...known, ...allowedOfBoth(known, column) });
    }
  }
  const [first] = parts;
  const { file, title } = first?.own.table ?? { file: '', title: '' };
  return readyTable({ file, title, columns: [studyColumn, ...[...columns.values()].map(ofRow)] }, function* () {
    for (const { studyId, own } of parts) for (const row of own.rows()) yield { studyId, row };
  });
}

function allowedOfBoth(a: Column<never>, b: Column<never>): Pick<Column<never>, 'allowed'> {
  if (a.allowed === undefined || b.allowed === undefined) return {};
  return { allowed: [...new Set([...a.allowed, ...b.allowed])] };
}

const studyColumn: Column<StudyRow> = {
  name: 'study_id',
  type: 'identifier',
  required: true,
  key: true,
  label: 'Study',
  definition: 'Name of the study file, in lower case.',
  cell: ({ studyId }) => studyId,
};

function ofRow({ cell: _cell, decimalsOf: _decimalsOf, ...column }: Column<never>): Column<StudyRow> {
  const absentCell: Cell = isNumeric(column) ? { missing: 'not_applicable' } : 'not_applicable';
  const isRequired = column.required === true || isNumeric(column);
  return {
    ...column,
    cell: ({ row }) => row.cell(column.name) ?? (isRequired && !row.has(column.name) ? absentCell : null),
    decimalsOf: ({ row }) => row.decimals(column.name) ?? column.decimals ?? 3,
  };
}

function duplicatesOf(studies: readonly { readonly study: Study; readonly studyId: string }[]) {
  const owners = new Map<string, { readonly subject: string; readonly studies: string[] }>();
  for (const { study, studyId } of studies) {
    for (const { code } of study.subjects) {
      const known = owners.get(code.toLowerCase());
      if (known === undefined) owners.set(code.toLowerCase(), { subject: code, studies: [studyId] });
      else known.studies.push(studyId);
    }
  }
  return [...owners.values()].filter((each) => each.studies.length > 1);
}
