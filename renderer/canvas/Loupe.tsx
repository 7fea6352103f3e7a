import { useEffect, useRef, type ReactElement } from 'react';
import { compose, magnification, scaling, translation, type Affine } from '../../shared/geometry/affine.ts';
import { createPictureRenderer, type PictureRenderer } from '../../shared/image/picture/pictureRenderer.ts';
import type { ImagePoint, ViewPoint } from '../../shared/units.ts';
import type { Size } from '../editor/viewport.ts';
import type { ImageAppearance } from '../image/cornerstoneView.ts';
import type { DecodedImage } from '../image/decodedImage.ts';

const DIAMETER = 160;
/** How far the loupe goes in screen pixels per image pixel, for each time that it enlarges more than the view. */
const LARGEST = 6;
/** From this magnification on, the grid of stored pixels is drawn. */
const GRID_FROM = 8;

interface Props {
  readonly image: DecodedImage;
  readonly appearance: ImageAppearance;
  readonly at: ImagePoint;
  readonly viewAt: ViewPoint;
  readonly viewSize: Size;
  readonly byTouch: boolean;
  readonly colour: string;
  readonly label: string;
  /** How much more it magnifies than the view. */
  readonly times: number;
}

/** The surroundings of a point, enlarged beside it: never over the point and never under the finger. */
export function Loupe({ image, appearance, at, viewAt, viewSize, byTouch, colour, label, times }: Props): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const renderer = useRef<{ image: DecodedImage; draw: PictureRenderer } | null>(null);
  const zoom = magnification(appearance.transform);
  const factor = Math.max(1, Math.min(times, (times * LARGEST) / zoom));

  useEffect(() => {
    if (!canvas.current) return;
    if (renderer.current?.image !== image) renderer.current = { image, draw: createPictureRenderer(image.picture) };
    drawLoupe(canvas.current, renderer.current.draw, { appearance, at, factor, colour });
  }, [image, appearance, at, factor, colour]);

  const { left, top } = loupePlace(viewAt, viewSize, byTouch);
  return (
    <div className="loupe" style={{ left, top }} aria-hidden="true">
      <canvas ref={canvas} />
      <span>{`${label} · ${Number(factor.toFixed(1))}×`}</span>
    </div>
  );
}

/**
 * Up and to the left of a mouse, above a finger; where there is no room, the next corner round the point. The loupe
 * stays inside the view, and whatever happens never lies over the point.
 */
export function loupePlace(at: ViewPoint, view: Size, byTouch: boolean): { left: number; top: number } {
  const gap = byTouch ? 140 : 36;
  const across = byTouch ? [-DIAMETER / 2, -DIAMETER - 80, 80] : [-DIAMETER - gap, gap];
  const corners = [-DIAMETER - gap, byTouch ? 80 : gap].flatMap((dy) =>
    across.map((dx) => inside(at.x + dx, at.y + dy, view)),
  );
  const beside = across.map((dx) => inside(at.x + dx, at.y - DIAMETER / 2, view));
  const clear = DIAMETER / 2 + (byTouch ? 44 : 20);
  const distance = ({ left, top }: { left: number; top: number }): number =>
    Math.hypot(left + DIAMETER / 2 - at.x, top + DIAMETER / 2 - at.y);
  const places = [...corners, ...beside];
  return (
    places.find((place) => distance(place) >= clear) ??
    places.toSorted((a, b) => distance(b) - distance(a))[0] ?? { left: 8, top: 8 }
  );
}

/** Below the line of the header, and 8 px from the other edges. */
function inside(left: number, top: number, view: Size): { left: number; top: number } {
  return {
    left: Math.max(8, Math.min(left, view.width - DIAMETER - 8)),
    top: Math.max(36, Math.min(top, view.height - DIAMETER - 8)),
  };
}

interface LoupeView {
  readonly appearance: ImageAppearance;
  readonly at: ImagePoint;
  readonly factor: number;
  readonly colour: string;
}

function drawLoupe(
  canvas: HTMLCanvasElement,
  renderer: PictureRenderer,
  { appearance, at, factor, colour }: LoupeView,
): void {
  const ratio = window.devicePixelRatio;
  const side = Math.round(DIAMETER * ratio);
  if (canvas.width !== side) Object.assign(canvas, { width: side, height: side });
  const context = canvas.getContext('2d');
  if (!context) return;
  const toLoupe = loupeTransform(appearance.transform, at, factor);
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
  if (magnification(toLoupe) >= GRID_FROM) drawGrid(context, toLoupe, at);
  drawCrosshair(context, colour);
}

/** The view's map, enlarged, with the point in the middle of the loupe. */
function loupeTransform(transform: Affine, at: ImagePoint, factor: number): Affine {
  const linear = { ...transform, e: 0, f: 0 };
  const centred = compose(compose(scaling(factor), linear), translation(-at.x, -at.y));
  return compose(translation(DIAMETER / 2, DIAMETER / 2), centred);
}

/** The borders of the stored pixels, faint. */
function drawGrid(context: CanvasRenderingContext2D, map: Affine, at: ImagePoint): void {
  const reach = Math.ceil(DIAMETER / magnification(map) / 2) + 1;
  const [x0, y0] = [Math.floor(at.x), Math.floor(at.y)];
  const to = (x: number, y: number) => ({ x: map.a * x + map.c * y + map.e, y: map.b * x + map.d * y + map.f });
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

/** A cross with an open centre: the pixel aimed at is never covered. */
function drawCrosshair(context: CanvasRenderingContext2D, colour: string): void {
  const middle = DIAMETER / 2;
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
      context.lineTo(middle + x * 64, middle + y * 64);
    }
    context.strokeStyle = style;
    context.lineWidth = width;
    context.stroke();
  }
}
