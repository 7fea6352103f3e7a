import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { failure, success } from '../result.ts';
import type { Result } from '../result.ts';
import { canonicalText } from './canonicalText.ts';
import { MINIMUM_READER, SCHEMA_VERSION, THIS_READER, migrateData } from './migrations/migrations.ts';
import type { ShapeReader } from './migrations/migrations.ts';
import { scanJson } from './scanJson.ts';
import { studySchema } from './schema.ts';
import type { Study } from './study.ts';

/** The word in `format` by which a study file is known. */
export const STUDY_FORMAT = 'endplate-study';

/**
 * Largest study file that is opened: 128 MiB. The largest study planned for (5,958 subjects, 2 visits, 13 levels, six
 * points with all their digits) takes about 80 MiB, so a smaller limit would refuse a legitimate study; at this size
 * opening stays within a few seconds and about a gigabyte of memory.
 */
export const MAXIMUM_STUDY_BYTES = 128 * 1024 * 1024;

/** Objects and lists within each other; a study of this version uses 12. */
const MAXIMUM_DEPTH = 64;

export interface OpenedStudy {
  readonly study: Study;
  /** When and with which version of the program the file was written. */
  readonly savedAt: string;
  readonly app: string;
  /** The version of the stored shape in the file; smaller than the program's own when the study was migrated. */
  readonly schemaVersion: number;
  readonly migrated: boolean;
}

/** Why a study did not open. `message` is one or two plain sentences; `detail` says where, for support. */
export interface StudyFileError {
  readonly code: 'not_a_study' | 'damaged' | 'newer' | 'too_large';
  readonly message: string;
  readonly detail?: string;
  /** Of a newer file: the version of the program that wrote it. */
  readonly app?: string;
}

const envelopeSchema = z.looseObject({
  format: z.literal(STUDY_FORMAT),
  schemaVersion: z.int().min(1),
  minReader: z.int().min(1),
  app: z.string().max(200),
  savedAt: z.string().max(40),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  data: z.unknown(),
});

/** SHA-256 over the canonical text (RFC 8785) in UTF-8, as lower-case hexadecimal. */
const checksum = (canonical: string): string => bytesToHex(sha256(new TextEncoder().encode(canonical)));

/**
 * The file of a study: UTF-8 without BOM, LF, header first, then the data with sorted keys. The same study, version and
 * time give the same bytes. `savedAt` is ISO 8601 in UTC.
 */
export function serializeStudy(
  study: Study,
  written: { readonly appVersion: string; readonly savedAt: string },
): Uint8Array<ArrayBuffer> {
  const data = canonicalText(study, 1);
  const header = [
    ['format', STUDY_FORMAT],
    ['schemaVersion', SCHEMA_VERSION],
    ['minReader', MINIMUM_READER],
    ['app', written.appVersion],
    ['savedAt', written.savedAt],
    ['sha256', checksum(data.canonical)],
  ] as const;
  const lines = header.map(([name, value]) => ` "${name}": ${JSON.stringify(value)},\n`).join('');
  return new TextEncoder().encode(`{\n${lines} "data": ${data.readable}\n}\n`);
}

/** Opens the bytes of a study file. Older versions are migrated, newer ones are refused without being read. */
export function parseStudy(bytes: Uint8Array, reader = THIS_READER): Result<OpenedStudy, StudyFileError> {
  const stored = readStoredStudy(bytes, reader);
  return stored.ok ? openStoredStudy(stored.value, reader) : stored;
}

/** A study as it is stored, whole by its checksum, in the shape of the version that wrote it. */
export interface StoredStudy {
  readonly data: unknown;
  readonly schemaVersion: number;
  readonly savedAt: string;
  readonly app: string;
}

/** Reads the envelope and proves the content by its checksum; neither migrated nor judged by the schema. */
export function readStoredStudy(bytes: Uint8Array, reader = THIS_READER): Result<StoredStudy, StudyFileError> {
  if (bytes.length > MAXIMUM_STUDY_BYTES) return failure(tooLarge(bytes.length));
  const json = readJson(bytes);
  if (!json.ok) return json;
  const version = z.looseObject({ schemaVersion: z.int(), minReader: z.int(), app: z.string() }).safeParse(json.value);
  if (version.success && Math.max(version.data.schemaVersion, version.data.minReader) > reader.version) {
    return failure(newer(version.data, reader));
  }
  const envelope = envelopeSchema.safeParse(json.value);
  if (!envelope.success) return failure(damaged(whereWrong(envelope.error)));
  return provenData(envelope.data);
}

