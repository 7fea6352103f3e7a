import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { decode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { drawIcon, toIcns, toIco } from '../../../build/icons/makeIcons.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = path.join(root, 'build/icons');
const svg = readFileSync(path.join(root, 'renderer/public/icon.svg'), 'utf8');

describe('the icons', () => {
  test('committed are those that the script draws from the icon of the page', () => {
    for (const size of [16, 64, 128]) {
      const picture = decode(readFileSync(path.join(folder, `png/${size}x${size}.png`)));
      expect([picture.width, picture.height, picture.channels]).toEqual([size, size, 4]);
      expect(Buffer.compare(Buffer.from(picture.data.buffer), Buffer.from(drawIcon(svg, size)))).toBe(0);
    }
  });

  test('hold every size that the three systems ask for', () => {
    expect(readdirSync(path.join(folder, 'png')).length).toBe(8);
    const ico = readFileSync(path.join(folder, 'icon.ico'));
    expect([ico.readUInt16LE(2), ico.readUInt16LE(4), ico[6], ico[6 + 6 * 16]]).toEqual([1, 7, 16, 0]);
    const icns = readFileSync(path.join(folder, 'icon.icns'));
    expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length]);
  });

  test('have a transparent corner, a filled middle, and the blue line of the upper endplate', () => {
    const pixels = drawIcon(svg, 64);
    const at = (x: number, y: number): readonly number[] => [
      ...pixels.subarray((y * 64 + x) * 4, (y * 64 + x) * 4 + 4),
    ];
    expect(at(0, 0)[3]).toBe(0);
    expect(at(32, 32)).toEqual([0x2f, 0x32, 0x36, 255]);
    expect(at(32, 17)).toEqual([0x56, 0xb4, 0xe9, 255]);
  });

  test('an element that the reader does not know is an error, not a gap', () => {
    expect(() => drawIcon('<svg><ellipse cx="1" /></svg>', 16)).toThrow('unknown element: ellipse');
    expect(() => drawIcon('<svg><path d="M0 0 C1 1 2 2 3 3" fill="#000000" /></svg>', 16)).toThrow('path command: C');
  });
});

test('containers: an ICO table of 16 bytes a picture, an ICNS chunk of 8 bytes and the picture', () => {
  const png = Uint8Array.of(1, 2, 3);
  const ico = toIco([{ size: 256, png }]);
  expect([ico.length, ico.readUInt32LE(14), ico.readUInt32LE(18)]).toEqual([25, 3, 22]);
  const icns = toIcns([{ name: 'ic08', png }]);
  expect([icns.length, icns.readUInt32BE(4), icns.toString('latin1', 8, 12), icns.readUInt32BE(12)]).toEqual([
    19,
    19,
    'ic08',
    11,
  ]);
});
