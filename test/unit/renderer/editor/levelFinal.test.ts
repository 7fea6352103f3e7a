import { expect, test } from 'vitest';
import { createEditor } from '../../../../renderer/editor/editorState.ts';
import { isLevelFinal } from '../../../../renderer/editor/selectors.ts';
import { replaceLandmarks } from '../../../../shared/study/edits/landmarkEdits.ts';
import { finaliseLevel } from '../../../../shared/study/edits/vertebraEdits.ts';
import type { Study } from '../../../../shared/study/study.ts';
import { AT, LATER, place, square, twoFilms } from '../../../support/exampleStudy.ts';

const isFinal = (study: Study): boolean =>
  isLevelFinal({ ...createEditor(study, { saved: true }), subjectId: 's1' }, 'L1');
const pre = place('s1', 'pre', 'L1');
const post = place('s1', 'post', 'L1');

test('a level that was read on one film only is final with that film, and can be reopened', () => {
  const read = replaceLandmarks(twoFilms(), { ...pre, landmarks: square(), at: AT });
  const { timepoint: _, ...everywhere } = pre;
  const final = finaliseLevel(read, { ...everywhere, at: LATER, app: '1' });
  expect([twoFilms(), read, final].map(isFinal)).toEqual([false, false, true]);
  const begun = replaceLandmarks(final, { ...post, landmarks: square(), at: LATER });
  expect(isFinal(begun)).toBe(false);
  expect(isFinal(finaliseLevel(begun, { ...everywhere, at: LATER, app: '1' }))).toBe(true);
});
