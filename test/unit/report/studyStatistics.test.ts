import { describe, expect, test } from 'vitest';
import { foundReadingError, studyStatistics } from '../../../shared/report/studyStatistics.ts';
import { addClinicalEvent, setScore } from '../../../shared/study/edits/clinicalEdits.ts';
import { addCalibration, setExamImage } from '../../../shared/study/edits/examEdits.ts';
import { replaceLandmarks } from '../../../shared/study/edits/landmarkEdits.ts';
import { addReader, setArms, setReadingError } from '../../../shared/study/edits/protocolEdits.ts';
import { addSubject, setSubjectFacts, setTreatedLevels } from '../../../shared/study/edits/subjectEdits.ts';
import { setVertebraFacts } from '../../../shared/study/edits/vertebraEdits.ts';
import type { Study } from '../../../shared/study/study.ts';
import { AT, emptyStudy, image, place, square, typeSpacing } from '../../support/exampleStudy.ts';

/** A body of 20 mm whose lower front corner is raised by `rise` px of 0.1 mm: wedge atan(rise / 200). */
const body = (rise: number) => ({ ...square(), IA: [300, 300 - rise] as const });
const wedgeOf = (rise: number): number => (Math.atan(rise / 200) * 180) / Math.PI;

function withFilm(study: Study, id: string, timepoint: string): Study {
  const next = setExamImage(study, { subjectId: id, timepoint, image: image(`${id}${timepoint}`) });
  return typeSpacing(next, id, timepoint);
}

/** `count` patients with L1 treated; the lower front corner is raised by these px before and after. */
function cohort(count: number, rises: (index: number) => readonly [pre: number, post: number]): Study {
  let study = emptyStudy();
  for (let index = 0; index < count; index += 1) {
    const id = `s${index}`;
    study = addSubject(study, { id, code: `S${index}` });
    study = setTreatedLevels(study, { subjectId: id, levels: ['L1'] });
    for (const [position, timepoint] of ['pre', 'post'].entries()) {
      study = withFilm(study, id, timepoint);
      const landmarks = body(rises(index)[position] ?? 0);
      study = replaceLandmarks(study, { ...place(id, timepoint, 'L1'), landmarks, at: AT });
    }
  }
  return study;
}

/** Everything at a path of keys. */
function at(document: unknown, path: string): unknown {
  let content = document;
  for (const key of path.split('.')) content = (content as Record<string, unknown> | undefined)?.[key];
  return content;
}

describe('outcomes', () => {
  const study = cohort(6, (index) => [60 + index * 4, 20 + index]);

  test('kyphosis corrected is negative, height gained positive, one patient one pair', () => {
    const statistics = studyStatistics(study);
    const mean = [0, 1, 2, 3, 4, 5].reduce((sum, index) => sum + wedgeOf(20 + index) - wedgeOf(60 + index * 4), 0) / 6;
    expect(at(statistics, 'wedge.paired_patient_means.difference.mean')).toBeCloseTo(mean, 8);
    expect(at(statistics, 'wedge.paired_patient_means.wilcoxon.p_two_sided')).toBe(2 / 64);
    // Raised by 40, 43, ... px less: the front is higher by 4 mm and more.
    expect(at(statistics, 'h_ant.paired_all.difference.min')).toBeCloseTo(4, 8);
    expect(at(statistics, 'h_post.paired_all.difference.max')).toBe(0);
    expect(at(statistics, 'h_post.paired_all.paired_t')).toMatchObject({ missing: { code: 'no_variation' } });
    expect(at(statistics, 'wedge.change_categories')).toMatchObject({
      improved_ge_5_deg: 6,
      threshold_source: 'provisional',
    });
  });

  test('the study with a reading error of its own counts by that', () => {
    const own = setReadingError(study, { readingError: { angleDeg: 12, heightMm: 2, source: 'own study' } });
    expect(at(studyStatistics(own), 'wedge.change_categories')).toMatchObject({
      improved_ge_12_deg: 4,
      within_12_deg: 2,
      threshold_source: 'own study',
    });
  });

  test('neighbours that were measured beside a treated level are no outcome; without treated levels all are', () => {
    const measured = replaceLandmarks(study, { ...place('s0', 'pre', 'T12'), landmarks: body(0), at: AT });
    expect(at(studyStatistics(measured), 'wedge.n_pre')).toBe(6);
    const untreated = {
      ...measured,
      subjects: measured.subjects.map((subject) => ({ ...subject, treatedLevels: [] })),
    };
    expect(at(studyStatistics(untreated), 'wedge.n_pre')).toBe(7);
  });

  test('millimetres at the detector and in the patient are not put together; the angle is', () => {
    let mixed = addSubject(study, { id: 'x', code: 'X' });
    for (const timepoint of ['pre', 'post']) {
      mixed = setExamImage(mixed, {
        subjectId: 'x',
        timepoint,
        image: image(`x${timepoint}`, {
          format: 'dicom',
          spacing: { imagerPixelSpacing: [0.1, 0.1], distanceSourceToDetector: 1800, distanceSourceToPatient: 1500 },
        }),
      });
      mixed = replaceLandmarks(mixed, { ...place('x', timepoint, 'L1'), landmarks: body(10), at: AT });
    }
    const statistics = studyStatistics(mixed);
    expect(at(statistics, 'h_ant')).toMatchObject({
      missing: { code: 'mixed_planes' },
      by_plane: { patient: { n_pre: 6 }, detector: { n_pre: 1 } },
    });
    expect(at(statistics, 'wedge.n_pre')).toBe(7);
    expect(at(statistics, 'pooling')).not.toHaveProperty('h_ant_levels');
  });
});

