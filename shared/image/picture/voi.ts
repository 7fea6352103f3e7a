import { assertNever } from '../../result.ts';
import type { LookUpTable, VoiFunction } from '../radiograph.ts';
import { lookUp } from './modality.ts';

/** Modality value to brightness 0..1 by a window (PS3.3 C.11.2.1.2 and C.11.2.1.3). */
export function windowFunction(window: {
  readonly center: number;
  readonly width: number;
  readonly voiFunction: VoiFunction;
}): (value: number) => number {
  const { center, voiFunction } = window;
  switch (voiFunction) {
    case 'LINEAR': {
      const width = Math.max(window.width, 1);
      const from = center - 0.5 - (width - 1) / 2;
      const to = center - 0.5 + (width - 1) / 2;
      return (x) => (x <= from ? 0 : x > to ? 1 : (x - (center - 0.5)) / (width - 1) + 0.5);
    }
    case 'LINEAR_EXACT': {
      const width = Math.max(window.width, Number.MIN_VALUE);
      return (x) => (x <= center - width / 2 ? 0 : x > center + width / 2 ? 1 : (x - center) / width + 0.5);
    }
    case 'SIGMOID': {
      const width = Math.max(window.width, Number.MIN_VALUE);
      return (x) => 1 / (1 + Math.exp((-4 * (x - center)) / width));
    }
    default:
      return assertNever(voiFunction);
  }
}

/** Modality value to brightness 0..1 by a VOI look-up table (PS3.3 C.11.2.1.1). */
export function voiLutFunction(lut: LookUpTable): (value: number) => number {
  const most = 2 ** lut.bits - 1;
  return (value) => Math.min(lookUp(lut, value) / most, 1);
}
