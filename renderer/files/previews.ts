import { calibrationFromFile } from '../../shared/geometry/calibration.ts';
import type { Affine } from '../../shared/geometry/affine.ts';
import { openingWindow, type PictureWindow } from '../../shared/image/picture/pictureWindow.ts';
import { findSubject } from '../../shared/study/find.ts';
import type { PaneIndex } from '../editor/place.ts';
import { paneExam } from '../editor/selectors.ts';
import { fitViewport, viewTransform } from '../editor/viewport.ts';
import type { ImagePreview } from '../image/decodedImage.ts';
import { editorOf, type App, type AppState, type PlacedPreview } from './app.ts';
import { proposeAssignments } from './assignImages.ts';

/** The preview of an image that the study knows; of another content than the one measured nothing is shown. */
export function showKnownPreview(app: App, preview: ImagePreview): void {
  app.store.setState(({ previews }) => ({ previews: [...previews, { preview, timepoint: null }] }));
}

/** Takes away the previews of images that are there now, or will not come. */
export function dropPreviews(app: App, isGone: (placed: PlacedPreview) => boolean): void {
  const { previews } = app.store.getState();
  if (previews.some(isGone)) app.store.setState({ previews: previews.filter((placed) => !isGone(placed)) });
}

/** The coarse picture of a view whose image is still coming. */
export function panePreview(state: AppState, pane: PaneIndex): ImagePreview | null {
  const image = paneExam(state.editor, pane)?.image;
  const timepoint = state.editor.panes[pane];
  const placed = state.previews.find((each) =>
    image ? each.timepoint === null && each.preview.sha256 === image.sha256 : each.timepoint === timepoint,
  );
  return placed?.preview ?? null;
}

/** The map of a preview whose image has no exam yet: whole in the view, exactly where the opened image will be. */
export function arrivingTransform(state: AppState, pane: PaneIndex): Affine | null {
  const preview = panePreview(state, pane);
  const size = state.editor.sizes[pane];
  if (!preview || size.width === 0 || size.height === 0) return null;
  const { relativeSpacing } = calibrationFromFile(preview.facts.spacing);
  const geometry = { image: preview.picture, relativeSpacing, display: {}, size };
  return viewTransform(fitViewport(geometry), geometry);
}

export function previewWindow(state: AppState, pane: PaneIndex): PictureWindow | null {
  const preview = panePreview(state, pane);
  if (!preview) return null;
  const { samplesPerPixel, palette } = preview.facts;
  const ignoreFileWindow = paneExam(state.editor, pane)?.display.ignoreFileWindow === true;
  const opening = openingWindow({ ...preview.picture.facts, samplesPerPixel, palette }, ignoreFileWindow);
  return state.pictures[preview.sha256]?.window ?? opening;
}

/** Images on their way in, at most as many as there are views. */
export interface Arrivals {
  /** A file has shown its face: coarse, or already whole. */
  note(index: number, preview: ImagePreview): void;
  /** A file does not open: its coarse picture goes at once. */
  fail(index: number): void;
  /** Where the files go is decided: their exams show them, or nobody will. */
  end(): void;
}

/**
 * Shows images before they are opened, in the views where they will be: at once where there is no doubt, and for two
 * files once the dates of both are known. Where the user will be asked, nothing is shown before the answer.
 */
export function expectImages(app: App, names: readonly string[], timepoint: string | null): Arrivals {
  const known = new Map<number, ImagePreview>();
  const shown = new Set<string>();
  const { screen } = app.store.getState();
  return {
    note(index, preview) {
      known.set(index, preview);
      if (names.length > 2 || known.size < names.length || isInSubject(app, preview)) return;
      const placed = placesOf(app, names, { known, timepoint });
      for (const each of placed) shown.add(each.preview.sha256);
      app.store.setState(({ previews }) => ({
        screen: 'measure',
        previews: [...previews.filter((each) => !shown.has(each.preview.sha256)), ...placed],
      }));
    },
    fail(index) {
      const preview = known.get(index);
      known.delete(index);
      if (preview) dropPreviews(app, (placed) => placed.preview.sha256 === preview.sha256);
    },
    end() {
      dropPreviews(app, (placed) => placed.timepoint !== null && shown.has(placed.preview.sha256));
      const came = [...shown].some((sha256) => isInSubject(app, { sha256 }));
      if (shown.size > 0 && !came) app.store.setState({ screen });
    },
  };
}

function isInSubject(app: App, { sha256 }: { readonly sha256: string }): boolean {
  const { history, subjectId } = editorOf(app);
  return findSubject(history.present, subjectId ?? '')?.exams.some(({ image }) => image?.sha256 === sha256) === true;
}

function placesOf(
  app: App,
  names: readonly string[],
  { known, timepoint }: { known: ReadonlyMap<number, ImagePreview>; timepoint: string | null },
): readonly PlacedPreview[] {
  const [only] = known.values();
  if (known.size === 1 && only && timepoint !== null) return [{ preview: only, timepoint }];
  const { history, subjectId, panes } = editorOf(app);
  const exams = findSubject(history.present, subjectId ?? '')?.exams ?? [];
  const candidates = [...known].map(([index, preview]) => ({
    name: names[index] ?? '',
    image: { radiograph: preview.facts },
    preview,
  }));
  const { assignments, ordered } = proposeAssignments(history.present, exams, candidates, panes);
  if (!ordered) return [];
  return assignments.flatMap(({ candidate, timepoint: place }) =>
    place === null ? [] : { preview: candidate.preview, timepoint: place },
  );
}