describe('arms', () => {
  function twoArms(): Study {
    let study = setArms(
      cohort(8, (index) => [60, index < 4 ? 20 + index : 55 + index]),
      {
        arms: [
          { id: 'K', label: 'Kyphoplasty' },
          { id: 'C', label: 'Control' },
        ],
      },
    );
    for (let index = 0; index < 8; index += 1) {
      study = setSubjectFacts(study, { subjectId: `s${index}`, facts: { arm: index < 4 ? 'K' : 'C' } });
      study = setScore(study, { subjectId: `s${index}`, timepoint: 'pre', instrument: 'VAS', value: 8 });
      study = setScore(study, {
        subjectId: `s${index}`,
        timepoint: 'post',
        instrument: 'VAS',
        value: index < 4 ? 2 : 6 + (index % 2),
      });
    }
    return study;
  }

  test('values and changes against each other: 4 and 4 that do not overlap have an exact p of 2/70', () => {
    const arms = at(studyStatistics(twoArms()), 'arms');
    expect(at(arms, 'K_vs_C.wedge.post.as_assigned.mann_whitney')).toMatchObject({ U: 0, method: 'exact' });
    expect(at(arms, 'K_vs_C.wedge.post.as_assigned.mann_whitney.p_two_sided')).toBeCloseTo(2 / 70, 12);
    expect(at(arms, 'K_vs_C.vas.change_pre_to_post.as_assigned.difference')).toBe(-4.5);
    expect(at(arms, 'K_vs_C.vas.pre.as_assigned.welch_t')).toMatchObject({ missing: { code: 'no_variation' } });
    expect(at(arms, 'crossed_over')).toEqual({ pre: 0, post: 0 });
  });

  test('who crossed over is counted from then on, and left out in a second comparison', () => {
    const crossed = addClinicalEvent(twoArms(), {
      subjectId: 's7',
      event: { kind: 'other', site: 'crossover', timepoint: 'post' },
    });
    const arms = at(studyStatistics(crossed), 'arms');
    expect(at(arms, 'crossed_over')).toEqual({ pre: 0, post: 1 });
    expect(at(arms, 'K_vs_C.wedge.pre')).not.toHaveProperty('without_crossed');
    expect(at(arms, 'K_vs_C.wedge.post.as_assigned.second.n')).toBe(4);
    expect(at(arms, 'K_vs_C.wedge.post.without_crossed.second.n')).toBe(3);
  });
});

