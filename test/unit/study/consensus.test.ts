import { describe, expect, test } from 'vitest';
import { comparedPart, COMPARED_READER, meanLandmarks, withComparedPart } from '../../../shared/study/comparedPart.ts';
import { isConsensus, withConsensusThroughout } from '../../../shared/study/consensus.ts';
import { placeLandmark, replaceLandmarks } from '../../../shared/study/edits/landmarkEdits.ts';
import { findExam, findReading, findSubject, findVertebra } from '../../../shared/study/find.ts';
import type { Study } from '../../../shared/study/study.ts';
import { agreementStatistics } from '../../../shared/report/statistics/agreementStatistics.ts';
import { readLevels } from '../../../shared/report/statistics/levelNumbers.ts';
import { gridRows, OPENING_VIEW } from '../../../renderer/editor/gridView.ts';
import { studyGrid } from '../../../renderer/editor/studyGrid.ts';
import { AT, exampleStudy, LATER, place, square, wedge } from '../../support/exampleStudy.ts';

const compared = {
  subjectId: 's1',
  timepoint: 'pre',
  first: { reader: 'R1', reading: 1 },
  second: { reader: 'R2', reading: 1 },
};

/** R1 reads a wedge of 14 degrees, R2 a square: far apart. */
const disputed = (): Study =>
  replaceLandmarks(exampleStudy(), { ...place('s1', 'pre', 'L1', 'R2'), landmarks: square(), at: LATER });

function partOf(study: Study): Study {
  const part = comparedPart(study, compared);
  if (part === null) throw new Error('nothing to compare');
  return part;
}

const agreedOn = (study: Study): Study => {
  const at = {
    subjectId: 's1',
    timepoint: 'CONS',
    reader: COMPARED_READER,
    reading: 1,
    level: 'L1' as const,
    at: LATER,
  };
  return withComparedPart(study, compared, replaceLandmarks(partOf(study), { ...at, landmarks: wedge(40) }));
};

const readingAt = (study: Study, reader: string, timepoint = 'pre') =>
  findReading(findExam(findSubject(study, 's1'), timepoint), { reader, reading: 1 });

describe('two readings of a film', () => {
  test('stand as two visits beside each other with their agreement as a third', () => {
    const part = partOf(disputed());
    expect(part.protocol.timepoints.map(({ id }) => id)).toEqual(['R1', 'R2', 'CONS']);
    expect(part.subjects[0]?.exams.map(({ readings }) => readings.length)).toEqual([1, 1, 0]);
    expect(part.protocol.levels).toEqual(['L1', 'L2', 'S1']);
    expect(comparedPart(disputed(), { ...compared, timepoint: 'post' })).toBeNull();
  });

  test('are locked there', () => {
    const part = partOf(disputed());
    const at = {
      subjectId: 's1',
      timepoint: 'R2',
      reader: COMPARED_READER,
      reading: 1,
      level: 'L1' as const,
      at: LATER,
    };
    expect(placeLandmark(part, { ...at, landmark: 'SA', point: [1, 1] })).toBe(part);
  });

  test('stay as they are when what was agreed on is recorded as a reading of its own', () => {
    const study = disputed();
    expect(withComparedPart(study, compared, partOf(study))).toBe(study);
    const agreed = agreedOn(study);
    expect(readingAt(agreed, 'R1')).toBe(readingAt(study, 'R1'));
    expect(readingAt(agreed, 'R2')).toBe(readingAt(study, 'R2'));
    expect(readingAt(agreed, 'CONS')).toMatchObject({ vertebrae: [{ level: 'L1', landmarks: wedge(40) }] });
    expect(agreed.protocol.readers.at(-1)).toEqual({ id: 'CONS', label: 'Consensus', role: 'consensus' });
    expect(isConsensus(agreed.protocol, 'CONS')).toBe(true);
    // Opened again, the agreement is there to be changed.
    expect(partOf(agreed).subjects[0]?.exams[2]?.readings[0]?.vertebrae[0]?.landmarks).toEqual(wedge(40));
  });

  test('have their middle halfway between their points', () => {
    const study = disputed();
    const [first, second] = ['R1', 'R2'].map((reader) => findVertebra(readingAt(study, reader), 'L1'));
    expect(meanLandmarks(first, second)).toMatchObject({ SA: [300, 100], IA: [300, 275], IM: [200, 287.5] });
    expect(meanLandmarks(first, undefined)).toEqual(first?.landmarks);
  });
});

describe('the consensus', () => {
  test('settles a dispute in the grid', () => {
    const stateOf = (study: Study) => {
      const grid = studyGrid(study, { reader: null });
      const rows = gridRows(grid, study, OPENING_VIEW);
      return rows.at(rows.find('s1', 'L1'))?.cells[0];
    };
    expect(stateOf(disputed())?.state).toBe('disputed');
    expect(stateOf(agreedOn(disputed()))).toMatchObject({ state: 'read', readings: 3 });
  });

  test('counts in the comparisons, with the first reader where nothing had to be agreed on, and not in the agreement', () => {
    const study = agreedOn(disputed());
    const levels = [...readLevels(study)];
    const first = levels.find(({ level, subject }) => level === 'L1' && subject.id === 's1')?.readings[0];
    expect(first?.reader).toBe('CONS');
    expect(first?.subject).toBe(study.subjects[0]);
    expect(first?.visits[0]?.vertebra?.landmarks).toEqual(wedge(40));
    expect(first?.visits[1]?.vertebra?.landmarks).toEqual(
      findVertebra(readingAt(study, 'R1', 'post'), 'L1')?.landmarks,
    );
    expect(first?.visits[1]?.changes?.wedge_angle.value).toBeCloseTo(-14.036243467926479, 9);
    const between = agreementStatistics(study.protocol, levels)['between_readers'] as { readings: string[] };
    expect(between.readings).toEqual(['R1', 'R2']);
    const subject = study.subjects[1];
    expect(subject && withConsensusThroughout(study.protocol, subject)).toBe(subject);
    expect(AT < LATER).toBe(true);
  });
});
