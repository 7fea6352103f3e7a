import type { GreyFacts } from './greyFacts.ts';
import type { Histogram } from './histogram.ts';
import { modalityFunction } from './modality.ts';
import { numericWindow, type PictureWindow } from './pictureWindow.ts';
import { voiLutFunction, windowFunction } from './voi.ts';

/** Padding and the surroundings of the image. */
export const BACKGROUND_GREY = 0;

/**
 * Grey 0..255 for every stored value, indexed by the value's 16 bits (`value & 0xffff`), so that unsigned and signed
 * images of 8 to 16 bits are all looked up alike.
 */
export type DisplayLut = Uint8Array;

/**
 * Stored -> (padding out) -> modality rescale or table -> VOI -> one presentation inversion (PS3.4 N.2). `invert` is
 * the user's own inversion on top of the file's. Padding stays background whatever the window and the inversion.
 */
export function buildDisplayLut(
  facts: GreyFacts,
  histogram: Histogram,
  { window, invert }: { readonly window: PictureWindow; readonly invert: boolean },
): DisplayLut {
  const lut = new Uint8Array(65_536).fill(BACKGROUND_GREY);
  const toModality = modalityFunction(facts.modality);
  const toBrightness = brightnessFunction(facts, histogram, window);
  const negative = facts.inverted !== invert;
  const { padding } = facts;
  for (let stored = facts.minimum; stored <= facts.maximum; stored++) {
    if (padding && stored >= padding.from && stored <= padding.to) continue;
    const brightness = toBrightness(toModality(stored));
    lut[stored & 0xffff] = Math.round((negative ? 1 - brightness : brightness) * 255);
  }
  return lut;
}

function brightnessFunction(
  facts: GreyFacts,
  histogram: Histogram,
  window: PictureWindow,
): (modalityValue: number) => number {
  const option = window.kind === 'file' ? facts.voi[window.index] : undefined;
  if (option?.kind === 'lut') return voiLutFunction(option.lut);
  return windowFunction(numericWindow(window, facts, histogram));
}
