import { setReadingError } from '../../shared/study/edits/protocolEdits.ts';
import { showNumber } from '../messages/numbers.ts';
import { codeText, text } from '../messages/text.ts';
import { editorOf, notify, type App } from './app.ts';
import { tell } from './ask.ts';
import { commitStudy } from './commitStudy.ts';

/**
 * Makes the smallest change that can be told from reading error (MDC95), as the study's own repeated readings give it,
 * the reading error of the study: one step, which undo takes back. Says what is missing where they give none.
 */
export async function recordReadingError(app: App): Promise<void> {
  // Statistics are large and not needed before somebody asks for them.
  const [{ readingErrorFrom }, { readLevels }] = await Promise.all([
    import('../../shared/report/statistics/agreementStatistics.ts'),
    import('../../shared/report/statistics/levelNumbers.ts'),
  ]);
  const { present } = editorOf(app).history;
  const found = readingErrorFrom(present.protocol, [...readLevels(present)]);
  if (!found.ok) {
    const { code, message } = found.error;
    const words = { text: codeText('error.gap', code), detail: message };
    await tell(app, { title: text('error.none'), ...words }, text('dialog.close'));
    return;
  }
  commitStudy(app, (study) => setReadingError(study, { readingError: found.value }), { label: 'readingError' });
  const { angleDeg, heightMm } = found.value;
  notify(app, text('error.recorded', { angle: showNumber(angleDeg, 1), height: showNumber(heightMm, 1) }));
}
