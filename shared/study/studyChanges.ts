import { z } from 'zod';
import { failure, success } from '../result.ts';
import type { Result } from '../result.ts';
import { SCHEMA_VERSION, THIS_READER, migrateData } from './migrations/migrations.ts';
import type { ShapeReader } from './migrations/migrations.ts';
import type { Study, Subject } from './study.ts';
import { openStoredStudy } from './studyFile.ts';
import type { StoredStudy } from './studyFile.ts';

/**
 * What changes one study into another: everything except the subjects, and the subjects that differ. Small after an
 * edit however large the study is, since an edit shares the unchanged subjects.
 */
export interface StudyChanges {
  /** The study without its subjects. */
  readonly study: Omit<Study, 'subjects'>;
  /** The ids of all subjects in order; null: the same as before. */
  readonly order: readonly string[] | null;
  /** Those that are new or another object than before. */
  readonly changed: readonly Subject[];
}

/** Takes identity for equality, as edits promise it. `before` null: everything is new. */
export function findChanges(before: Study | null, after: Study): StudyChanges {
  const { subjects, ...study } = after;
  const old = before?.subjects ?? [];
  const isAligned = old.length === subjects.length && subjects.every((subject, index) => subject.id === old[index]?.id);
  if (isAligned) {
    return { study, order: null, changed: subjects.filter((subject, index) => subject !== old[index]) };
  }
  const known = new Set(old);
  return { study, order: subjects.map(({ id }) => id), changed: subjects.filter((subject) => !known.has(subject)) };
}

const changesSchema = z.object({
  format: z.literal('endplate-changes'),
  schemaVersion: z.int().min(1),
  study: z.looseObject({ id: z.string() }),
  order: z.array(z.string()).nullable(),
  changed: z.array(z.looseObject({ id: z.string() })),
});
type StoredChanges = z.infer<typeof changesSchema>;

/** The text of changes; `subjectText` gives the JSON of a subject, so that a caller can remember it. */
export function writeChanges(
  { study, order, changed }: StudyChanges,
  subjectText: (subject: Subject) => string = JSON.stringify,
): string {
  const head = `"format":"endplate-changes","schemaVersion":${SCHEMA_VERSION},"study":${JSON.stringify(study)}`;
  return `{${head},"order":${JSON.stringify(order)},"changed":[${changed.map(subjectText).join(',')}]}`;
}

export interface ChangesError {
  readonly code: 'damaged' | 'newer';
  readonly message: string;
}

/**
 * The study that a base and changes on top of it make, in the order in which they were recorded. Changes of an older
 * version of the program are applied in its shape and migrated afterwards.
 */
export function applyChanges(
  base: StoredStudy | null,
  recorded: readonly Uint8Array[],
  reader = THIS_READER,
): Result<Study, ChangesError> {
  const changes: StoredChanges[] = [];
  for (const bytes of recorded) {
    const read = readChanges(bytes);
    if (!read.ok) return read;
    changes.push(read.value);
  }
  const versions = new Set(changes.map(({ schemaVersion }) => schemaVersion));
  const [version = base?.schemaVersion ?? reader.version] = versions;
  if (versions.size > 1) return failure(damagedError);
  if (version > reader.version) return failure(newerError);
  const data = changes.reduce<unknown>(applyOne, base === null ? null : dataOfVersion(base, version, reader));
  const opened = openStoredStudy({ data, schemaVersion: version, savedAt: '', app: '' }, reader);
  return opened.ok ? success(opened.value.study) : failure(damagedError);
}

/** A base may be older than the changes: it was migrated when it was opened. */
const dataOfVersion = ({ data, schemaVersion }: StoredStudy, version: number, { migrations }: ShapeReader): unknown =>
  migrateData(
    data,
    schemaVersion,
    migrations.filter(({ from }) => from < version),
  );

function readChanges(bytes: Uint8Array): Result<StoredChanges, ChangesError> {
  try {
    const changes = changesSchema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return changes.success ? success(changes.data) : failure(damagedError);
  } catch {
    return failure(damagedError);
  }
}

/** What does not fit is left for the schema to find. */
function applyOne(before: unknown, { study, order, changed }: StoredChanges): unknown {
  const subjects = subjectsOf(before);
  const byId = new Map([...subjects, ...changed].map((subject) => [subject.id, subject]));
  // Many changes come in several pieces, of which the last one brings the order.
  const ids = order ?? [...byId.keys()];
  return { ...study, subjects: ids.map((id) => byId.get(id)) };
}

const subjectsSchema = z.object({ subjects: z.array(z.looseObject({ id: z.string() })) });

function subjectsOf(data: unknown): readonly { readonly id: string }[] {
  const parsed = subjectsSchema.safeParse(data);
  return parsed.success ? parsed.data.subjects : [];
}

const damagedError: ChangesError = {
  code: 'damaged',
  message: 'The recovery copy is incomplete or was changed outside Endplate.',
};

const newerError: ChangesError = {
  code: 'newer',
  message: 'This recovery copy was made by a newer Endplate. Nothing was changed; recover it with that version.',
};
