import type { Affine } from '../../geometry/affine.ts';
import type { DisplayBuffer, Interpolation } from './displayBuffer.ts';
import { buildDisplayLut, type DisplayLut } from './displayLut.ts';
import { paintColour, paintGrey, paintOverlay, rgbaTable } from './paint.ts';
import type { Picture } from './picture.ts';
import type { PictureWindow } from './pictureWindow.ts';
import { resample, type DisplayPlacement } from './resample.ts';

/** What to draw: where the image goes on the display, and in which greys. */
export interface PictureView {
  /** Image space to display (device) pixels. */
  readonly toDisplay: Affine;
  /** Size of the display in device pixels. */
  readonly width: number;
  readonly height: number;
  readonly interpolation: Interpolation;
  readonly window: PictureWindow;
  /** The user's inversion, on top of the file's. */
  readonly invert: boolean;
  readonly overlays: boolean;
}

/** RGBA of the whole display; the memory belongs to the renderer and is overwritten by the next call. */
export interface PaintedPicture {
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  /** False when only the greys changed and the resampled values were used again. */
  readonly resampled: boolean;
}

/** Draws one picture again and again, doing only what changed: moving resamples, windowing looks up. */
export interface PictureRenderer {
  render(view: PictureView): PaintedPicture;
}

export function createPictureRenderer(picture: Picture): PictureRenderer {
  let placement: DisplayPlacement | null = null;
  let buffer: DisplayBuffer | null = null;
  let mask: DisplayBuffer | null = null;
  let greys: { window: PictureWindow; invert: boolean; lut: DisplayLut; table: Uint32Array } | null = null;
  let words = new Uint32Array(0);

  const place = (view: PictureView): boolean => {
    if (buffer && placement && samePlacement(placement, view)) return false;
    placement = view;
    buffer = resample({ ...picture, padding: picture.facts.padding }, view, buffer);
    mask = null;
    return true;
  };

  const chooseGreys = ({ window, invert }: PictureView): NonNullable<typeof greys> => {
    if (greys && greys.invert === invert && sameWindow(greys.window, window)) return greys;
    const lut = buildDisplayLut(picture.facts, picture.histogram, { window, invert });
    greys = { window, invert, lut, table: rgbaTable(lut, greys?.table ?? null) };
    return greys;
  };

  const drawOverlay = (view: PictureView): void => {
    if (!picture.overlay || !view.overlays) return;
    const nearest = { ...view, interpolation: 'nearest' } as const;
    const levels = picture.overlay;
    mask ??= resample({ ...picture, levels, channels: 1, padding: null }, nearest, null);
    paintOverlay(mask, words);
  };

  return {
    render(view) {
      const { width, height } = view;
      const resampled = place(view);
      const { lut, table } = chooseGreys(view);
      if (words.length !== width * height) words = new Uint32Array(width * height);
      const drawn = buffer as DisplayBuffer;
      if (picture.channels === 1) paintGrey(drawn, table, words);
      else paintColour(drawn, lut, words);
      drawOverlay(view);
      return { rgba: new Uint8ClampedArray(words.buffer), width, height, resampled };
    },
  };
}

function samePlacement(left: DisplayPlacement, right: DisplayPlacement): boolean {
  const keys = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
  return (
    left.width === right.width &&
    left.height === right.height &&
    left.interpolation === right.interpolation &&
    keys.every((key) => left.toDisplay[key] === right.toDisplay[key])
  );
}

function sameWindow(left: PictureWindow, right: PictureWindow): boolean {
  if (left.kind === 'file') return right.kind === 'file' && left.index === right.index;
  if (left.kind === 'percentile') return right.kind === 'percentile';
  return (
    right.kind === 'window' &&
    left.center === right.center &&
    left.width === right.width &&
    left.voiFunction === right.voiFunction
  );
}

/** Above 200 % the stored pixels are shown as they are; below, they are interpolated. `zoom` is in CSS pixels. */
export function interpolationFor(zoom: number, smoothing: 'automatic' | 'smooth' | 'pixels'): Interpolation {
  if (smoothing === 'automatic') return zoom > 2 ? 'nearest' : 'bilinear';
  return smoothing === 'smooth' ? 'bilinear' : 'nearest';
}
