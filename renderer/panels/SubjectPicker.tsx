import type { ReactElement } from 'react';
import { currentSubject, shownStudy } from '../editor/selectors.ts';
import { perform } from '../files/app.ts';
import { addNewSubject } from '../files/addNewSubject.ts';
import { loadImages } from '../files/loadImages.ts';
import { text } from '../messages/text.ts';
import { runAction } from './actions/allActions.ts';
import { useApp, useAppState } from './useApp.ts';

const ADD = '+';
const DETAILS = '=';
const GRID = '#';

/** A list of thousands is no choice, and slow to draw: beyond this the grid is the place to find a subject. */
const MOST_LISTED = 100;

/** Whose films these are: the subjects of the study, and one more. */
export function SubjectPicker(): ReactElement {
  const app = useApp();
  const subjects = useAppState(({ editor }) => shownStudy(editor).subjects);
  const present = useAppState(({ editor }) => currentSubject(editor));
  const listed = subjects.length <= MOST_LISTED ? subjects : present ? [present] : [];
  const choose = (id: string): void => {
    if (id === ADD) void addNewSubject(app);
    else if (id === DETAILS) runAction(app, 'subject-form');
    else if (id === GRID) runAction(app, 'study-grid');
    else {
      perform(app, { type: 'setSubject', subjectId: id });
      void loadImages(app);
    }
  };
  return (
    <select
      value={present?.id ?? ''}
      aria-label={text('subject.label')}
      onChange={(event) => choose(event.target.value)}
    >
      {present === null && <option value="">–</option>}
      {listed.map(({ id, code }) => (
        <option key={id} value={id}>
          {code}
        </option>
      ))}
      {listed.length < subjects.length && <option value={GRID}>{text('subject.inGrid')}</option>}
      {present && <option value={DETAILS}>{text('subject.details')}</option>}
      <option value={ADD}>{text('subject.add')}</option>
    </select>
  );
}
