import { expect, test } from 'vitest';
import { fractureRelation } from '../../../../../renderer/panels/forms/clinicalSites.ts';
import { freeId, protocolUse } from '../../../../../renderer/panels/forms/protocolUse.ts';
import { isChangedBySpreadsheets } from '../../../../../renderer/files/subjectCode.ts';
import { exampleStudy } from '../../../../support/exampleStudy.ts';

test('A fracture is adjacent one level from a treated one, also across T12 and L1; else distant, or the level again', () => {
  expect(fractureRelation('T12', ['L1'])).toBe('adjacent');
  expect(fractureRelation('L2', ['T9', 'L1'])).toBe('adjacent');
  expect(fractureRelation('L3', ['L1'])).toBe('distant');
  expect(fractureRelation('L1', ['L1', 'L2'])).toBe('refracture');
  expect(fractureRelation('L1', [])).toBeNull();
});

test('The use of a timepoint counts subjects: by exam, score or event', () => {
  const { timepoints, readers, arms } = protocolUse(exampleStudy());
  expect([...timepoints]).toEqual([
    ['pre', 3],
    ['post', 3],
    ['m1', 1],
  ]);
  expect([...readers]).toEqual([
    ['R1', 3],
    ['R2', 1],
  ]);
  expect(arms.size).toBe(0);
});

test('A new entry gets the first free code after those that are there', () => {
  expect(freeId('R', [{ id: 'R1' }])).toBe('R2');
  expect(freeId('R', [{ id: 'R2' }])).toBe('R3');
});

test.each(['0012', '1-2', '12E5', '3.4', '2025-03-01'])('%s is a code that a spreadsheet changes', (code) =>
  expect(isChangedBySpreadsheets(code)).toBe(true),
);
test.each(['S001', '12', 'A-1', '1-2a'])('%s is one that it leaves alone', (code) =>
  expect(isChangedBySpreadsheets(code)).toBe(false),
);