describe('agreement', () => {
  /** Reader 2 reads the corner 2 px lower on every other patient. */
  function readTwice(count: number): Study {
    let study = addReader(
      cohort(count, (index) => [60 + index * 3, 20 + index]),
      { id: 'R2', label: 'Reader 2' },
    );
    for (let index = 0; index < count; index += 1) {
      const landmarks = body(60 + index * 3 - (index % 2) * 2);
      const second = place(`s${index}`, 'pre', 'L1', 'R2');
      study = replaceLandmarks(study, { ...second, landmarks, at: AT });
      study = setVertebraFacts(study, { ...second, facts: { sqGrade: index % 2 === 0 ? 1 : 2 }, at: AT });
      study = setVertebraFacts(study, { ...place(`s${index}`, 'pre', 'L1'), facts: { sqGrade: 1 }, at: AT });
    }
    return study;
  }

  test('the films that both have read: coefficients, limits, grades, and every landmark by itself', () => {
    const between = at(studyStatistics(readTwice(24)), 'agreement.between_readers');
    expect(at(between, 'films')).toBe(24);
    expect(at(between, 'wedge.icc.n')).toBe(24);
    expect(at(between, 'wedge.bland_altman.R1_R2.definition')).toBe('difference = R1 - R2');
    expect(at(between, 'h_ant.bland_altman.R1_R2.bias')).toBeCloseTo(-0.1, 8);
    expect(at(between, 'h_ant.precision.rms_cv_percent')).toBeGreaterThan(0);
    expect(at(between, 'wedge.precision.rms_cv_percent')).toMatchObject({ missing: { code: 'not_applicable' } });
    expect(at(between, 'sq_grade')).toMatchObject({ n: 24, percent_exact: 50 });
    // Half of the corners differ by 0.2 mm along y, none along x.
    expect(at(between, 'landmarks.mm.IA.sd_x')).toBe(0);
    expect(at(between, 'landmarks.mm.IA.max_distance')).toBeCloseTo(0.1, 8);
    expect(at(between, 'landmarks.mm.SA.sd')).toBe(0);
    expect(at(between, 'landmarks.px')).toBeNull();
  });

  test('20 vertebrae and more give the reading error of the study; fewer say why not', () => {
    const found = foundReadingError(readTwice(24));
    if (!found.ok) throw new Error(found.error.message);
    expect(found.value.source).toBe('MDC95 of 24 vertebrae, readings R1, R2');
    expect(found.value.heightMm).toBeGreaterThan(0.1);
    expect(setReadingError(readTwice(24), { readingError: found.value }).protocol.readingError).toEqual(found.value);
    expect(foundReadingError(readTwice(8))).toMatchObject({ ok: false, error: { code: 'too_few' } });
    expect(foundReadingError(cohort(3, () => [9, 9]))).toMatchObject({ ok: false, error: { code: 'one_reader' } });
  });

  test('a second reading of one reader is agreement within that reader', () => {
    const study = replaceLandmarks(
      cohort(3, () => [60, 20]),
      { ...place('s1', 'pre', 'L1', 'R1', 2), landmarks: body(62), at: AT },
    );
    const agreement = at(studyStatistics(study), 'agreement');
    expect(at(agreement, 'within_reader.R1.readings')).toEqual(['R1', 'R1_2']);
    expect(at(agreement, 'within_reader.R1.wedge.icc')).toMatchObject({ missing: { code: 'too_few' } });
    expect(at(agreement, 'between_readers')).toMatchObject({ missing: { code: 'one_reader' } });
  });

  test('the reader asked for is compared', () => {
    const study = readTwice(4);
    expect(at(studyStatistics(study), 'about.levels_by_reading')).toEqual({ R1: 4 });
    expect(at(studyStatistics(study, { reader: 'R2' }), 'about.levels_by_reading')).toEqual({ R2: 4 });
  });
});

describe('studies without answers', () => {
  test('an empty one says so everywhere', () => {
    const statistics = studyStatistics(emptyStudy());
    expect(at(statistics, 'counts')).toMatchObject({ patients: 0, male_percent: null, levels_total: 0 });
    expect(at(statistics, 'age')).toMatchObject({ missing: { code: 'all_missing' } });
    expect(at(statistics, 'proportions.leakage_per_vertebra')).toMatchObject({ missing: { code: 'all_missing' } });
    expect(at(statistics, 'arms')).toBeNull();
  });

  test('values beyond all measure end in words, not in null or NaN', () => {
    const study = setScore(
      cohort(2, () => [9, 9]),
      { subjectId: 's0', timepoint: 'pre', instrument: 'VAS', value: 1e308 },
    );
    const huge = setScore(study, { subjectId: 's1', timepoint: 'pre', instrument: 'VAS', value: -1e308 });
    const text = JSON.stringify(studyStatistics(huge));
    expect(text).toContain('too large to compute with');
    expect(at(JSON.parse(text), 'vas.pre.sd')).toMatchObject({ missing: { code: 'not_finite' } });
  });

  test('a film without spacing has angles and no millimetres', () => {
    let study = addSubject(emptyStudy(), { id: 'a', code: 'A' });
    study = setExamImage(study, { subjectId: 'a', timepoint: 'pre', image: image('a') });
    study = replaceLandmarks(study, { ...place('a', 'pre', 'L1'), landmarks: body(20), at: AT });
    expect(at(studyStatistics(study), 'h_ant')).toMatchObject({
      n_pre: 0,
      pre_missing: { uncalibrated: 1 },
      all_pre: { missing: { code: 'all_missing' } },
    });
    expect(at(studyStatistics(study), 'wedge.n_pre')).toBe(1);
    const calibrated = addCalibration(study, {
      subjectId: 'a',
      timepoint: 'pre',
      entry: {
        kind: 'typed',
        spacing: { rowSpacing: 0.2, columnSpacing: 0.2 },
        plane: 'patient_user',
        at: AT,
        by: 'R1',
        reason: 'ruler',
      },
    });
    expect(at(studyStatistics(calibrated), 'h_post.all_pre.mean')).toBe(40);
  });
});
