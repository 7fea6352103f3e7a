import { describe, expect, test } from 'vitest';
import type { ReadingList } from '../../../shared/study/blindedRound.ts';
import { blindedPart, BLINDED_READER, BLINDED_SUBJECT, withBlindedPart } from '../../../shared/study/blindedPart.ts';
import { listOf, listProgress, presentRound } from '../../../shared/study/blinding.ts';
import {
  beginBlinding,
  finishListedFilm,
  liftBlinding,
  resumeBlinding,
} from '../../../shared/study/edits/blindingEdits.ts';
import { replaceLandmarks } from '../../../shared/study/edits/landmarkEdits.ts';
import { findExam, findReading, findSubject } from '../../../shared/study/find.ts';
import { mergeStudies } from '../../../shared/study/mergeStudies.ts';
import { planReadingLists } from '../../../shared/study/planReadingList.ts';
import type { Study } from '../../../shared/study/study.ts';
import { parseStudy, serializeStudy } from '../../../shared/study/studyFile.ts';
import { verifyStudy } from '../../../shared/study/verifyStudy.ts';
import { AT, exampleStudy, LATER, place, square, wedge } from '../../support/exampleStudy.ts';

const WORDS = { film: 'Film', title: 'Blinded reading' };
const who = { by: 'R1', at: AT, reason: 'repeat study' };
const plan = { readers: ['R1', 'R2'], timepoints: ['pre', 'post'], levels: null, repeatPercent: 0, seed: 1 } as const;

function begun(study: Study = exampleStudy()): Study {
  const lists = planReadingLists(study, plan);
  return beginBlinding(study, { ...who, id: 'round1', seed: 1, repeatPercent: 0, lists });
}

function filmOf(study: Study, reader: string, subjectId: string, timepoint: string) {
  const round = presentRound(study);
  const listed = round?.lists
    .find((list) => list.reader === reader)
    ?.films.find((film) => film.subjectId === subjectId && film.timepoint === timepoint);
  if (!round || !listed) throw new Error('not listed');
  return { ...listed, reader, round: round.id };
}

const examOf = (study: Study, subjectId: string, timepoint: string) =>
  findExam(findSubject(study, subjectId), timepoint);

