import { apply } from '../../../shared/geometry/affine.ts';
import { assertNever } from '../../../shared/result.ts';
import type { PaneIndex } from '../place.ts';
import { HIT_RADIUS, hitLandmark } from '../hitTest.ts';
import { imageGeometry, paneTransform, paneViewport, selectedPane } from '../selectors.ts';
import { pan } from '../viewport.ts';
import { zoomToVertebra } from '../zoomToVertebra.ts';
import { clearPoint } from '../clearPoint.ts';
import { afterMove, takeEdge } from './edgeTool.ts';
import { beginPlacing, continuePlacing, finishPlacing, landmarkForPress, placeAtOnce } from './placeTool.ts';
import { repeatedPress } from './repeatedPress.ts';
import { imagePointAt, isOutsideImage, stay, type Scene, type Step } from './scene.ts';
import {
  beginPressing,
  continueDragging,
  continuePressing,
  DRAG_THRESHOLD,
  finishDragging,
  lingering,
  REPEAT_THRESHOLD,
} from './selectTool.ts';
import { onPinch, onWheel, onWheelLoupe } from './viewInput.ts';
import {
  isResting,
  POINTS_OF_SHAPE,
  restingPart,
  type PanningTool,
  type ToolInput,
  type WindowingTool,
} from './tool.ts';

type Press = Extract<ToolInput, { type: 'press' }>;
type Move = Extract<ToolInput, { type: 'move' }>;

/** One step of the hand: the next state of the tool, and what is to be done. Nothing is done here. */
export function step(input: ToolInput, scene: Scene): Step {
  const { tool } = scene.editor;
  switch (input.type) {
    case 'press':
      return takingOver(onPress(input, scene), scene);
    case 'pressLoupe':
      return onPressLoupe(input, scene);
    case 'move':
      return onMove(input, scene);
    case 'release':
      return onRelease(input, scene);
    case 'doublePress':
      return onDoublePress(input, scene);
    case 'wheel':
      return onWheel(input, scene);
    case 'wheelLoupe':
      return onWheelLoupe(input, scene);
    case 'pinch':
      return onPinch(input, scene);
    case 'place':
      return onPlace(input, scene);
    case 'erase':
      return onErase(input, scene);
    case 'takeEdge':
      return takeEdge(scene);
    case 'cancel':
      return isResting(tool)
        ? stay(tool)
        : stay(
            restingPart(tool),
            { type: 'dropPreview' },
            { type: 'setLoupe', loupe: null },
            { type: 'setCandidate', candidate: null },
          );
    default:
      return assertNever(input);
  }
}

/** A hand that presses takes over from the crosshair of the keyboard. */
const takingOver = (pressed: Step, { editor }: Scene): Step =>
  editor.crosshair === null
    ? pressed
    : { ...pressed, commands: [{ type: 'setCrosshair', at: null }, ...pressed.commands] };

/**
 * Who gets a press, in this order: a view that shows the other film, to show its own again; the viewing buttons always; a second button cancels what is going on; a length being
 * marked; the second half of a double click; a point under the pointer; the next landmark; and otherwise the press
 * deselects.
 */
function onPress(input: Press, scene: Scene): Step {
  const { editor } = scene;
  const { pane, at } = input;
  if (editor.blinking) return stay(editor.tool, { type: 'blink', on: false });
  if (!isResting(editor.tool)) {
    return input.button === 'left' ? stay(editor.tool) : step({ type: 'cancel' }, scene);
  }
  const resume = editor.tool;
  if (!imageGeometry(editor, pane)) return stay(resume, { type: 'setActivePane', pane });
  if (input.button === 'middle' || (input.button === 'left' && input.space)) {
    return stay({ kind: 'panning', pane, last: at, resume }, { type: 'setActivePane', pane });
  }
  if (input.button === 'right') {
    return stay({ kind: 'windowing', pane, last: at, hasMoved: false, resume }, { type: 'setActivePane', pane });
  }
  if (resume.kind === 'calibrating') return markLength(input, scene);
  const byTouch = input.pointer === 'touch';
  const repeated = repeatedPress(editor, { ...input, now: scene.now });
  if (repeated) {
    const again: Scene = { ...scene, editor: { ...editor, tool: repeated } };
    return beginPressing(again, { target: repeated.justPlaced.target, pane, at, byTouch, slack: REPEAT_THRESHOLD });
  }
  const transform = paneTransform(editor, pane);
  const landmark = landmarkForPress(resume, editor, pane);
  const radius = landmark === null ? HIT_RADIUS[input.pointer] : HIT_RADIUS.whilePlacing;
  const target = transform && resume.kind !== 'replacing' ? hitLandmark(editor, pane, { at, transform, radius }) : null;
  if (target) return beginPressing(scene, { target, pane, at, byTouch, slack: null });
  if (landmark !== null) {
    const placing = beginPlacing(scene, { pane, at, landmark, byTouch });
    if (placing) return placing;
  }
  if (resume.kind === 'replacing') return stay(resume, { type: 'setActivePane', pane });
  return stay(resume, { type: 'setActivePane', pane }, { type: 'select', selection: null });
}

