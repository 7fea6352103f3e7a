import { boolean, constantFrom, integer, oneof, record, type Arbitrary } from 'fast-check';
import { LANDMARKS } from '../../shared/spine/landmarks.ts';
import type { Level } from '../../shared/spine/levels.ts';
import { addCalibration, setDisplay, swapExams } from '../../shared/study/edits/examEdits.ts';
import { clearLandmark, clearLevel, setLandmarkState } from '../../shared/study/edits/landmarkEdits.ts';
import { finaliseLevel, reopenLevel, setVertebraFacts } from '../../shared/study/edits/vertebraEdits.ts';
import type { Study } from '../../shared/study/study.ts';
import { landmarksAt, paneTransform } from '../../renderer/editor/selectors.ts';
import type { Driver } from '../support/driver.ts';
import { AT, LATER } from '../support/exampleStudy.ts';
import { display } from './editorShapes.ts';

/** Anything a hand, a key or the page may do, sensible or not, told so that a counterexample can be read. */
export interface Act {
  readonly told: string;
  readonly run: (driver: Driver) => unknown;
}

function acts<T>(name: string, values: Arbitrary<T>, run: (driver: Driver, value: T) => unknown): Arbitrary<Act> {
  return values.map((value) => ({ told: `${name} ${JSON.stringify(value)}`, run: (driver) => run(driver, value) }));
}

const act = (told: string, run: (driver: Driver) => unknown): Act => ({ told, run });

const pane = constantFrom<0 | 1>(0, 1);
/** Views of 100 px with films of 40 by 60 in their middle: on points, on borders, beside the film. */
const at = record({ x: integer({ min: 10, max: 90 }), y: integer({ min: 5, max: 95 }) });
const level = constantFrom<Level>('T12', 'L1', 'S1');
const timepoint = constantFrom('pre', 'post');
const pointer = constantFrom<'mouse' | 'touch' | 'pen'>('mouse', 'mouse', 'touch', 'pen');
const button = constantFrom<'left' | 'middle' | 'right'>('left', 'left', 'left', 'left', 'middle', 'right');

export const handAct: Arbitrary<Act> = oneof(
  acts('press', record({ pane, at, button, space: constantFrom(false, false, true), pointer }), (driver, press) =>
    driver.input({ type: 'press', ...press }),
  ),
  acts('move', record({ pane, at, pointer }), (driver, move) => driver.input({ type: 'move', ...move })),
  acts('release', record({ pane, at }), (driver, release) => driver.input({ type: 'release', ...release })),
  acts('gesture', record({ pane, at, to: at }), (driver, gesture) =>
    driver.pressView(gesture.pane, gesture.at).moveToView(gesture.to).release().wait(600),
  ),
  acts('place', record({ pane, at }), (driver, { pane: where, at: here }) =>
    driver
      .run({ type: 'setTool', tool: { kind: 'armed' } })
      .wait(600)
      .clickView(where, here)
      .wait(600),
  ),
  acts('drag a point', record({ pane, to: at, pointer }), (driver, { pane: where, to }) => {
    const { level: current, panes } = driver.editor;
    const [point] = current ? Object.values(landmarksAt(driver.editor, panes[where], current)) : [];
    if (point && paneTransform(driver.editor, where)) {
      driver.wait(600).pressView(where, driver.viewPoint(where, point)).moveToView(to).release();
    }
  }),
  acts('press the loupe', record({ pane, at, pointer, factor: constantFrom(1, 4) }), (driver, press) =>
    driver.input({ type: 'pressLoupe', ...press }),
  ),
  acts('double', record({ pane, at }), (driver, press) => driver.input({ type: 'doublePress', ...press })),
  acts('wheel', record({ pane, at, steps: integer({ min: -9, max: 9 }) }), (driver, wheel) =>
    driver.input({ type: 'wheel', ...wheel }),
  ),
  constantFrom(
    act('cancel', (driver) => driver.cancel()),
    act('wait', (driver) => driver.wait(300)),
  ),
);

