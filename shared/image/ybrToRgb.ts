/** Full-range YBR to RGB in place, by the equations of PS3.3 C.7.6.3.1.2, interleaved, `bits` per sample. */
export function ybrToRgb(samples: Uint8Array | Uint16Array, bits: number): void {
  const middle = 2 ** (bits - 1);
  const largest = 2 ** bits - 1;
  const clamp = (value: number): number => (value < 0 ? 0 : value > largest ? largest : Math.round(value));
  for (let at = 0; at + 2 < samples.length; at += 3) {
    const y = samples[at] as number;
    const cb = (samples[at + 1] as number) - middle;
    const cr = (samples[at + 2] as number) - middle;
    samples[at] = clamp(y + 1.402 * cr);
    samples[at + 1] = clamp(y - 0.344136 * cb - 0.714136 * cr);
    samples[at + 2] = clamp(y + 1.772 * cb);
  }
}
