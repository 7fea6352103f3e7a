import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyStudyFile } from '../../../shared/study/verifyStudy.ts';
import { canonicalText } from '../../../shared/study/canonicalText.ts';
import { SCHEMA_VERSION } from '../../../shared/study/migrations/migrations.ts';
import { scanJson } from '../../../shared/study/scanJson.ts';
import type { Study } from '../../../shared/study/study.ts';
import { MAXIMUM_STUDY_BYTES, parseStudy, serializeStudy } from '../../../shared/study/studyFile.ts';
import { exampleStudy, emptyStudy } from '../../support/exampleStudy.ts';
import { expectGolden } from '../../support/golden.ts';

const written = { appVersion: '0.1.0', savedAt: '2026-11-20T14:02:11.000Z' };
const bytesOf = (study: Study) => serializeStudy(study, written);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const toBytes = (text: string) => new TextEncoder().encode(text);

/** The file of the example with something changed in its parsed form, optionally with a matching checksum. */
function changed(change: (file: Record<string, unknown>) => void, checksum: 'old' | 'new' = 'new'): Uint8Array {
  const file = JSON.parse(textOf(bytesOf(exampleStudy()))) as Record<string, unknown>;
  change(file);
  if (checksum === 'new') {
    file['sha256'] = createHash('sha256').update(canonicalText(file['data']).canonical).digest('hex');
  }
  return toBytes(JSON.stringify(file));
}

const errorOf = (bytes: Uint8Array) => {
  const opened = parseStudy(bytes);
  return opened.ok ? null : opened.error;
};

describe('a study file', () => {
  test('opens as the same study, with its date and version', () => {
    const study = exampleStudy();
    expect(parseStudy(bytesOf(study))).toEqual({
      ok: true,
      value: { study, savedAt: written.savedAt, app: '0.1.0', schemaVersion: 1, migrated: false },
    });
  });

  test('is written the same again', () => {
    const bytes = bytesOf(exampleStudy());
    const opened = parseStudy(bytes);
    expect(opened.ok && textOf(bytesOf(opened.value.study))).toBe(textOf(bytes));
  });

  test('of version 1 stays as it is for ever', () => {
    expectGolden('studies/version1.endplate', bytesOf(exampleStudy()));
  });

  test('is UTF-8 with LF and without a byte order mark, and one point is one line at most', () => {
    const text = textOf(bytesOf(exampleStudy()));
    expect(text.startsWith('{\n "format": "endplate-study",\n "schemaVersion": 1,')).toBe(true);
    expect(text).not.toContain('\r');
    expect(text.endsWith('}\n')).toBe(true);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(300);
  });

  test('has the SHA-256 of the canonical text of its data', () => {
    const file = JSON.parse(textOf(bytesOf(exampleStudy()))) as { sha256: string; data: unknown };
    const canonical = canonicalText(file.data).canonical;
    expect(file.sha256).toBe(createHash('sha256').update(canonical, 'utf8').digest('hex'));
    expect(JSON.parse(canonical)).toEqual(file.data);
  });

  test('keeps every digit of a point and every character of a note', () => {
    const study = exampleStudy();
    const title = 'Ünï \u{1F9B4} "\\" \u2028 \uD800';
    const odd = { ...study, title, subjects: [] };
    const opened = parseStudy(bytesOf(odd));
    expect(opened.ok && opened.value.study.title).toBe(title);
    const text = JSON.stringify({ x: 0.1 + 0.2, y: 1e-7, z: 123456789.12345679 });
    expect(canonicalText(JSON.parse(text)).canonical).toBe(text);
  });

  test('keeps fields that this version does not know, at every depth', () => {
    const bytes = changed((file) => {
      const data = file['data'] as { future?: string; subjects: { mood?: string; exams: { tube?: object }[] }[] };
      data.future = 'kept';
      data.subjects[0]!.mood = 'kept';
      data.subjects[0]!.exams[0]!.tube = { kv: 80 };
    });
    const opened = parseStudy(bytes);
    if (!opened.ok) throw new Error(opened.error.detail);
    const again = textOf(bytesOf(opened.value.study));
    expect(again).toContain('"future": "kept"');
    expect(again).toContain('"mood": "kept"');
    expect(again).toContain('"tube": {"kv": 80}');
  });
});

describe('a file that is not a study', () => {
  test.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['other JSON', '{"format":"something"}'],
    ['a list', '[1,2,3]'],
    ['null', 'null'],
    ['a picture', '\u0089PNG\r\n'],
  ])('is called so: %s', (_, text) => {
    const error = errorOf(toBytes(text));
    expect(error?.code).toBe('not_a_study');
    expect(error?.message).toBe('This file is not an Endplate study. Choose a file whose name ends in .endplate.');
  });
});

