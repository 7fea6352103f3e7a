import { element, imageElements, replaced, SYNTAX, writeDicom } from './dicomWriter.ts';

/**
 * A film of the size that clinics have, with the structure that a resampler and a codec meet: soft shading, bodies with
 * bright rims, and noise. Deterministic, so that two runs measure the same picture.
 */
export function largeRadiograph(size: {
  readonly rows: number;
  readonly columns: number;
  readonly bitsStored: number;
  /** Span of the noise, as a share of the whole range. */
  readonly noise?: number;
}): Uint8Array {
  const image = { ...size, cells: [], bitsAllocated: 16 as const };
  const pixels = element(0x7fe00010, 'OW', new Uint8Array(spinePixels(size).buffer));
  const spacing = element(0x00181164, 'DS', '0.15\\0.15');
  return writeDicom({ syntax: SYNTAX.explicit, elements: replaced([...imageElements(image), pixels], [spacing]) });
}

export function spinePixels({
  rows,
  columns,
  bitsStored,
  noise = 0.04,
}: {
  rows: number;
  columns: number;
  bitsStored: number;
  noise?: number;
}): Uint16Array<ArrayBuffer> {
  const pixels = new Uint16Array(rows * columns);
  const largest = 2 ** bitsStored - 1;
  let seed = 12345;
  for (let y = 0; y < rows; y += 1) {
    const body = (y / rows) * 9;
    const inDisc = body - Math.floor(body) > 0.82;
    for (let x = 0; x < columns; x += 1) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      const across = Math.abs(x / columns - 0.5);
      const soft = 0.25 + 0.35 * Math.sin((x / columns) * 3) * Math.cos((y / rows) * 2);
      const bone = across < 0.14 && !inDisc ? 0.35 : 0;
      const rim = bone > 0 && (across > 0.132 || body - Math.floor(body) < 0.03) ? 0.15 : 0;
      pixels[y * columns + x] = Math.max(
        0,
        Math.min(largest, (soft + bone + rim + (seed / 2 ** 32 - 0.5) * noise) * largest),
      );
    }
  }
  return pixels;
}
