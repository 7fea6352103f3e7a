import { success, type Result } from '../result.ts';
import { createStudy } from '../study/createStudy.ts';
import type { MissingReason, Study, Timepoint } from '../study/study.ts';
import { decimalSignOf, type DecimalSign } from './cellValues.ts';
import { guessTarget } from './guessTarget.ts';
import { importFailure, type ImportError } from './importError.ts';
import type { ImportMap } from './importMap.ts';
import { clipped, type ParsedTable } from './parseTable.ts';
import { parseTarget, timepointOf, type Target } from './target.ts';

/** A column with what it goes to. */
export interface PlannedColumn {
  readonly header: string;
  readonly position: number;
  readonly target: Target;
}

/** How a table is read: the study it goes into, its columns, its decimal sign, its words for what is missing. */
export interface TablePlan {
  readonly study: Study;
  readonly columns: readonly PlannedColumn[];
  /** The columns that have one meaning each, by it. */
  readonly single: ReadonlyMap<Target['kind'], PlannedColumn>;
  readonly decimal: DecimalSign;
  readonly reasons: ReadonlyMap<string, MissingReason>;
  readonly reader: string;
  readonly source: string;
  readonly at: string;
}

export interface PlanInput {
  /** Null: the import makes a new study. */
  readonly study: Study | null;
  readonly map: ImportMap;
  readonly newId: () => string;
  /** Of the study, where the mapping file names none. */
  readonly title: string;
  /** Name of the table, kept as the source of its values. */
  readonly tableName: string;
  /** Now, ISO 8601 in UTC. */
  readonly at: string;
}

/**
 * Decides what every column is. Columns that the mapping file names and this table does not have are for
 * other tables. Errors: `bad_map`, `no_subject_column`, `unknown_timepoint` (a column speaks of a visit that an existing study does not have),
 * `nothing_to_import`.
 */
export function planTable(table: ParsedTable, input: PlanInput): Result<TablePlan, ImportError> {
  const base = input.study ?? newStudy(input);
  const columns = planColumns(table.header, base.protocol.timepoints, input.map);
  if (!columns.ok) return columns;
  const targets = columns.value.map(({ target }) => target);
  if (!targets.some(({ kind }) => kind === 'subject')) {
    return importFailure(
      'no_subject_column',
      `No column holds the code of the subject (headers: ${table.header.slice(0, 8).map(clipped).join(', ')}). Name it in a mapping file: {"columns": {"HEADER": "subject"}}.`,
    );
  }
  const incomplete = missingPartner(targets);
  if (incomplete !== null) return importFailure('nothing_to_import', incomplete);
  const study = withTimepoints(base, targets, input);
  if (!study.ok) return study;
  const numeric = columns.value.filter(({ target }) => isNumeric(target));
  const decimal = input.map.decimal ?? decimalSignOf(numericCells(table, numeric));
  if (decimal === null) {
    return importFailure(
      'not_a_table',
      'Some numbers of the table have a decimal point and others a decimal comma; say which is right: {"decimal": ","} in a mapping file.',
    );
  }
  return success({
    study: study.value,
    columns: columns.value,
    single: new Map(columns.value.filter(({ target }) => isSingle(target)).map((each) => [each.target.kind, each])),
    decimal,
    reasons: new Map(
      Object.entries(input.map.missing ?? {}).map(([word, reason]) => [word.trim().toLowerCase(), reason]),
    ),
    reader: input.map.reader ?? study.value.protocol.readers[0]?.id ?? 'R1',
    source: input.map.source ?? input.tableName,
    at: input.at,
  });
}

function newStudy({ map, newId, title }: PlanInput): Study {
  const { study: wanted } = map;
  const study = createStudy({ id: newId(), title: wanted?.title ?? title, salt: newId() });
  const timepoints = wanted?.timepoints?.map((each): Timepoint => ({ nominalDays: null, ...each }));
  const arms = wanted?.arms ?? study.protocol.arms;
  return { ...study, protocol: { ...study.protocol, arms, timepoints: timepoints ?? study.protocol.timepoints } };
}

