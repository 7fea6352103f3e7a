import { useRef, type ReactElement } from 'react';
import { shownStudy } from '../../editor/selectors.ts';
import { addNewSubject } from '../../files/addNewSubject.ts';
import { runAction } from '../actions/allActions.ts';
import { text } from '../../messages/text.ts';
import { MenuButton } from '../MenuButton.tsx';
import { SidePanel } from '../forms/SidePanel.tsx';
import { ActionButton, Divider, SaveState, StudyTitle, UndoButton } from '../Toolbar.tsx';
import { StudyMenu } from '../SmallToolbar.tsx';
import { useApp, useAppState } from '../useApp.ts';
import { useUncrowded } from '../useUncrowded.ts';
import './grid.css';
import { GridFilters } from './GridFilters.tsx';
import { GridProgress } from './GridProgress.tsx';
import { GridTable } from './GridTable.tsx';
import { useStudyGrid } from './useStudyGrid.ts';

/** The whole study at a glance: every level of every subject at every timepoint. */
export function GridScreen(): ReactElement {
  const app = useApp();
  const study = useAppState(({ editor }) => shownStudy(editor));
  const view = useAppState((state) => state.grid);
  const drawer = useAppState((state) => state.drawer);
  const { grid, rows } = useStudyGrid(study, view);
  const isEmpty = study.subjects.length === 0;
  return (
    <div className={`grid-screen ${drawer === null ? '' : 'with-drawer'}`}>
      <GridToolbar />
      <main className="grid-main">
        {!isEmpty && <GridProgress grid={grid} />}
        {!isEmpty && <GridFilters grid={grid} shown={rows.length} />}
        {isEmpty || rows.length === 0 ? (
          <div className="grid-empty">
            <p className="empty-title">{text(isEmpty ? 'grid.empty' : 'grid.nothing')}</p>
            {isEmpty && (
              <>
                <p className="quiet">{text('grid.emptyText')}</p>
                <p>
                  <button type="button" className="primary" onClick={() => void addNewSubject(app)}>
                    {text('grid.addSubject')}
                  </button>{' '}
                  <button type="button" onClick={() => runAction(app, 'protocol')}>
                    {text('grid.protocol')}
                  </button>
                </p>
              </>
            )}
          </div>
        ) : (
          <GridTable rows={rows} />
        )}
      </main>
      <SidePanel />
      <GridStatus />
    </div>
  );
}

function GridToolbar() {
  const app = useApp();
  const add = async (): Promise<void> => {
    const subjectId = await addNewSubject(app);
    if (subjectId === null) return;
    app.store.setState(({ grid }) => ({
      grid: { ...grid, cursor: { key: `${subjectId}/`, column: 'subject' } },
      drawer: { kind: 'subject', subjectId },
    }));
  };
  const toolbar = useRef<HTMLDivElement>(null);
  useUncrowded(toolbar);
  const isSmall = useAppState(({ room }) => room === 'small');
  if (isSmall) return <SmallGridToolbar onAdd={() => void add()} />;
  return (
    <div ref={toolbar} className="toolbar" role="toolbar" aria-label={text('toolbar.label')}>
      <div className="tools">
        <ActionButton id="study-grid" label="grid.back" />
        <Divider />
        <ActionButton id="open-images" label="toolbar.open" />
        <ActionButton id="save" label="toolbar.save" />
        <ActionButton id="export" label="toolbar.export" />
        <ActionButton id="print" label="toolbar.report" />
        <Divider />
        <UndoButton id="undo" />
        <UndoButton id="redo" />
        <Divider />
        <button type="button" onClick={() => void add()}>
          {text('grid.addSubject')}
        </button>
        <ActionButton id="subject-form" />
        <ActionButton id="protocol" />
        <MenuButton id="readings-menu" name={text('toolbar.readings')} icon="⋯">
          <ul>
            {['blinded-reading', 'merge-copy'].map((id) => (
              <li key={id}>
                <ActionButton id={id} />
              </li>
            ))}
          </ul>
        </MenuButton>
        <StudyMenu />
      </div>
      <div className="study-state">
        <StudyTitle />
        <SaveState />
        <ActionButton id="shortcuts" icon="?" />
      </div>
    </div>
  );
}

/** Files, the forms of the study and the help are in the menu. */
function SmallGridToolbar({ onAdd }: { readonly onAdd: () => void }) {
  return (
    <div className="toolbar" role="toolbar" aria-label={text('toolbar.label')}>
      <div className="tools">
        <StudyMenu />
        <ActionButton id="study-grid" label="grid.back" />
        <UndoButton id="undo" />
        <UndoButton id="redo" />
        <button type="button" onClick={onAdd}>
          {text('grid.addSubject')}
        </button>
      </div>
    </div>
  );
}

function GridStatus() {
  const isSmall = useAppState(({ room }) => room === 'small');
  const notice = useAppState((state) => state.notice);
  const announcement = useAppState((state) => state.announcement);
  return (
    <footer className="status" aria-label={text('status.label')}>
      <span className="prompt" data-testid="prompt">
        {notice?.text ?? text('grid.hint')}
      </span>
      {isSmall && <SaveState />}
      <span className="quiet research">{text('app.noticeShort')}</span>
      <span className="visually-hidden" role="status" aria-live="polite">
        {notice?.text ?? announcement}
      </span>
    </footer>
  );
}