export const stateAct: Arbitrary<Act> = oneof(
  acts('level', level, (driver, which) => driver.level(which)),
  acts('setLevel', level, (driver, which) => driver.run({ type: 'setLevel', level: which })),
  acts(
    'arrow',
    record({ arrow: constantFrom<'left' | 'right' | 'up' | 'down'>('left', 'right', 'up', 'down'), coarse: boolean() }),
    (driver, { arrow, coarse }) => driver.arrow(arrow, coarse),
  ),
  constantFrom(
    act('undo', (driver) => driver.undo()),
    act('undo', (driver) => driver.undo()),
    act('redo', (driver) => driver.redo()),
  ),
  acts('subject', constantFrom('s1', 's2'), (driver, subjectId) => driver.run({ type: 'setSubject', subjectId })),
  acts(
    'panes',
    constantFrom<readonly [string, string]>(['pre', 'post'], ['post', 'pre'], ['pre', 'm1']),
    (driver, panes) => driver.run({ type: 'setPanes', panes }),
  ),
  acts(
    'preferences',
    record({
      nudge: constantFrom<0.1 | 1>(0.1, 1),
      order: constantFrom<'round' | 'endplates'>('round', 'endplates'),
      touchOffset: constantFrom(0, 20),
    }),
    (driver, preferences) => driver.run({ type: 'setPreferences', preferences }),
  ),
  acts('activePane', pane, (driver, which) => driver.run({ type: 'setActivePane', pane: which })),
  constantFrom(
    act('arm', (driver) => driver.run({ type: 'setTool', tool: { kind: 'armed' } })),
    act('rest', (driver) => driver.run({ type: 'setTool', tool: { kind: 'idle' } })),
    act('calibrate a line', (driver) => driver.run({ type: 'setTool', tool: calibrating('line') })),
    act('calibrate a disc', (driver) => driver.run({ type: 'setTool', tool: calibrating('disc') })),
    act('replace', (driver) => {
      const { selection } = driver.editor;
      if (selection) driver.run({ type: 'setTool', tool: { kind: 'replacing', landmark: selection.landmark } });
    }),
    act('saved', (driver) => driver.run({ type: 'markSaved', study: driver.editor.history.present })),
  ),
);

const calibrating = (shape: 'line' | 'disc') => ({ kind: 'calibrating', pane: 0, shape, points: [] }) as const;

const here = ({ editor }: Driver) => ({
  subjectId: editor.subjectId ?? '',
  reader: editor.reader,
  reading: editor.reading,
});

const chosenEdit = record({
  kind: constantFrom('clearLevel', 'hide', 'finalise', 'reopen', 'note', 'turn', 'swap', 'calibrate'),
  timepoint,
  level,
  landmark: constantFrom(...LANDMARKS),
  display,
});

/** Edits of the study by a key or a panel, performed as the actions of the program do it. */
export const editAct: Arbitrary<Act> = oneof(
  constantFrom(
    act('clear the selected point', (driver) => {
      const { selection, history } = driver.editor;
      if (!selection) return;
      const study = clearLandmark(history.present, { ...here(driver), ...selection, at: driver.now });
      driver.run(
        { type: 'commit', study, label: 'clear', focus: selection },
        { type: 'select', selection: null },
        { type: 'setTool', tool: { kind: 'armed' } },
      );
    }),
  ),
  acts('edit', chosenEdit, (driver, chosen) => {
    const { present } = driver.editor.history;
    const where = { ...here(driver), timepoint: chosen.timepoint, level: chosen.level };
    const entry = { kind: 'automatic', at: AT, by: 'R1', reason: chosen.landmark } as const;
    const hidden = { kind: 'not_visible', reason: 'overlap' } as const;
    const edits: Record<string, () => Study> = {
      clearLevel: () => clearLevel(present, { ...where, at: AT }),
      hide: () => setLandmarkState(present, { ...where, landmark: chosen.landmark, state: hidden, at: AT }),
      finalise: () => finaliseLevel(present, { ...where, at: AT, app: '0.1.0' }),
      reopen: () => reopenLevel(present, { ...where, at: LATER, app: '0.1.0', reason: 'again' }),
      note: () => setVertebraFacts(present, { ...where, facts: { note: chosen.landmark }, at: AT }),
      turn: () => setDisplay(present, { ...where, display: chosen.display }),
      swap: () => swapExams(present, { subjectId: where.subjectId, first: 'pre', second: 'post' }),
      calibrate: () => addCalibration(present, { ...where, entry }),
    };
    const study = edits[chosen.kind]?.() ?? present;
    driver.run(
      { type: 'commit', study, label: chosen.kind, focus: { timepoint: chosen.timepoint } },
      { type: 'select', selection: null },
    );
  }),
);
