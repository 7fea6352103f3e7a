import { array, assert, constantFrom, oneof, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { setExamImage } from '../../shared/study/edits/examEdits.ts';
import { addSubject } from '../../shared/study/edits/subjectEdits.ts';
import type { Study } from '../../shared/study/study.ts';
import { parseStudy, serializeStudy } from '../../shared/study/studyFile.ts';
import { landmarksAt } from '../../renderer/editor/selectors.ts';
import { isResting } from '../../renderer/editor/tools/tool.ts';
import { Driver, filmsStudy } from '../support/driver.ts';
import { AT, image } from '../support/exampleStudy.ts';
import { editAct, handAct, stateAct } from './editorActs.ts';

/** Two subjects; small films, so that random presses meet points, borders and the space beside the film. */
function model(scheme: 'six' | 'four'): Study {
  const film = { rows: 60, columns: 40 };
  let study = filmsStudy({ scheme, pre: film, post: { ...film, spacing: [0.2, 0.1] } });
  study = addSubject(study, { id: 's2', code: 'S002' });
  return setExamImage(study, { subjectId: 's2', timepoint: 'pre', image: image('other', film) });
}

/** Mostly the hand: a film is measured by pressing. */
const session = record({
  scheme: constantFrom<'six' | 'four'>('six', 'six', 'four'),
  acts: array(oneof(handAct, handAct, handAct, stateAct, editAct), { minLength: 1, maxLength: 100, size: 'max' }),
});

function checkState(driver: Driver): void {
  const { editor } = driver;
  const { selection, tool, preview } = editor;
  if (isResting(tool)) expect(preview).toBeNull();
  if (selection) {
    expect(landmarksAt(editor, selection.timepoint, selection.level)[selection.landmark]).toBeDefined();
    expect(editor.panes).toContain(selection.timepoint);
    if (isResting(tool)) expect(selection.level).toBe(editor.level);
  }
  if (editor.loupe) {
    expect(Number.isFinite(editor.loupe.at.x) && Number.isFinite(editor.loupe.at.y)).toBe(true);
  }
  for (const { centre, zoom } of Object.values(editor.viewports)) {
    expect([centre.x, centre.y, zoom].every(Number.isFinite)).toBe(true);
    expect(zoom >= 0.05 && zoom <= 32).toBe(true);
  }
  for (const study of [preview, editor.history.present]) if (study) checkLandmarks(study);
}

function checkLandmarks(study: Study): void {
  for (const { exams } of study.subjects) {
    for (const { image: film, readings } of exams) {
      for (const { landmarks } of readings.flatMap(({ vertebrae }) => vertebrae)) {
        for (const [x, y] of Object.values(landmarks)) {
          expect(film !== undefined && x >= 0 && y >= 0 && x <= film.columns && y <= film.rows).toBe(true);
        }
      }
    }
  }
}

function travel(driver: Driver, way: 'undo' | 'redo'): Study {
  for (;;) {
    const { history } = driver.editor;
    driver.run({ type: way });
    checkState(driver);
    if (driver.editor.history === history) return driver.editor.history.present;
  }
}

test('Whatever is done: the state holds together, undo leads to the very first study and redo to the last', () => {
  let steps = 0;
  let placed = 0;
  let moved = 0;
  assert(
    property(session, ({ scheme, acts: done }) => {
      const study = model(scheme);
      const driver = new Driver({ study, size: { width: 100, height: 100 }, zoom: 1 }).level('L1');
      for (const act of done) {
        act.run(driver);
        checkState(driver);
      }
      steps += driver.undoSteps.length;
      placed += driver.undoSteps.filter((label) => label.startsWith('place')).length;
      moved += driver.undoSteps.filter((label) => label.startsWith('move')).length;
      driver.cancel();
      const last = travel(driver, 'redo');
      expect(travel(driver, 'undo')).toBe(study);
      expect(driver.editor.history.past).toEqual([]);
      expect(travel(driver, 'redo')).toBe(last);
      const read = parseStudy(serializeStudy(last, { appVersion: '1.0.0', savedAt: AT }));
      expect(read.ok && read.value.study).toEqual(last);
    }),
    { numRuns: 250 },
  );
  // The random sessions have to reach what they are for.
  expect(steps).toBeGreaterThan(700);
  expect(placed).toBeGreaterThan(200);
  expect(moved).toBeGreaterThan(40);
});
