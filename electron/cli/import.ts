import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { IMPORT_LIMITS } from '../../shared/import/importError.ts';
import { parseImportMap, type ImportMap } from '../../shared/import/importMap.ts';
import { importTables, type ImportedTables, type NamedTable } from '../../shared/import/importTables.ts';
import type { ImportSummary } from '../../shared/import/importTable.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import { scanJson } from '../../shared/study/scanJson.ts';
import { parseStudy } from '../../shared/study/studyFile.ts';
import type { Study } from '../../shared/study/study.ts';
import { attempt, isMissing } from '../host/systemFailure.ts';
import { commandFailure, shown, type CommandError } from './commandError.ts';
import { readInput } from './readInput.ts';
import { readStudyBytes, studyFileError } from './readStudy.ts';
import { aligned, counted } from './textTable.ts';
import type { CommandContext, Invocation, Outcome, Verb } from './verb.ts';
import { refuseWhenOpen, writeStudyFile } from './writeStudyFile.ts';

const LARGEST_MAP_BYTES = 1 << 20;

export const importVerb: Verb = {
  name: 'import',
  summary: 'subjects, clinical data, reported values and points from CSV into a study',
  operands: ['STUDY', 'TABLE.csv'],
  options: {
    and: { value: 'TABLE.csv', help: 'a second table, taken after the first' },
    map: { value: 'FILE.json', help: 'what the columns are, words for missing values, visits of a new study' },
    'dry-run': { help: 'tells what would be taken and rejected; nothing is written' },
  },
  notes: [
    'The study is made where it does not exist. Comma, semicolon, tab; decimal point or comma; UTF-8 or Latin-1. Headers',
    'such as subject, sex, age, diagnosis, treated_levels, vas_pre, pre_wedge_deg, level, timepoint, measure, value, point,',
    'x_px, y_px are known; others are named by a mapping file: {"columns": {"HEADER": "TARGET"}, "missing": {"P*":',
    '"lost_to_follow_up"}, "decimal": ",", "reader": "R1", "study": {"title", "timepoints": [{"id", "label"}]}}.',
    'A TARGET is e.g. subject, age, events, ignore, "score VAS pre" or "reported wedge_angle pre".',
    'Nothing is overwritten. A row that contradicts the study or cannot be read is rejected whole and named with its reason;',
    'the others are taken, and the exit code is 1.',
    'With --json: {written, study, created, tables: [{name, rows, rowsTaken, rejected: [{line, reason}], columns, ...}]}.',
  ],
  async run(invocation, context) {
    const [file = ''] = invocation.operands;
    const read = await readAll(invocation, context);
    if (!read.ok) return read;
    const { tables, map, bytes, study } = read.value;
    const at = new Date().toISOString();
    const title = path.parse(file).name;
    const imported = importTables({ tables, study, map, newId: randomUUID, title, at });
    if (!imported.ok) return commandFailure(imported.error.code, shown(imported.error.message));
    const { tables: taken } = imported.value;
    const isChanged = taken.some(({ subjectsAdded, subjectsChanged }) => subjectsAdded + subjectsChanged > 0);
    const shouldWrite = isChanged && !invocation.flags.has('dry-run');
    if (shouldWrite) {
      const written = await writeStudyFile(context, imported.value.study, { file, replaces: bytes, savedAt: at });
      if (!written.ok) return written;
    }
    return success(outcomeOf(file, imported.value, { written: shouldWrite, created: bytes === null }));
  },
};

interface ImportFiles {
  readonly tables: readonly NamedTable[];
  readonly map: ImportMap;
  /** Of the study as it is; null: there is none yet. */
  readonly bytes: Uint8Array | null;
  readonly study: Study | null;
}

async function readAll(
  { operands, values }: Invocation,
  { port }: CommandContext,
): Promise<Result<ImportFiles, CommandError>> {
  const [file = '', ...named] = operands;
  const tables: NamedTable[] = [];
  for (const table of [...named, values['and']].filter((each) => each !== undefined)) {
    const bytes = await readInput(port, { file: table, what: 'a table', largestBytes: IMPORT_LIMITS.bytes });
    if (!bytes.ok) return bytes;
    tables.push({ name: path.basename(table), bytes: bytes.value });
  }
  const map = await readMap(port, values['map']);
  if (!map.ok) return map;
  const facts = await attempt(() => port.stat(path.resolve(file)));
  if (!facts.ok && isMissing(facts.error)) return success({ tables, map: map.value, bytes: null, study: null });
  const isFree = await refuseWhenOpen(port, file);
  if (!isFree.ok) return isFree;
  const bytes = await readStudyBytes(port, file);
  if (!bytes.ok) return bytes;
  const opened = parseStudy(bytes.value);
  if (!opened.ok) return failure(studyFileError(file, opened.error));
  return success({ tables, map: map.value, bytes: bytes.value, study: opened.value.study });
}

async function readMap(
  port: CommandContext['port'],
  file: string | undefined,
): Promise<Result<ImportMap, CommandError>> {
  if (file === undefined) return success({});
  const bytes = await readInput(port, { file, what: 'a mapping file', largestBytes: LARGEST_MAP_BYTES });
  if (!bytes.ok) return bytes;
  const wrong = () => commandFailure('bad_map', `${shown(file)}: this is not JSON; correct the mapping file.`);
  if (scanJson(bytes.value, 16).tooDeep) return wrong();
  try {
    const map = parseImportMap(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value)));
    return map.ok ? map : commandFailure(map.error.code, `${shown(file)}: ${shown(map.error.message)}`);
  } catch {
    return wrong();
  }
}

function outcomeOf(
  file: string,
  { tables }: ImportedTables,
  { written, created }: { readonly written: boolean; readonly created: boolean },
): Outcome {
  const isAnyRejected = tables.some(({ rejected }) => rejected.length > 0);
  const end = written ? `${shown(file)} ${created ? 'made' : 'changed'}.` : 'Nothing was written.';
  return {
    json: { written, study: file, created: written && created, tables },
    text: [...tables.flatMap(tableText), end].join('\n'),
    exitCode: isAnyRejected ? 1 : 0,
  };
}

function tableText(table: ImportSummary & { readonly name: string }): readonly string[] {
  const { name, rows, rowsTaken, rejected, subjectsAdded, subjectsChanged, columns } = table;
  const ignored = Object.entries(columns).flatMap(([header, target]) => (target === null ? [header] : []));
  return [
    `${shown(name)}: ${rowsTaken} of ${counted(rows, 'row')} taken; ${counted(subjectsAdded, 'subject')} added, ${subjectsChanged} changed.`,
    ...(ignored.length === 0 ? [] : [`  columns left out: ${ignored.map(shown).join(', ')}`]),
    ...aligned(
      rejected.map(({ line, reason }) => [`line ${line}`, shown(reason)]),
      '  ',
    ),
  ];
}
