import { assertNever } from '../../result.ts';
import type { Radiograph, VoiFunction } from '../radiograph.ts';
import type { GreyFacts } from './greyFacts.ts';
import { percentileOf, valueAtPercentile, type Histogram } from './histogram.ts';
import { storedRange } from './storedRange.ts';
import { modalityFunction } from './modality.ts';

/**
 * How grey values are chosen for the screen: an option of the file, a window in modality units (after the rescale), or
 * automatic (the 1st to the 99th percentile of the image).
 */
export type PictureWindow =
  { readonly kind: 'file'; readonly index: number } | LinearWindow | { readonly kind: 'percentile' };

export interface LinearWindow {
  readonly kind: 'window';
  readonly center: number;
  readonly width: number;
  readonly voiFunction: VoiFunction;
}

/** The presets of the toolbar, in the order of their keys 1 to 5. */
export const WINDOW_PRESETS = ['auto', 'bone', 'soft', 'wide', 'asStored'] as const;
export type WindowPreset = (typeof WINDOW_PRESETS)[number];

/**
 * Percentiles of brightness that become black and white: bone keeps the contrast of the dense half, soft that of the
 * thin parts; wide shows every value with a margin. Counted from the dark side as displayed.
 */
const PRESET_PERCENTILES = {
  auto: [1, 99],
  bone: [40, 99.8],
  soft: [0.5, 85],
  wide: [0, 100],
} as const;

/** Below this span, modality values are fractions after a rescale, where LINEAR's unit steps mean nothing. */
const FRACTIONS = 10;

/**
 * The window that shows `from`..`to` (modality units) between black and white: by the LINEAR function of PS3.3 C.11.2.1.2.1,
 * or by LINEAR_EXACT (C.11.2.1.3.2) where the span is small.
 */
export function windowOfRange({ from, to }: { from: number; to: number }): LinearWindow {
  if (to > from && to - from < FRACTIONS) {
    return { kind: 'window', center: (from + to) / 2, width: to - from, voiFunction: 'LINEAR_EXACT' };
  }
  const width = Math.max(1, to - from + 1);
  return { kind: 'window', center: (from + to + 1) / 2, width, voiFunction: 'LINEAR' };
}

/** The modality values at which a window reaches black and white. */
export function rangeOfWindow({ center, width, voiFunction }: LinearWindow): { from: number; to: number } {
  switch (voiFunction) {
    case 'LINEAR':
      return { from: center - 0.5 - (width - 1) / 2, to: center - 0.5 + (width - 1) / 2 };
    case 'LINEAR_EXACT':
    case 'SIGMOID':
      return { from: center - width / 2, to: center + width / 2 };
    default:
      return assertNever(voiFunction);
  }
}

/** The numbers behind a preset for this image, rounded so that the screen can show them: "W 2100 L 1900". */
export function presetWindow(preset: WindowPreset, facts: GreyFacts, histogram: Histogram): LinearWindow {
  if (preset === 'asStored') {
    const toModality = modalityFunction(facts.modality);
    const { least, most } = storedRange(facts);
    const ends = [toModality(least), toModality(most)] as const;
    return windowOfRange({ from: Math.min(...ends), to: Math.max(...ends) });
  }
  const [dark, bright] = PRESET_PERCENTILES[preset];
  const [low, high] = facts.inverted ? [100 - bright, 100 - dark] : [dark, bright];
  const from = valueAtPercentile(histogram, low);
  const to = valueAtPercentile(histogram, high);
  const margin = preset === 'wide' ? (to - from) * 0.1 : 0;
  return roundWindow(windowOfRange({ from: from - margin, to: to + margin }));
}

/** Whole numbers where values are large, three significant digits where a rescale made them small. */
function roundWindow(window: LinearWindow): LinearWindow {
  const step = window.width >= 100 ? 1 : 10 ** (Math.floor(Math.log10(window.width)) - 2);
  const round = (value: number): number => Number((Math.round(value / step) * step).toPrecision(12));
  return {
    ...window,
    center: round(window.center),
    width: window.voiFunction === 'LINEAR' ? Math.max(round(window.width), 1) : round(window.width),
  };
}

