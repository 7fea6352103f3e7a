import { describe, expect, test } from 'vitest';
import { setExamImage } from '../../../../shared/study/edits/examEdits.ts';
import { setTimepoints } from '../../../../shared/study/edits/protocolEdits.ts';
import type { Exam, Study } from '../../../../shared/study/study.ts';
import { daysBetween, proposeAssignments } from '../../../../renderer/files/assignImages.ts';
import type { Candidate } from '../../../../renderer/files/dialogs.ts';
import { filmsStudy } from '../../../support/driver.ts';
import { image } from '../../../support/exampleStudy.ts';
import { candidate } from './films.ts';

const empty = filmsStudy({ pre: null, post: null });

/** The proposal as `file>timepoint`, and whether the files themselves settle it. */
function proposed(
  candidates: readonly Candidate[],
  { study = empty, preferred = ['pre', 'post'] }: { study?: Study; preferred?: readonly string[] } = {},
) {
  const exams: readonly Exam[] = study.subjects[0]?.exams ?? [];
  const { assignments, ordered } = proposeAssignments(study, exams, candidates, preferred);
  return [assignments.map(({ candidate: { name }, timepoint }) => `${name}>${timepoint}`).join(' '), ordered];
}

const withFilm = (timepoint: string, acquisitionDate: string, study = empty): Study =>
  setExamImage(study, { subjectId: 's1', timepoint, image: image(timepoint, { acquisitionDate }) });

describe('Which film belongs where', () => {
  test('the earlier one is before surgery, whatever the order of the files', async () => {
    const later = await candidate('a', { date: '2026-03-05' });
    const earlier = await candidate('b', { date: '2026-03-02' });
    expect(proposed([later, earlier])).toEqual(['b>pre a>post', true]);
    expect(proposed([earlier, later])).toEqual(['b>pre a>post', true]);
  });

  test('on one day their times tell', async () => {
    const later = await candidate('a', { date: '2026-03-02', time: '16:30:00' });
    const earlier = await candidate('b', { date: '2026-03-02', time: '08:00:00' });
    expect(proposed([later, earlier])).toEqual(['b>pre a>post', true]);
  });

  test('on one day without both times nobody knows: somebody has to look', async () => {
    const timed = await candidate('a', { date: '2026-03-02', time: '16:30:00' });
    const untimed = await candidate('b', { date: '2026-03-02' });
    expect(proposed([timed, untimed])[1]).toBe(false);
    expect(proposed([untimed, await candidate('c', { date: '2026-03-02' })])[1]).toBe(false);
    const same = await candidate('d', { date: '2026-03-02', time: '16:30:00' });
    expect(proposed([timed, same])[1]).toBe(false);
  });

  test('undated films go last, by name, and somebody has to look', async () => {
    const dated = await candidate('z', { date: '2026-03-02' });
    const second = await candidate('b');
    const first = await candidate('a');
    expect(proposed([second, first, dated])).toEqual(['z>pre a>post b>m1', false]);
    expect(proposed([second, first])).toEqual(['a>pre b>post', false]);
  });

  test('one film goes to the first free place of the two views', async () => {
    expect(proposed([await candidate('a')])).toEqual(['a>pre', true]);
    const study = withFilm('pre', '2026-03-02');
    expect(proposed([await candidate('a', { date: '2026-03-05' })], { study })).toEqual(['a>post', true]);
    expect(proposed([await candidate('a')], { study, preferred: ['pre', 'm6'] })).toEqual(['a>m6', true]);
  });

  test('a film older than the one before surgery is not taken for the later one unasked', async () => {
    const study = withFilm('pre', '2026-03-02');
    expect(proposed([await candidate('a', { date: '2026-02-20' })], { study })).toEqual(['a>post', false]);
    const follow = withFilm('m6', '2026-09-01', study);
    expect(proposed([await candidate('a', { date: '2026-10-01' })], { study: follow })).toEqual(['a>post', false]);
    expect(proposed([await candidate('a', { date: '2026-03-03' })], { study: follow })).toEqual(['a>post', true]);
  });

  test('more films than timepoints: the rest is proposed for nothing', async () => {
    const study = setTimepoints(empty, {
      timepoints: [
        { id: 'pre', label: 'Before', nominalDays: 0 },
        { id: 'post', label: 'After', nominalDays: 1 },
      ],
    });
    const films = await Promise.all(
      ['2026-03-01', '2026-03-02', '2026-03-03'].map((date, index) => candidate(String(index), { date })),
    );
    expect(proposed(films, { study })).toEqual(['0>pre 1>post 2>null', true]);
  });

  test('more than two go through the protocol in order, not to the two views first', async () => {
    const films = await Promise.all(
      ['2026-03-01', '2026-03-02', '2026-09-03'].map((date, index) => candidate(String(index), { date })),
    );
    expect(proposed(films, { preferred: ['m6', 'm12'] })).toEqual(['0>pre 1>post 2>m1', true]);
  });
});

describe('Days between two dates', () => {
  test('count whole days, also over a change of the clocks and a leap day', () => {
    expect(daysBetween('2026-03-02', '2026-03-05')).toBe(3);
    expect(daysBetween('2026-03-05', '2026-03-02')).toBe(-3);
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2026-03-02', '2026-03-02')).toBe(0);
  });

  test('are unknown without two dates', () => {
    expect(daysBetween(undefined, '2026-03-02')).toBeNull();
    expect(daysBetween('2026-03-02', undefined)).toBeNull();
    expect(daysBetween('2026-03-02', 'March')).toBeNull();
  });
});
