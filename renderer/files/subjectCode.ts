import { isCodeFree } from '../../shared/study/edits/subjectEdits.ts';
import { CODE_PATTERN } from '../../shared/study/study.ts';
import { text } from '../messages/text.ts';
import { editorOf, type App } from './app.ts';
import { repeatsIdentity } from './examImage.ts';

/** Why a text cannot be a subject's code: its form, another subject, or a person's name; null when it can. */
export function subjectCodeProblem(app: App, code: string, exceptSubjectId?: string): string | null {
  if (!CODE_PATTERN.test(code)) return text('subject.codeInvalid');
  if (!isCodeFree(editorOf(app).history.present, code, exceptSubjectId)) return text('subject.codeTaken', { code });
  return repeatsOpenIdentity(app, code) ? text('subject.codeIsIdentity') : null;
}

/** True when a typed text repeats the name or number inside one of the images that are open now. */
export const repeatsOpenIdentity = (app: App, typed: string): boolean =>
  Object.values(app.store.getState().images).some(
    (slot) => slot.status === 'ready' && repeatsIdentity(typed, slot.image.radiograph.identity),
  );

/** Codes that a spreadsheet turns into a number, a date or a power of ten when somebody opens the table there. */
export const isChangedBySpreadsheets = (code: string): boolean =>
  /^0\d+$|^\d+[eE]\d+$|^\d{1,4}[-.]\d{1,2}([-.]\d{1,4})?$|^\d{16,}$/.test(code);