function readJson(bytes: Uint8Array): Result<unknown, StudyFileError> {
  const looksLikeStudy = hasFormatWord(bytes);
  const unreadable = (detail: string) => failure(looksLikeStudy ? damaged(detail) : notAStudy(detail));
  if (scanJson(bytes, MAXIMUM_DEPTH).tooDeep) return unreadable(`nested deeper than ${MAXIMUM_DEPTH}`);
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes));
    const isStudy = typeof value === 'object' && value !== null && 'format' in value && value.format === STUDY_FORMAT;
    return isStudy ? success(value) : unreadable('the format is not named');
  } catch (error) {
    return unreadable(String(error));
  }
}

function provenData(envelope: z.infer<typeof envelopeSchema>): Result<StoredStudy, StudyFileError> {
  const { data, schemaVersion, savedAt, app } = envelope;
  const forbidden = findForbidden(data);
  if (forbidden !== null) return failure(damaged(forbidden));
  if (checksum(canonicalText(data).canonical) !== envelope.sha256) {
    return failure(damaged('the checksum does not match the content'));
  }
  return success({ data, schemaVersion, savedAt, app });
}

/** Migrates what was stored and judges it by the schema. */
export function openStoredStudy(stored: StoredStudy, reader = THIS_READER): Result<OpenedStudy, StudyFileError> {
  const { data, schemaVersion, savedAt, app } = stored;
  const migrated = tryMigration(data, schemaVersion, reader);
  if (!migrated.ok) return migrated;
  const study = studySchema.safeParse(migrated.value);
  if (!study.success) return failure(damaged(whereWrong(study.error)));
  return success({ study: study.data, savedAt, app, schemaVersion, migrated: schemaVersion < reader.version });
}

/** Data of an older version are not checked by a schema of their own, so a step may stumble over a broken shape. */
function tryMigration(data: unknown, version: number, reader: ShapeReader): Result<unknown, StudyFileError> {
  try {
    return success(migrateData(data, version, reader.migrations));
  } catch (error) {
    return failure(damaged(`version ${version}: ${String(error)}`));
  }
}

/** The first 64 KiB name the format: then a file that does not parse is a damaged study and not something else. */
function hasFormatWord(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 65_536);
  const ascii = Array.from(start, (byte) => String.fromCharCode(byte)).join('');
  return ascii.includes(STUDY_FORMAT);
}

/** A number beyond all bounds (JSON's 1e999) or a key that would reach an object's prototype; null: none. */
function findForbidden(value: unknown): string | null {
  if (typeof value === 'number' && !Number.isFinite(value)) return 'a number is not finite';
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) return firstForbidden(value);
  if (Object.hasOwn(value, '__proto__')) return 'a field is named __proto__';
  return firstForbidden(Object.values(value));
}

function firstForbidden(values: readonly unknown[]): string | null {
  for (const value of values) {
    const found = findForbidden(value);
    if (found !== null) return found;
  }
  return null;
}

/** The first complaint of a schema, e.g. "subjects.3.code: Invalid string". */
function whereWrong(error: z.ZodError): string {
  const complaints = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return complaints.slice(0, 1).join();
}

const notAStudy = (detail: string): StudyFileError => ({
  code: 'not_a_study',
  message: 'This file is not an Endplate study. Choose a file whose name ends in .endplate.',
  detail,
});

const damaged = (detail: string): StudyFileError => ({
  code: 'damaged',
  message: 'The file is incomplete or was changed outside Endplate. Open an earlier version or a backup of it.',
  detail,
});

const newer = (
  header: { readonly schemaVersion: number; readonly minReader: number; readonly app: string },
  reader: ShapeReader,
) =>
  ({
    code: 'newer',
    message:
      `This study was saved by a newer Endplate (${JSON.stringify(header.app.slice(0, 40))}). ` +
      'Nothing was changed; open it with that version or a later one.',
    app: header.app.slice(0, 40),
    detail: `file version ${header.schemaVersion}, this program reads up to ${reader.version}`,
  }) satisfies StudyFileError;

const tooLarge = (bytes: number): StudyFileError => ({
  code: 'too_large',
  message: `The file is ${Math.ceil(bytes / 1_048_576)} MiB large; a study has at most ${
    MAXIMUM_STUDY_BYTES / 1_048_576
  } MiB. It is not opened.`,
});
