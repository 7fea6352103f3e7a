import { apply, type Affine } from '../../shared/geometry/affine.ts';
import { distance, toPhysical } from '../../shared/geometry/point.ts';
import { meanOf, similarity } from '../../shared/geometry/similarity.ts';
import type { Spacing } from '../../shared/geometry/spacing.ts';
import type { Vector } from '../../shared/geometry/vector.ts';
import { LANDMARKS, type Landmark, type PlacedLandmarks } from '../../shared/spine/landmarks.ts';
import { levelOrder, type Level } from '../../shared/spine/levels.ts';
import type { EditorState } from './editorState.ts';
import type { PaneIndex } from './place.ts';
import { imageGeometry, landmarksAt, openLandmarks, paneTransform, readingAt, vertebraAt } from './selectors.ts';

/** Where the rest of the body is expected: for the eye only, never counted and never exported. */
export interface Ghost {
  /** Placed points as they are, the others as expected, in stored pixels of the film. */
  readonly outline: PlacedLandmarks;
  /** The landmarks that are still to be placed; only these are drawn. */
  readonly open: readonly Landmark[];
}

type Shape = { readonly [code in Landmark]?: Vector };

const SUPERIOR = ['SA', 'SM', 'SP'] as const satisfies readonly Landmark[];
const CORNERS = ['SA', 'SP', 'IP', 'IA'] as const satisfies readonly Landmark[];

/** A body of no one: four fifths as high as deep, endplates a little concave. Only its shape is used. */
const GENERIC: Shape = {
  SA: { x: 1, y: 0 },
  SM: { x: 0.5, y: 0.04 },
  SP: { x: 0, y: 0 },
  IP: { x: 0, y: 0.8 },
  IM: { x: 0.5, y: 0.76 },
  IA: { x: 1, y: 0.8 },
};

/**
 * The expected body of the current level, once one whole endplate is placed: the nearest measured level of the same film,
 * scaled and turned onto the placed points; else the same level of the other film; else a generic body. Null before
 * that, when nothing is open, and when the reader switched it off.
 */
export function ghostAt(state: EditorState, pane: PaneIndex): Ghost | null {
  const { level, switches } = state;
  const geometry = imageGeometry(state, pane);
  const timepoint = state.panes[pane];
  if (!switches.ghost || level === null || !geometry) return null;
  const open = openLandmarks(state, timepoint, level);
  const placed = landmarksAt(state, timepoint, level);
  if (open.length === 0 || !hasWholeEndplate(placed)) return null;
  const spacing = geometry.relativeSpacing;
  const model = sameFilm(state, { timepoint, level, spacing }) ?? otherFilm(state, { pane, level });
  const own = physical(placed, spacing);
  const map = fit(model ?? { shape: GENERIC, isSameFilm: false }, own, downwardsIn(state, pane, spacing));
  if (!map) return null;
  const expected = adjusted(model?.shape ?? GENERIC, map, own);
  const outline = Object.fromEntries(
    LANDMARKS.flatMap((code) => {
      const point = placed[code] ?? stored(expected[code], spacing);
      return point ? [[code, point]] : [];
    }),
  );
  return { outline, open };
}

const hasWholeEndplate = ({ SA, SP, IA, IP }: PlacedLandmarks): boolean =>
  (SA !== undefined && SP !== undefined) || (IA !== undefined && IP !== undefined);

interface Model {
  readonly shape: Shape;
  /** Of the same film: it faces as the patient does. */
  readonly isSameFilm: boolean;
}

/** The nearest level of the reading with all four corners; of two equally near the upper one. */
function sameFilm(
  state: EditorState,
  { timepoint, level, spacing }: { readonly timepoint: string; readonly level: Level; readonly spacing: Spacing },
): Model | null {
  const reach = (other: Level): number => Math.abs(levelOrder(other) - levelOrder(level));
  const measured = (readingAt(state, timepoint)?.vertebrae ?? [])
    .filter((vertebra) => vertebra.level !== level && isWhole(landmarksAt(state, timepoint, vertebra.level)))
    .toSorted((a, b) => reach(a.level) - reach(b.level) || levelOrder(a.level) - levelOrder(b.level));
  const [nearest] = measured;
  return nearest ? { shape: physical(landmarksAt(state, timepoint, nearest.level), spacing), isSameFilm: true } : null;
}

