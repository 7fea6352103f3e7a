import { describe, expect, test } from 'vitest';
import {
  EVERYTHING,
  gridRows,
  OPENING_VIEW,
  type GridFilter,
  type SortColumn,
} from '../../../../renderer/editor/gridView.ts';
import { studyGrid } from '../../../../renderer/editor/studyGrid.ts';
import { setArms } from '../../../../shared/study/edits/protocolEdits.ts';
import { addSubject, setSubjectFacts } from '../../../../shared/study/edits/subjectEdits.ts';
import type { Study } from '../../../../shared/study/study.ts';
import { emptyStudy, exampleStudy } from '../../../support/exampleStudy.ts';

const shown = (
  study: Study,
  filter: Partial<GridFilter> = {},
  sort: { column: SortColumn; descending: boolean } = OPENING_VIEW.sort,
): string =>
  gridRows(studyGrid(study, { reader: null }), study, { filter: { ...EVERYTHING, ...filter }, sort })
    .slice(0, 100)
    .map(({ subject, level }) => `${subject.code}${level === null ? '' : ` ${level}`}`)
    .join(', ');

function withArms(): Study {
  let study = setArms(exampleStudy(), {
    arms: [
      { id: 'B', label: '' },
      { id: 'A', label: '' },
    ],
  });
  study = setSubjectFacts(study, { subjectId: 's1', facts: { arm: 'A' } });
  return setSubjectFacts(study, { subjectId: 's3', facts: { arm: 'B' } });
}

describe('The rows of the grid', () => {
  test('stand in the order of the codes, numbers as numbers, whatever the order of entry', () => {
    const study = ['S10', 'S2', 's1'].reduce((before, code) => addSubject(before, { id: code, code }), emptyStudy());
    expect(shown(study)).toBe('s1, S2, S10');
    expect(shown(study, {}, { column: { by: 'code' }, descending: true })).toBe('S10, S2, s1');
    // A changed code finds its new place: the order is not remembered longer than it holds.
    expect(shown(addSubject(study, { id: 'x', code: 'A1' }))).toBe('A1, s1, S2, S10');
  });

  test('keep the levels of a subject from head to foot in descending order too', () => {
    expect(shown(exampleStudy(), {}, { column: { by: 'code' }, descending: true })).toBe(
      'S003 T9, S003 L5, S002 T12, S002 L3, S001 L1, S001 L2, S001 S1',
    );
  });

  test('are found by a part of the code, by state, level and arm', () => {
    expect(shown(exampleStudy(), { search: ' 002' })).toBe('S002 T12, S002 L3');
    expect(shown(exampleStudy(), { state: 'partly' })).toBe('S002 L3');
    expect(shown(exampleStudy(), { level: 'L1' })).toBe('S001 L1');
    expect(shown(withArms(), { arm: 'B' })).toBe('S003 T9, S003 L5');
    expect(shown(withArms(), { arm: '' })).toBe('S002 T12, S002 L3');
    expect(shown(exampleStudy(), { search: '002', level: 'L1' })).toBe('');
  });

  test('are sorted by level, arm or what there is to do at a timepoint', () => {
    expect(shown(exampleStudy(), {}, { column: { by: 'level' }, descending: false })).toBe(
      'S003 T9, S002 T12, S001 L1, S001 L2, S002 L3, S003 L5, S001 S1',
    );
    expect(shown(withArms(), { level: null }, { column: { by: 'arm' }, descending: false })).toBe(
      'S003 T9, S003 L5, S001 L1, S001 L2, S001 S1, S002 T12, S002 L3',
    );
    expect(shown(exampleStudy(), {}, { column: { by: 'timepoint', timepoint: 'post' }, descending: false })).toBe(
      'S002 L3, S001 S1, S001 L2, S003 T9, S001 L1, S002 T12, S003 L5',
    );
  });

  test('are found again by subject and level; a level that is not shown leads to its subject', () => {
    const grid = studyGrid(exampleStudy(), { reader: null });
    const rows = gridRows(grid, exampleStudy(), OPENING_VIEW);
    expect(rows.length).toBe(7);
    expect(rows.find('s2', 'L3')).toBe(4);
    expect(rows.find('s2', 'L1')).toBe(3);
    expect(rows.find('nobody', 'L1')).toBe(-1);
    const partly = gridRows(grid, exampleStudy(), { ...OPENING_VIEW, filter: { ...EVERYTHING, state: 'partly' } });
    expect(partly.find('s1', 'L1')).toBe(-1);
    expect(partly.find('s2', 'T12')).toBe(0);
    expect([rows.at(-1), rows.at(7)]).toEqual([undefined, undefined]);
  });

  test('are the same objects as long as nothing of their subject changes, so that they are not drawn again', () => {
    const study = exampleStudy();
    const first = gridRows(studyGrid(study, { reader: null }), study, OPENING_VIEW).at(3);
    const changed = setSubjectFacts(study, { subjectId: 's1', facts: { ageYears: 70 } });
    const rows = gridRows(studyGrid(changed, { reader: null }), changed, OPENING_VIEW);
    expect(rows.at(3)).toBe(first);
    expect(rows.at(0)?.subject.ageYears).toBe(70);
  });
});
