/** Three planes one after another, as pixels. */
export function interleaved<Cells extends Uint8Array | Uint16Array>(planes: Cells): Cells {
  const size = planes.length / 3;
  const pixels = planes.slice() as Cells;
  for (let i = 0, to = 0; i < size; i++) {
    pixels[to++] = planes[i] as number;
    pixels[to++] = planes[size + i] as number;
    pixels[to++] = planes[2 * size + i] as number;
  }
  return pixels;
}