/** The selected point is taken hold of in the loupe, wherever in it the press is: nothing else can be meant there. */
function onPressLoupe(input: Extract<ToolInput, { type: 'pressLoupe' }>, scene: Scene): Step {
  const { editor } = scene;
  const { pane, at, pointer, factor } = input;
  const { selection: target, tool } = editor;
  if (!isResting(tool) || !target || selectedPane(editor, target) !== pane) return stay(tool);
  const slack = DRAG_THRESHOLD[pointer] / Math.max(1, factor);
  return beginPressing(scene, { target, pane, at, byTouch: pointer === 'touch', slack });
}

/** A second finger on the other view neither moves nor ends what the first one does. */
const isElsewhere = ({ pane }: { readonly pane: PaneIndex }, { editor: { tool } }: Scene): boolean =>
  !isResting(tool) && tool.pane !== pane;

function onMove(input: Move, scene: Scene): Step {
  const { tool } = scene.editor;
  const { at, pointer } = input;
  if (isElsewhere(input, scene)) return stay(tool);
  switch (tool.kind) {
    case 'placing':
      return withoutLeftEdge(continuePlacing(tool, scene, at, pointer === 'touch'), scene);
    case 'pressing':
      return withoutLeftEdge(continuePressing(tool, scene, at, pointer), scene);
    case 'dragging':
      return withoutLeftEdge(continueDragging(tool, scene, at, pointer === 'touch'), scene);
    case 'panning':
      return continuePanning(tool, scene, at);
    case 'windowing':
      return continueWindowing(tool, at, DRAG_THRESHOLD[pointer]);
    case 'idle':
    case 'armed':
    case 'replacing':
    case 'calibrating':
      return stay(tool);
    default:
      return assertNever(tool);
  }
}

/** A hand that moves away from where an edge was looked for does not want it. */
function withoutLeftEdge(moved: Step, scene: Scene): Step {
  const loupe = moved.commands.findLast((command) => command.type === 'setLoupe')?.loupe;
  return loupe ? { ...moved, commands: [...moved.commands, ...afterMove(scene, loupe.pane, loupe.at)] } : moved;
}

function onRelease(input: Extract<ToolInput, { type: 'release' }>, scene: Scene): Step {
  const { tool } = scene.editor;
  if (isElsewhere(input, scene)) return stay(tool);
  switch (tool.kind) {
    case 'placing':
      return finishPlacing(tool, scene, input.at);
    case 'dragging':
      return finishDragging(tool, scene);
    case 'pressing':
      return stay(tool.resume, lingering(scene, tool));
    case 'panning':
      return stay(tool.resume);
    case 'windowing':
      return finishWindowing(tool, scene);
    case 'idle':
    case 'armed':
    case 'replacing':
    case 'calibrating':
      return stay(tool);
    default:
      return assertNever(tool);
  }
}

function continuePanning(tool: PanningTool, scene: Scene, at: PanningTool['last']): Step {
  const geometry = imageGeometry(scene.editor, tool.pane);
  const viewport = paneViewport(scene.editor, tool.pane);
  if (!geometry || !viewport) return stay(tool.resume);
  const moved = pan(viewport, geometry, at.x - tool.last.x, at.y - tool.last.y);
  return stay({ ...tool, last: at }, { type: 'setViewport', pane: tool.pane, viewport: moved });
}