describe('a damaged file', () => {
  test('is called so at every length but the whole', () => {
    const bytes = bytesOf(exampleStudy());
    for (let length = 40; length < bytes.length - 2; length += 97) {
      expect(errorOf(bytes.subarray(0, length))?.code).toBe('damaged');
    }
  });

  test.each([
    [
      'a changed value',
      (file: Record<string, unknown>) => ((file['data'] as Study & { title: string }).title = 'other'),
    ],
    ['a changed checksum', (file: Record<string, unknown>) => (file['sha256'] = '0'.repeat(64))],
  ])('is found by its checksum: %s', (_, change) => {
    expect(errorOf(changed(change, 'old'))?.code).toBe('damaged');
  });

  test.each<[string, (data: { [key: string]: unknown; subjects: Record<string, unknown>[] }) => void, string]>([
    ['an unknown level', (data) => (data.subjects[0]!['treatedLevels'] = ['L9']), 'treatedLevels'],
    ['a code that is a formula', (data) => (data.subjects[0]!['code'] = '=1+1'), 'subjects.0.code'],
    ['no title', (data) => delete data['title'], 'title'],
    ['subjects that are no list', (data) => Object.assign(data, { subjects: {} }), 'subjects'],
  ])('is found by the schema although its checksum is right: %s', (_, change, place) => {
    const error = errorOf(changed((file) => change(file['data'] as never)));
    expect(error?.code).toBe('damaged');
    expect(error?.detail).toContain(place);
  });

  test('is a number beyond all bounds', () => {
    const text = textOf(bytesOf(exampleStudy())).replace('[300, 100]', '[1e999, 100]');
    expect(errorOf(toBytes(text))).toMatchObject({ code: 'damaged', detail: 'a number is not finite' });
  });

  test('is a key that would reach the prototype of an object; no prototype is touched', () => {
    const text = textOf(bytesOf(emptyStudy())).replace('"salt":', '"__proto__": {"polluted": true}, "salt":');
    expect(errorOf(toBytes(text))).toMatchObject({ code: 'damaged', detail: 'a field is named __proto__' });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('is text that is not UTF-8', () => {
    const bytes = bytesOf(exampleStudy());
    bytes[bytes.length - 20] = 0xff;
    expect(errorOf(bytes)?.code).toBe('damaged');
  });

  test('is nesting deeper than 64, refused before anything is built', () => {
    const deep = `{"format":"endplate-study","data":${'['.repeat(1_000_000)}`;
    expect(errorOf(toBytes(deep))).toMatchObject({ code: 'damaged', detail: 'nested deeper than 64' });
  });
});

describe('a newer file', () => {
  test('is refused by name, and nothing of it is read', () => {
    const error = errorOf(
      changed((file) => {
        file['schemaVersion'] = 3;
        file['minReader'] = 2;
        file['app'] = '4.0.0';
        file['data'] = { everything: 'else' };
      }),
    );
    expect(error?.code).toBe('newer');
    expect(error?.message).toContain('"4.0.0"');
    expect(error?.message).toContain('Nothing was changed');
    expect(error?.detail).toBe(`file version 3, this program reads up to ${SCHEMA_VERSION}`);
  });
});

test('a file larger than 128 MiB is refused without being read', () => {
  const error = errorOf(new Uint8Array(MAXIMUM_STUDY_BYTES + 1));
  expect(error).toMatchObject({ code: 'too_large' });
  expect(error?.message).toContain('at most 128 MiB');
});

test('the scan counts nesting outside of texts only', () => {
  expect(scanJson(toBytes('{"a":[[1]],"b":"[[[[[{{{"}'), 64)).toEqual({ depth: 3, tooDeep: false });
  expect(scanJson(toBytes(String.raw`["\"[[[", "\\", [1]]`), 64)).toEqual({ depth: 2, tooDeep: false });
  expect(scanJson(toBytes('[[[1]]]'), 2)).toEqual({ depth: 3, tooDeep: true });
});

test('the stored file of version 1 opens', () => {
  const file = path.resolve(import.meta.dirname, '../../golden/studies/version1.endplate');
  const opened = parseStudy(readFileSync(file));
  expect(opened.ok && opened.value.study.subjects.map(({ code }) => code)).toEqual(['S001', 'S002', 'S003']);
});

test('a study from before levels had a record opens and is told apart from one that lost it', () => {
  const bytes = readFileSync(
    path.resolve(import.meta.dirname, '../../golden/studies/version1-before-records.endplate'),
  );
  expect(parseStudy(bytes).ok).toBe(true);
  const { ok, differences } = verifyStudyFile(bytes);
  expect(ok).toBe(true);
  expect(differences.map(({ code, severity }) => `${severity}: ${code}`)).toEqual(['warning: record_missing']);
});

test('what is not plain data never gets into a file', () => {
  expect(() => canonicalText({ x: Number.NaN })).toThrow('Not a finite number');
  expect(() => canonicalText([0, Infinity])).toThrow('Not a finite number');
  expect(() => canonicalText({ x: () => 1 })).toThrow('Not plain data');
  expect(canonicalText({ b: undefined, a: -0 }).canonical).toBe('{"a":0}');
});
