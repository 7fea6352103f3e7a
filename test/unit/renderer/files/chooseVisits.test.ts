import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseVisits } from '../../../../renderer/files/chooseVisits.ts';

/** pre, post, 1, 3, 6, 12 months, 2 years. */
const VISITS = [0, 1, 30, 91, 183, 365, 731];

describe('Films and visits', () => {
  test('find each other by days, near as logarithms', () => {
    expect(chooseVisits([0, 3, 95, 400], VISITS)).toEqual([0, 1, 3, 5]);
    expect(chooseVisits([0, 28, 175], VISITS)).toEqual([0, 2, 4]);
    expect(chooseVisits([0], VISITS)).toEqual([0]);
  });

  test('of one day are before and after surgery', () => expect(chooseVisits([0, 0], VISITS)).toEqual([0, 1]));

  test('without dates fill the visits one after the other', () => {
    expect(chooseVisits([null, null, null], VISITS)).toEqual([0, 1, 2]);
    expect(chooseVisits([null, null], [null, null, null])).toEqual([0, 1]);
  });

  test('more films than visits: the ones that fit worst are left out', () => {
    expect(chooseVisits([0, 1, 900], [0, 1])).toEqual([0, 1, null]);
    expect(chooseVisits([0, 200, 365], [0, 365])).toEqual([0, null, 1]);
    expect(chooseVisits([5], [])).toEqual([null]);
    expect(chooseVisits([], VISITS)).toEqual([]);
  });

  test('never change their order, never share a visit, and leave nothing out that has a place', () => {
    const days = fc.array(fc.option(fc.integer({ min: -50, max: 4000 })), { maxLength: 9 });
    fc.assert(
      fc.property(days, days, (films, visits) => {
        const chosen = chooseVisits(films, visits);
        const used = chosen.filter((visit) => visit !== null);
        expect(used).toEqual([...new Set(used)].toSorted((a, b) => a - b));
        expect(used.length).toBe(Math.min(films.length, visits.length));
      }),
    );
  });
});
