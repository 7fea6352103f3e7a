import { describe, expect, test } from 'vitest';
import { ghostAt } from '../../../../renderer/editor/ghost.ts';
import { setVertebraFacts } from '../../../../shared/study/edits/vertebraEdits.ts';
import { createDriver, type Driver } from '../../../support/driver.ts';

/** A body 100 px deep and 80 high, its upper front corner at (x, y), front to the right. */
const body = (x: number, y: number, size = 1) =>
  ({
    SA: [x, y],
    SM: [x - 50 * size, y + 4 * size],
    SP: [x - 100 * size, y],
    IP: [x - 100 * size, y + 80 * size],
    IM: [x - 50 * size, y + 76 * size],
    IA: [x, y + 80 * size],
  }) as const;

const ghost = (driver: Driver, pane: 0 | 1 = 0) => {
  const shown = ghostAt(driver.editor, pane);
  return shown && Object.fromEntries(shown.open.map((code) => [code, rounded(shown.outline[code]!)]));
};
const rounded = ({ x, y }: { x: number; y: number }) => [Math.round(x * 10) / 10, Math.round(y * 10) / 10];

/** Places the first points of a level: SA, SM, SP, then the others. */
const place = (driver: Driver, pane: 0 | 1, points: readonly (readonly [number, number])[]) => {
  for (const [x, y] of points) driver.wait(1000).click(pane, x, y);
  return driver;
};

describe('The expected body', () => {
  test('is there only once a whole endplate is', () => {
    const driver = createDriver().level('L1');
    expect(ghost(driver)).toBeNull();
    expect(ghost(place(driver, 0, [[400, 500]]))).toBeNull();
    expect(ghost(place(driver, 0, [[350, 504]]))).toBeNull();
    expect(Object.keys(ghost(place(driver, 0, [[300, 500]])) ?? {})).toEqual(['IP', 'IM', 'IA']);
  });

  test('without any other body is four fifths as high as its endplate is long, downwards on the screen', () => {
    const driver = place(createDriver().level('L1'), 0, [
      [400, 500],
      [350, 500],
      [300, 500],
    ]);
    const expected = ghost(driver)!;
    expect(expected.IA![0]).toBeCloseTo(400, -1);
    expect(expected.IA![1]).toBeGreaterThan(570);
    expect(expected.IA![1]).toBeLessThan(590);
    expect(expected.IP![0]).toBeCloseTo(300, -1);
  });

  test('faces as the points do: front to the left', () => {
    const driver = place(createDriver().level('L1'), 0, [
      [300, 500],
      [350, 504],
      [400, 500],
    ]);
    const expected = ghost(driver)!;
    expect(expected.IA![0]).toBeLessThan(310);
    expect(expected.IP![0]).toBeGreaterThan(390);
    expect(expected.IP![1]).toBeGreaterThan(570);
  });

  test('is below also on a film that is shown turned by 180 degrees', () => {
    const driver = createDriver({ pre: { display: { rotation: 180 } } }).level('L1');
    place(driver, 0, [
      [400, 500],
      [350, 496],
      [300, 500],
    ]);
    expect(ghost(driver)!.IA![1]).toBeLessThan(430);
  });

  test('is the nearest measured level of the film, as large as the endplate says', () => {
    const driver = createDriver();
    driver.level('T11').run({ type: 'setViewport', pane: 0, viewport: { centre: { x: 400, y: 600 }, zoom: 1 } });
    driver.placeAll(0, body(400, 100, 0.5));
    driver.level('L2').run({ type: 'setViewport', pane: 0, viewport: { centre: { x: 400, y: 600 }, zoom: 1 } });
    driver.placeAll(0, body(400, 700));
    driver.level('L1').run({ type: 'setViewport', pane: 0, viewport: { centre: { x: 400, y: 600 }, zoom: 1 } });
    // L2 is one level away, T11 two. The endplate is half as long as that of L2, so the body is 40 high.
    place(driver, 0, [
      [450, 500],
      [425, 502],
      [400, 500],
    ]);
    expect(ghost(driver)).toEqual({ IP: [400, 540], IM: [425, 538], IA: [450, 540] });
  });

  test('turns with the endplate', () => {
    const driver = createDriver();
    driver.level('L2').run({ type: 'setViewport', pane: 0, viewport: { centre: { x: 400, y: 600 }, zoom: 1 } });
    driver.placeAll(0, body(400, 700));
    driver.level('L1').run({ type: 'setViewport', pane: 0, viewport: { centre: { x: 400, y: 600 }, zoom: 1 } });
    // A quarter turn clockwise: the front looks down, the body lies to the left of its upper endplate.
    place(driver, 0, [
      [500, 400],
      [496, 350],
      [500, 300],
    ]);
    expect(ghost(driver)).toEqual({ IP: [420, 300], IM: [424, 350], IA: [420, 400] });
  });

  test('is the same level of the other film where this film has no other, turned over where the patient faces the other way', () => {
    const driver = createDriver().level('L1');
    driver.placeAll(0, { ...body(400, 500), IA: [400, 540], IM: [350, 558] });
    place(driver, 1, [
      [300, 500],
      [350, 504],
      [400, 500],
    ]);
    expect(ghost(driver, 1)).toEqual({ IP: [400, 580], IM: [350, 558], IA: [300, 540] });
  });

  test('moves an endplate by the points that are already on it', () => {
    const driver = createDriver().level('L1');
    driver.placeAll(0, body(400, 500));
    place(driver, 1, [
      [400, 500],
      [350, 504],
      [300, 500],
    ]);
    const before = ghost(driver, 1)!;
    place(driver, 1, [[300, 560]]);
    const after = ghost(driver, 1)!;
    expect(Object.keys(after)).toEqual(['IM', 'IA']);
    expect(after.IA![1]!).toBeLessThan(before.IA![1]! - 5);
  });

  test('is gone when the level is done, excluded or finalised, and when the reader switched it off', () => {
    const driver = createDriver().level('L1');
    place(driver, 0, [
      [400, 500],
      [350, 504],
      [300, 500],
    ]);
    expect(ghost(driver)).not.toBeNull();
    driver.run({ type: 'toggle', name: 'ghost' });
    expect(ghost(driver)).toBeNull();
    driver.run({ type: 'toggle', name: 'ghost' });
    place(driver, 0, [
      [300, 580],
      [350, 576],
      [400, 580],
    ]);
    expect(ghost(driver)).toBeNull();
  });

  test('of S1 has nothing below: only the middle of its endplate can be expected', () => {
    const driver = createDriver({ scheme: 'six' }).level('S1');
    place(driver, 0, [[400, 500]]);
    expect(ghost(driver)).toBeNull();
    place(driver, 0, [
      [350, 504],
      [300, 500],
    ]);
    expect(ghost(driver)).toBeNull();
  });

  test('is no point: nothing is counted and nothing stored', () => {
    const driver = place(createDriver().level('L1'), 0, [
      [400, 500],
      [350, 504],
      [300, 500],
    ]);
    expect(ghost(driver)).not.toBeNull();
    expect(Object.keys(driver.points('pre', 'L1'))).toEqual(['SA', 'SM', 'SP']);
    const study = setVertebraFacts(driver.study, {
      subjectId: 's1',
      timepoint: 'pre',
      reader: 'R1',
      reading: 1,
      level: 'L1',
      at: driver.now,
      facts: { note: 'seen' },
    });
    expect(JSON.stringify(study)).not.toContain('IA');
  });
});
