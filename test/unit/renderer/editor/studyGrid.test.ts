import { describe, expect, test } from 'vitest';
import { answeredCells, isTreated, rowsOf, studyGrid } from '../../../../renderer/editor/studyGrid.ts';
import { setExamMissing } from '../../../../shared/study/edits/examEdits.ts';
import { replaceLandmarks } from '../../../../shared/study/edits/landmarkEdits.ts';
import { setReadingError, setTimepoints } from '../../../../shared/study/edits/protocolEdits.ts';
import { addSubject, setSubjectFacts, setTreatedLevels } from '../../../../shared/study/edits/subjectEdits.ts';
import { finaliseLevel } from '../../../../shared/study/edits/vertebraEdits.ts';
import type { Study } from '../../../../shared/study/study.ts';
import { cohortStudy } from '../../../support/cohortStudy.ts';
import { AT, emptyStudy, exampleStudy, place, square, twoFilms, wedge } from '../../../support/exampleStudy.ts';

const everyone = { reader: null };

/** `S001 L1: read×3 read noFilm ...`, one line a row. */
const lines = (study: Study, reader: string | null = null): readonly string[] =>
  studyGrid(study, { reader }).subjects.flatMap((grid) =>
    rowsOf(grid).map(({ subject, level, cells }) => {
      const words = cells.map(
        ({ state, reason, readings }) => `${reason ?? state}${readings > 1 ? `×${readings}` : ''}`,
      );
      return `${subject.code} ${level ?? '-'}: ${words.join(' ')}`;
    }),
  );

const five = 'noFilm noFilm noFilm noFilm noFilm';
const dead = 'death death death death death';

describe('The study grid', () => {
  test('has a row for each level that is treated or begun, and a cell for each timepoint', () => {
    expect(lines(exampleStudy())).toEqual([
      `S001 L1: read×3 read ${five}`,
      `S001 L2: read not_visible ${five}`,
      `S001 S1: read toDo ${five}`,
      `S002 T12: read read ${dead}`,
      `S002 L3: excluded partly ${dead}`,
      `S003 T9: unavailable unavailable ${five}`,
      `S003 L5: read read ${five}`,
    ]);
  });

  test('shows a subject without levels as one row, a treated level as to do', () => {
    const study = addSubject(twoFilms(), { id: 's2', code: 'S002' });
    expect(lines(study)).toEqual([`S001 -: toDo toDo ${five}`, `S002 -: noFilm noFilm ${five}`]);
    const treated = setTreatedLevels(study, { subjectId: 's1', levels: ['L2', 'T12'] });
    expect(lines(treated).slice(0, 2)).toEqual([`S001 T12: toDo toDo ${five}`, `S001 L2: toDo toDo ${five}`]);
    const [first] = studyGrid(treated, everyone).subjects;
    expect(first && rowsOf(first).map(isTreated)).toEqual([true, true]);
  });

  test('counts only the chosen reader’s readings, over the levels that anybody began', () => {
    expect(lines(exampleStudy(), 'R2').slice(0, 2)).toEqual([
      `S001 L1: read toDo ${five}`,
      `S001 L2: toDo toDo ${five}`,
    ]);
  });

  test('says finalised only when every reading of the level is', () => {
    let study = replaceLandmarks(twoFilms(), { ...place('s1', 'pre', 'L1'), landmarks: square(), at: AT });
    study = replaceLandmarks(study, { ...place('s1', 'pre', 'L1', 'R2'), landmarks: square(), at: AT });
    study = finaliseLevel(study, { ...place('s1', 'pre', 'L1'), at: AT, app: '0.1.0' });
    expect(lines(study)[0]).toBe(`S001 L1: read×2 toDo ${five}`);
    study = finaliseLevel(study, { ...place('s1', 'pre', 'L1', 'R2'), at: AT, app: '0.1.0' });
    expect(lines(study)[0]).toBe(`S001 L1: finalised×2 toDo ${five}`);
  });

  test('calls two readings disputed when they differ by the reading error or more', () => {
    // 20 mm and 15 mm in front, 0 and 14.036 degrees: beyond 3 mm and 5 degrees, within 6 mm and 15 degrees.
    let study = replaceLandmarks(twoFilms(), { ...place('s1', 'pre', 'L1'), landmarks: square(), at: AT });
    study = replaceLandmarks(study, { ...place('s1', 'pre', 'L1', 'R2'), landmarks: wedge(), at: AT });
    expect(lines(study)[0]).toBe(`S001 L1: disputed×2 toDo ${five}`);
    const lax = setReadingError(study, { readingError: { angleDeg: 15, heightMm: 6, source: 'repeats' } });
    expect(lines(lax)[0]).toBe(`S001 L1: read×2 toDo ${five}`);
    const strictHeight = setReadingError(study, { readingError: { angleDeg: 15, heightMm: 5, source: 'repeats' } });
    expect(lines(strictHeight)[0]).toBe(`S001 L1: disputed×2 toDo ${five}`);
    expect(lines(study, 'R1')[0]).toBe(`S001 L1: read toDo ${five}`);
  });

  test('counts cells over the whole study; missing with a reason is answered, disputed is not', () => {
    const { counts, total, rows } = studyGrid(exampleStudy(), everyone);
    expect({ total, rows }).toEqual({ total: 49, rows: 7 });
    // read 8; missing: not visible, excluded, 2 unavailable, 10 deaths; to do: S1 post; partly: L3 post; the rest has no film.
    expect(counts).toEqual({ disputed: 0, partly: 1, toDo: 1, noFilm: 25, missing: 14, read: 8, finalised: 0 });
    expect(answeredCells(counts)).toBe(22);
    expect(answeredCells({ ...counts, disputed: 5 })).toBe(22);
  });

  test('takes a recorded reason before a missing film, and the event of an earlier visit', () => {
    const study = setExamMissing(addSubject(emptyStudy(), { id: 's1', code: 'S001' }), {
      subjectId: 's1',
      timepoint: 'm3',
      missing: 'visit_not_due',
    });
    expect(lines(study)).toEqual(['S001 -: noFilm noFilm noFilm visit_not_due noFilm noFilm noFilm']);
  });

  test('computes only the subject that an edit changed, and none for a new label', () => {
    const study = cohortStudy({ subjects: 40, levels: ['T12', 'L1'] });
    const before = studyGrid(study, everyone);
    const edited = studyGrid(setSubjectFacts(study, { subjectId: 'subject-7', facts: { ageYears: 80 } }), everyone);
    const changed = before.subjects.flatMap((grid, index) => (grid === edited.subjects[index] ? [] : [index]));
    expect(changed).toEqual([7]);
    const timepoints = study.protocol.timepoints.map((timepoint) => ({ ...timepoint, label: 'Visit' }));
    const renamed = studyGrid(setTimepoints(study, { timepoints }), everyone);
    expect(renamed.subjects.every((grid, index) => grid === before.subjects[index])).toBe(true);
  });

  test('stops comparing readings when the time is up, and goes on where it stopped', () => {
    const study = cohortStudy({ subjects: 10, levels: ['L1'], readers: 2 });
    let asked = 0;
    const first = studyGrid(study, { reader: null, isTimeUp: () => (asked += 1) >= 4 });
    expect(first.unjudged).toBe(6);
    expect(first.counts.disputed).toBeLessThanOrEqual(8);
    const second = studyGrid(study, everyone);
    expect(second.unjudged).toBe(0);
    expect(second.subjects.slice(0, 4)).toEqual(first.subjects.slice(0, 4));
  });
});
