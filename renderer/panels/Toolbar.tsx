import { useRef, type ReactElement } from 'react';
import { stepToRedo, stepToUndo } from '../../shared/study/history.ts';
import { isDocumentUnsaved } from '../files/document.ts';
import { showTime } from '../messages/numbers.ts';
import { fileNameText, stepText, text, type TextKey } from '../messages/text.ts';
import { actionById, isEnabled, runAction } from './actions/allActions.ts';
import { keyText } from './actions/keyText.ts';
import { useKey } from './actions/useKey.ts';
import { PartBar } from './PartBar.tsx';
import { SubjectPicker } from './SubjectPicker.tsx';
import { useApp, useAppState } from './useApp.ts';
import { useUncrowded } from './useUncrowded.ts';
import { ViewMenu } from './ViewMenu.tsx';

/** One line of buttons: files, undo, greys, view; on the right whose study this is and whether it is saved. */
export function Toolbar(): ReactElement {
  const toolbar = useRef<HTMLDivElement>(null);
  const part = useAppState((state) => state.part ?? null);
  useUncrowded(toolbar);
  return (
    <div ref={toolbar} className="toolbar" role="toolbar" aria-label={text('toolbar.label')}>
      <div className="tools">
        {!part && <ActionButton id="open-images" label="toolbar.open" />}
        <ActionButton id="save" label="toolbar.save" />
        {!part && (
          <>
            <ActionButton id="export" label="toolbar.export" />
            <ActionButton id="print" label="toolbar.report" />
          </>
        )}
        <Divider />
        <UndoButton id="undo" />
        <UndoButton id="redo" />
        <Divider />
        <ActionButton id="window-auto" />
        <ActionButton id="window-bone" />
        <ActionButton id="window-soft" />
        <ActionButton id="invert" />
        <Divider />
        <ActionButton id="fit" />
        <ViewMenu />
        <Divider />
        {part?.kind !== 'blinded' && <ActionButton id="compare" icon="◫" />}
        {!part && <ActionButton id="swap" icon="⇄" />}
        <ActionButton id="loupe" />
        {!part && <ActionButton id="calibrate" />}
      </div>
      <div className="study-state">
        {part ? (
          <PartBar part={part} />
        ) : (
          <>
            <ActionButton id="study-grid" icon="▦" />
            <StudyTitle />
            <SubjectPicker />
          </>
        )}
        <SaveState />
        <ActionButton id="shortcuts" icon="?" />
      </div>
    </div>
  );
}

export const Divider = (): ReactElement => <span className="divider" aria-hidden="true" />;

interface ButtonProps {
  readonly id: string;
  readonly label?: TextKey;
  readonly icon?: string;
}

export function ActionButton({ id, label, icon }: ButtonProps): ReactElement {
  const app = useApp();
  const action = actionById(id);
  const enabled = useAppState((state) => isEnabled(action, state));
  const on = useAppState((state) => action.isOn?.(state));
  const name = text(action.label);
  const key = useKey(action);
  return (
    <button
      type="button"
      data-action={id}
      disabled={!enabled}
      aria-pressed={on}
      aria-label={icon === undefined ? undefined : name}
      title={key === undefined ? name : `${name} (${keyText(key)})`}
      onClick={() => runAction(app, id)}
    >
      {icon ?? text(label ?? action.label)}
    </button>
  );
}

export function UndoButton({ id }: { readonly id: 'undo' | 'redo' }): ReactElement {
  const app = useApp();
  const step = useAppState(({ editor }) => (id === 'undo' ? stepToUndo(editor.history) : stepToRedo(editor.history)));
  const action = actionById(id);
  const name = step
    ? text(id === 'undo' ? 'action.undoStep' : 'action.redoStep', { step: stepText(step.label) })
    : text(action.label);
  return (
    <button
      type="button"
      disabled={step === null}
      aria-label={name}
      title={`${name} (${keyText(action.keys[0] ?? '')})`}
      onClick={() => runAction(app, id)}
    >
      {id === 'undo' ? '↶' : '↷'}
    </button>
  );
}

/** Whose study this is; a click leads to its grid, and from there back to the films. */
export function StudyTitle(): ReactElement {
  const app = useApp();
  const title = useAppState(({ editor, file }) =>
    fileNameText(file?.name.replace(/\.endplate$/, '') ?? editor.history.present.title),
  );
  const name = text('action.studyGrid');
  return (
    <button
      type="button"
      className="study-title"
      aria-label={`${title}. ${name}`}
      title={`${name} (${keyText('Ctrl+g')})`}
      onClick={() => runAction(app, 'study-grid')}
    >
      {title}
    </button>
  );
}

/** "Saved" only when the file holds exactly what is on the screen. */
export function SaveState(): ReactElement {
  const saving = useAppState((state) => state.save.saving);
  const savedAt = useAppState((state) => state.save.savedAt);
  const confirmed = useAppState((state) => state.save.confirmed);
  const unsaved = useAppState(isDocumentUnsaved);
  const hasFile = useAppState((state) => state.file !== null);
  return (
    <span className={`save-state ${unsaved ? 'unsaved' : ''}`} data-testid="save-state" role="status">
      {stateText()}
    </span>
  );

  function stateText(): string {
    if (saving) return text('save.saving');
    if (unsaved) return text(hasFile ? 'save.unsaved' : 'save.never');
    if (savedAt === null) return '';
    return text(confirmed ? 'save.saved' : 'save.savedUnconfirmed', { time: showTime(savedAt) });
  }
}
