import { BACKGROUND_GREY, type DisplayLut } from './displayLut.ts';
import type { DisplayBuffer } from './displayBuffer.ts';

/** Opaque RGBA pixels as 32-bit words: alpha, blue, green, red from the highest byte (little-endian machines only). */
const opaqueGrey = (grey: number): number => (0xff000000 | (grey << 16) | (grey << 8) | grey) >>> 0;

/** Soft green: told apart from bone, from both exams' colours, and by the colour blind by its brightness. */
export const OVERLAY_COLOUR = { red: 0xb4, green: 0xf0, blue: 0xc4 } as const;
const OVERLAY_WORD =
  (0xff000000 | (OVERLAY_COLOUR.blue << 16) | (OVERLAY_COLOUR.green << 8) | OVERLAY_COLOUR.red) >>> 0;

/** A display table widened to whole RGBA words: one look-up a pixel while painting. */
export function rgbaTable(lut: DisplayLut, reuse: Uint32Array | null): Uint32Array {
  const table = reuse ?? new Uint32Array(lut.length);
  for (let i = 0; i < lut.length; i++) table[i] = opaqueGrey(lut[i] as number);
  return table;
}

/** Paints a grey buffer through the table; `words` is the RGBA memory of an image of the buffer's size. */
export function paintGrey(buffer: DisplayBuffer, table: Uint32Array, words: Uint32Array): void {
  const { width, height, samples, spans } = buffer;
  const background = opaqueGrey(BACKGROUND_GREY);
  for (let v = 0; v < height; v++) {
    const row = v * width;
    const first = row + (spans[2 * v] as number);
    const last = row + (spans[2 * v + 1] as number);
    words.fill(background, row, first);
    for (let i = first; i < last; i++) words[i] = table[samples[i] as number] as number;
    words.fill(background, Math.max(first, last), row + width);
  }
}

/** Paints a colour buffer, each channel through the same table. */
export function paintColour(buffer: DisplayBuffer, lut: DisplayLut, words: Uint32Array): void {
  const { width, height, samples, spans } = buffer;
  const background = opaqueGrey(BACKGROUND_GREY);
  for (let v = 0; v < height; v++) {
    const row = v * width;
    const first = row + (spans[2 * v] as number);
    const last = row + (spans[2 * v + 1] as number);
    words.fill(background, row, first);
    for (let i = first; i < last; i++) {
      const red = lut[samples[3 * i] as number] as number;
      const green = lut[samples[3 * i + 1] as number] as number;
      const blue = lut[samples[3 * i + 2] as number] as number;
      words[i] = 0xff000000 | (blue << 16) | (green << 8) | red;
    }
    words.fill(background, Math.max(first, last), row + width);
  }
}

/** Draws the overlay mask, resampled to the same display, over the painted picture. */
export function paintOverlay(mask: DisplayBuffer, words: Uint32Array): void {
  const { width, height, samples, spans } = mask;
  for (let v = 0; v < height; v++) {
    const row = v * width;
    const last = row + (spans[2 * v + 1] as number);
    for (let i = row + (spans[2 * v] as number); i < last; i++) if (samples[i] === 1) words[i] = OVERLAY_WORD;
  }
}
