import type { ExamImage } from '../../shared/study/study.ts';
import { imageErrorWords } from '../messages/coreText.ts';
import { text } from '../messages/text.ts';
import type { App, AppState } from './app.ts';
import { tell } from './ask.ts';
import { readBundled } from './bundledImages.ts';
import { grantReader, ownBytes, readAgain, rememberReader } from './imageBytes.ts';
import { dropUnseenImages, keepImage, setSlot, shownImages } from './imageSlots.ts';
import { dropPreviews, showKnownPreview } from './previews.ts';
import type { ImageSource } from './openImages.ts';
import type { ImagePreview } from '../image/decodedImage.ts';

/** Makes sure that the images of the two views are there or on their way; called whenever the views change. */
export async function loadImages(app: App): Promise<void> {
  const wanted = shownImages(app).filter(({ sha256 }) => app.store.getState().images[sha256] === undefined);
  // Both views may show one film.
  const films = new Map(wanted.map((image) => [image.sha256, image]));
  await Promise.all([...films.values()].map((image) => loadImage(app, image)));
}

/**
 * Loads what the views need whatever changed them, undo and redo too, and lets go of what no view needs any more.
 * Returns the function that ends it.
 */
export function keepViewsLoaded(app: App): () => void {
  let isPlanned = false;
  return app.store.subscribe((state, before) => {
    if (Object.keys(before.images).some((sha256) => !(sha256 in state.images))) setTimeout(() => drawAgain(app));
    if (isPlanned || showsTheSame(state, before)) return;
    isPlanned = true;
    // A change of the study and of its images are two steps of one function: look when it is done.
    queueMicrotask(() => {
      isPlanned = false;
      void loadImages(app);
      dropUnseenImages(app);
    });
  });
}

/**
 * React keeps what it drew last beside what it draws now: an image that was let go would stay in memory until something
 * else changes. Drawing the same once more lets go of it too.
 */
const drawAgain = (app: App): void => app.store.setState(({ images }) => ({ images: { ...images } }));

const showsTheSame = (a: AppState, b: AppState): boolean =>
  a.images === b.images &&
  a.editor.history.present === b.editor.history.present &&
  a.editor.panes === b.editor.panes &&
  a.editor.subjectId === b.editor.subjectId;

/** Finds an image of the study by its content; what is not found is asked for in its view, not in a dialog. */
async function loadImage(app: App, image: ExamImage): Promise<void> {
  setSlot(app, image.sha256, { status: 'loading' });
  const again = await readAgain(app, image.sha256).catch(() => null);
  if (again) {
    await decodeInto(app, image, again);
    return;
  }
  const { file } = app.store.getState();
  const found = await app.host.call('findImage', {
    sha256: image.sha256,
    name: fileNameOf(app, image),
    beside: file?.grant ?? null,
  });
  if (!found.ok || found.value === null) {
    const bundled = await readBundled(fileNameOf(app, image));
    if (bundled) await decodeInto(app, image, bundled);
    else setSlot(app, image.sha256, { status: 'missing', otherFile: null });
    return;
  }
  const read = await app.host.call('readFile', { grant: found.value.grant });
  if (!read.ok) {
    setSlot(app, image.sha256, { status: 'missing', otherFile: null });
    return;
  }
  rememberReader(app, image.sha256, grantReader(app, found.value.grant));
  await decodeInto(app, image, read.value.bytes);
}

/** Where a part of the study is on the screen, its film has no name there; the whole study knows it. */
function fileNameOf(app: App, image: ExamImage): string {
  const { part } = app.store.getState();
  if (!part) return image.name;
  const films = part.outside.history.present.subjects.flatMap(({ exams }) => exams.flatMap((exam) => exam.image ?? []));
  return films.find(({ sha256 }) => sha256 === image.sha256)?.name ?? image.name;
}

/** The user shows where a missing image is. Another content than the one measured is refused: its points would lie. */
export async function supplyImage(app: App, image: ExamImage, source: ImageSource): Promise<void> {
  if (source.readAgain) rememberReader(app, image.sha256, source.readAgain);
  await decodeInto(app, image, source.bytes, source.name);
}

async function decodeInto(app: App, image: ExamImage, bytes: Uint8Array, name: string = image.name): Promise<void> {
  const onPreview = (preview: ImagePreview): void => {
    if (preview.sha256 === image.sha256) showKnownPreview(app, preview);
  };
  const decoded = await app.decoder.decode(ownBytes(bytes), { frame: image.frame, onPreview });
  dropPreviews(app, ({ preview, timepoint }) => timepoint === null && preview.sha256 === image.sha256);
  if (!decoded.ok) {
    if (app.store.getState().images[image.sha256]?.status === 'missing') {
      await tell(app, { title: text('pane.failed'), ...imageErrorWords(decoded.error) }, text('dialog.close'));
      return;
    }
    setSlot(app, image.sha256, { status: 'failed', error: decoded.error });
    return;
  }
  if (decoded.value.sha256 === image.sha256) keepImage(app, decoded.value);
  else setSlot(app, image.sha256, { status: 'missing', otherFile: name });
}
