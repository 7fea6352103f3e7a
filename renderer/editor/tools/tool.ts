import type { Landmark } from '../../../shared/spine/landmarks.ts';
import type { ImagePoint, ViewPoint } from '../../../shared/units.ts';
import type { PaneIndex, Selection } from '../place.ts';

/** What the hand does, one state each. Pressing and dragging differ, so that a click never moves anything. */
export type Tool = RestingTool | PlacingTool | PressingTool | DraggingTool | PanningTool | WindowingTool;

export type RestingTool =
  /** A press selects or deselects. */
  | { readonly kind: 'idle'; readonly justPlaced?: JustPlaced }
  /** A press places the next missing landmark of the level. */
  | { readonly kind: 'armed'; readonly justPlaced?: JustPlaced }
  /** A press puts the selected landmark somewhere else, in its own image. */
  | { readonly kind: 'replacing'; readonly landmark: Landmark }
  /** Two presses mark a known length, three the rim of a ball or disc of known diameter. */
  | CalibratingTool;

export interface CalibratingTool {
  readonly kind: 'calibrating';
  readonly pane: PaneIndex;
  readonly shape: 'line' | 'disc';
  readonly points: readonly ImagePoint[];
}

/** How many presses a shape needs. */
export const POINTS_OF_SHAPE = { line: 2, disc: 3 } as const;

/**
 * Where and when a point was put last. A press there at once is the second half of a double click: it neither places
 * the next point nor moves this one.
 */
export interface JustPlaced {
  readonly pane: PaneIndex;
  readonly target: Selection;
  readonly pressed: ViewPoint;
  readonly released: ViewPoint;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Pressed, not yet released: the point follows the pointer. */
export interface PlacingTool {
  readonly kind: 'placing';
  readonly pane: PaneIndex;
  readonly landmark: Landmark;
  readonly start: ViewPoint;
  /** How far above the pointer the point lies, in CSS pixels. */
  readonly lift: number;
  readonly resume: RestingTool;
}

/**
 * Pressed on a point; not moved far enough to be a drag. `grab` is from the pointer to the point, in image pixels;
 * `slack`: how far it has to travel for that, in CSS pixels of the view, where it is not as far as usual for its pointer.
 */
export interface PressingTool {
  readonly kind: 'pressing';
  readonly pane: PaneIndex;
  readonly target: Selection;
  readonly start: ViewPoint;
  readonly slack: number | null;
  readonly grab: ImagePoint;
  readonly resume: RestingTool;
}

export interface DraggingTool {
  readonly kind: 'dragging';
  readonly pane: PaneIndex;
  readonly target: Selection;
  readonly grab: ImagePoint;
  readonly resume: RestingTool;
}

export interface PanningTool {
  readonly kind: 'panning';
  readonly pane: PaneIndex;
  readonly last: ViewPoint;
  readonly resume: RestingTool;
}

export interface WindowingTool {
  readonly kind: 'windowing';
  readonly pane: PaneIndex;
  readonly last: ViewPoint;
  /** False until it has moved: a click of this button opens a menu, and changes no greys. */
  readonly hasMoved: boolean;
  readonly resume: RestingTool;
}

interface PointerInput {
  readonly pane: PaneIndex;
  readonly at: ViewPoint;
}

/** What the hand did, in view coordinates of one pane. */
export type ToolInput =
  | (PointerInput & {
      readonly type: 'press';
      readonly button: 'left' | 'middle' | 'right';
      readonly pointer: 'mouse' | 'touch' | 'pen';
      readonly space: boolean;
    })
  /** On the selected point as the loupe shows it; places of this press are those of the view, `factor` times as fine. */
  | (PointerInput & {
      readonly type: 'pressLoupe';
      readonly pointer: 'mouse' | 'touch' | 'pen';
      readonly factor: number;
    })
  | (PointerInput & { readonly type: 'move'; readonly pointer: 'mouse' | 'touch' | 'pen' })
  | (PointerInput & { readonly type: 'release' })
  | (PointerInput & { readonly type: 'doublePress' })
  | (PointerInput & { readonly type: 'wheel'; readonly steps: number })
  /** The same with Shift: how much the loupe enlarges. */
  | (PointerInput & { readonly type: 'wheelLoupe'; readonly steps: number })
  /** Two fingers moved: from where their middle was to where it is, and how much further apart they are. */
  | (PointerInput & { readonly type: 'pinch'; readonly from: ViewPoint; readonly factor: number })
  /** Enter at the crosshair of the keyboard: a press and release in one place. */
  | (PointerInput & { readonly type: 'place' })
  /** The eraser end of a pen. */
  | (PointerInput & { readonly type: 'erase' })
  /** The key of the edge is let go: the candidate is taken, also in the middle of a press. */
  | { readonly type: 'takeEdge' }
  | { readonly type: 'cancel' };

export const isResting = (tool: Tool): tool is RestingTool =>
  tool.kind === 'idle' || tool.kind === 'armed' || tool.kind === 'replacing' || tool.kind === 'calibrating';

/** What to go back to when the hand lets go. */
export const restingPart = (tool: Tool): RestingTool => (isResting(tool) ? tool : tool.resume);