function planColumns(
  header: readonly string[],
  timepoints: readonly Timepoint[],
  map: ImportMap,
): Result<readonly PlannedColumn[], ImportError> {
  const wanted = new Map<string, Target>();
  for (const [name, text] of Object.entries(map.columns ?? {})) {
    if (!header.includes(name.trim())) continue;
    const target = parseTarget(text);
    if (!target.ok) return target;
    wanted.set(name.trim(), target.value);
  }
  const taken = new Set([...wanted.values()].map(({ kind }) => kind));
  const columns = header.map((name, position): PlannedColumn => {
    const guessed = guessTarget(name, timepoints);
    // A header that the mapping file leaves open is not guessed to be what another one was said to be.
    const target = wanted.get(name) ?? (isSingle(guessed) && taken.has(guessed.kind) ? IGNORED : guessed);
    if (isSingle(target)) taken.add(target.kind);
    return { header: name, position, target };
  });
  const doubled = columns.find(
    ({ target }, index) => isSingle(target) && columns.findIndex((each) => each.target.kind === target.kind) !== index,
  );
  if (doubled === undefined) return success(columns);
  return importFailure(
    'bad_map',
    `Two columns are mapped to ${doubled.target.kind}, one is "${clipped(doubled.header)}".`,
  );
}

const IGNORED: Target = { kind: 'ignore' };
const isSingle = ({ kind }: Target): boolean => kind !== 'ignore' && kind !== 'score' && kind !== 'reported';

/** Columns that make sense together only; null when all are there. */
function missingPartner(targets: readonly Target[]): string | null {
  const has = (kind: Target['kind']): boolean => targets.some((target) => target.kind === kind);
  if (has('value') && !has('measure') && !has('instrument')) {
    return 'The table has a column of values and none that names their measure or instrument.';
  }
  if (has('value') && !has('timepoint')) return 'The table has a column of values and none for the timepoint.';
  if ((has('measure') || has('instrument')) && !has('value'))
    return 'The table names measures and has no column of values.';
  const point = (['point', 'x', 'y'] as const).filter(has);
  if (point.length > 0 && (point.length < 3 || !has('level') || !has('timepoint'))) {
    return 'Points need the columns level, timepoint, point, x and y.';
  }
  const needsLevel = has('measure') || targets.some(({ kind }) => kind === 'reported');
  return needsLevel && !has('level') ? 'Reported values need a column for the level.' : null;
}

/** A new study gets the visits that the columns speak of; an existing one keeps its own. */
function withTimepoints(study: Study, targets: readonly Target[], input: PlanInput): Result<Study, ImportError> {
  const known = new Set(study.protocol.timepoints.map(({ id }) => id));
  const unknown = [...new Set(targets.flatMap((target) => timepointOf(target) ?? []))].filter((id) => !known.has(id));
  const [first] = unknown;
  if (first === undefined) return success(study);
  if (input.study !== null || input.map.study?.timepoints !== undefined) {
    return importFailure(
      'unknown_timepoint',
      `The study has no timepoint "${first}"; it has ${[...known].join(', ')}.`,
    );
  }
  const added = unknown.map((id): Timepoint => ({ id, label: id, nominalDays: null }));
  const timepoints = [...study.protocol.timepoints, ...added];
  return success({ ...study, protocol: { ...study.protocol, timepoints } });
}

const NUMERIC = new Set<Target['kind']>([
  'age',
  'days',
  'value',
  'x',
  'y',
  'score',
  'reported',
  'mm_per_px_row',
  'mm_per_px_col',
]);
const isNumeric = ({ kind }: Target): boolean => NUMERIC.has(kind);

function* numericCells({ rows }: ParsedTable, columns: readonly PlannedColumn[]): Generator<string> {
  for (const { cells } of rows) for (const { position } of columns) yield cells[position] ?? '';
}
