import { compose, invert, scaling, type Affine } from '../../geometry/affine.ts';
import type { DisplayBuffer, Interpolation } from './displayBuffer.ts';
import type { PyramidLevel } from './pyramid.ts';
import { sampleAxisAligned, sampleTurned, type SamplingPlan } from './sampling.ts';

/** Where an image goes: `toDisplay` maps image space to display (device) pixels. */
export interface DisplayPlacement {
  readonly toDisplay: Affine;
  readonly width: number;
  readonly height: number;
  readonly interpolation: Interpolation;
}

/** What is drawn: the resolutions of a picture, finest first, and the size of the whole in stored pixels. */
export interface DrawnLevels {
  readonly rows: number;
  readonly columns: number;
  readonly channels: 1 | 3;
  readonly levels: readonly PyramidLevel[];
  /** Resolutions missing before the first of `levels`. */
  readonly skippedLevels: number;
  readonly padding: SamplingPlan['padding'];
}

/**
 * Draws a picture into a buffer of display resolution under any affine map. Reducing starts from the pyramid level just
 * finer than the display, so that no detail aliases. `reuse` is overwritten when it has the right size.
 */
export function resample(
  { rows, columns, channels, levels, skippedLevels, padding }: DrawnLevels,
  placement: DisplayPlacement,
  reuse: DisplayBuffer | null,
): DisplayBuffer {
  const { width, height, interpolation, toDisplay } = placement;
  const buffer = bufferOf(width, height, channels, reuse);
  const resolution = levelFor(toDisplay, { from: skippedLevels, count: levels.length });
  const level = levels[resolution - skippedLevels] as PyramidLevel;
  const toLevel = compose(scaling(2 ** -resolution), invert(toDisplay));
  // The edge of the image, which an odd side leaves short of the last level pixel's own edge.
  const extent = { x: columns * 2 ** -resolution, y: rows * 2 ** -resolution };
  const plan: SamplingPlan = { level, toLevel, extent, interpolation, padding, buffer };
  const aligned = (toLevel.b === 0 && toLevel.c === 0) || (toLevel.a === 0 && toLevel.d === 0);
  if (aligned) sampleAxisAligned(plan);
  else sampleTurned(plan);
  return buffer;
}

function bufferOf(width: number, height: number, channels: 1 | 3, reuse: DisplayBuffer | null): DisplayBuffer {
  if (reuse && reuse.width === width && reuse.height === height && reuse.channels === channels) return reuse;
  const samples = new Uint16Array(width * height * channels);
  return { width, height, channels, samples, spans: new Int32Array(2 * height) };
}

/**
 * The coarsest resolution that still has at least one pixel for each display pixel, along the finer axis, among the
 * `count` resolutions from `from` on; 0 is that of the stored pixels.
 */
export function levelFor(toDisplay: Affine, { from, count }: { from: number; count: number }): number {
  const scale = Math.max(Math.hypot(toDisplay.a, toDisplay.b), Math.hypot(toDisplay.c, toDisplay.d));
  const level = Math.floor(Math.log2(1 / scale) + 1e-9);
  return Math.min(Math.max(level, from), from + count - 1);
}
