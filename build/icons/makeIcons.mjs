/**
 * Draws the program's icons from renderer/public/icon.svg: `node build/icons/makeIcons.mjs`. The results are committed:
 * icon.icns (macOS), icon.ico (Windows), png/NxN.png (Linux).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { encode } from 'fast-png';
import { readShapes } from './svgShapes.mjs';

const here = import.meta.dirname;
const VIEW_BOX = 64;
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const WINDOWS_SIZES = [16, 24, 32, 48, 64, 128, 256];
/** Apple's names for PNG pictures of these sizes; those at double density come last. */
const MAC_PICTURES = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
];

/** RGBA, size × size, edges smoothed over one pixel. */
export function drawIcon(svg, size) {
  const shapes = readShapes(svg);
  const scale = VIEW_BOX / size;
  const pixels = new Uint8Array(size * size * 4);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      let colour = [0, 0, 0, 0];
      for (const shape of shapes) {
        const distance = shape.distance((column + 0.5) * scale, (row + 0.5) * scale);
        if (shape.fill) colour = over(colour, shape.fill, coverage(distance / scale));
        if (shape.stroke) {
          const width = Math.max(shape.strokeWidth, scale * 1.25);
          colour = over(colour, shape.stroke, coverage((Math.abs(distance) - width / 2) / scale));
        }
      }
      pixels.set(
        colour.map((part, i) => Math.round(i === 3 ? part * 255 : part)),
        (row * size + column) * 4,
      );
    }
  }
  return pixels;
}

const coverage = (distanceInPixels) => Math.min(1, Math.max(0, 0.5 - distanceInPixels));

/** Colour with straight alpha; the alpha from 0 to 1. */
function over([r, g, b, a], [sr, sg, sb], cover) {
  if (cover === 0) return [r, g, b, a];
  const alpha = cover + a * (1 - cover);
  const mix = (below, above) => (above * cover + below * a * (1 - cover)) / alpha;
  return [mix(r, sr), mix(g, sg), mix(b, sb), alpha];
}

/** A Windows icon: a table of PNG pictures. A size of 256 is written as 0. */
export function toIco(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let place = head.length;
  pictures.forEach(({ size, png }, i) => {
    const at = 6 + 16 * i;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(place, at + 12);
    place += png.length;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

function chunk(name, content) {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([head, content]);
}

/** A macOS icon: chunks of a name, a length that includes these eight bytes, and a PNG picture. */
export function toIcns(pictures) {
  return chunk('icns', Buffer.concat(pictures.map(({ name, png }) => chunk(name, png))));
}

function make() {
  const svg = readFileSync(path.join(here, '../../renderer/public/icon.svg'), 'utf8');
  const drawn = new Map();
  const png = (size) => {
    if (!drawn.has(size)) {
      drawn.set(
        size,
        Buffer.from(encode({ width: size, height: size, channels: 4, depth: 8, data: drawIcon(svg, size) })),
      );
    }
    return drawn.get(size);
  };
  mkdirSync(path.join(here, 'png'), { recursive: true });
  for (const size of LINUX_SIZES) writeFileSync(path.join(here, `png/${size}x${size}.png`), png(size));
  writeFileSync(path.join(here, 'icon.ico'), toIco(WINDOWS_SIZES.map((size) => ({ size, png: png(size) }))));
  writeFileSync(path.join(here, 'icon.icns'), toIcns(MAC_PICTURES.map(([name, size]) => ({ name, png: png(size) }))));
}

if (process.argv[1] === import.meta.filename) make();
