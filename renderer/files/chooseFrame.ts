import { hasPoints, setExamImage } from '../../shared/study/edits/examEdits.ts';
import type { PaneIndex } from '../editor/place.ts';
import { paneExam } from '../editor/selectors.ts';
import { imageErrorWords } from '../messages/coreText.ts';
import { text } from '../messages/text.ts';
import { editorOf, perform, type App } from './app.ts';
import { tell } from './ask.ts';
import { readAgain } from './imageBytes.ts';
import { keepImage } from './imageSlots.ts';

/**
 * Shows another frame of a file that has several. Points belong to one frame: with points on it, the frame stays, and
 * the reader is told to clear them first.
 */
export async function chooseFrame(app: App, pane: PaneIndex, frame: number): Promise<void> {
  const exam = paneExam(editorOf(app), pane);
  const { subjectId } = editorOf(app);
  if (!exam?.image || subjectId === null || exam.image.frame === frame) return;
  if (hasPoints(exam)) {
    await tell(
      app,
      { title: text('pane.frameHasPoints'), text: text('pane.frameHasPointsText') },
      text('dialog.close'),
    );
    return;
  }
  const bytes = await readAgain(app, exam.image.sha256);
  const decoded = bytes && (await app.decoder.decode(bytes, { frame }));
  if (!decoded?.ok) {
    const words = decoded ? imageErrorWords(decoded.error) : { text: text('pane.frameUnreadable') };
    await tell(app, { title: text('pane.failed'), ...words }, text('dialog.close'));
    return;
  }
  const { timepoint, image } = exam;
  const { history } = editorOf(app);
  const study = setExamImage(history.present, {
    subjectId,
    timepoint,
    image: { ...image, frame },
    existingPoints: 'keep',
  });
  keepImage(app, decoded.value);
  perform(app, { type: 'commit', study, label: `frame:${frame + 1}:${timepoint}`, focus: { timepoint } });
}
