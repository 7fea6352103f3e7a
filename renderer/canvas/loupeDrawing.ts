import { apply, compose, magnification, scaling, translation, type Affine } from '../../shared/geometry/affine.ts';
import type { PictureRenderer } from '../../shared/image/picture/pictureRenderer.ts';
import type { ImagePoint } from '../../shared/units.ts';
import type { ImageAppearance } from '../image/cornerstoneView.ts';

/** Across, in CSS pixels. */
export const LOUPE_DIAMETERS = { small: 120, usual: 160, large: 240 } as const;

/** From this magnification on, the grid of stored pixels is drawn. */
const GRID_FROM = 8;
/** Lines stop this far from the middle, so that the pixel aimed at and its neighbours are never covered. */
const CLEAR = 14;

export interface LoupeView {
  readonly appearance: ImageAppearance;
  readonly at: ImagePoint;
  readonly factor: number;
  readonly colour: string;
  readonly diameter: number;
  /** Endplates of the vertebra, corner to corner. */
  readonly outlines: readonly (readonly [ImagePoint, ImagePoint])[];
}

/** The picture round a point, pixel by pixel; over it what helps to aim. */
export function drawLoupe(canvas: HTMLCanvasElement, renderer: PictureRenderer, view: LoupeView): void {
  const { appearance, at, factor, colour, diameter, outlines } = view;
  const ratio = window.devicePixelRatio;
  const side = Math.round(diameter * ratio);
  if (canvas.width !== side) Object.assign(canvas, { width: side, height: side });
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) return;
  const toLoupe = loupeTransform(appearance.transform, { at, factor, diameter });
  const { rgba } = renderer.render({
    toDisplay: compose(scaling(ratio), toLoupe),
    width: side,
    height: side,
    interpolation: 'nearest',
    window: appearance.window,
    invert: appearance.invert,
    overlays: appearance.overlays,
  });
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.putImageData(new ImageData(rgba, side, side), 0, 0);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (magnification(toLoupe) >= GRID_FROM) drawGrid(context, toLoupe, { at, diameter });
  drawOutlines(context, toLoupe, { outlines, colour, diameter });
  drawCrosshair(context, colour, diameter);
}

/** The view's map, enlarged, with the point in the middle of the loupe. */
function loupeTransform(
  transform: Affine,
  { at, factor, diameter }: Pick<LoupeView, 'at' | 'factor' | 'diameter'>,
): Affine {
  const linear = { ...transform, e: 0, f: 0 };
  const centred = compose(compose(scaling(factor), linear), translation(-at.x, -at.y));
  return compose(translation(diameter / 2, diameter / 2), centred);
}

/** The borders of the stored pixels, faint. */
function drawGrid(
  context: CanvasRenderingContext2D,
  map: Affine,
  { at, diameter }: Pick<LoupeView, 'at' | 'diameter'>,
): void {
  const reach = Math.ceil(diameter / magnification(map) / 2) + 1;
  const [x0, y0] = [Math.floor(at.x), Math.floor(at.y)];
  const to = (x: number, y: number) => apply(map, { x, y });
  context.beginPath();
  for (let step = -reach; step <= reach; step += 1) {
    for (const [from, until] of [
      [to(x0 + step, y0 - reach), to(x0 + step, y0 + reach)],
      [to(x0 - reach, y0 + step), to(x0 + reach, y0 + step)],
    ] as const) {
      context.moveTo(from.x, from.y);
      context.lineTo(until.x, until.y);
    }
  }
  context.strokeStyle = 'rgba(255, 255, 255, 0.14)';
  context.lineWidth = 1;
  context.stroke();
}

/** The endplate lines of the vertebra, thin and with a gap round the point. */
function drawOutlines(
  context: CanvasRenderingContext2D,
  map: Affine,
  { outlines, colour, diameter }: Pick<LoupeView, 'outlines' | 'colour' | 'diameter'>,
): void {
  const middle = diameter / 2;
  context.save();
  // Everywhere but in the disc round the middle.
  context.beginPath();
  context.rect(0, 0, diameter, diameter);
  context.arc(middle, middle, CLEAR, 0, 2 * Math.PI);
  context.clip('evenodd');
  for (const [style, width] of [
    ['rgba(0, 0, 0, 0.6)', 3],
    [colour, 1],
  ] as const) {
    context.beginPath();
    for (const line of outlines) {
      const [from, to] = line.map((point) => apply(map, point));
      if (!from || !to) continue;
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
    }
    context.strokeStyle = style;
    context.lineWidth = width;
    context.stroke();
  }
  context.restore();
}

/** A cross with an open centre: the pixel aimed at is never covered. */
function drawCrosshair(context: CanvasRenderingContext2D, colour: string, diameter: number): void {
  const middle = diameter / 2;
  const arms = [
    [0, -1],
    [0, 1],
    [-1, 0],
    [1, 0],
  ] as const;
  for (const [style, width] of [
    ['rgba(0, 0, 0, 0.8)', 3],
    [colour, 1],
  ] as const) {
    context.beginPath();
    for (const [x, y] of arms) {
      context.moveTo(middle + x * 9, middle + y * 9);
      context.lineTo(middle + x * (middle - 16), middle + y * (middle - 16));
    }
    context.strokeStyle = style;
    context.lineWidth = width;
    context.stroke();
  }
}
