import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { canonicalText } from '../../../shared/study/canonicalText.ts';
import { renameStudy } from '../../../shared/study/edits/protocolEdits.ts';
import { measureStudy } from '../../../shared/study/measureStudy.ts';
import { MIGRATIONS, SCHEMA_VERSION } from '../../../shared/study/migrations/migrations.ts';
import type { ShapeReader } from '../../../shared/study/migrations/migrations.ts';
import { salvageStudy } from '../../../shared/study/salvageStudy.ts';
import { sameValue } from '../../../shared/study/sameValue.ts';
import { applyChanges, findChanges, writeChanges } from '../../../shared/study/studyChanges.ts';
import { parseStudy, readStoredStudy, serializeStudy } from '../../../shared/study/studyFile.ts';
import { AT, exampleStudy } from '../../support/exampleStudy.ts';

const STORED = path.resolve(import.meta.dirname, '../../golden/studies/version1.endplate');
const read = (): Uint8Array => readFileSync(STORED);
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The program of the next versions, for which nothing has to change but the title's name. */
const later: ShapeReader = {
  version: SCHEMA_VERSION + 2,
  migrations: [
    ...MIGRATIONS,
    { from: SCHEMA_VERSION, summary: 'title is called name', migrate: (data) => renamed(data, 'title', 'name') },
    { from: SCHEMA_VERSION + 1, summary: 'and title again', migrate: (data) => renamed(data, 'name', 'title') },
  ],
};

function renamed(data: unknown, from: string, to: string): unknown {
  const { [from]: value, ...rest } = data as Record<string, unknown>;
  if (value === undefined) throw new Error(`no ${from}`);
  return { ...rest, [to]: value };
}

function open(bytes: Uint8Array, reader?: ShapeReader) {
  const opened = parseStudy(bytes, reader);
  if (!opened.ok) throw new Error(opened.error.detail);
  return opened.value;
}

/** A file with these data and a checksum that is right. */
function fileOf(data: unknown, schemaVersion: number): Uint8Array {
  const sha256 = createHash('sha256').update(canonicalText(data).canonical).digest('hex');
  const head = { format: 'endplate-study', schemaVersion, minReader: schemaVersion, app: '9.1.0', savedAt: AT };
  return bytesOf(JSON.stringify({ ...head, sha256, data }));
}

describe('A program of a later version', () => {
  test('opens the stored file of version 1 with equal content and measurements, and says that it was migrated', () => {
    const before = open(read());
    const after = open(read(), later);
    expect(before.migrated).toBe(false);
    expect({ migrated: after.migrated, schemaVersion: after.schemaVersion }).toEqual({
      migrated: true,
      schemaVersion: 1,
    });
    expect(sameValue(after.study, before.study)).toBe(true);
    expect(measureStudy(after.study)).toEqual(measureStudy(before.study));
  });

  test('does not change the file by opening it, and migrating twice is migrating once', () => {
    const bytes = read();
    const first = open(bytes, later).study;
    expect(Buffer.compare(bytes, read())).toBe(0);
    expect(open(bytes, later).study).toEqual(first);
  });

  test('calls a file damaged over which a step stumbles, and reads nothing of it', () => {
    const { title: _, ...data } = exampleStudy();
    expect(parseStudy(fileOf(data, 1), later)).toMatchObject({
      ok: false,
      error: { code: 'damaged', detail: 'version 1: Error: no title' },
    });
    expect(salvageStudy(fileOf(data, 1), later)).toBeNull();
    expect(parseStudy(fileOf(null, 2), later)).toMatchObject({ ok: false, error: { code: 'damaged' } });
  });

  test('still salvages what can be read of a damaged file of version 1', () => {
    const whole = open(read()).study;
    const text = new TextDecoder().decode(read());
    const damaged = bytesOf(text.replace(/"sha256": "[0-9a-f]{4}/, '"sha256": "0000'));
    expect(parseStudy(damaged, later)).toMatchObject({ ok: false });
    expect(salvageStudy(damaged, later)).toEqual({ study: whole, subjectsLost: 0 });
  });

  test('recovers unsaved work that the version before kept, on a base that is older still', () => {
    const base = exampleStudy();
    const stored = readStoredStudy(serializeStudy(base, { appVersion: '1', savedAt: AT }));
    if (!stored.ok) throw new Error(stored.error.detail);
    const changed = renameStudy(base, { title: 'After' });
    const inShape = (version: number, key: string): Uint8Array =>
      bytesOf(
        writeChanges(findChanges(base, changed))
          .replace('"schemaVersion":1', `"schemaVersion":${version}`)
          .replace('"title":"After"', `"${key}":"After"`),
      );
    expect(applyChanges(stored.value, [inShape(1, 'title')], later)).toEqual({ ok: true, value: changed });
    expect(applyChanges(stored.value, [inShape(2, 'name')], later)).toEqual({ ok: true, value: changed });
    expect(applyChanges(stored.value, [inShape(3, 'title')], later)).toEqual({ ok: true, value: changed });
    expect(applyChanges(stored.value, [], later)).toEqual({ ok: true, value: base });
    const mixed = applyChanges(stored.value, [inShape(1, 'title'), inShape(2, 'name')], later);
    expect(mixed).toMatchObject({ ok: false, error: { code: 'damaged' } });
    expect(applyChanges(stored.value, [inShape(4, 'title')], later)).toMatchObject({ error: { code: 'newer' } });
    expect(applyChanges(null, [], later)).toMatchObject({ error: { code: 'damaged' } });
    expect(applyChanges(null, [bytesOf('{"format":"endplate-changes"}')], later)).toMatchObject({
      error: { code: 'damaged', message: expect.stringMatching(/incomplete/) },
    });
  });
});

test('this program refuses what the later one writes, by its name, whichever of the two numbers says so', () => {
  for (const numbers of [
    { schemaVersion: 2, minReader: 1 },
    { schemaVersion: 1, minReader: 2 },
  ]) {
    const text = new TextDecoder()
      .decode(fileOf({ anything: 1 }, 1))
      .replace('"schemaVersion":1,"minReader":1', JSON.stringify(numbers).slice(1, -1));
    expect(parseStudy(bytesOf(text))).toMatchObject({ ok: false, error: { code: 'newer', app: '9.1.0' } });
  }
});

test('an envelope without its parts, or with one of another kind, is damaged', () => {
  const text = new TextDecoder().decode(read());
  const wrong: readonly [RegExp, string][] = [
    [/ "app": [^\n]*\n/, ''],
    [/ "savedAt": [^\n]*\n/, ''],
    [/"sha256": "/, '"sha256": "x'],
    [/"schemaVersion": 1/, '"schemaVersion": 0'],
    [/"minReader": 1/, '"minReader": 0.5'],
    [/"app": "/, `"app": "${'x'.repeat(200)}`],
    [/"savedAt": "/, `"savedAt": "${'x'.repeat(40)}`],
  ];
  for (const [pattern, by] of wrong) {
    expect(parseStudy(bytesOf(text.replace(pattern, by)))).toMatchObject({ error: { code: 'damaged' } });
  }
});

test('a list is never equal to an object with the same entries, nor a value to a missing one', () => {
  expect(sameValue([1], { 0: 1 })).toBe(false);
  expect(sameValue({ 0: 1 }, [1])).toBe(false);
  expect(sameValue({ a: undefined }, {})).toBe(true);
  expect(sameValue({ a: null }, {})).toBe(false);
  expect(sameValue({ a: 1 }, { b: 1 })).toBe(false);
  expect(sameValue([Number.NaN], [Number.NaN])).toBe(true);
});
