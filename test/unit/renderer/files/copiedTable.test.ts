import { describe, expect, test } from 'vitest';
import { createEditor } from '../../../../renderer/editor/editorState.ts';
import { resultsAsText } from '../../../../renderer/files/copyResults.ts';
import { safeCell } from '../../../../shared/export/protectText.ts';
import { replaceLandmarks } from '../../../../shared/study/edits/landmarkEdits.ts';
import { AT, place, square, twoFilms, wedge } from '../../../support/exampleStudy.ts';

describe('a cell that is copied', () => {
  test.each(['-4.7', '-4,7', '0', '12', '0.001', '-0,5'])('the number %s stays as it is', (number) => {
    expect(safeCell(number)).toBe(number);
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['+49 30', "'+49 30"],
    ["-2+3+cmd|' /C calc'!A1", "'-2+3+cmd|' /C calc'!A1"],
    ['@SUM(1)', "'@SUM(1)"],
    ['\t=1', "'=1"],
    ['a\tb', 'a b'],
    ['a\r\n=1', 'a  =1'],
    ['\uFF1D1', "'\uFF1D1"],
    [' =1', "'=1"],
    ['-', "'-"],
    ['T12-L2', 'T12-L2'],
    ['', ''],
  ])('the text %j becomes %j', (text, cell) => {
    expect(safeCell(text)).toBe(cell);
  });
});

test('the table of a level holds plain numbers and plain words, in as many columns as its head', () => {
  let study = replaceLandmarks(twoFilms(), { ...place('s1', 'pre', 'L1'), landmarks: wedge(), at: AT });
  study = replaceLandmarks(study, { ...place('s1', 'post', 'L1'), landmarks: square(), at: AT });
  const editor = { ...createEditor(study, { saved: true }), subjectId: 's1', level: 'L1' as const };
  const rows = resultsAsText(editor, 'L1')
    .split('\n')
    .map((line) => line.split('\t'));
  expect(rows[0]).toEqual(['level', 'measure', 'unit', 'pre', 'post', 'change']);
  expect(rows.length).toBeGreaterThan(6);
  for (const row of rows.slice(1)) {
    expect(row).toHaveLength(6);
    for (const cell of row.slice(3)) expect(cell).toMatch(/^(-?\d+([.,]\d+)?)?$/);
    for (const cell of row.slice(0, 3)) expect(cell).toMatch(/^[A-Za-z0-9%°]?[^=+@]*$/);
  }
});
