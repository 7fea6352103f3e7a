/**
 * The orientation tag (0x0112) of an EXIF block: 1 upright, 2 to 8 mirrored or turned. Anything absent, damaged or out
 * of range is 1: a wrong guess would turn the picture, so only a valid value does.
 */
export function exifOrientation(tiff: Uint8Array | null): ExifOrientation {
  if (!tiff || tiff.length < 14) return 1;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const mark = view.getUint16(0);
  if (mark !== 0x4949 && mark !== 0x4d4d) return 1;
  const little = mark === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return 1;
  const entries = view.getUint16(directory, little);
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + 12 * i;
    if (at + 12 > tiff.length) return 1;
    if (view.getUint16(at, little) !== 0x0112 || view.getUint16(at + 2, little) !== 3) continue;
    const value = view.getUint16(at + 8, little);
    return isOrientation(value) ? value : 1;
  }
  return 1;
}

export type ExifOrientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const isOrientation = (value: number): value is ExifOrientation => value >= 1 && value <= 8;

/** True where rows become columns. */
export const isTurned = (orientation: ExifOrientation): boolean => orientation >= 5;

type Samples = Uint8Array | Uint16Array;

interface OrientedImage {
  readonly rows: number;
  readonly columns: number;
  readonly samples: Samples;
}

/**
 * Brings the pixels upright: from then on the upright picture is the stored one, and points refer to it. The tag says
 * where the stored first row and first column belong (EXIF 2.3, 4.6.4): 2 mirrored, 3 turned by 180, 4 flipped, 5 main
 * diagonal, 6 turned right by 90, 7 other diagonal, 8 turned left by 90.
 */
export function uprightPixels(image: OrientedImage, step: 1 | 3, orientation: ExifOrientation): OrientedImage {
  if (orientation === 1) return image;
  const { rows, columns, samples } = image;
  const turned = isTurned(orientation);
  const size = turned ? { rows: columns, columns: rows } : { rows, columns };
  const mirrorX = [2, 3, 7, 8].includes(orientation);
  const mirrorY = [3, 4, 6, 7].includes(orientation);
  const upright = samples instanceof Uint16Array ? new Uint16Array(samples.length) : new Uint8Array(samples.length);
  let out = 0;
  for (let y = 0; y < size.rows; y++) {
    for (let x = 0; x < size.columns; x++) {
      const column = turned ? y : x;
      const row = turned ? x : y;
      const fromX = mirrorX ? columns - 1 - column : column;
      const fromY = mirrorY ? rows - 1 - row : row;
      for (let c = 0; c < step; c++) upright[out++] = samples[(fromY * columns + fromX) * step + c] as number;
    }
  }
  return { ...size, samples: upright };
}
