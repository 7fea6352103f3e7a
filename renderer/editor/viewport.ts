import { apply, compose, invert, rotation, scaling, translation, type Affine } from '../../shared/geometry/affine.ts';
import type { Spacing } from '../../shared/geometry/spacing.ts';
import type { Display } from '../../shared/study/study.ts';
import type { ImagePoint, ViewPoint } from '../../shared/units.ts';

/** What part of an image a view shows. Zoom is CSS pixels per stored column; 1 is 100 %. */
export interface Viewport {
  readonly centre: ImagePoint;
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What stands still while zooming and panning: the image's size and pixel shape, its orientation, the view's size. */
export interface ViewGeometry {
  readonly image: { readonly rows: number; readonly columns: number };
  readonly relativeSpacing: Spacing;
  readonly display: Display;
  readonly size: Size;
}

export const ZOOM_RANGE = { smallest: 0.05, largest: 32 } as const;

const clampZoom = (zoom: number): number => Math.min(ZOOM_RANGE.largest, Math.max(ZOOM_RANGE.smallest, zoom));

/** Stored pixels to unzoomed, unshifted view directions: pixel shape, then flips, then rotation. */
function orientation({ relativeSpacing, display }: ViewGeometry): Affine {
  const shape = scaling(1, relativeSpacing.rowSpacing / relativeSpacing.columnSpacing);
  const flips = scaling(display.flipHorizontal ? -1 : 1, display.flipVertical ? -1 : 1);
  return compose(rotation(display.rotation ?? 0), compose(flips, shape));
}

/** The map from stored-pixel space to CSS pixels of the view. */
export function viewTransform(viewport: Viewport, geometry: ViewGeometry): Affine {
  const turned = compose(scaling(viewport.zoom), orientation(geometry));
  const centred = compose(turned, translation(-viewport.centre.x, -viewport.centre.y));
  return compose(translation(geometry.size.width / 2, geometry.size.height / 2), centred);
}

/** The whole image in the middle of the view, with a small margin. */
export function fitViewport(geometry: ViewGeometry): Viewport {
  const { rows, columns } = geometry.image;
  return fitBox({ left: 0, top: 0, right: columns, bottom: rows }, geometry, 0.98);
}

export interface ImageBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A box of the image in the middle of the view, filling at most `share` of each side. */
export function fitBox(box: ImageBox, geometry: ViewGeometry, share: number): Viewport {
  const turn = orientation(geometry);
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const across = Math.abs(turn.a * width) + Math.abs(turn.c * height);
  const down = Math.abs(turn.b * width) + Math.abs(turn.d * height);
  const zoom = share * Math.min(geometry.size.width / across, geometry.size.height / down);
  return {
    centre: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 },
    zoom: clampZoom(Number.isFinite(zoom) && zoom > 0 ? zoom : 1),
  };
}

/** Zooms by a factor; the image point under `at` stays under it. */
export function zoomAt(viewport: Viewport, geometry: ViewGeometry, at: ViewPoint, factor: number): Viewport {
  const zoom = clampZoom(viewport.zoom * factor);
  const anchor = toImage(viewport, geometry, at);
  const zoomed = { ...viewport, zoom };
  const now = toImage(zoomed, geometry, at);
  return {
    zoom,
    centre: { x: viewport.centre.x + anchor.x - now.x, y: viewport.centre.y + anchor.y - now.y },
  };
}

/** Moves the image by (dx, dy) CSS pixels. The centre of the view never leaves the image. */
export function pan(viewport: Viewport, geometry: ViewGeometry, dx: number, dy: number): Viewport {
  const middle = { x: geometry.size.width / 2, y: geometry.size.height / 2 };
  const centre = toImage(viewport, geometry, { x: middle.x - dx, y: middle.y - dy });
  const { rows, columns } = geometry.image;
  return {
    zoom: viewport.zoom,
    centre: { x: Math.min(columns, Math.max(0, centre.x)), y: Math.min(rows, Math.max(0, centre.y)) },
  };
}

export function toImage(viewport: Viewport, geometry: ViewGeometry, at: ViewPoint): ImagePoint {
  const point = apply(invert(viewTransform(viewport, geometry)), at);
  return { x: point.x, y: point.y };
}

/** Mirrors what is seen, whatever the rotation: a flip after a turn is a turn the other way after the flip. */
export function flipView(display: Display, axis: 'horizontal' | 'vertical'): Display {
  const turned = (360 - (display.rotation ?? 0)) % 360;
  const rotationAfter = turned === 90 || turned === 180 || turned === 270 ? turned : 0;
  return axis === 'horizontal'
    ? { ...display, rotation: rotationAfter, flipHorizontal: !display.flipHorizontal }
    : { ...display, rotation: rotationAfter, flipVertical: !display.flipVertical };
}

/** Turns what is seen by 90 degrees, clockwise for +1. */
export function rotateView(display: Display, quarter: 1 | -1): Display {
  const turned = ((display.rotation ?? 0) + quarter * 90 + 360) % 360;
  return { ...display, rotation: turned === 90 || turned === 180 || turned === 270 ? turned : 0 };
}
