import type { ExamImage } from '../../shared/study/study.ts';
import { text } from '../messages/text.ts';
import { editorOf, type App } from './app.ts';
import { tell } from './ask.ts';
import { readBundled } from './bundledImages.ts';
import { grantReader, rememberReader } from './imageBytes.ts';
import { keepImage, setSlot } from './imageSlots.ts';
import type { ImageSource } from './openImages.ts';
import { paneExam } from '../editor/selectors.ts';

/** Makes sure that the images of the two views are there or on their way; called whenever the views change. */
export async function loadImages(app: App): Promise<void> {
  const wanted = ([0, 1] as const).flatMap((pane) => paneExam(editorOf(app), pane)?.image ?? []);
  for (const image of wanted) {
    if (app.store.getState().images[image.sha256] === undefined) await loadImage(app, image);
  }
}

/** Finds an image of the study by its content; what is not found is asked for in its view, not in a dialog. */
async function loadImage(app: App, image: ExamImage): Promise<void> {
  setSlot(app, image.sha256, { status: 'loading' });
  const { file } = app.store.getState();
  const found = await app.host.call('findImage', {
    sha256: image.sha256,
    name: image.name,
    beside: file?.grant ?? null,
  });
  if (!found.ok || found.value === null) {
    const bundled = await readBundled(image.name);
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

/** The user shows where a missing image is. Another content than the one measured is refused: its points would lie. */
export async function supplyImage(app: App, image: ExamImage, source: ImageSource): Promise<void> {
  if (source.readAgain) rememberReader(app, image.sha256, source.readAgain);
  await decodeInto(app, image, source.bytes, source.name);
}

async function decodeInto(app: App, image: ExamImage, bytes: Uint8Array, name: string = image.name): Promise<void> {
  const decoded = await app.decoder.decode(new Uint8Array(bytes), { frame: image.frame });
  if (!decoded.ok) {
    if (app.store.getState().images[image.sha256]?.status === 'missing') {
      await tell(app, { title: text('pane.failed'), text: decoded.error.message }, text('dialog.close'));
      return;
    }
    setSlot(app, image.sha256, { status: 'failed', error: decoded.error });
    return;
  }
  if (decoded.value.sha256 === image.sha256) keepImage(app, decoded.value);
  else setSlot(app, image.sha256, { status: 'missing', otherFile: name });
}
