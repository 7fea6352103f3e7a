import { addSubject, nextSubjectCode } from '../../shared/study/edits/subjectEdits.ts';
import { editorOf, perform, type App } from './app.ts';
import { ask } from './ask.ts';

/** Asks for a code and adds the subject, the only thing that a subject needs; null when the user cancels. */
export async function addNewSubject(app: App): Promise<string | null> {
  const code = await ask(app, 'subject', { suggested: nextSubjectCode(editorOf(app).history.present) });
  if (code === null) return null;
  const id = app.newId();
  const study = addSubject(editorOf(app).history.present, { id, code });
  perform(app, { type: 'commit', study, label: `subject:${code}` }, { type: 'setSubject', subjectId: id });
  return id;
}
