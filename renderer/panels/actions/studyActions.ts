import { openBlinding } from '../../files/blindedReading.ts';
import { comparableFilm, openComparison } from '../../files/compareReadings.ts';
import { mergeCopy } from '../../files/mergeCopy.ts';
import { leaveGrid, showGrid } from '../../files/showGrid.ts';
import { editorOf, type App, type AppState } from '../../files/app.ts';
import type { Action } from './action.ts';

/** What concerns the study as a whole: its grid, its subjects, its protocol. */
export const STUDY_ACTIONS: readonly Action[] = [
  {
    id: 'study-grid',
    label: 'action.studyGrid',
    group: 'file',
    keys: ['Ctrl+g'],
    isOn: ({ screen }) => screen === 'grid',
    run: (app) => (app.store.getState().screen === 'grid' ? leaveGrid(app) : showGrid(app)),
  },
  {
    id: 'subject-form',
    label: 'action.subjectForm',
    group: 'file',
    keys: ['Ctrl+i'],
    isEnabled: (state) => state.screen !== 'start' && subjectOf(state) !== null,
    isOn: ({ drawer }) => drawer?.kind === 'subject',
    run: toggleSubject,
  },
  {
    id: 'merge-copy',
    label: 'action.merge',
    group: 'file',
    keys: [],
    isEnabled: (state) => state.screen !== 'start',
    run: mergeCopy,
  },
  {
    id: 'blinded-reading',
    label: 'action.blinded',
    group: 'file',
    keys: [],
    isEnabled: (state) => state.screen !== 'start' && hasFilms(state),
    run: openBlinding,
  },
  {
    id: 'compare-readings',
    label: 'action.compareReadings',
    group: 'file',
    keys: [],
    isEnabled: (state) => state.screen === 'measure' && comparableFilm(state) !== null,
    run: openComparison,
  },
  {
    id: 'protocol',
    label: 'action.protocol',
    group: 'file',
    keys: [],
    isEnabled: ({ screen }) => screen !== 'start',
    isOn: ({ drawer }) => drawer?.kind === 'protocol',
    run: (app) =>
      app.store.setState(({ drawer }) => ({ drawer: drawer?.kind === 'protocol' ? null : { kind: 'protocol' } })),
  },
];

const hasFilms = ({ editor }: AppState): boolean =>
  editor.history.present.subjects.some(({ exams }) => exams.some(({ image }) => image !== undefined));

/** On the grid the subject under the keyboard, else the one whose films are shown. */
function subjectOf({ screen, grid, editor }: AppState): string | null {
  const { key } = grid.cursor;
  const underCursor = screen === 'grid' && key !== null ? key.slice(0, key.lastIndexOf('/')) : null;
  const { subjects } = editor.history.present;
  const isThere = (id: string | null): boolean => subjects.some((subject) => subject.id === id);
  return isThere(underCursor) ? underCursor : isThere(editor.subjectId) ? editor.subjectId : null;
}

function toggleSubject(app: App): void {
  const state = app.store.getState();
  const subjectId = subjectOf(state);
  if (state.drawer?.kind === 'subject') app.store.setState({ drawer: null });
  else if (subjectId !== null) app.store.setState({ drawer: { kind: 'subject', subjectId } });
}

/** Escape leaves what lies on top: a form, then the grid. False: there was neither. */
export function closeTopmost(app: App): boolean {
  const { drawer, screen } = app.store.getState();
  if (drawer !== null) app.store.setState({ drawer: null });
  else if (screen === 'grid' && editorOf(app).history.present.subjects.length > 0) leaveGrid(app);
  else return false;
  return true;
}