function otherFilm(
  state: EditorState,
  { pane, level }: { readonly pane: PaneIndex; readonly level: Level },
): Model | null {
  const other: PaneIndex = pane === 0 ? 1 : 0;
  const geometry = imageGeometry({ ...state, sizes: [state.sizes[pane], state.sizes[pane]] }, other);
  const landmarks = landmarksAt(state, state.panes[other], level);
  if (!geometry || state.panes[0] === state.panes[1] || !isWhole(landmarks)) return null;
  if (vertebraAt(state, state.panes[other], level)?.missing !== undefined) return null;
  return { shape: physical(landmarks, geometry.relativeSpacing), isSameFilm: false };
}

const isWhole = (landmarks: PlacedLandmarks): boolean => CORNERS.every((code) => landmarks[code] !== undefined);

const physical = (landmarks: PlacedLandmarks, spacing: Spacing): Shape =>
  Object.fromEntries(Object.entries(landmarks).map(([code, point]) => [code, toPhysical(point, spacing)]));

const stored = (point: Vector | undefined, { columnSpacing, rowSpacing }: Spacing): Vector | null =>
  point ? { x: point.x / columnSpacing, y: point.y / rowSpacing } : null;

/** Whether a direction of the film's relative space points down on the screen, where feet are expected. */
function downwardsIn(state: EditorState, pane: PaneIndex, spacing: Spacing): (direction: Vector) => boolean {
  const transform = paneTransform(state, pane);
  return ({ x, y }) =>
    !transform ||
    apply({ ...transform, e: 0, f: 0 }, { x: x / spacing.columnSpacing, y: y / spacing.rowSpacing }).y > 0;
}

/**
 * The model laid over the placed points. A model of another film may have to be turned over: as the points say where
 * both endplates have some, else so that the lower endplate is lower on the screen.
 */
function fit({ shape, isSameFilm }: Model, own: Shape, isDown: (direction: Vector) => boolean): Affine | null {
  const codes = LANDMARKS.filter((code) => shape[code] !== undefined && own[code] !== undefined);
  const from = codes.map((code) => shape[code] ?? ORIGIN);
  const to = codes.map((code) => own[code] ?? ORIGIN);
  const plain = similarity(from, to);
  if (isSameFilm) return plain;
  const turned = similarity(from, to, { mirrored: true });
  if (!plain || !turned) return plain ?? turned;
  const both = new Set(codes.map((code) => code.charAt(0))).size === 2;
  if (both) return misfit(plain, from, to) <= misfit(turned, from, to) ? plain : turned;
  return isDown(caudal(shape, plain)) ? plain : turned;
}

const ORIGIN: Vector = { x: 0, y: 0 };

const misfit = (map: Affine, from: readonly Vector[], to: readonly Vector[]): number =>
  from.reduce((sum, point, index) => sum + distance(apply(map, point), to[index] ?? ORIGIN) ** 2, 0);

/** From the upper to the lower endplate of a shape, as the map turns it. */
function caudal(shape: Shape, map: Affine): Vector {
  const ends = (codes: readonly Landmark[]): Vector => meanOf(codes.flatMap((code) => shape[code] ?? []));
  const [upper, lower] = [apply(map, ends(['SA', 'SP'])), apply(map, ends(['IA', 'IP']))];
  return { x: lower.x - upper.x, y: lower.y - upper.y };
}

/** The mapped shape; each endplate is moved by what its placed points say, so that the next one is nearer to them. */
function adjusted(shape: Shape, map: Affine, own: Shape): Shape {
  const shiftOf = (isSuperior: boolean): Vector =>
    meanOf(
      LANDMARKS.filter((code) => (SUPERIOR as readonly Landmark[]).includes(code) === isSuperior).flatMap((code) => {
        const [model, point] = [shape[code], own[code]];
        if (!model || !point) return [];
        const mapped = apply(map, model);
        return [{ x: point.x - mapped.x, y: point.y - mapped.y }];
      }),
    );
  const [upper, lower] = [shiftOf(true), shiftOf(false)];
  return Object.fromEntries(
    Object.entries(shape).map(([code, point]) => {
      const mapped = apply(map, point);
      const shift = code.startsWith('S') ? upper : lower;
      return [code, { x: mapped.x + shift.x, y: mapped.y + shift.y }];
    }),
  );
}
