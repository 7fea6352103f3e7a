import { expect, test } from 'vitest';
import { MIGRATIONS, SCHEMA_VERSION, migrateData } from '../../../../shared/study/migrations/migrations.ts';
import type { Migration } from '../../../../shared/study/migrations/migrations.ts';

/** Two steps as a later version might have them. */
const steps: readonly Migration[] = [
  { from: 1, summary: 'a becomes b', migrate: (data) => ({ b: (data as { a: number }).a }) },
  { from: 2, summary: 'b counts double', migrate: (data) => ({ b: 2 * (data as { b: number }).b }) },
];

test('every step from the version of the file on is taken, in order', () => {
  expect(migrateData({ a: 21 }, 1, steps)).toEqual({ b: 42 });
  expect(migrateData({ b: 21 }, 2, steps)).toEqual({ b: 42 });
  expect(migrateData({ b: 42 }, 3, steps)).toEqual({ b: 42 });
});

test('the data that go in are left as they are', () => {
  const data = Object.freeze({ a: 21 });
  migrateData(data, 1, steps);
  expect(data).toEqual({ a: 21 });
});

test('the steps of this program are numbered without gaps and end at its version', () => {
  expect(MIGRATIONS.map(({ from }) => from)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  expect(MIGRATIONS.length).toBe(SCHEMA_VERSION - 1);
});
