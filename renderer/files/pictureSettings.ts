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
import { linkedWindow } from './linkedWindow.ts';

/** The image shown in a pane, when its pixels are there. */
export function paneImage(state: AppState, pane: PaneIndex): DecodedImage | null {
  const sha256 = paneExam(state.editor, pane)?.image?.sha256;
  const slot = sha256 === undefined ? undefined : state.images[sha256];
  return slot?.status === 'ready' ? slot.image : null;
}

export function paneWindow(state: AppState, pane: PaneIndex): PictureWindow | null {
  const image = paneImage(state, pane);
  return image ? (state.pictures[image.sha256]?.window ?? windowAtOpening(state, pane, image)) : null;
}

/**
 * The file's first window, or the automatic one where it has none or the reader ignores it for this film. The same image
 * gives the same object again: who looks at it is not drawn for nothing.
 */
function windowAtOpening(state: AppState, pane: PaneIndex, image: DecodedImage): PictureWindow {
  const ignored = paneExam(state.editor, pane)?.display.ignoreFileWindow === true;
  const known = openingWindows.get(image);
  if (known?.ignored === ignored) return known.window;
  const window = openingWindow(image.radiograph, ignored);
  openingWindows.set(image, { ignored, window });
  return window;
}

const openingWindows = new WeakMap<DecodedImage, { readonly ignored: boolean; readonly window: PictureWindow }>();

function setOwnWindow(app: App, image: DecodedImage, window: PictureWindow): void {
  app.store.setState((state) => ({ pictures: { ...state.pictures, [image.sha256]: { window } } }));
}

/** While the views are linked, the other film is shown alike. */
function setWindow(app: App, image: DecodedImage, window: PictureWindow): void {
  app.store.setState((state) => {
    const other = state.editor.switches.linked ? otherImage(state, image) : null;
    const linked = other ? { [other.sha256]: { window: linkedWindow(window, image.picture, other.picture) } } : {};
    return { pictures: { ...state.pictures, ...linked, [image.sha256]: { window } } };
  });
}

const otherImage = (state: AppState, image: DecodedImage): DecodedImage | null =>
  ([0, 1] as const).map((pane) => paneImage(state, pane)).find((each) => each && each.sha256 !== image.sha256) ?? null;

/** Linking begins: the film of the other view takes over the greys of the active one. */
export function linkWindows(app: App): void {
  const state = app.store.getState();
  const pane = state.editor.activePane;
  const image = paneImage(state, pane);
  const window = paneWindow(state, pane);
  if (image && window) setWindow(app, image, window);
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
  const turn = state.settings.inverseWindowDrag === true ? -1 : 1;
  const hand = { dx: drag.dx * turn, dy: drag.dy * turn };
  setWindow(app, image, dragWindow(numericWindow(window, facts, histogram), { ...hand, range: wide.width, inverted }));
}

/** A preset for both views: the films are compared, so they are shown alike. */
export function setPreset(app: App, preset: WindowPreset): void {
  for (const pane of [0, 1] as const) {
    const image = paneImage(app.store.getState(), pane);
    if (image) setOwnWindow(app, image, presetWindow(preset, image.picture.facts, image.picture.histogram));
  }
}

/** The window that the film opened with. */
export function setFileWindow(app: App): void {
  const pane = editorOf(app).activePane;
  const image = paneImage(app.store.getState(), pane);
  if (image) setWindow(app, image, windowAtOpening(app.store.getState(), pane, image));
}

/** One of the windows or tables that the file offers. */
export function setFileOption(app: App, index: number): void {
  const image = paneImage(app.store.getState(), editorOf(app).activePane);
  if (image) setWindow(app, image, { kind: 'file', index });
}

/** A typed centre and width, in the function of the window that they change. */
export function setNumericWindow(app: App, typed: { readonly center: number; readonly width: number }): void {
  const state = app.store.getState();
  const pane = state.editor.activePane;
  const image = paneImage(state, pane);
  const window = paneWindow(state, pane);
  if (!image || !window) return;
  const { voiFunction } = numericWindow(window, image.picture.facts, image.picture.histogram);
  const least = voiFunction === 'LINEAR' ? 1 : 1e-6;
  setWindow(app, image, { kind: 'window', ...typed, width: Math.max(least, typed.width), voiFunction });
}

/** Forgets the session's window of the film, so that its opening window holds. */
export function forgetWindow(app: App, pane: PaneIndex): void {
  const image = paneImage(app.store.getState(), pane);
  if (!image) return;
  app.store.setState(({ pictures }) => {
    const { [image.sha256]: _, ...others } = pictures;
    return { pictures: others };
  });
}
