import * as cornerstone from 'cornerstone-core';
import { compose, magnification, scaling, type Affine } from '../../shared/geometry/affine.ts';
import {
  createPictureRenderer,
  interpolationFor,
  type PictureRenderer,
} from '../../shared/image/picture/pictureRenderer.ts';
import { numericWindow, type PictureWindow } from '../../shared/image/picture/pictureWindow.ts';
import { measureCanvas, observeCanvas, type CanvasSize } from './canvasSize.ts';
import type { ShownImage } from './decodedImage.ts';
import { createDrawingPace } from './drawingPace.ts';
import { viewportOf } from './viewportOf.ts';

/** How an image is seen. Never changes a measurement. */
export interface ImageAppearance {
  /** Image space to CSS pixels of the element. */
  readonly transform: Affine;
  readonly window: PictureWindow;
  /** The user's inversion, on top of the file's. */
  readonly invert: boolean;
  readonly smoothing: 'automatic' | 'smooth' | 'pixels';
  readonly overlays: boolean;
}

/** One drawing, for the benchmarks and for whoever draws over the picture. */
export interface Rendered {
  readonly drawMs: number;
  /** False when only grey values changed. */
  readonly resampled: boolean;
  /** True for a coarser drawing during fast movement; a full one follows. */
  readonly draft: boolean;
  readonly width: number;
  readonly height: number;
}

/** The picture of one pane. */
export interface CornerstoneView {
  show(image: ShownImage, appearance: ImageAppearance): void;
  update(appearance: ImageAppearance): void;
  /** Only needed where the element's size changes without layout, e.g. while it was hidden. */
  resize(): void;
  onRendered(listener: (rendered: Rendered) => void): () => void;
  destroy(): void;
}

interface Shown {
  readonly image: ShownImage;
  readonly renderer: PictureRenderer;
  readonly cornerstoneImage: cornerstone.Image;
  appearance: ImageAppearance;
}

/**
 * The one place that knows cornerstone-core: it owns the element's canvas and its redraw loop, and calls our renderer
 * through the image's `render` hook. Its own pixel loop and its WebGL path are never used: they are slow, and their grey
 * values are not the standard's. Our affine map is the truth; cornerstone's viewport is kept in agreement with it.
 */
export function createCornerstoneView(element: HTMLElement): CornerstoneView {
  cornerstone.enable(element);
  const canvas = canvasOf(element);
  const context = prepareCanvas(canvas);
  const listeners = new Set<(rendered: Rendered) => void>();
  const pace = createDrawingPace(() => cornerstone.updateImage(element));
  let size = measureCanvas(canvas);
  let shown: Shown | null = null;

  const draw = (): void => {
    if (!shown) return;
    const start = performance.now();
    const { appearance, renderer } = shown;
    const toDisplay = compose(deviceScale(size), appearance.transform);
    const full = interpolationFor(magnification(appearance.transform), appearance.smoothing);
    const interpolation = pace.isDraft() ? 'nearest' : full;
    const { width, height } = size;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const painted = renderer.render({ ...appearance, toDisplay, width, height, interpolation });
    context.putImageData(new ImageData(painted.rgba, width, height), 0, 0);
    const drawMs = performance.now() - start;
    const draft = interpolation !== full;
    pace.noteDrawing({ milliseconds: drawMs, resampled: painted.resampled, draft });
    for (const listener of listeners) listener({ drawMs, resampled: painted.resampled, draft, width, height });
  };

  const agree = (): void => {
    if (!shown) return;
    setCornerstoneViewport(element, shown, size);
    cornerstone.updateImage(element);
  };
  const stopObserving = observeCanvas(canvas, (measured) => {
    size = measured;
    agree();
  });

  return {
    show(image, appearance) {
      pace.rest();
      const cornerstoneImage = toCornerstoneImage(image, draw);
      shown = { image, appearance, cornerstoneImage, renderer: createPictureRenderer(image.picture) };
      cornerstone.displayImage(element, cornerstoneImage);
      agree();
    },
    update(appearance) {
      if (!shown) return;
      if (!sameTransform(shown.appearance.transform, appearance.transform)) pace.noteMove();
      shown.appearance = appearance;
      agree();
    },
    resize() {
      size = measureCanvas(canvas);
      agree();
    },
    onRendered(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    destroy() {
      stopObserving();
      pace.rest();
      shown = null;
      listeners.clear();
      cornerstone.disable(element);
    },
  };
}

function canvasOf(element: HTMLElement): HTMLCanvasElement {
  const { canvas } = cornerstone.getEnabledElement(element);
  if (!canvas) throw new Error('cornerstone enabled an element without a canvas');
  return canvas;
}

/** The canvas fills its element whatever cornerstone computed; asking for the context first decides its attributes. */
function prepareCanvas(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  canvas.style.display = 'block';
  canvas.style.width = '100%';
  canvas.style.height = '100%';
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('This browser has no 2D canvas');
  return context;
}

const deviceScale = ({ width, height, cssWidth, cssHeight }: CanvasSize): Affine =>
  scaling(cssWidth > 0 ? width / cssWidth : 1, cssHeight > 0 ? height / cssHeight : 1);

function sameTransform(left: Affine, right: Affine): boolean {
  return (['a', 'b', 'c', 'd', 'e', 'f'] as const).every((key) => left[key] === right[key]);
}

/** Only the fields that cornerstone reads on our path; its types are older than the library, hence the cast. */
function toCornerstoneImage({ picture, sha256, frame }: ShownImage, render: () => void): cornerstone.Image {
  const { facts, levels } = picture;
  const window = numericWindow({ kind: 'percentile' }, facts, picture.histogram);
  const rescale = facts.modality.kind === 'rescale' ? facts.modality : null;
  const samples = levels[0]?.samples ?? new Uint16Array(0);
  return {
    imageId: `endplate:${sha256}:${frame}:${picture.skippedLevels}`,
    minPixelValue: facts.minimum,
    maxPixelValue: facts.maximum,
    slope: rescale?.slope ?? 1,
    intercept: rescale?.intercept ?? 0,
    windowCenter: window.center,
    windowWidth: window.width,
    rows: picture.rows,
    columns: picture.columns,
    height: picture.rows,
    width: picture.columns,
    color: picture.channels === 3,
    rgba: false,
    columnPixelSpacing: 1,
    rowPixelSpacing: 1,
    invert: facts.inverted,
    sizeInBytes: samples.byteLength,
    getPixelData: () => samples,
    render,
  } as unknown as cornerstone.Image;
}

function setCornerstoneViewport(element: HTMLElement, shown: Shown, size: CanvasSize): void {
  const { appearance, image, cornerstoneImage } = shown;
  const { picture } = image;
  const toCanvas = compose(deviceScale(size), appearance.transform);
  const { columnPixelSpacing, rowPixelSpacing, ...placed } = viewportOf(toCanvas, { image: picture, canvas: size });
  Object.assign(cornerstoneImage, { columnPixelSpacing, rowPixelSpacing });
  const { center, width } = numericWindow(appearance.window, picture.facts, picture.histogram);
  cornerstone.setViewport(element, {
    ...placed,
    voi: { windowCenter: center, windowWidth: width },
    invert: picture.facts.inverted !== appearance.invert,
    pixelReplication: false,
  });
}
