import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planReadingLists, type ReadingPlan } from '../../../shared/study/planReadingList.ts';
import type { ReadingList } from '../../../shared/study/blindedRound.ts';
import { replaceLandmarks } from '../../../shared/study/edits/landmarkEdits.ts';
import { seededRandom, shuffled } from '../../../shared/study/seededRandom.ts';
import { cohortStudy } from '../../support/cohortStudy.ts';
import { AT, place, square, twoFilms } from '../../support/exampleStudy.ts';

const plan: ReadingPlan = { readers: ['R1', 'R2'], timepoints: ['v1', 'v2'], levels: null, repeatPercent: 20, seed: 7 };
const cohort = (subjects: number) => cohortStudy({ subjects, levels: ['T12', 'L1'], readers: 0 });
const keyOf = ({ subjectId, timepoint }: ReadingList['films'][number]): string => `${subjectId} ${timepoint}`;
const films = (list: ReadingList | undefined) => (list?.films ?? []).map(keyOf);

/** Of every film that comes twice: how many others lie between. */
function between(list: ReadingList | undefined): readonly number[] {
  const seen = new Map<string, number>();
  return films(list).flatMap((film, position) => {
    const first = seen.get(film);
    seen.set(film, position);
    return first === undefined ? [] : [position - first - 1];
  });
}

describe('a reading list', () => {
  test('has every film of the chosen visits once, and the planned share a second time as the next reading', () => {
    const [list] = planReadingLists(cohort(20), plan);
    // Twenty subjects with two visits, of which one is lost and one has no film yet.
    expect(new Set(films(list)).size).toBe(38);
    expect(list?.films).toHaveLength(38 + 8);
    for (const film of new Set(films(list))) {
      const numbers = list?.films.filter((each) => keyOf(each) === film).map(({ reading }) => reading);
      expect([[1], [1, 2]]).toContainEqual(numbers);
    }
    const [second] = planReadingLists(cohort(20), { ...plan, timepoints: ['v2'], repeatPercent: 0 });
    expect(second?.films.every(({ timepoint }) => timepoint === 'v2')).toBe(true);
    expect(second?.films).toHaveLength(18);
  });

  test('follows from its seed, and is another one for another reader or seed', () => {
    const lists = planReadingLists(cohort(20), plan);
    expect(planReadingLists(cohort(20), plan)).toEqual(lists);
    expect(films(lists[1])).not.toEqual(films(lists[0]));
    expect(films(planReadingLists(cohort(20), { ...plan, seed: 8 })[0])).not.toEqual(films(lists[0]));
    expect(films(lists[0])).not.toEqual(films(lists[0]).toSorted());
  });

  test('goes on counting where a reader has read before, and asks for the treated and begun levels', () => {
    const read = replaceLandmarks(twoFilms(), { ...place('s1', 'pre', 'L2'), landmarks: square(), at: AT });
    const lists = planReadingLists(read, { ...plan, timepoints: ['pre', 'post'], repeatPercent: 100 });
    const ofFilm = (reader: string, timepoint: string) =>
      lists
        .find((list) => list.reader === reader)
        ?.films.filter((film) => film.timepoint === timepoint)
        .map(({ reading, levels }) => ({ reading, levels }));
    expect(ofFilm('R1', 'pre')).toEqual([
      { reading: 2, levels: ['L2'] },
      { reading: 3, levels: ['L2'] },
    ]);
    expect(ofFilm('R2', 'pre')?.map(({ reading }) => reading)).toEqual([1, 2]);
    const [all] = planReadingLists(read, { ...plan, timepoints: ['pre'], levels: ['T12', 'L1'] });
    expect(all?.films[0]?.levels).toEqual(['T12', 'L1']);
  });

  test('keeps a repeat away from its first showing, whatever the size and the share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 40 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 0xffffffff }),
        (subjects, repeatPercent, seed) => {
          const [list] = planReadingLists(cohort(subjects), {
            ...plan,
            readers: ['R1'],
            timepoints: ['v1'],
            repeatPercent,
            seed,
          });
          const apart = Math.max(1, Math.min(10, Math.floor(subjects / 3)));
          expect(between(list)).toHaveLength(Math.round((subjects * repeatPercent) / 100));
          for (const films of between(list)) expect(films).toBeGreaterThanOrEqual(apart);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('shows everything twice as two rounds when all is repeated', () => {
    const [list] = planReadingLists(cohort(20), { ...plan, readers: ['R1'], timepoints: ['v1'], repeatPercent: 100 });
    expect(new Set(films(list).slice(0, 20)).size).toBe(20);
    expect(list?.films.slice(20).every(({ reading }) => reading === 2)).toBe(true);
    for (const count of between(list)) expect(count).toBeGreaterThanOrEqual(6);
  });

  test('puts every film at every place with the same chance', () => {
    const places = Array.from({ length: 5 }, () => 0);
    for (let seed = 0; seed < 2000; seed += 1) {
      const order = shuffled(['a', 'b', 'c', 'd', 'e'], seededRandom(seed));
      const at = order.indexOf('a');
      places[at] = (places[at] ?? 0) + 1;
    }
    // Four degrees of freedom: 18.47 is the 99.9th percentile of chi-square.
    expect(places.reduce((sum, count) => sum + (count - 400) ** 2 / 400, 0)).toBeLessThan(18.47);
  });

  test('draws the numbers of its generator that are written in the description of the format', () => {
    const random = seededRandom(20_261_120);
    expect([random(), random(), random()].map((value) => Math.round(value * 1e9) / 1e9)).toMatchInlineSnapshot(`
      [
        0.890576469,
        0.573049459,
        0.630106871,
      ]
    `);
  });
});
