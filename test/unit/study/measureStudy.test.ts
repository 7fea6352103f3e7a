import { describe, expect, test } from 'vitest';
import { addCalibration, setDisplay, setPosture } from '../../../shared/study/edits/examEdits.ts';
import { replaceLandmarks, setLandmarkState } from '../../../shared/study/edits/landmarkEdits.ts';
import { setPointScheme } from '../../../shared/study/edits/protocolEdits.ts';
import { levelFlags, measureStudy, usedTimepoints } from '../../../shared/study/measureStudy.ts';
import type { LevelMeasures } from '../../../shared/study/measureStudy.ts';
import type { Study } from '../../../shared/study/study.ts';
import { AT, exampleStudy, place, square, twoFilms, typeSpacing, wedge } from '../../support/exampleStudy.ts';

/** The level of S001, or of the named subject, in reading 1 of R1. */
function levelOf(study: Study, level: string, code = 'S001', reader = 'R1', reading = 1): LevelMeasures {
  const found = [...measureStudy(study)].find(
    (each) => each.subject.code === code && each.level === level && each.reader === reader && each.reading === reading,
  );
  if (found === undefined) throw new Error(`${code} ${level} is not measured`);
  return found;
}

const visit = (measures: LevelMeasures, timepoint: string) => {
  const found = measures.visits.find((each) => each.timepoint === timepoint);
  if (found === undefined) throw new Error(`no visit ${timepoint}`);
  return found;
};

const preAndPost = () => {
  const study = replaceLandmarks(twoFilms(), { ...place('s1', 'pre', 'L1'), landmarks: wedge(), at: AT });
  return replaceLandmarks(study, { ...place('s1', 'post', 'L1'), landmarks: square(), at: AT });
};

describe('the values of a visit', () => {
  test('follow from the points: 150 and 200 px at 0.1 mm, atan(50/200)', () => {
    const { values, status } = visit(levelOf(preAndPost(), 'L1'), 'pre');
    expect(values.h_ant).toEqual({ value: 15, status: 'measured' });
    expect(values.h_mid.value).toBeCloseTo(17.5, 12);
    expect(values.h_post.value).toBeCloseTo(20, 12);
    expect(values.wedge_angle.value).toBeCloseTo(14.036243, 6);
    expect(values.ratio_ap.value).toBeCloseTo(0.75, 12);
    expect(values.h_ant_px.value).toBeCloseTo(150, 9);
    expect(status).toBe('measured');
  });

  test('in pixels are all there without a spacing, the millimetres say why not', () => {
    const { values, status } = visit(levelOf(exampleStudy(), 'T12', 'S002'), 'pre');
    expect(values.h_ant).toEqual({ value: null, status: 'uncalibrated' });
    expect(values.h_ant_px).toEqual({ value: 150, status: 'measured' });
    expect(values.wedge_angle.status).toBe('measured');
    expect(status).toBe('partial');
  });

  test('that need a hidden point are not visible, the others stay', () => {
    const { values, status, flags } = visit(levelOf(exampleStudy(), 'L2'), 'pre');
    expect(values.h_mid.status).toBe('not_visible');
    expect(values.ratio_mp.status).toBe('not_visible');
    expect(values.h_ant.value).toBeCloseTo(20, 12);
    expect(status).toBe('partial');
    expect(flags).toEqual(['spacing_manual', 'estimated', 'implant']);
  });

  test('of S1 do not apply, whatever points it has', () => {
    const s1 = levelOf(exampleStudy(), 'S1');
    expect(visit(s1, 'pre').status).toBe('not_applicable');
    expect(visit(s1, 'post').values.wedge_angle).toEqual({ value: null, status: 'not_applicable' });
  });

  test('that were excluded are gone, the points stay', () => {
    const pre = visit(levelOf(exampleStudy(), 'L3', 'S002'), 'pre');
    expect(pre.values.wedge_angle).toEqual({ value: null, status: 'excluded' });
    expect(Object.keys(pre.vertebra?.landmarks ?? {})).toHaveLength(6);
  });

  test('with a derived middle say so where the middle enters, and only there', () => {
    const { SM: _SM, IM: _IM, ...corners } = wedge();
    const study = replaceLandmarks(setPointScheme(twoFilms(), { pointScheme: 'four' }), {
      ...place('s1', 'pre', 'L1'),
      landmarks: corners,
      at: AT,
    });
    const { values, status } = visit(levelOf(study, 'L1'), 'pre');
    expect(values.h_mid).toEqual({ value: 17.5, status: 'derived' });
    expect(values.h_ant.status).toBe('measured');
    expect(status).toBe('derived');
  });

  test('of contradicting points are withheld and flagged: front and back of one endplate exchanged', () => {
    const points = { ...square(), SA: square().SP, SP: square().SA };
    const study = replaceLandmarks(twoFilms(), { ...place('s1', 'pre', 'L1'), landmarks: points, at: AT });
    const pre = visit(levelOf(study, 'L1'), 'pre');
    expect(pre.values.wedge_angle.status).toBe('not_measured');
    expect(pre.flags).toContain('points_invalid');
  });
});

