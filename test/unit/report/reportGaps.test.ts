import { describe, expect, test } from 'vitest';
import { reportHtml } from '../../../shared/report/reportHtml.ts';
import { figuresOf, type ReportModel } from '../../../shared/report/reportModel.ts';
import { setReportedValue, setScore } from '../../../shared/study/edits/clinicalEdits.ts';
import { addCalibration, setExamImage, setExamMissing } from '../../../shared/study/edits/examEdits.ts';
import { beginBlinding, liftBlinding } from '../../../shared/study/edits/blindingEdits.ts';
import { replaceLandmarks } from '../../../shared/study/edits/landmarkEdits.ts';
import { addSubject, setTreatedLevels } from '../../../shared/study/edits/subjectEdits.ts';
import type { Study } from '../../../shared/study/study.ts';
import {
  AT,
  emptyStudy,
  exampleStudy,
  image,
  place,
  square,
  twoFilms,
  typeSpacing,
  wedge,
} from '../../support/exampleStudy.ts';
import { planReadingLists } from '../../../shared/study/planReadingList.ts';
import { cellOf, gapOf, made, methodsOf, numberAt, partsOf, tableOf, textAt } from '../../support/readReport.ts';

/** Nothing that a report prints may be one of these. */
function expectSound(model: ReportModel): void {
  const html = reportHtml(model);
  expect(html).not.toMatch(/NaN|Infinity|undefined|null|\[object/);
  const ids = partsOf(model).flatMap((part) => (part.kind === 'paragraph' ? [] : [part.id]));
  expect(new Set(ids).size).toBe(ids.length);
}

/** Patients S1, S2, ... with a reported wedge angle of L1 before and after. */
function reported(pairs: readonly (readonly [pre: number | null, post: number | null])[]): Study {
  return pairs.reduce((study, [pre, post], index) => {
    const subjectId = `s${index}`;
    let next = addSubject(study, { id: subjectId, code: `S${index + 1}` });
    next = setTreatedLevels(next, { subjectId, levels: ['L1'] });
    for (const [timepoint, value] of [
      ['pre', pre],
      ['post', post],
    ] as const) {
      next = setExamMissing(next, { subjectId, timepoint, missing: 'unavailable' });
      const wedgeValue = { level: 'L1', measure: 'wedge_angle', source: 'typed', value } as const;
      const withReason = value === null ? { ...wedgeValue, missing: 'unavailable' as const } : wedgeValue;
      next = setReportedValue(next, { ...place(subjectId, timepoint, 'L1'), reported: withReason, at: AT });
    }
    return next;
  }, emptyStudy());
}

describe('what is missing is said, never invented', () => {
  test('an empty study', () => {
    const model = made(emptyStudy());
    expectSound(model);
    expect(gapOf(model, 'patients')).toBe('The study has no patient yet.');
    expect(gapOf(model, 'location')).toBe('No level of this study is treated or measured.');
    expect(gapOf(model, 'scores')).toBe('No pain or disability score is recorded in this study.');
    expect(figuresOf(model)).toEqual([]);
  });

  test('a patient of whom nothing is known but the code', () => {
    const model = made(addSubject(emptyStudy(), { id: 's1', code: 'S001' }));
    expectSound(model);
    expect(textAt(tableOf(model, 'patients'), 'S001', 'age')).toBe('not reported');
    expect(tableOf(model, 'characteristics').notes).toContain('Not given: There is no value.');
  });

  test('one pair: the change is shown, tests that need more are not given', () => {
    const model = made(reported([[10, 4]]));
    const table = tableOf(model, 'change-wedge');
    expectSound(model);
    expect(textAt(table, 'post patients', 'change')).toBe('−6.00');
    for (const column of ['interval', 't', 'dz', 'r']) {
      expect(cellOf(table, 'post patients', column)).toMatchObject({ kind: 'missing', text: 'not given' });
    }
    expect(table.notes).toContain('Not given: A t test needs two pairs at least; there is 1.');
  });

  test('three pairs that all change by 5: no p from a spread of 0', () => {
    const model = made(
      reported([
        [10, 5],
        [12, 7],
        [8, 3],
      ]),
    );
    const table = tableOf(model, 'change-wedge');
    expectSound(model);
    expect(textAt(table, 'post patients', 'change')).toBe('−5.00 ± 0.00');
    expect(cellOf(table, 'post patients', 't')).toMatchObject({ kind: 'missing' });
    expect(table.notes).toContain(
      'Not given: All differences are the same, so the t test has nothing to compare with.',
    );
    expect(table.notes.join(' ')).toContain('of 3 levels, 3 improved and 0 worsened by 5° or more');
  });

  test('nobody changed: the signed-rank test has nothing to rank', () => {
    const model = made(
      reported([
        [10, 10],
        [0, 0],
      ]),
    );
    expectSound(model);
    expect(tableOf(model, 'change-wedge').notes).toContain(
      'Not given: Every difference is 0: nothing speaks for a change either way.',
    );
  });

  test('all values missing: the reason stands in place of tables and figures', () => {
    const model = made(
      reported([
        [null, null],
        [null, null],
      ]),
    );
    expectSound(model);
    expect(gapOf(model, 'change-wedge')).toMatch(
      /^No level has a value of it at any visit \(levels and visits: 14 unavailable/,
    );
    expect(gapOf(model, 'visits')).toBe('No level has a wedge angle or a height in mm yet.');
  });

  test('values at one visit only', () => {
    const model = made(reported([[10, null]]));
    expectSound(model);
    expect(gapOf(model, 'change-wedge')).toBe('Only one visit has values, so there is no change to compare.');
  });

  test('no two values of the same level: the comparison has no pair', () => {
    const model = made(
      reported([
        [10, null],
        [null, 5],
      ]),
    );
    expectSound(model);
    const table = tableOf(model, 'change-wedge');
    expect(numberAt(table, 'post patients', 'n')).toBe(0);
    expect(table.notes).toContain('Not given: No unit has both values, so there is nothing to compare.');
    expect(gapOf(model, 'forest-wedge-1')).toBe('No level has a change that may be computed between these visits.');
  });

  test('codes that differ only by case are two patients', () => {
    let study = addSubject(emptyStudy(), { id: 'a', code: 'p1' });
    study = addSubject(study, { id: 'b', code: 'P2' });
    // As a file edited by hand may have it.
    study = { ...study, subjects: study.subjects.map((each) => (each.id === 'b' ? { ...each, code: 'P1' } : each)) };
    for (const [subjectId, values] of [
      ['a', [8, 2]],
      ['b', [6, 1]],
    ] as const) {
      study = setScore(study, { subjectId, timepoint: 'pre', instrument: 'VAS', value: values[0] });
      study = setScore(study, { subjectId, timepoint: 'post', instrument: 'VAS', value: values[1] });
    }
    const model = made(study);
    expect(numberAt(tableOf(model, 'score-changes'), 'VAS pre post', 'n')).toBe(2);
    expect(textAt(tableOf(model, 'score-changes'), 'VAS pre post', 'change')).toBe('−5.50 ± 0.71');
  });

  test('films in different planes: no change in mm, angles are compared, the methods warn', () => {
    let study = addSubject(emptyStudy(), { id: 's1', code: 'S001' });
    for (const timepoint of ['pre', 'post']) {
      study = setExamImage(study, { subjectId: 's1', timepoint, image: image(`S001_${timepoint}`) });
    }
    study = typeSpacing(study, 's1', 'pre');
    study = addCalibration(study, {
      subjectId: 's1',
      timepoint: 'post',
      entry: {
        kind: 'typed',
        spacing: { rowSpacing: 0.1, columnSpacing: 0.1 },
        plane: 'detector',
        at: AT,
        by: 'R1',
        reason: 'plate',
      },
    });
    study = replaceLandmarks(study, { ...place('s1', 'pre', 'L1'), landmarks: wedge(), at: AT });
    study = replaceLandmarks(study, { ...place('s1', 'post', 'L1'), landmarks: square(), at: AT });
    const model = made(study);
    expectSound(model);
    expect(cellOf(tableOf(model, 'levels-anterior-height'), 'S001 L1', 'change post')).toMatchObject({
      kind: 'missing',
      text: 'not comparable',
    });
    expect(numberAt(tableOf(model, 'change-anterior-height'), 'post patients', 'n')).toBe(0);
    expect(textAt(tableOf(model, 'levels-wedge'), 'S001 L1', 'change post')).toBe('−14.0');
    expect(methodsOf(model)).toContain('this study mixes planes');
  });

  test('a blinded reading stands in the methods with its seed, repeats and when it was opened', () => {
    const at = '2027-02-03T10:00:00.000Z';
    const plan = { readers: ['R2'], timepoints: ['pre', 'post'], levels: null, repeatPercent: 25, seed: 77 };
    let study = exampleStudy();
    const lists = planReadingLists(study, plan);
    study = beginBlinding(study, { id: 'r', seed: 77, repeatPercent: 25, lists, by: 'PI', at, reason: '' });
    expect(methodsOf(made(study))).toContain('It has not been opened yet.');
    study = liftBlinding(study, { by: 'PI', at, reason: 'read' });
    expect(methodsOf(made(study))).toContain(
      'in random order (seed 77), 25 % of the films twice: R2 (5 films). Opened 2027-02-03 after 0 of 5 films.',
    );
  });

  test('values beyond all measure are not printed as numbers', () => {
    const model = made(
      reported([
        [1e308, -1e308],
        [-1e308, 1e308],
      ]),
    );
    expectSound(model);
  });
});

describe('readings', () => {
  test('one film read by two: agreement needs more, and says so', () => {
    const model = made(exampleStudy());
    expectSound(model);
    const table = tableOf(model, 'agreement');
    expect(table.notes).toContain(
      'Not given: Limits of agreement need two films with both readings at least; there is 1.',
    );
    expect(numberAt(table, '0 wedge', 'films')).toBe(1);
  });

  test('five films read by two: bias, limits and the plot', () => {
    let study = twoFilms();
    const levels = ['T11', 'T12', 'L1', 'L2', 'L3'] as const;
    levels.forEach((level, index) => {
      const y = 220 * index;
      const deeper = { ...wedge(y), IA: [300, 250 + y + 4 * index] as const };
      study = replaceLandmarks(study, { ...place('s1', 'pre', level), landmarks: wedge(y), at: AT });
      study = replaceLandmarks(study, { ...place('s1', 'pre', level, 'R2'), landmarks: deeper, at: AT });
    });
    const model = made(study);
    expectSound(model);
    const table = tableOf(model, 'agreement');
    // Anterior heights 15, 15, ... against 15, 15.4, 15.8, 16.2, 16.6: the mean difference is -0.8 mm.
    expect(numberAt(table, '0 anterior-height', 'bias')).toBeCloseTo(-0.8, 9);
    expect(numberAt(table, '0 anterior-height', 'films')).toBe(5);
    expect(numberAt(table, '0 anterior-height', 'patients')).toBe(1);
    const plots = figuresOf(model).filter(({ figure }) => figure.kind === 'blandAltman');
    expect(plots.map(({ id }) => id)).toEqual([
      'bland-altman-wedge-1',
      'bland-altman-anterior-height-1',
      'bland-altman-middle-height-1',
      'bland-altman-posterior-height-1',
    ]);
  });

  test('the reader asked for is the one whose numbers are shown', () => {
    let study = twoFilms();
    for (const [reader, points] of [
      ['R1', wedge()],
      ['R2', square()],
    ] as const) {
      study = replaceLandmarks(study, { ...place('s1', 'pre', 'L1', reader), landmarks: points, at: AT });
    }
    expect(textAt(tableOf(made(study), 'levels-wedge'), 'S001 L1', 'pre')).toBe('14.0');
    expect(textAt(tableOf(made(study, 'R2'), 'levels-wedge'), 'S001 L1', 'pre')).toBe('0.0');
  });
});
