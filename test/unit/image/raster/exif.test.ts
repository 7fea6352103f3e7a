import { describe, expect, test } from 'vitest';
import { exifOrientation, uprightPixels, type ExifOrientation } from '../../../../shared/image/raster/exif.ts';

/** A TIFF block with the orientation as its second entry. */
function exif(order: 'II' | 'MM', orientation: number): Uint8Array {
  const bytes = new Uint8Array(8 + 2 + 24 + 4);
  const view = new DataView(bytes.buffer);
  const little = order === 'II';
  view.setUint16(0, little ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, little);
  view.setUint32(4, 8, little);
  view.setUint16(8, 2, little);
  const entry = (at: number, tag: number, value: number): void => {
    view.setUint16(at, tag, little);
    view.setUint16(at + 2, 3, little);
    view.setUint32(at + 4, 1, little);
    view.setUint16(at + 8, value, little);
  };
  entry(10, 0x0100, 7);
  entry(22, 0x0112, orientation);
  return bytes;
}

describe('the orientation tag', () => {
  test('is read in both byte orders', () => {
    expect(exifOrientation(exif('II', 6))).toBe(6);
    expect(exifOrientation(exif('MM', 3))).toBe(3);
  });

  test('out of range, absent or damaged: the picture stays as it is', () => {
    expect(exifOrientation(exif('II', 99))).toBe(1);
    expect(exifOrientation(exif('II', 0))).toBe(1);
    expect(exifOrientation(null)).toBe(1);
    expect(exifOrientation(new Uint8Array(20))).toBe(1);
    const beyond = exif('MM', 6);
    new DataView(beyond.buffer).setUint32(4, 0xfffffff0);
    expect(exifOrientation(beyond)).toBe(1);
    for (let length = 0; length < 34; length++) expect(exifOrientation(exif('II', 8).subarray(0, length))).toBe(1);
  });
});

/**
 * The letter F, 3 wide and 5 high, drawn as `#`. Stored as each orientation says, it must come out upright.
 */
const upright = ['###', '#..', '##.', '#..', '#..'];
const stored: Record<ExifOrientation, readonly string[]> = {
  1: ['###', '#..', '##.', '#..', '#..'],
  2: ['###', '..#', '.##', '..#', '..#'],
  3: ['..#', '..#', '.##', '..#', '###'],
  4: ['#..', '#..', '##.', '#..', '###'],
  5: ['#####', '#.#..', '#....'],
  6: ['#....', '#.#..', '#####'],
  7: ['....#', '..#.#', '#####'],
  8: ['#####', '..#.#', '....#'],
};

describe('upright pixels', () => {
  test.each(Object.entries(stored))('orientation %s', (orientation, lines) => {
    const samples = Uint8Array.from(lines.join('').split(''), (character) => (character === '#' ? 1 : 0));
    const image = { rows: lines.length, columns: lines[0]?.length ?? 0, samples };
    const result = uprightPixels(image, 1, Number(orientation) as ExifOrientation);
    const text = [...result.samples].map((sample) => (sample === 1 ? '#' : '.')).join('');
    expect(text.match(new RegExp(`.{${result.columns}}`, 'g'))).toEqual(upright);
  });

  test('colours stay together', () => {
    const image = { rows: 1, columns: 2, samples: Uint8Array.of(1, 2, 3, 4, 5, 6) };
    expect([...uprightPixels(image, 3, 2).samples]).toEqual([4, 5, 6, 1, 2, 3]);
  });
});
