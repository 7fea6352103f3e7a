import { apply, invert } from '../../shared/geometry/affine.ts';
import type { Landmark, PlacedLandmarks } from '../../shared/spine/landmarks.ts';
import type { Level } from '../../shared/spine/levels.ts';
import { setDisplay, setExamImage } from '../../shared/study/edits/examEdits.ts';
import { setPointScheme } from '../../shared/study/edits/protocolEdits.ts';
import { addSubject } from '../../shared/study/edits/subjectEdits.ts';
import type { Display, ExamImage, Study } from '../../shared/study/study.ts';
import type { ImagePoint, ViewPoint } from '../../shared/units.ts';
import type { Command } from '../../renderer/editor/commands.ts';
import { createEditor, type EditorState } from '../../renderer/editor/editorState.ts';
import { goToLevel } from '../../renderer/editor/goToLevel.ts';
import { nudgeSelected } from '../../renderer/editor/nudge.ts';
import type { PaneIndex } from '../../renderer/editor/place.ts';
import { runCommand } from '../../renderer/editor/runCommand.ts';
import { landmarksAt, paneExam, paneTransform, shownStudy } from '../../renderer/editor/selectors.ts';
import type { ToolInput } from '../../renderer/editor/tools/tool.ts';
import { step } from '../../renderer/editor/tools/toolMachine.ts';
import type { Size } from '../../renderer/editor/viewport.ts';
import { emptyStudy, image } from './exampleStudy.ts';

type Pointer = 'mouse' | 'touch' | 'pen';
type Button = 'left' | 'middle' | 'right';
type Arrow = 'left' | 'right' | 'up' | 'down';

export interface FilmOptions {
  readonly rows?: number;
  readonly columns?: number;
  /** [row, column] in millimetres. */
  readonly spacing?: readonly [number, number];
  readonly display?: Display;
}

export interface DriverOptions {
  readonly study?: Study;
  /** Null: no film at this timepoint. */
  readonly pre?: FilmOptions | null;
  readonly post?: FilmOptions | null;
  readonly scheme?: 'six' | 'four';
  readonly size?: Size;
  /** CSS pixels per stored column, from the film's centre. Null: as the program opens it, the whole film in the view. */
  readonly zoom?: number | null;
  readonly pointer?: Pointer;
}

/** Subject `s1` with a film before and one after surgery, 800 by 1200 px of 0.1 mm unless said otherwise. */
export function filmsStudy({ pre = {}, post = {}, scheme = 'six' }: DriverOptions = {}): Study {
  let study = setPointScheme(addSubject(emptyStudy(), { id: 's1', code: 'S001' }), { pointScheme: scheme });
  for (const [timepoint, film] of Object.entries({ pre, post })) {
    if (film === null) continue;
    study = setExamImage(study, { subjectId: 's1', timepoint, image: filmImage(timepoint, film) });
    if (film.display) study = setDisplay(study, { subjectId: 's1', timepoint, display: film.display });
  }
  return study;
}

const filmImage = (timepoint: string, { rows = 1200, columns = 800, spacing = [0.1, 0.1] }: FilmOptions): ExamImage =>
  image(`film_${timepoint}`, { rows, columns, spacing: { imagerPixelSpacing: spacing } });

/**
 * A measuring session as a user would tell it: `press(0, 100, 200).moveTo(110, 200).release().undo()`. Coordinates are
 * stored pixels of the film, turned into view coordinates by the view's own transform; the methods that end in `View`
 * take CSS pixels of the view. Unless said otherwise a view shows its film at 100 % and both have the same size, so that
 * the two are the same numbers. The clock stands still unless `wait` is called.
 */
export class Driver {
  editor: EditorState;
  /** What the machine handed to the page: window drags and questions. */
  readonly pageCommands: Command[] = [];
  #time = Date.parse('2026-11-20T14:00:00.000Z');
  #pane: PaneIndex = 0;
  #at: ViewPoint = { x: 0, y: 0 };
  readonly #pointer: Pointer;

  constructor(options: DriverOptions) {
    const size = options.size ?? { width: 800, height: 1200 };
    this.#pointer = options.pointer ?? 'mouse';
    this.editor = createEditor(options.study ?? filmsStudy(options), { saved: true });
    this.run({ type: 'setSize', pane: 0, size }, { type: 'setSize', pane: 1, size });
    const { zoom = 1 } = options;
    if (zoom !== null) for (const pane of [0, 1] as const) this.#showAt(pane, zoom);
  }

