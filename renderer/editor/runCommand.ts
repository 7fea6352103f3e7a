import { assertNever } from '../../shared/result.ts';
import { commit, redo, stepToRedo, stepToUndo, undo, type Step } from '../../shared/study/history.ts';
import type { Command } from './commands.ts';
import { examKey, type EditorState } from './editorState.ts';
import type { Selection } from './place.ts';
import { landmarksAt, paneExam } from './selectors.ts';
import { isResting, restingPart } from './tools/tool.ts';

/** Performs one command on the state. Commands that need pixels or dialogs leave the state as it is. */
export function runCommand(state: EditorState, command: Command): EditorState {
  switch (command.type) {
    case 'preview':
      return { ...state, preview: command.study };
    case 'dropPreview':
      return state.preview === null ? state : { ...state, preview: null };
    case 'commit':
      return withCommit(state, command);
    case 'undo':
      return afterTravel(state, undo(state.history), stepToUndo(state.history));
    case 'redo':
      return afterTravel(state, redo(state.history), stepToRedo(state.history));
    case 'select':
      return { ...state, selection: command.selection };
    case 'setTool':
      return { ...state, tool: command.tool, preview: isResting(command.tool) ? null : state.preview };
    case 'setActivePane':
      return state.activePane === command.pane ? state : { ...state, activePane: command.pane };
    case 'setLevel':
      return state.level === command.level
        ? state
        : { ...state, level: command.level, selection: onLevel(state, command) };
    case 'setSubject':
      return { ...state, subjectId: command.subjectId, selection: null, preview: null, tool: { kind: 'idle' } };
    case 'setPanes':
      return { ...state, panes: command.panes, selection: null, preview: null, tool: restingPart(state.tool) };
    case 'setLayout':
      return { ...state, layout: command.layout };
    case 'setViewport':
      return withViewport(state, command);
    case 'setSize':
      return withSize(state, command);
    case 'setLoupe':
      return { ...state, loupe: command.loupe };
    case 'toggle':
      return { ...state, switches: { ...state.switches, [command.name]: !state.switches[command.name] } };
    case 'markSaved':
      return { ...state, savedStudy: command.study };
    case 'dragWindow':
    case 'askKnownLength':
      return state;
    default:
      return assertNever(command);
  }
}

function withCommit(state: EditorState, command: Extract<Command, { type: 'commit' }>): EditorState {
  const { reader, reading, subjectId } = state;
  const focus = { ...(subjectId === null ? {} : { subjectId }), reader, reading, ...command.focus };
  const burst = command.burst === undefined ? {} : { burst: command.burst };
  const history = commit(state.history, command.study, { label: command.label, focus, ...burst });
  return { ...state, preview: null, history };
}

/** After undo or redo: no drag survives, and what changed is selected and in view. */
function afterTravel(state: EditorState, history: EditorState['history'], step: Step | null): EditorState {
  if (history === state.history) return state;
  const travelled: EditorState = { ...state, history, preview: null, loupe: null, tool: restingPart(state.tool) };
  const { subjectId = state.subjectId, timepoint, level, landmark } = step?.focus ?? {};
  const knownSubject = history.present.subjects.some(({ id }) => id === subjectId) ? subjectId : null;
  const there: EditorState = {
    ...travelled,
    subjectId: knownSubject ?? history.present.subjects[0]?.id ?? null,
    level: level ?? state.level,
  };
  if (timepoint === undefined || level === undefined || landmark === undefined) {
    return { ...there, selection: stillThere(there, state.selection) };
  }
  const pane = there.panes.indexOf(timepoint);
  const shown: EditorState = {
    ...there,
    panes: pane === -1 ? [there.panes[0], timepoint] : there.panes,
    activePane: pane === 0 ? 0 : 1,
  };
  return { ...shown, selection: stillThere(shown, { timepoint, level, landmark }) };
}

function stillThere(state: EditorState, selection: Selection | null): Selection | null {
  if (!selection) return null;
  return landmarksAt(state, selection.timepoint, selection.level)[selection.landmark] ? selection : null;
}

const onLevel = (state: EditorState, { level }: { readonly level: EditorState['level'] }): Selection | null =>
  state.selection?.level === level ? state.selection : null;

function withViewport(state: EditorState, command: Extract<Command, { type: 'setViewport' }>): EditorState {
  if (state.subjectId === null || !paneExam(state, command.pane)) return state;
  const key = examKey(state.subjectId, state.panes[command.pane]);
  if (command.viewport === null) {
    const { [key]: _, ...others } = state.viewports;
    return { ...state, viewports: others };
  }
  return { ...state, viewports: { ...state.viewports, [key]: command.viewport } };
}

function withSize(state: EditorState, { pane, size }: Extract<Command, { type: 'setSize' }>): EditorState {
  const present = state.sizes[pane];
  if (present.width === size.width && present.height === size.height) return state;
  return { ...state, sizes: pane === 0 ? [size, state.sizes[1]] : [state.sizes[0], size] };
}
