import { apply, invert, type Affine } from '../../shared/geometry/affine.ts';
import { distance, toPhysical } from '../../shared/geometry/point.ts';
import { meanOf } from '../../shared/geometry/similarity.ts';
import { between, type Vector } from '../../shared/geometry/vector.ts';
import { LANDMARKS, type Landmark } from '../../shared/spine/landmarks.ts';
import type { Level } from '../../shared/spine/levels.ts';
import { examCalibration } from '../../shared/study/examCalibration.ts';
import { examKey, type EditorState } from './editorState.ts';
import type { PaneIndex } from './place.ts';
import { imageGeometry, landmarksAt, paneExam, paneTransform, paneViewport } from './selectors.ts';
import { viewTransform, ZOOM_RANGE, type Viewport } from './viewport.ts';
import { vertebraBox } from './zoomToVertebra.ts';

/**
 * What makes two linked views equally large: millimetres; where a film has none, the width of the current vertebra; and
 * where that is not measured in both, nothing: each keeps its own zoom and they are zoomed alike.
 */
export type LinkBasis = 'millimetres' | 'vertebraWidth' | 'none';

const otherOf = (pane: PaneIndex): PaneIndex => (pane === 0 ? 1 : 0);

/** What the two views on the screen can be linked by; null unless both show a film. */
export function linkBasis(state: EditorState): LinkBasis | null {
  const [first, second] = [paneExam(state, 0), paneExam(state, 1)];
  if (!first?.image || !second?.image || first === second) return null;
  if (examCalibration(first).spacing && examCalibration(second).spacing) return 'millimetres';
  return columnsRatio(state, 0) === null ? 'none' : 'vertebraWidth';
}

/**
 * Brings the other view to where `pane` was taken from `before` to `after`: equally large, and with the current vertebra
 * at the same place. Where the vertebra is not known in both films, the other view moves by the same way.
 */
export function linkViews(before: EditorState, after: EditorState, pane: PaneIndex): EditorState {
  const viewport = linkedViewport(before, after, pane);
  if (!viewport || after.subjectId === null) return after;
  const key = examKey(after.subjectId, after.panes[otherOf(pane)]);
  return { ...after, viewports: { ...after.viewports, [key]: viewport } };
}

function linkedViewport(before: EditorState, after: EditorState, pane: PaneIndex): Viewport | null {
  const other = otherOf(pane);
  const basis = linkBasis(after);
  const geometry = imageGeometry(withViewSize(after, pane), other);
  const own = paneViewport(after, pane);
  const earlier = paneViewport(before, pane);
  const there = paneViewport(withViewSize(after, pane), other);
  const transform = paneTransform(after, pane);
  if (basis === null || !geometry || !own || !earlier || !there || !transform) return null;
  const ratio = basis === 'none' ? there.zoom / earlier.zoom : (columnsRatio(after, pane) ?? 1);
  const zoom = Math.min(ZOOM_RANGE.largest, Math.max(ZOOM_RANGE.smallest, own.zoom * ratio));
  const turned = viewTransform({ ...there, zoom }, geometry);
  const anchors = after.level === null ? null : anchorsOf(after, after.level);
  const [from, to] = anchors ? [anchors[pane], anchors[other]] : [earlier.centre, there.centre];
  const centre = add(to, linear(invert(turned), linear(transform, between(from, own.centre))));
  const { rows, columns } = geometry.image;
  return {
    zoom,
    centre: { x: Math.min(columns, Math.max(0, centre.x)), y: Math.min(rows, Math.max(0, centre.y)) },
  };
}

/** A view that is not on the screen has no size of its own: it counts as being as large as the one that is. */
const withViewSize = (state: EditorState, pane: PaneIndex): EditorState =>
  state.layout === 'compare' ? state : { ...state, sizes: [state.sizes[pane], state.sizes[pane]] };

/**
 * How many times larger a stored column of the other film has to be shown than one of this film: by millimetres, else by
 * the width of the current vertebra; null where neither is known in both.
 */
function columnsRatio(state: EditorState, pane: PaneIndex): number | null {
  const [own, other] = [paneExam(state, pane), paneExam(state, otherOf(pane))].map(
    (exam) => examCalibration(exam ?? undefined).spacing,
  );
  if (own && other) return other.columnSpacing / own.columnSpacing;
  const [here, there] = [vertebraWidth(state, pane), vertebraWidth(state, otherOf(pane))];
  return here === null || there === null ? null : here / there;
}

/** Mean length of the endplates that are measured in both films, in columns of this film. */
function vertebraWidth(state: EditorState, pane: PaneIndex): number | null {
  const { level } = state;
  const exam = paneExam(state, pane);
  if (level === null || !exam) return null;
  const codes = commonLandmarks(state, level);
  const { relativeSpacing } = examCalibration(exam);
  const landmarks = landmarksAt(state, state.panes[pane], level);
  const lengths = (
    [
      ['SA', 'SP'],
      ['IA', 'IP'],
    ] as const
  ).flatMap(([anterior, posterior]) => {
    const [a, p] = [landmarks[anterior], landmarks[posterior]];
    if (!a || !p || !codes.includes(anterior) || !codes.includes(posterior)) return [];
    return [distance(toPhysical(a, relativeSpacing), toPhysical(p, relativeSpacing))];
  });
  const sum = lengths.reduce((total, length) => total + length, 0);
  return sum > 0 ? sum / lengths.length : null;
}

/** The landmarks of a level that are placed in both films. */
export const commonLandmarks = (state: EditorState, level: Level): readonly Landmark[] => {
  const [first, second] = state.panes.map((timepoint) => landmarksAt(state, timepoint, level));
  return LANDMARKS.filter((code) => first?.[code] !== undefined && second?.[code] !== undefined);
};

/** One place of the vertebra in each film: of the points that both have, else of where it is expected. */
export function anchorsOf(state: EditorState, level: Level): readonly [Vector, Vector] | null {
  const codes = commonLandmarks(state, level);
  if (codes.length >= 2) {
    const mean = (pane: PaneIndex): Vector => {
      const landmarks = landmarksAt(state, state.panes[pane], level);
      return meanOf(codes.flatMap((code) => landmarks[code] ?? []));
    };
    return [mean(0), mean(1)];
  }
  const [first, second] = [vertebraBox(state, 0, level), vertebraBox(state, 1, level)];
  if (!first || !second) return null;
  return [
    { x: (first.left + first.right) / 2, y: (first.top + first.bottom) / 2 },
    { x: (second.left + second.right) / 2, y: (second.top + second.bottom) / 2 },
  ];
}

const linear = (map: Affine, vector: Vector): Vector => apply({ ...map, e: 0, f: 0 }, vector);
const add = (a: Vector, b: Vector): { x: number; y: number } => ({ x: a.x + b.x, y: a.y + b.y });
