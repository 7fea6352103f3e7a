import { type ReactElement } from 'react';
import type { Landmark } from '../../shared/spine/landmarks.ts';
import { hasInferiorEndplate, type Level } from '../../shared/spine/levels.ts';
import type { Selection } from '../editor/place.ts';
import { placeLandmark, setLandmarkState } from '../../shared/study/edits/landmarkEdits.ts';
import type { EditorState } from '../editor/editorState.ts';
import { landmarksAt, nextLandmark, paneExam, vertebraAt } from '../editor/selectors.ts';
import { spineAt } from '../editor/spineAt.ts';
import { markNotVisible } from '../files/landmarkState.ts';
import { editorOf, perform, type App } from '../files/app.ts';
import { nudgeSteps, readNumber, showNumber } from '../messages/numbers.ts';
import { text } from '../messages/text.ts';
import { PlacingGuide } from './PlacingGuide.tsx';
import { Schematic } from './Schematic.tsx';
import { useApp, useAppState } from './useApp.ts';

/** The landmark that is selected or comes next: drawn, named, defined, with its coordinates and its state. */
export function PresentPoint({ level }: { readonly level: Level }): ReactElement {
  const editor = useAppState((state) => state.editor);
  const { timepoint, lit, selected } = presentPoint(editor, level);
  const landmarks = landmarksAt(editor, timepoint, level);
  return (
    <div className={`present-point ${timepoint === editor.panes[0] ? 'at-pre' : 'at-post'}`}>
      <Schematic
        lit={lit}
        placed={new Set(Object.keys(landmarks) as Landmark[])}
        facesRight={facing(editor, timepoint, level) === 'image_right'}
        superiorOnly={!hasInferiorEndplate(level)}
      />
      <div>
        {lit && (
          <p>
            <strong>{lit}</strong> {text(`landmark.${lit}`)}
          </p>
        )}
        {selected && landmarks[selected.landmark] && <Coordinates selection={selected} />}
        {selected && <StateChoice selection={selected} />}
        {selected && <p className="quiet small">{text('results.nudge', nudgeSteps(editor.preferences.nudge))}</p>}
      </div>
      {lit && <PlacingGuide landmark={lit} />}
    </div>
  );
}

function presentPoint(
  editor: EditorState,
  level: Level,
): { timepoint: string; lit: Landmark | null; selected: Selection | null } {
  const { selection, panes, activePane, tool } = editor;
  const selected = selection?.level === level ? selection : null;
  const timepoint = tool.kind === 'armed' ? panes[activePane] : (selected?.timepoint ?? panes[activePane]);
  const next = nextLandmark(editor, timepoint, level);
  return { timepoint, lit: tool.kind === 'armed' ? next : (selected?.landmark ?? next), selected };
}

/** Where the front is, for the drawing: from the points, else from the file, else to the left. */
function facing(editor: EditorState, timepoint: string, level: Level): 'image_right' | 'image_left' {
  const known = spineAt(editor, timepoint)?.spine.levels.get(level)?.anteriorDirection;
  if (known === 'image_right' || known === 'image_left') return known;
  const orientation = paneExam(editor, editor.activePane)?.image?.patientOrientation;
  return orientation?.[0]?.startsWith('A') ? 'image_right' : 'image_left';
}

const placeOf = (app: App, { timepoint, level, landmark }: Selection) => {
  const { subjectId, reader, reading } = editorOf(app);
  return { subjectId: subjectId ?? '', timepoint, reader, reading, level, landmark, at: app.now() };
};

/** The coordinates in stored pixels, to be read and to be typed. */
function Coordinates({ selection }: { readonly selection: Selection }) {
  const app = useApp();
  const point = useAppState(
    ({ editor }) => vertebraAt(editor, selection.timepoint, selection.level)?.landmarks[selection.landmark],
  );
  if (!point) return null;
  const take = (axis: 0 | 1, typed: string): void => {
    const value = readNumber(typed);
    if (value === null || Math.abs(value - point[axis]) < 0.005) return;
    const moved: readonly [number, number] = axis === 0 ? [value, point[1]] : [point[0], value];
    const study = placeLandmark(editorOf(app).history.present, { ...placeOf(app, selection), point: moved });
    const { landmark, level, timepoint } = selection;
    perform(app, { type: 'commit', study, label: `type:${landmark}:${level}:${timepoint}`, focus: selection });
  };
  return (
    <p className="coordinates numbers">
      {(['x', 'y'] as const).map((name, axis) => (
        <label key={`${name}-${point[axis === 0 ? 0 : 1]}`}>
          {name}
          <input
            inputMode="decimal"
            aria-label={text(`landmark.${name}`)}
            defaultValue={showNumber(point[axis === 0 ? 0 : 1], 2)}
            onBlur={(event) => take(axis === 0 ? 0 : 1, event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.currentTarget.blur();
            }}
          />
        </label>
      ))}
      <span className="quiet">px</span>
    </p>
  );
}

const STATES = ['visible', 'estimated', 'not_visible'] as const;

/** Seen, guessed, or not to be seen: the last asks why, and the measures that need the point say so. */
function StateChoice({ selection }: { readonly selection: Selection }) {
  const app = useApp();
  const state = useAppState(
    ({ editor }) =>
      vertebraAt(editor, selection.timepoint, selection.level)?.states[selection.landmark]?.kind ?? 'visible',
  );
  if (state === 'derived') return null;
  const choose = (kind: string): void => {
    if (kind === 'not_visible') {
      void markNotVisible(app, selection);
      return;
    }
    const { landmark, level, timepoint } = selection;
    const study = setLandmarkState(editorOf(app).history.present, {
      ...placeOf(app, selection),
      state: kind === 'estimated' ? { kind: 'estimated' } : null,
    });
    perform(app, { type: 'commit', study, label: `state:${landmark}:${level}:${timepoint}`, focus: selection });
  };
  return (
    <select
      className="landmark-state"
      aria-label={text('landmark.state')}
      value={state}
      onChange={(event) => choose(event.target.value)}
    >
      {STATES.map((kind) => (
        <option key={kind} value={kind}>
          {text(`landmark.state.${kind}`)}
        </option>
      ))}
    </select>
  );
}
