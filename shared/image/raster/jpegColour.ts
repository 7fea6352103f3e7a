/** Fixed-point factors of the JFIF colour transform, 16 fractional bits, rounded as the common C library does. */
const fixed = (factor: number): number => Math.floor(factor * 65536 + 0.5);
const CR_TO_RED = fixed(1.402);
const CB_TO_BLUE = fixed(1.772);
const CR_TO_GREEN = fixed(0.71414);
const CB_TO_GREEN = fixed(0.34414);
const HALF = 32768;

const clamp = (value: number, largest: number): number => (value < 0 ? 0 : value > largest ? largest : value);

/** Full-range YCbCr (ITU-T T.871) to RGB, in place on the first three of `step` interleaved components. */
export function yccToRgb(samples: Uint8Array | Uint16Array, step: 3 | 4, bits: 8 | 12): void {
  const centre = 1 << (bits - 1);
  const largest = (1 << bits) - 1;
  for (let at = 0; at < samples.length; at += step) {
    const y = samples[at] as number;
    const cb = (samples[at + 1] as number) - centre;
    const cr = (samples[at + 2] as number) - centre;
    samples[at] = clamp(y + ((CR_TO_RED * cr + HALF) >> 16), largest);
    samples[at + 1] = clamp(y + ((HALF - CB_TO_GREEN * cb - CR_TO_GREEN * cr) >> 16), largest);
    samples[at + 2] = clamp(y + ((CB_TO_BLUE * cb + HALF) >> 16), largest);
  }
}

/**
 * CMYK to RGB by the plain ink model: red = (1 - cyan)(1 - black). `inverted`: the samples are stored as 255 minus ink,
 * as Adobe programs write them.
 */
export function cmykToRgb(samples: Uint8Array, inverted: boolean): Uint8Array {
  const pixels = samples.length / 4;
  const rgb = new Uint8Array(pixels * 3);
  const flip = inverted ? 0 : 255;
  for (let i = 0; i < pixels; i++) {
    const white = (samples[4 * i + 3] as number) ^ flip;
    for (let c = 0; c < 3; c++) {
      rgb[3 * i + c] = Math.round((((samples[4 * i + c] as number) ^ flip) * white) / 255);
    }
  }
  return rgb;
}
