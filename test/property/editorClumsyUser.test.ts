import { array, assert, constantFrom, integer, property, record, type Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LANDMARKS, type Landmark } from '../../shared/spine/landmarks.ts';
import type { Level } from '../../shared/spine/levels.ts';
import type { ViewPoint } from '../../shared/units.ts';
import type { PaneIndex } from '../../renderer/editor/place.ts';
import { createDriver, type Driver } from '../support/driver.ts';
import { square } from '../support/exampleStudy.ts';
import { within } from './editorShapes.ts';

/** What one unsteady click does: where it lands, how it slips before it lets go, how often it repeats. */
interface ClumsyClick {
  readonly tremor: readonly ViewPoint[];
  readonly slip: number;
  readonly direction: number;
  readonly times: number;
  /** Milliseconds until the next click begins. */
  readonly pause: number;
}

const tremor = record({ x: within(-2, 2), y: within(-2, 2) });

const clumsyClick: Arbitrary<ClumsyClick> = record({
  tremor: array(tremor, { minLength: 6, maxLength: 6 }),
  slip: within(1, 8),
  direction: within(0, 2 * Math.PI),
  times: constantFrom(1, 1, 2, 3),
  pause: integer({ min: 200, max: 900 }),
});

/** 8 px of slip and 2 px of tremor in both directions, at the press and at the release. */
const REACH = 8 + 2 * Math.hypot(2, 2);

function clickClumsily(driver: Driver, pane: PaneIndex, aim: ViewPoint, click: ClumsyClick): void {
  for (let time = 0; time < click.times; time += 1) {
    const at = (index: number): ViewPoint => click.tremor[(2 * time + index) % click.tremor.length] ?? { x: 0, y: 0 };
    const pressed = { x: aim.x + at(0).x, y: aim.y + at(0).y };
    const slipped = {
      x: aim.x + click.slip * Math.cos(click.direction + time) + at(1).x,
      y: aim.y + click.slip * Math.sin(click.direction + time) + at(1).y,
    };
    driver.pressView(pane, pressed).wait(60).moveToView(slipped).release();
    if (time > 0) driver.input({ type: 'doublePress', pane, at: slipped });
    driver.wait(80);
  }
  driver.wait(click.pause - 80);
}

describe('A user with tremor, slips and double clicks', () => {
  test('places every intended point exactly once, moves none and no view', () => {
    assert(
      property(array(clumsyClick, { minLength: 18, maxLength: 18 }), (clicks) => {
        const driver = createDriver().level('L1');
        const { viewports } = driver.editor;
        const intended: { timepoint: string; level: Level; landmark: Landmark; aim: readonly [number, number] }[] = [];
        const turns = [
          [0, 'pre', 'L1', 100],
          [1, 'post', 'L1', 150],
          [0, 'pre', 'L2', 500],
        ] as const;
        for (const [index, click] of clicks.entries()) {
          const [pane, timepoint, level, y] = turns[Math.floor(index / 6)] ?? turns[0];
          const landmark = LANDMARKS[index % 6] ?? 'SA';
          if (index === 12) driver.run({ type: 'setLevel', level }, { type: 'setTool', tool: { kind: 'armed' } });
          const aim = square(y)[landmark];
          clickClumsily(driver, pane, { x: aim[0], y: aim[1] }, click);
          intended.push({ timepoint, level, landmark, aim });
        }
        expect(driver.undoSteps).toEqual(
          intended.map(({ timepoint, level, landmark }) => `place:${landmark}:${level}:${timepoint}`),
        );
        for (const { timepoint, level, landmark, aim } of intended) {
          const [x, y] = driver.points(timepoint, level)[landmark] ?? [NaN, NaN];
          expect(Math.hypot(x - aim[0], y - aim[1])).toBeLessThan(REACH);
        }
        expect(driver.editor.viewports).toBe(viewports);
        expect(driver.pageCommands).toEqual([]);
      }),
    );
  });

  test('20 clicks in 4 seconds place the twelve points of the level and nothing else', () => {
    assert(
      property(array(clumsyClick, { minLength: 20, maxLength: 20 }), (clicks) => {
        const driver = createDriver().level('L1');
        for (const [index, click] of clicks.entries()) {
          const pane = index < 6 ? 0 : 1;
          const landmark = LANDMARKS[index % 6] ?? 'SA';
          // The last eight clicks come after all is done, beside every point.
          const [x, y] = index < 12 ? square(100)[landmark] : [600, 700 + 40 * (index - 12)];
          clickClumsily(driver, pane, { x, y }, { ...click, times: 1, pause: 140 });
        }
        expect(driver.undoSteps).toHaveLength(12);
        expect(new Set(driver.undoSteps).size).toBe(12);
        expect(driver.editor).toMatchObject({ tool: { kind: 'idle' }, selection: null, preview: null, loupe: null });
      }),
    );
  });
});
