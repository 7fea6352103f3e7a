import type { ExamImage } from '../../shared/study/study.ts';
import { paneExam } from '../editor/selectors.ts';
import type { DecodedImage } from '../image/decodedImage.ts';
import { editorOf, type App, type AppState, type ImageSlot } from './app.ts';

/**
 * Memory for images that no view shows just now: two pairs of films of 7.5 megapixels. What is dropped is read again
 * from its file when a view needs it.
 */
const MOST_UNSEEN_BYTES = 96 * 1024 * 1024;

/** The images that the two views want. */
export const shownImages = (app: App): readonly ExamImage[] =>
  ([0, 1] as const).flatMap((pane) => paneExam(editorOf(app), pane)?.image ?? []);

/** Puts the pixels at the disposal of the views. */
export function keepImage(app: App, image: DecodedImage): void {
  app.store.setState(({ images }) => {
    // The last one used comes last, so that the oldest goes first.
    const { [image.sha256]: _, ...others } = images;
    return { images: { ...others, [image.sha256]: { status: 'ready', image } } };
  });
}

/** Drops the pixels of images that no view shows, those that came first, until the rest is small enough. */
export function dropUnseenImages(app: App): void {
  const { images } = app.store.getState();
  const kept = keptImages(images, new Set(shownImages(app).map(({ sha256 }) => sha256)));
  if (Object.keys(kept).length < Object.keys(images).length) app.store.setState({ images: kept });
}

function keptImages(images: AppState['images'], shown: ReadonlySet<string>): AppState['images'] {
  let bytes = 0;
  const kept = Object.entries(images)
    .toReversed()
    .filter(([sha256, slot]) => {
      if (slot.status !== 'ready' || shown.has(sha256)) return true;
      bytes += memoryOf(slot.image);
      return bytes <= MOST_UNSEEN_BYTES;
    });
  return Object.fromEntries(kept.toReversed());
}

/** Bytes of an image's pixels at all resolutions. */
export function memoryOf({ radiograph, picture }: DecodedImage): number {
  const buffers = new Set<ArrayBufferLike>([radiograph.pixels.buffer]);
  for (const { samples } of [...picture.levels, ...(picture.overlay ?? [])]) buffers.add(samples.buffer);
  return [...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0);
}

export const setSlot = (app: App, sha256: string, slot: ImageSlot): void =>
  app.store.setState((state) => ({ images: { ...state.images, [sha256]: slot } }));
