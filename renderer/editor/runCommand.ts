import { assertNever } from '../../shared/result.ts';
import { commit, redo, stepToRedo, stepToUndo, undo } from '../../shared/study/history.ts';
import { afterTravel } from './afterTravel.ts';
import type { Command } from './commands.ts';
import { examKey, LOUPE_FACTORS, type EditorState } from './editorState.ts';
import { keepRecords } from './keepRecords.ts';
import { linkViews } from './linkViews.ts';
import type { Selection } from './place.ts';
import { paneExam } from './selectors.ts';
import { isResting, restingPart, type RestingTool } from './tools/tool.ts';

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
      return afterTravel(state, recorded(state, undo(state.history), command), stepToUndo(state.history));
    case 'redo':
      return afterTravel(state, recorded(state, redo(state.history), command), stepToRedo(state.history));
    case 'select':
      return { ...state, selection: command.selection, loupe: null, candidate: null };
    case 'setTool':
      return isResting(command.tool) ? atRest(state, command.tool) : { ...state, tool: command.tool };
    case 'setActivePane':
      return state.activePane === command.pane ? state : { ...state, activePane: command.pane };
    case 'setLevel':
      return state.level === command.level
        ? state
        : { ...withoutDrag(state), level: command.level, selection: onLevel(state, command) };
    case 'setSubject':
      return {
        ...withoutDrag(state, { kind: 'idle' }),
        subjectId: command.subjectId,
        selection: null,
        crosshair: null,
        blinking: false,
      };
    case 'setReading':
      return { ...withoutDrag(state), reader: command.reader, reading: command.reading, selection: null };
    case 'setPanes':
      return { ...withoutDrag(state), panes: command.panes, selection: null, blinking: false };
    case 'setLayout':
      return { ...state, layout: command.layout };
    case 'setViewport': {
      const moved = withViewport(state, command);
      return state.switches.linked && moved !== state ? linkViews(state, moved, command.pane) : moved;
    }
    case 'setSize':
      return withSize(state, command);
    case 'setLoupe':
      return { ...state, loupe: command.loupe };
    case 'setLoupeFactor':
      return {
        ...state,
        loupeFactor: Math.min(LOUPE_FACTORS.largest, Math.max(LOUPE_FACTORS.smallest, command.factor)),
      };
    case 'setCrosshair':
      return { ...state, crosshair: command.at };
    case 'setCandidate':
      return { ...state, candidate: command.candidate };
    case 'blink':
      return state.blinking === command.on ? state : { ...state, blinking: command.on };
    case 'toggle':
      return withToggle(state, command.name);
    case 'setPreferences':
      return { ...state, preferences: command.preferences };
    case 'markSaved':
      return { ...state, savedStudy: command.study };
    case 'dragWindow':
    case 'askKnownLength':
    case 'openMenu':
      return state;
    default:
      return assertNever(command);
  }
}

/** Nowhere to go: the same history. */
function recorded(
  { history, savedStudy }: EditorState,
  travelled: EditorState['history'],
  { record }: Extract<Command, { type: 'undo' | 'redo' }>,
): EditorState['history'] {
  if (record === undefined || savedStudy === null || travelled === history) return travelled;
  const present = keepRecords(savedStudy, travelled.present, record);
  return present === travelled.present ? travelled : { ...travelled, present };
}

/** The hand has let go: what was being dragged is where it was, and the loupe is closed. */
const withoutDrag = (state: EditorState, tool: RestingTool = restingPart(state.tool)): EditorState => ({
  ...state,
  tool,
  preview: null,
  loupe: null,
  candidate: null,
});

/** Where there is nothing to point at, the crosshair goes too. A loupe that lingers is for the hand that has let go. */
const atRest = (state: EditorState, tool: RestingTool): EditorState => ({
  ...withoutDrag(state, tool),
  loupe: state.loupe?.lingers === true && tool.kind === 'idle' ? state.loupe : null,
  crosshair: tool.kind === 'idle' ? null : state.crosshair,
});

/** A change that comes from elsewhere during a drag ends it: its preview was made of the study before. */
function withCommit(state: EditorState, command: Extract<Command, { type: 'commit' }>): EditorState {
  const { reader, reading, subjectId } = state;
  const focus = { ...(subjectId === null ? {} : { subjectId }), reader, reading, ...command.focus };
  const burst = command.burst === undefined ? {} : { burst: command.burst };
  const history = commit(state.history, command.study, { label: command.label, focus, ...burst });
  return { ...withoutDrag(state), history };
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

/** Linking starts with the other view going to where the active one is. */
function withToggle(state: EditorState, name: keyof EditorState['switches']): EditorState {
  const next = { ...state, switches: { ...state.switches, [name]: !state.switches[name] } };
  return name === 'linked' && next.switches.linked ? linkViews(state, next, state.activePane) : next;
}

function withSize(state: EditorState, { pane, size }: Extract<Command, { type: 'setSize' }>): EditorState {
  const present = state.sizes[pane];
  if (present.width === size.width && present.height === size.height) return state;
  return { ...state, sizes: pane === 0 ? [size, state.sizes[1]] : [state.sizes[0], size] };
}