function continueWindowing(tool: WindowingTool, at: WindowingTool['last'], slack: number): Step {
  const [dx, dy] = [at.x - tool.last.x, at.y - tool.last.y];
  if (!tool.hasMoved && Math.hypot(dx, dy) < slack) return stay(tool);
  return stay({ ...tool, last: at, hasMoved: true }, { type: 'dragWindow', pane: tool.pane, dx, dy });
}

/** A right click: what can be done with the point under it, else with the film. */
function finishWindowing({ pane, last, hasMoved, resume }: WindowingTool, { editor }: Scene): Step {
  const transform = paneTransform(editor, pane);
  if (hasMoved || !transform) return stay(resume);
  const target = hitLandmark(editor, pane, { at: last, transform, radius: HIT_RADIUS.mouse });
  return stay(resume, { type: 'openMenu', pane, at: last, target });
}

/** While points are being placed, and on a point, a double click is two clicks, never a jump of the view. */
function onDoublePress({ pane, at }: Extract<ToolInput, { type: 'doublePress' }>, scene: Scene): Step {
  const { editor } = scene;
  const transform = paneTransform(editor, pane);
  if (editor.tool.kind !== 'idle' || editor.level === null || !transform) return stay(editor.tool);
  const isOnPoint =
    repeatedPress(editor, { pane, at, pointer: 'mouse', now: scene.now }) !== null ||
    hitLandmark(editor, pane, { at, transform, radius: HIT_RADIUS.mouse }) !== null;
  if (isOnPoint) return stay(editor.tool);
  const viewport = zoomToVertebra(editor, pane, editor.level);
  return viewport ? stay(editor.tool, { type: 'setViewport', pane, viewport }) : stay(editor.tool);
}

/** Enter at the crosshair: what a click there would place or mark, whatever point is near. */
function onPlace({ pane, at }: Extract<ToolInput, { type: 'place' }>, scene: Scene): Step {
  const { tool } = scene.editor;
  if (!isResting(tool)) return stay(tool);
  if (tool.kind === 'calibrating') {
    return markLength({ type: 'press', pane, at, button: 'left', pointer: 'mouse', space: false }, scene);
  }
  const landmark = landmarkForPress(tool, scene.editor, pane);
  return (landmark === null ? null : placeAtOnce(scene, { pane, at, landmark })) ?? stay(tool);
}

function onErase({ pane, at }: Extract<ToolInput, { type: 'erase' }>, scene: Scene): Step {
  const { editor } = scene;
  const transform = paneTransform(editor, pane);
  if (!isResting(editor.tool) || !transform) return stay(editor.tool);
  const target = hitLandmark(editor, pane, { at, transform, radius: HIT_RADIUS.pen });
  const commands = target ? clearPoint(scene, target) : [];
  const rest = commands.findLast((command) => command.type === 'setTool')?.tool ?? editor.tool;
  return stay(rest, ...(target ? [{ type: 'setLevel', level: target.level } as const] : []), ...commands);
}

/** The presses that mark a known length or a rim; the last one asks how large it is. A double click marks one point. */
function markLength(input: Press, scene: Scene): Step {
  const { tool } = scene.editor;
  const point = imagePointAt(scene, input.pane, input.at);
  if (tool.kind !== 'calibrating' || !point || isOutsideImage(scene, input.pane, point)) return stay(tool);
  const { pane } = input;
  const begun = pane === tool.pane ? tool.points : [];
  const transform = paneTransform(scene.editor, pane);
  const radius = HIT_RADIUS[input.pointer];
  const isAgain = begun.some((each) => {
    const shown = transform && apply(transform, each);
    return shown && Math.hypot(input.at.x - shown.x, input.at.y - shown.y) <= radius;
  });
  if (isAgain) return stay(tool);
  const points = [...begun, point];
  if (points.length < POINTS_OF_SHAPE[tool.shape]) {
    return stay({ ...tool, pane, points }, { type: 'setActivePane', pane });
  }
  return stay({ kind: 'idle' }, { type: 'askKnownLength', pane, shape: tool.shape, points });
}
