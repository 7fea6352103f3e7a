import { success, type Result } from '../result.ts';
import type { Study } from '../study/study.ts';
import { importFailure, type ImportError } from './importError.ts';
import { importTable, type ImportSummary } from './importTable.ts';
import type { ImportMap } from './importMap.ts';
import { clipped } from './parseTable.ts';

export interface NamedTable {
  /** Name of the file without folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ImportRequest {
  readonly tables: readonly NamedTable[];
  /** Null: the import makes a new study. */
  readonly study: Study | null;
  readonly map: ImportMap;
  /** Random texts for the study and its subjects. */
  readonly newId: () => string;
  /** Of a new study, where the mapping file names none. */
  readonly title: string;
  /** Now, ISO 8601 in UTC. */
  readonly at: string;
}

export interface ImportedTables {
  readonly study: Study;
  readonly tables: readonly (ImportSummary & { readonly name: string })[];
}

/**
 * Takes tables one after the other into a study, all with one mapping file; see `importTable`. Errors are those of the
 * first table that fails as a whole, with its name, and `unknown_column` for a header that no table has.
 */
export function importTables(request: ImportRequest): Result<ImportedTables, ImportError> {
  const { map, newId, title, at } = request;
  const summaries: (ImportSummary & { readonly name: string })[] = [];
  let { study } = request;
  for (const { name, bytes } of request.tables) {
    const imported = importTable({ study, bytes, map, newId, title, at, tableName: name });
    if (!imported.ok) return importFailure(imported.error.code, `${name}: ${imported.error.message}`);
    study = imported.value.study;
    summaries.push({ name, ...imported.value.summary });
  }
  const headers = new Set(summaries.flatMap(({ columns }) => Object.keys(columns)));
  const unknown = Object.keys(map.columns ?? {}).find((header) => !headers.has(header.trim()));
  if (unknown !== undefined) {
    return importFailure(
      'unknown_column',
      `The mapping file names the column "${clipped(unknown)}", which no table has.`,
    );
  }
  if (study === null) return importFailure('nothing_to_import', 'No table was given.');
  return success({ study, tables: summaries });
}
