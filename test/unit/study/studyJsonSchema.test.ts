import { expect, test } from 'vitest';
import { studyJsonSchema } from '../../../shared/study/studyJsonSchema.ts';
import { serializeStudy } from '../../../shared/study/studyFile.ts';
import { exampleStudy } from '../../support/exampleStudy.ts';
import { expectGolden } from '../../support/golden.ts';

interface Schema {
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema | false;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
}

/** The few words of JSON Schema that matter here: required properties, patterns and enumerations, down to the leaves. */
function complaints(schema: Schema, value: unknown, where: string): readonly string[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined || items === false
      ? []
      : value.flatMap((part, index) => complaints(items, part, `${where}.${index}`));
  }
  if (typeof value === 'object' && value !== null) {
    const record = value as Readonly<Record<string, unknown>>;
    const missing = (schema.required ?? [])
      .filter((name) => !(name in record))
      .map((name) => `${where}.${name} is missing`);
    const inside = Object.entries(schema.properties ?? {}).flatMap(([name, part]) =>
      name in record ? complaints(part, record[name], `${where}.${name}`) : [],
    );
    return [...missing, ...inside];
  }
  const isWrong =
    (schema.pattern !== undefined && !new RegExp(schema.pattern).test(String(value))) ||
    (schema.enum !== undefined && !schema.enum.includes(value));
  return isWrong ? [`${where} is wrong`] : [];
}

const file = JSON.parse(
  new TextDecoder().decode(serializeStudy(exampleStudy(), { appVersion: '1', savedAt: '2026-11-20T14:02:11.000Z' })),
) as { data: { subjects: { code: string; exams: { posture?: string }[] }[] } };

test('the published schema describes a saved study', () => {
  expect(complaints(studyJsonSchema() as Schema, file, 'file')).toEqual([]);
});

test('the published schema finds a wrong code and a missing posture', () => {
  const wrong = structuredClone(file);
  wrong.data.subjects[0]!.code = '=1+1';
  delete wrong.data.subjects[1]!.exams[0]!.posture;
  expect(complaints(studyJsonSchema() as Schema, wrong, 'file')).toEqual([
    'file.data.subjects.0.code is wrong',
    'file.data.subjects.1.exams.0.posture is missing',
  ]);
});

test('a change of the schema is seen: it is stored beside the example of its version', () => {
  expectGolden(
    'studies/version1.schema.json',
    new TextEncoder().encode(`${JSON.stringify(studyJsonSchema(), null, 2)}\n`),
  );
});
