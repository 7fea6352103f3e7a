import { describe, expect, test } from 'vitest';
import type { Level } from '../../../shared/spine/levels.ts';
import { measureVertebra, type VertebraMeasures } from '../../../shared/spine/measureVertebra.ts';
import { scaleCrossCheck } from '../../../shared/spine/scaleCrossCheck.ts';

/** A body 30 wide and 25 high, in pixels of 1 mm, enlarged by `scale`. */
function body(scale: number, unit: 'mm' | 'px' = 'mm'): VertebraMeasures {
  const at = (x: number, y: number) => ({ x: x * scale, y: y * scale });
  const landmarks = { SA: at(0, 0), SM: at(15, 0), SP: at(30, 0), IP: at(30, 25), IM: at(15, 25), IA: at(0, 25) };
  const square = { rowSpacing: 1, columnSpacing: 1 };
  return measureVertebra(landmarks, {
    spacing: unit === 'mm' ? square : null,
    relativeSpacing: square,
    plane: unit === 'mm' ? 'detector' : 'none',
    label: unit,
  });
}

const film = (...entries: readonly (readonly [Level, VertebraMeasures])[]): ReadonlyMap<Level, VertebraMeasures> =>
  new Map(entries);
const all = (): boolean => true;

describe('The scale of two films, checked by bones that nobody treated', () => {
  test('L3 that grew by 9 % says: calibration, not biology', () => {
    const check = scaleCrossCheck(film(['L3', body(1)]), film(['L3', body(1.09)]), all);
    expect(check?.levels[0]?.level).toBe('L3');
    expect(check?.change).toBeCloseTo(9, 9);
    expect(check?.verdict).toBe('differ');
  });

  test('a change of 2 % is reading error', () => {
    expect(scaleCrossCheck(film(['L3', body(1)]), film(['L3', body(1.02)]), all)?.verdict).toBe('agree');
  });

  test('the mean of several levels decides', () => {
    const check = scaleCrossCheck(
      film(['T12', body(1)], ['L2', body(1)]),
      film(['T12', body(1.04)], ['L2', body(1.1)]),
      all,
    );
    expect(check?.change).toBeCloseTo(7, 9);
    expect(check?.levels).toHaveLength(2);
  });

  test('a treated level says nothing about the scale', () => {
    expect(scaleCrossCheck(film(['L1', body(1)]), film(['L1', body(1.5)]), (level) => level !== 'L1')).toBeNull();
  });

  test('films without millimetres, or without a common level, give no check', () => {
    expect(scaleCrossCheck(film(['L3', body(1, 'px')]), film(['L3', body(1)]), all)).toBeNull();
    expect(scaleCrossCheck(film(['L3', body(1)]), film(['L4', body(1)]), all)).toBeNull();
  });
});
