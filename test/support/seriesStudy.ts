import { readFileSync } from 'node:fs';
import { parseImportMap, type ImportMap } from '../../shared/import/importMap.ts';
import { importTables, type ImportedTables } from '../../shared/import/importTables.ts';
import { serializeStudy } from '../../shared/study/studyFile.ts';
import type { Study } from '../../shared/study/study.ts';

const folder = new URL('../golden/series22/', import.meta.url);
const AT = '2026-11-20T12:00:00.000Z';

export const seriesTable = (name: 'patients.csv' | 'wedge.csv') => ({
  name,
  bytes: new Uint8Array(readFileSync(new URL(name, folder))),
});

export function seriesMap(): ImportMap {
  const map = parseImportMap(JSON.parse(readFileSync(new URL('series22.map.json', folder), 'utf8')));
  if (!map.ok) throw new Error(map.error.message);
  return map.value;
}

/** Keys that are the same in every run: what is shipped must not change with the moment of its making. */
export function countedIds(): () => string {
  let count = 0;
  return () => `series22-${String(count++).padStart(2, '0')}`;
}

/** The published series of 22 patients, from its two tables. */
export function importSeries(study: Study | null = null): ImportedTables {
  const tables = [seriesTable('patients.csv'), seriesTable('wedge.csv')];
  const imported = importTables({ tables, study, map: seriesMap(), newId: countedIds(), title: 'Series', at: AT });
  if (!imported.ok) throw new Error(imported.error.message);
  return imported.value;
}

/** The example study that is shipped with the program. */
export const seriesFile = (): Uint8Array<ArrayBuffer> =>
  serializeStudy(importSeries().study, { appVersion: '1.0.0', savedAt: AT });
