import { describe, expect, test } from 'vitest';
import { definitionOf, MEASURE_DEFINITIONS } from '../../../shared/spine/formulas.ts';
import { isMeasured } from '../../../shared/spine/measure.ts';
import { measureVertebra } from '../../../shared/spine/measureVertebra.ts';
import { VERTEBRA_MEASURE_IDS } from '../../../shared/spine/vertebraMeasures.ts';
import { bodyOf, only, TENTH } from './bodies.ts';

describe('the definitions', () => {
  test('name every measure once: 16 of a body, 12 of its neighbours, 2 grades, 4 angles, 8 changes', () => {
    const ids = MEASURE_DEFINITIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(42);
    expect(ids).toHaveLength(42);
  });

  test('have different names, a formula, a meaning and a source', () => {
    expect(new Set(MEASURE_DEFINITIONS.map(({ name }) => name)).size).toBe(MEASURE_DEFINITIONS.length);
    const empty = MEASURE_DEFINITIONS.filter(({ formula, meaning, source }) => !formula || !meaning || !source);
    expect(empty).toEqual([]);
  });

  test('never say "sagittal index" alone, because two measures bear that name in the literature', () => {
    const said = MEASURE_DEFINITIONS.filter(({ name }) => /sagittal index/i.test(name)).map(({ name }) => name);
    expect(said).toEqual(['Farcy sagittal index']);
    expect(definitionOf('wedgeRatio').name).toBe('Beck index (Ha/Hp)');
  });
});

test.each(VERTEBRA_MEASURE_IDS)('%s needs just the landmarks that its definition names', (id) => {
  const { needs, unit } = definitionOf(id);
  const { measures } = measureVertebra(only(bodyOf(), ...needs), TENTH);
  const units = { length: 'mm', area: 'mm2', deg: 'deg', '%': '%', '1': '1', grade: 'grade', same: 'same' };
  expect(measures[id]).toMatchObject({ unit: units[unit] });
  const without = needs.map((code) => measureVertebra(only(bodyOf(), ...needs.filter((own) => own !== code)), TENTH));
  expect(without.filter((each) => isMeasured(each.measures[id]))).toEqual([]);
});
