import type { ReactElement } from 'react';
import { addSubject, nextSubjectCode } from '../../shared/study/edits/subjectEdits.ts';
import { shownStudy } from '../editor/selectors.ts';
import { editorOf, perform, type App } from '../files/app.ts';
import { ask } from '../files/ask.ts';
import { loadImages } from '../files/loadImages.ts';
import { text } from '../messages/text.ts';
import { useApp, useAppState } from './useApp.ts';

const ADD = '+';

/** Whose films these are: the subjects of the study, and one more. */
export function SubjectPicker(): ReactElement {
  const app = useApp();
  const subjects = useAppState(({ editor }) => shownStudy(editor).subjects);
  const subjectId = useAppState(({ editor }) => editor.subjectId ?? '');
  const choose = (id: string): void => {
    if (id === ADD) {
      void addNewSubject(app);
      return;
    }
    perform(app, { type: 'setSubject', subjectId: id });
    void loadImages(app);
  };
  return (
    <select value={subjectId} aria-label={text('subject.label')} onChange={(event) => choose(event.target.value)}>
      {subjectId === '' && <option value="">–</option>}
      {subjects.map(({ id, code }) => (
        <option key={id} value={id}>
          {code}
        </option>
      ))}
      <option value={ADD}>{text('subject.add')}</option>
    </select>
  );
}

async function addNewSubject(app: App): Promise<void> {
  const code = await ask(app, 'subject', { suggested: nextSubjectCode(editorOf(app).history.present) });
  if (code === null) return;
  const id = app.newId();
  const study = addSubject(editorOf(app).history.present, { id, code });
  perform(app, { type: 'commit', study, label: `subject:${code}` }, { type: 'setSubject', subjectId: id });
}
