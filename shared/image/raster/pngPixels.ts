import { PNG_COLOUR, type PngChunks, type PngHeader } from './pngChunks.ts';
import { inflateScanlines, pngPasses, unfilterPass, type PngPass } from './pngScanlines.ts';

/** The samples of a PNG file as they stand in it, interleaved, 16-bit ones as numbers; alpha still beside its pixel. */
export function decodePngSamples(chunks: PngChunks): Uint8Array | Uint16Array {
  const { header } = chunks;
  const { passes, totalBytes } = pngPasses(header);
  const lines = inflateScanlines(chunks.data, totalBytes);
  const count = header.rows * header.columns * header.channels;
  const samples = header.depth === 16 ? new Uint16Array(count) : new Uint8Array(count);
  const pixelBytes = Math.max(1, (header.depth * header.channels) >> 3);
  for (const pass of passes) {
    unfilterPass(lines, pass, pixelBytes);
    for (let row = 0; row < pass.rows; row++) placeLine(lines, { pass, row, header }, samples);
  }
  return samples;
}

interface PlacedLine {
  readonly pass: PngPass;
  readonly row: number;
  readonly header: PngHeader;
}

function placeLine(lines: Uint8Array, { pass, row, header }: PlacedLine, samples: Uint8Array | Uint16Array): void {
  const { channels, depth, columns } = header;
  const line = pass.offset + row * (pass.lineBytes + 1) + 1;
  const target = ((pass.startY + row * pass.stepY) * columns + pass.startX) * channels;
  const step = pass.stepX * channels;
  if (depth === 8 && pass.stepX === 1) {
    samples.set(lines.subarray(line, line + pass.lineBytes), target);
    return;
  }
  for (let x = 0; x < pass.columns; x++) {
    for (let c = 0; c < channels; c++) {
      samples[target + x * step + c] = sampleAt(lines, line, x * channels + c, depth);
    }
  }
}

function sampleAt(lines: Uint8Array, line: number, index: number, depth: PngHeader['depth']): number {
  if (depth === 8) return lines[line + index] as number;
  if (depth === 16) return ((lines[line + 2 * index] as number) << 8) | (lines[line + 2 * index + 1] as number);
  const bit = index * depth;
  return ((lines[line + (bit >> 3)] as number) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

/** Lays transparent pixels over black, which is what surrounds every radiograph: alpha scales the colours. */
export function flattenAlpha(samples: Uint8Array | Uint16Array, channels: 2 | 4): Uint8Array | Uint16Array {
  const colours = channels - 1;
  const pixels = samples.length / channels;
  const wide = samples instanceof Uint16Array;
  const largest = wide ? 65_535 : 255;
  const flat = wide ? new Uint16Array(pixels * colours) : new Uint8Array(pixels * colours);
  for (let i = 0; i < pixels; i++) {
    const alpha = samples[i * channels + colours] as number;
    for (let c = 0; c < colours; c++) {
      const value = samples[i * channels + c] as number;
      flat[i * colours + c] = alpha === largest ? value : Math.round((value * alpha) / largest);
    }
  }
  return flat;
}

/** Widens 2 and 4 bit greys to the 8-bit scale (0..255), as every other reader gives them; 1 bit stays 0 and 1. */
export function widenGrey(samples: Uint8Array | Uint16Array, header: PngHeader): void {
  if (header.colourType !== PNG_COLOUR.grey || (header.depth !== 2 && header.depth !== 4)) return;
  const factor = header.depth === 2 ? 85 : 17;
  for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] as number) * factor;
}