describe('a visit without an image', () => {
  test('gives its reason, or that of an earlier death, or "unavailable"', () => {
    const study = exampleStudy();
    const t12 = levelOf(study, 'T12', 'S002');
    expect(visit(t12, 'm1').status).toBe('death');
    expect(visit(t12, 'm6').status).toBe('death');
    expect(visit(levelOf(study, 'L1'), 'm1').status).toBe('unavailable');
  });

  test('shows reported values as reported', () => {
    const l5 = levelOf(exampleStudy(), 'L5', 'S003');
    expect(visit(l5, 'pre').values.wedge_angle).toEqual({ value: -4.7, status: 'reported' });
    expect(visit(l5, 'pre').values.h_ant.status).toBe('not_reported');
    expect(visit(l5, 'pre').status).toBe('partial');
    expect(l5.changes[0]?.values.wedge_angle).toMatchObject({ status: 'reported' });
    expect(l5.changes[0]?.values.wedge_angle.value).toBeCloseTo(0.7, 12);
    const t9 = levelOf(exampleStudy(), 'T9', 'S003');
    expect(visit(t9, 'pre').status).toBe('unavailable');
  });
});

describe('the change', () => {
  test('is later minus earlier: 5 mm gained in front, 14 degrees corrected', () => {
    const [change] = levelOf(preAndPost(), 'L1').changes;
    expect(change).toMatchObject({ from: 'pre', to: 'post', flags: [] });
    expect(change?.values.h_ant.value).toBeCloseTo(5, 12);
    expect(change?.values.h_post.value).toBeCloseTo(0, 12);
    expect(change?.values.wedge_angle.value).toBeCloseTo(-14.036243, 6);
  });

  test('in millimetres is not given between a patient and a detector plane, in degrees it is', () => {
    let study = preAndPost();
    study = addCalibration(study, {
      subjectId: 's1',
      timepoint: 'post',
      entry: {
        kind: 'typed',
        spacing: { rowSpacing: 0.1, columnSpacing: 0.1 },
        plane: 'detector',
        at: AT,
        by: 'R1',
        reason: 'detector',
      },
    });
    const measures = levelOf(study, 'L1');
    expect(measures.changes[0]?.values.h_ant).toEqual({ value: null, status: 'not_comparable' });
    expect(measures.changes[0]?.values.wedge_angle.value).toBeCloseTo(-14.036243, 6);
    expect(levelFlags(measures)).toEqual([
      'magnification_unknown',
      'spacing_detector',
      'spacing_manual',
      'spacing_differs',
      'mm_not_comparable',
    ]);
  });

  test('between postures is flagged', () => {
    const study = setPosture(preAndPost(), { subjectId: 's1', timepoint: 'post', posture: 'supine' });
    expect(levelOf(study, 'L1').changes[0]?.flags).toEqual(['posture_differs']);
  });

  test('takes the reason of the visit that is missing', () => {
    const { changes } = levelOf(exampleStudy(), 'T12', 'S002');
    expect(changes.find(({ to }) => to === 'm1')?.values.wedge_angle.status).toBe('death');
    expect(changes.find(({ to }) => to === 'post')?.values.h_ant.status).toBe('uncalibrated');
  });
});

test('how an image is shown changes no value', () => {
  const study = preAndPost();
  const mirrored = setDisplay(study, {
    subjectId: 's1',
    timepoint: 'pre',
    display: { flipHorizontal: true, rotation: 90, invert: true },
  });
  const shown = visit(levelOf(mirrored, 'L1'), 'pre');
  expect(shown.values).toEqual(visit(levelOf(study, 'L1'), 'pre').values);
  expect(shown.flags).toContain('mirrored_view');
});

test('the order is subject, level from head to foot, reader, number of the reading; readers can be chosen', () => {
  const order = [...measureStudy(exampleStudy())].map(
    ({ subject, level, reader, reading }) => `${subject.code} ${level} ${reader}/${reading}`,
  );
  expect(order).toEqual([
    'S001 L1 R1/1',
    'S001 L1 R1/2',
    'S001 L1 R2/1',
    'S001 L2 R1/1',
    'S001 S1 R1/1',
    'S002 T12 R1/1',
    'S002 L3 R1/1',
    'S003 T9 R1/1',
    'S003 L5 R1/1',
  ]);
  const second = [...measureStudy(exampleStudy(), { readers: ['R2'] })];
  expect(second.map(({ level, reader }) => `${level} ${reader}`)).toEqual(['L1 R2']);
});

test('the timepoints in use are those at which somebody has an exam', () => {
  expect(usedTimepoints(exampleStudy())).toEqual(['pre', 'post', 'm1']);
});

test('a calibration added later changes the millimetres of the same points', () => {
  const study = preAndPost();
  const doubled = addCalibration(study, {
    subjectId: 's1',
    timepoint: 'pre',
    entry: { kind: 'line', object: 'rod', knownMm: 20, from: [0, 0], to: [100, 0], at: AT, by: 'R1', reason: 'rod' },
  });
  expect(visit(levelOf(doubled, 'L1'), 'pre').values.h_ant.value).toBeCloseTo(30, 9);
  expect(visit(levelOf(typeSpacing(doubled, 's1', 'pre'), 'L1'), 'pre').values.h_ant.value).toBeCloseTo(15, 9);
});

test('a vertebra of which only a point is marked hidden counts as started', () => {
  const study = setLandmarkState(twoFilms(), {
    ...place('s1', 'pre', 'L4'),
    landmark: 'SA',
    state: { kind: 'not_visible', reason: 'overlap' },
    at: AT,
  });
  expect(visit(levelOf(study, 'L4'), 'pre').values.h_ant.status).toBe('not_visible');
  expect(visit(levelOf(study, 'L4'), 'pre').values.h_post.status).toBe('not_measured');
});
