import { IMPORT_LIMITS } from '../../shared/import/importError.ts';
import { parseImportMap, type ImportMap } from '../../shared/import/importMap.ts';
import { importTables, type ImportedTables, type NamedTable } from '../../shared/import/importTables.ts';
import type { ImportError } from '../../shared/import/importError.ts';
import type { Result } from '../../shared/result.ts';
import type { Study } from '../../shared/study/study.ts';
import { scanJson } from '../../shared/study/scanJson.ts';
import { text } from '../messages/text.ts';
import { editorOf, notify, type App } from './app.ts';
import { ask, tell } from './ask.ts';
import { commitStudy } from './commitStudy.ts';
import { pickInPage, readGranted } from './pickFiles.ts';
import { showGrid } from './showGrid.ts';
import { showStudy } from './showStudy.ts';

interface Picked {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** More than this are not tables of one study. */
const MOST_TABLES = 20;

/**
 * Takes tables into the study: subjects and clinical data, reported values, points made elsewhere. The user sees what
 * the columns are taken for, what would be taken and which rows are rejected, before anything changes. A mapping file
 * (JSON) may be picked together with the tables. One step, which undo takes back.
 */
export async function importTable(app: App): Promise<void> {
  const picked = (await pickTables(app)).slice(0, MOST_TABLES);
  if (picked.length === 0) return;
  const read = readPicked(picked);
  if (typeof read === 'string') {
    await tell(app, { title: text('tables.title'), text: read }, text('dialog.close'));
    return;
  }
  const { present } = editorOf(app).history;
  const isNew = present.subjects.length === 0;
  const tryWith = tryingOf(app, read.tables, isNew ? null : present);
  const imported = await ask(app, 'importTable', { tables: read.tables, map: read.map, isNew, tryWith });
  if (imported === null) return;
  const { study, tables } = imported;
  if (isNew) showStudy(app, study, { file: null, screen: 'grid' });
  else commitStudy(app, () => study, { label: 'importTable' });
  showGrid(app);
  const rows = tables.reduce((sum, { rowsTaken }) => sum + rowsTaken, 0);
  const rejected = tables.reduce((sum, each) => sum + each.rejected.length, 0);
  notify(app, text('tables.done', { rows, rejected }));
}

/** Ids are made once, so that trying another mapping does not make other subjects. */
function tryingOf(app: App, tables: readonly NamedTable[], study: Study | null) {
  const at = app.now();
  const title = (tables[0]?.name ?? '').replace(/\.[^.]*$/, '');
  const ids: string[] = [];
  return (map: ImportMap): Result<ImportedTables, ImportError> => {
    let next = 0;
    const newId = (): string => (ids[next++] ??= app.newId());
    return importTables({ tables, study, map, newId, title, at });
  };
}

async function pickTables(app: App): Promise<readonly Picked[]> {
  if (app.store.getState().about.picker === 'folder') {
    const files = await pickInPage('table', true);
    return Promise.all(
      files
        .filter(({ size }) => size <= IMPORT_LIMITS.bytes)
        .map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
    );
  }
  const picked = await app.host.call('pickFiles', { kind: 'table', multiple: true });
  return picked.ok ? readGranted(app, picked.value) : [];
}

/** The tables and the mapping among the files; a sentence where the mapping cannot be read. */
function readPicked(
  picked: readonly Picked[],
): { readonly tables: readonly NamedTable[]; readonly map: ImportMap } | string {
  const mapping = picked.find(({ name }) => name.toLowerCase().endsWith('.json'));
  const tables = picked.filter((file) => file !== mapping);
  if (tables.length === 0) return text('tables.none');
  if (mapping === undefined) return { tables, map: {} };
  const map = readMap(mapping.bytes);
  return map === null ? text('tables.badMap', { name: mapping.name }) : { tables, map };
}

function readMap(bytes: Uint8Array): ImportMap | null {
  try {
    if (scanJson(bytes, 16).tooDeep) return null;
    const map = parseImportMap(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return map.ok ? map.value : null;
  } catch {
    return null;
  }
}