describe('a blinded reading', () => {
  test('begins with its lists and seed, is saved with the study and still goes on when it is opened', () => {
    const study = begun();
    expect(presentRound(study)).toMatchObject({
      id: 'round1',
      seed: 1,
      log: [{ action: 'blinded', by: 'R1', finished: 0, films: 8 }],
    });
    const opened = parseStudy(serializeStudy(study, { appVersion: '1', savedAt: AT }));
    expect(opened).toMatchObject({ ok: true, value: { study } });
    expect(verifyStudy(study).ok).toBe(true);
  });

  test('is refused while another one goes on, without films, and for readers who are not in the protocol', () => {
    const study = begun();
    const again = { ...who, id: 'round2', seed: 1, repeatPercent: 0, lists: planReadingLists(study, plan) };
    expect(beginBlinding(study, again)).toBe(study);
    const example = exampleStudy();
    const refused = (lists: readonly ReadingList[]) =>
      beginBlinding(example, { ...who, id: 'r', seed: 1, repeatPercent: 0, lists });
    expect(refused([])).toBe(example);
    expect(refused([{ reader: 'R1', films: [] }])).toBe(example);
    expect(refused(planReadingLists(example, { ...plan, readers: ['R9'] }))).toBe(example);
  });

  test('shows a film without anything that tells whose and when it is, or what others read', () => {
    const study = begun();
    const film = filmOf(study, 'R2', 's1', 'pre');
    const part = blindedPart(study, film, WORDS);
    const words = JSON.stringify(part);
    const subject = findSubject(study, 's1');
    for (const secret of [
      'S001',
      'Before surgery',
      'Osteoporosis',
      'ruler',
      '.png',
      '2026',
      '"s1"',
      '"pre"',
      '"post"',
      '"R1"',
      '"R2"',
    ])
      expect(words, secret).not.toContain(secret);
    expect([part?.title, part?.salt, study.title]).toEqual([WORDS.title, '', 'Example']);
    expect(subject?.exams[0]?.image?.name).toBe('S001_pre.png');
    expect(part?.subjects[0]?.exams[0]?.image?.sha256).toBe(subject?.exams[0]?.image?.sha256);
    expect(part?.protocol.levels).toEqual(['L1', 'L2', 'S1']);
    // The spacing of the ledger counts as it does in the study.
    expect(part?.subjects[0]?.exams[0]?.calibrations).toMatchObject([{ kind: 'typed', spacing: { rowSpacing: 0.1 } }]);
    expect(part?.subjects[0]?.exams[0]?.readings).toEqual([]);
  });

  test('takes the points back into a reading of its own and touches nothing else', () => {
    const study = begun();
    const film = filmOf(study, 'R2', 's1', 'pre');
    const part = blindedPart(study, film, WORDS);
    if (part === null) throw new Error('no part');
    expect(withBlindedPart(study, film, part)).toBe(study);
    const at = {
      subjectId: BLINDED_SUBJECT,
      timepoint: 'Film',
      reader: BLINDED_READER,
      reading: 1,
      level: 'L1' as const,
      at: LATER,
    };
    const read = replaceLandmarks(part, { ...at, landmarks: wedge(3) });
    const after = withBlindedPart(study, film, read);
    // R2 has read this film once before.
    expect(film.reading).toBe(2);
    const reading = findReading(examOf(after, 's1', 'pre'), film);
    expect(reading).toMatchObject({
      reader: 'R2',
      number: 2,
      round: 'round1',
      vertebrae: [{ level: 'L1', landmarks: wedge(3) }],
    });
    const { readings, ...rest } = examOf(after, 's1', 'pre') ?? { readings: [] };
    const { readings: before, ...same } = examOf(study, 's1', 'pre') ?? { readings: [] };
    expect(rest).toEqual(same);
    expect(readings.slice(0, before.length)).toEqual(before);
    expect(after.subjects.slice(1)).toEqual(study.subjects.slice(1));
    // Going on later shows the same points again.
    expect(blindedPart(after, film, WORDS)?.subjects[0]?.exams[0]?.readings[0]?.vertebrae[0]?.landmarks).toEqual(
      wedge(3),
    );
  });

  test('counts finished films, also one on which nothing could be read', () => {
    const study = begun();
    const list = presentRound(study)?.lists.find(({ reader }) => reader === 'R2');
    if (!list) throw new Error('no list');
    expect(listProgress(study, list)).toEqual({ finished: 0, films: 4, open: [0, 1, 2, 3] });
    const film = list.films[1];
    if (!film) throw new Error('no film');
    const done = finishListedFilm(study, { ...film, reader: 'R2', at: LATER });
    expect(listProgress(done, list)).toEqual({ finished: 1, films: 4, open: [0, 2, 3] });
    expect(finishListedFilm(done, { ...film, reader: 'R2', at: AT })).toBe(done);
  });

  test('ends with a record of who looked, when, why and how far it was; and can go on with that record', () => {
    const study = begun();
    const lifted = liftBlinding(study, { by: 'PI', at: LATER, reason: 'all read' });
    expect(presentRound(lifted)).toBeNull();
    expect(lifted.protocol.blinding?.[0]?.log[1]).toEqual({
      action: 'unblinded',
      at: LATER,
      by: 'PI',
      reason: 'all read',
      finished: 0,
      films: 8,
    });
    expect(liftBlinding(lifted, who)).toBe(lifted);
    const again = resumeBlinding(lifted, who);
    expect(presentRound(again)?.log.map(({ action }) => action)).toEqual(['blinded', 'unblinded', 'blinded']);
  });

  test('that two readers did on two machines is united: both readings, both records, no conflict', () => {
    const study = begun();
    const readAs = (reader: string, shift: number): Study => {
      const film = filmOf(study, reader, 's1', 'post');
      const read = replaceLandmarks(study, {
        ...place('s1', 'post', 'L1', reader, film.reading),
        landmarks: square(shift),
        at: LATER,
      });
      return finishListedFilm(read, { ...film, at: LATER });
    };
    const one = readAs('R1', 1);
    const other = liftBlinding(readAs('R2', 2), { by: 'R2', at: LATER, reason: 'done' });
    const merged = mergeStudies(one, other);
    if (!merged.ok) throw new Error(merged.error.message);
    expect(merged.value.conflicts).toEqual([]);
    const round = merged.value.study.protocol.blinding?.[0];
    expect(round?.log.map(({ action }) => action)).toEqual(['blinded', 'unblinded']);
    for (const reader of ['R1', 'R2']) {
      const list = round && listOf(round, reader);
      expect(list && listProgress(merged.value.study, list).finished).toBe(1);
    }
  });
});