  #showAt(pane: PaneIndex, zoom: number): void {
    const film = paneExam(this.editor, pane)?.image;
    if (!film) return;
    const centre = { x: film.columns / 2, y: film.rows / 2 };
    this.run({ type: 'setViewport', pane, viewport: { centre, zoom } });
  }

  get now(): string {
    return new Date(this.#time).toISOString();
  }

  /** The study as it is seen, a drag included. */
  get study(): Study {
    return shownStudy(this.editor);
  }

  wait(milliseconds: number): this {
    this.#time += milliseconds;
    return this;
  }

  run(...commands: readonly Command[]): this {
    this.editor = commands.reduce(runCommand, this.editor);
    for (const command of commands) {
      if (['dragWindow', 'askKnownLength', 'openMenu'].includes(command.type)) this.pageCommands.push(command);
    }
    return this;
  }

  input(input: ToolInput): this {
    const { tool, commands } = step(input, { editor: this.editor, now: this.now });
    return this.run(...commands, { type: 'setTool', tool });
  }

  press(pane: PaneIndex, x: number, y: number, button: Button = 'left'): this {
    return this.pressView(pane, this.viewPoint(pane, { x, y }), button);
  }

  pressView(pane: PaneIndex, at: ViewPoint, button: Button = 'left', space = false): this {
    this.#pane = pane;
    this.#at = at;
    return this.input({ type: 'press', pane, at, button, pointer: this.#pointer, space });
  }

  moveTo(x: number, y: number): this {
    return this.moveToView(this.viewPoint(this.#pane, { x, y }));
  }

  moveToView(at: ViewPoint): this {
    this.#at = at;
    return this.input({ type: 'move', pane: this.#pane, at, pointer: this.#pointer });
  }

  /** Lets go where the pointer is. */
  release(): this {
    return this.input({ type: 'release', pane: this.#pane, at: this.#at });
  }

  click(pane: PaneIndex, x: number, y: number): this {
    return this.clickView(pane, this.viewPoint(pane, { x, y }));
  }

  clickView(pane: PaneIndex, at: ViewPoint, slip: ViewPoint = { x: 0, y: 0 }): this {
    return this.pressView(pane, at)
      .moveToView({ x: at.x + slip.x, y: at.y + slip.y })
      .release();
  }

  drag(pane: PaneIndex, from: readonly [number, number], to: readonly [number, number]): this {
    return this.press(pane, ...from)
      .moveTo(...to)
      .release();
  }

  doublePress(pane: PaneIndex, x: number, y: number): this {
    return this.input({ type: 'doublePress', pane, at: this.viewPoint(pane, { x, y }) });
  }

  wheel(pane: PaneIndex, at: ViewPoint, steps: number): this {
    return this.input({ type: 'wheel', pane, at, steps });
  }

  cancel(): this {
    return this.input({ type: 'cancel' });
  }

  level(level: Level): this {
    return this.run(...goToLevel(this.editor, level));
  }

  arrow(arrow: Arrow, coarse = false): this {
    const direction = {
      left: { dx: -1, dy: 0 },
      right: { dx: 1, dy: 0 },
      up: { dx: 0, dy: -1 },
      down: { dx: 0, dy: 1 },
    } as const;
    return this.run(...nudgeSelected({ editor: this.editor, now: this.now }, direction[arrow], coarse));
  }

  undo(): this {
    return this.run({ type: 'undo' });
  }

  redo(): this {
    return this.run({ type: 'redo' });
  }

  /** Clicks the points of the current level in their order, a second apart. */
  placeAll(pane: PaneIndex, points: Partial<Record<Landmark, readonly [number, number]>>): this {
    for (const [x, y] of Object.values(points)) this.wait(1000).click(pane, x, y);
    return this.wait(1000);
  }

  viewPoint(pane: PaneIndex, point: ImagePoint): ViewPoint {
    const { x, y } = apply(this.#transform(pane), point);
    return { x, y };
  }

  imagePoint(pane: PaneIndex, at: ViewPoint): ImagePoint {
    const { x, y } = apply(invert(this.#transform(pane)), at);
    return { x, y };
  }

  /** The placed points as [x, y], rounded to a millionth of a pixel, so that sums of fractions can be compared. */
  points(timepoint: string, level: Level): Partial<Record<Landmark, readonly [number, number]>> {
    const placed: PlacedLandmarks = landmarksAt(this.editor, timepoint, level);
    const round = (value: number): number => Math.round(value * 1e6) / 1e6;
    return Object.fromEntries(Object.entries(placed).map(([code, { x, y }]) => [code, [round(x), round(y)]]));
  }

  get undoSteps(): readonly string[] {
    return this.editor.history.past.map(({ label }) => label);
  }

  #transform(pane: PaneIndex) {
    const transform = paneTransform(this.editor, pane);
    if (!transform) throw new Error(`View ${pane} shows no film`);
    return transform;
  }
}

export const createDriver = (options: DriverOptions = {}): Driver => new Driver(options);