/**
 * The window at opening: the file's first option; automatic where it has none or the user ignores it; as stored for a
 * colour picture, to which windows do not apply (PS3.3 C.11.2): screenshots often keep that of the film they show. Palette
 * colours are 0 to 255 by then.
 */
export function openingWindow(
  image: GreyFacts & Partial<Pick<Radiograph, 'samplesPerPixel' | 'palette'>>,
  ignoreFileWindow = false,
): PictureWindow {
  if (image.palette) return windowOfRange({ from: 0, to: 255 });
  if (image.samplesPerPixel === 3) {
    const { least, most } = storedRange(image);
    return windowOfRange({ from: least, to: most });
  }
  return image.voi.length > 0 && !ignoreFileWindow ? { kind: 'file', index: 0 } : { kind: 'percentile' };
}

/** Any window as center and width: to show the numbers, and to start a drag from. A table of the file counts as the range it maps. */
export function numericWindow(window: PictureWindow, facts: GreyFacts, histogram: Histogram): LinearWindow {
  switch (window.kind) {
    case 'window':
      return window;
    case 'percentile':
      return presetWindow('auto', facts, histogram);
    case 'file': {
      const option = facts.voi[window.index];
      if (!option) return presetWindow('auto', facts, histogram);
      if (option.kind === 'window') {
        const { center, width, voiFunction } = option;
        return { kind: 'window', center, width, voiFunction };
      }
      const { firstMapped, values } = option.lut;
      return windowOfRange({ from: firstMapped, to: firstMapped + values.length - 1 });
    }
    default:
      return assertNever(window);
  }
}

/** Pointer travel, in CSS px, that moves a window by the whole range of the image. */
const DRAG_SPAN = 700;

/**
 * The window after a drag: to the right widens it (less contrast), upwards brightens. `range`: the span of modality
 * values that the image uses, so that a drag feels the same at 8 and at 16 bits; `inverted`: as displayed, so that up
 * is brighter on an inverted picture too. Negate dx and dy for the opposite habit.
 */
export function dragWindow(
  window: LinearWindow,
  drag: { readonly dx: number; readonly dy: number; readonly range: number; readonly inverted: boolean },
): LinearWindow {
  const step = Math.max(drag.range, 1) / DRAG_SPAN;
  const least = window.voiFunction === 'LINEAR' ? 1 : drag.range / 1e4;
  const width = Math.max(least, window.width + drag.dx * step);
  const center = window.center + (drag.inverted ? -drag.dy : drag.dy) * step;
  return { ...window, width, center };
}

/** The percentiles of the image at which a window reaches black and white, to show another image alike. */
export interface WindowPercentiles {
  readonly low: number;
  readonly high: number;
  readonly voiFunction: VoiFunction;
}

/** A window as percentiles of its image's histogram; ends beyond the image continue in steps of its 1 to 99 % range. */
export function windowToPercentiles(window: LinearWindow, histogram: Histogram): WindowPercentiles {
  const { from, to } = rangeOfWindow(window);
  return {
    low: percentileOf(histogram, from),
    high: percentileOf(histogram, to),
    voiFunction: window.voiFunction,
  };
}

/** The window that cuts the same percentiles out of another image. */
export function percentilesToWindow(percentiles: WindowPercentiles, histogram: Histogram): LinearWindow {
  const from = valueAtPercentile(histogram, percentiles.low);
  const to = Math.max(from, valueAtPercentile(histogram, percentiles.high));
  if (percentiles.voiFunction === 'LINEAR') return windowOfRange({ from, to });
  const width = Math.max(to - from, 1e-6);
  return { kind: 'window', center: (from + to) / 2, width, voiFunction: percentiles.voiFunction };
}
