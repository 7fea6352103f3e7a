import { expect, test } from 'vitest';
import { genantEstimate, genantGrade } from '../../../shared/spine/genant.ts';

test.each([
  [-10, 0],
  [19.99999, 0],
  [100 * (1 - 160 / 200), 1],
  [20, 1],
  [24.99999, 1],
  [25, 2],
  [39.99999, 2],
  [40, 3],
  [100, 3],
])('a loss of %d %% is grade %d', (loss, grade) => {
  expect(genantGrade(loss)).toBe(grade);
});

test.each([
  ['crush, when the posterior wall lost 20 %', { anterior: 45, middle: 30, posterior: 20 }, 'crush', 3],
  ['wedge, when the front lost most', { anterior: 30, middle: 20, posterior: 19 }, 'wedge', 2],
  ['wedge, when front and middle lost the same', { anterior: 30, middle: 30, posterior: 0 }, 'wedge', 2],
  ['biconcave, when the middle lost most', { anterior: 10, middle: 22, posterior: 5 }, 'biconcave', 1],
  ['none below 20 %', { anterior: 10, middle: 12, posterior: 5 }, null, 0],
] as const)('%s', (_, losses, type, grade) => {
  expect(genantEstimate('adjacent', losses)).toMatchObject({ type, grade, complete: true });
});

test('within one vertebra a posterior loss is not graded', () => {
  const losses = { anterior: 5, middle: 5, posterior: 50 };
  expect(genantEstimate('within', losses)).toMatchObject({ grade: 0, maxLoss: 5, losses: { posterior: null } });
});

test('an unknown loss leaves the estimate incomplete, no known loss leaves none', () => {
  expect(genantEstimate('adjacent', { anterior: 21, middle: null, posterior: 3 })).toMatchObject({
    grade: 1,
    type: 'wedge',
    complete: false,
  });
  expect(genantEstimate('adjacent', { anterior: null, middle: 21, posterior: 3 })?.type).toBe('biconcave');
  expect(genantEstimate('within', { anterior: null, middle: null, posterior: 30 })).toBeNull();
});
