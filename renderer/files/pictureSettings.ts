import {
  dragWindow,
  numericWindow,
  openingWindow,
  presetWindow,
  type PictureWindow,
  type WindowPreset,
} from '../../shared/image/picture/pictureWindow.ts';
import type { PaneIndex } from '../editor/place.ts';
import { paneExam } from '../editor/selectors.ts';
import type { DecodedImage } from '../image/decodedImage.ts';
import { editorOf, type App, type AppState } from './app.ts';

/** The image shown in a pane, when its pixels are there. */
export function paneImage(state: AppState, pane: PaneIndex): DecodedImage | null {
  const sha256 = paneExam(state.editor, pane)?.image?.sha256;
  const slot = sha256 === undefined ? undefined : state.images[sha256];
  return slot?.status === 'ready' ? slot.image : null;
}

export function paneWindow(state: AppState, pane: PaneIndex): PictureWindow | null {
  const image = paneImage(state, pane);
  return image ? (state.pictures[image.sha256]?.window ?? openingWindow(image.radiograph)) : null;
}

function setWindow(app: App, image: DecodedImage, window: PictureWindow): void {
  app.store.setState((state) => ({ pictures: { ...state.pictures, [image.sha256]: { window } } }));
}

/** Right-drag: sideways the contrast, up and down the brightness. */
export function dragPaneWindow(app: App, pane: PaneIndex, drag: { readonly dx: number; readonly dy: number }): void {
  const state = app.store.getState();
  const image = paneImage(state, pane);
  const window = paneWindow(state, pane);
  if (!image || !window) return;
  const { facts, histogram } = image.picture;
  const inverted = facts.inverted !== (paneExam(state.editor, pane)?.display.invert === true);
  const wide = presetWindow('wide', facts, histogram);
  setWindow(app, image, dragWindow(numericWindow(window, facts, histogram), { ...drag, range: wide.width, inverted }));
}

/** A preset for both views: the films are compared, so they are shown alike. */
export function setPreset(app: App, preset: WindowPreset): void {
  for (const pane of [0, 1] as const) {
    const image = paneImage(app.store.getState(), pane);
    if (image) setWindow(app, image, presetWindow(preset, image.picture.facts, image.picture.histogram));
  }
}

/** The window that the file asks for, or the automatic one. */
export function setFileWindow(app: App): void {
  const image = paneImage(app.store.getState(), editorOf(app).activePane);
  if (image) setWindow(app, image, openingWindow(image.radiograph));
}
