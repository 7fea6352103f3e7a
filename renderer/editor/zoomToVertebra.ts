import type { Level } from '../../shared/spine/levels.ts';
import { levelOrder } from '../../shared/spine/levels.ts';
import type { ImagePoint } from '../../shared/units.ts';
import type { EditorState } from './editorState.ts';
import type { PaneIndex } from './place.ts';
import { imageGeometry, landmarksAt, readingAt } from './selectors.ts';
import { fitBox, type ImageBox, type Viewport } from './viewport.ts';

/** How much of the view the vertebra fills: its neighbours stay in sight, for counting and for comparison. */
const SHARE = 0.45;

/** The view centred on a vertebra: on its own points, else where its nearest measured neighbours let expect it. */
export function zoomToVertebra(state: EditorState, pane: PaneIndex, level: Level): Viewport | null {
  const geometry = imageGeometry(state, pane);
  const box = vertebraBox(state, pane, level);
  return geometry && box ? fitBox(box, geometry, SHARE) : null;
}

/** Where a vertebra is in the image of a view: round its own points, else where its measured neighbours let expect it. */
export function vertebraBox(state: EditorState, pane: PaneIndex, level: Level): ImageBox | null {
  const own = Object.values(landmarksAt(state, state.panes[pane], level));
  return own.length >= 2 ? boxAround(own) : expectedBox(state, pane, level);
}

function boxAround(points: readonly ImagePoint[]): ImageBox {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  const right = Math.max(...xs);
  const bottom = Math.max(...ys);
  const half = Math.max(right - left, bottom - top, 1) / 2;
  const x = (left + right) / 2;
  const y = (top + bottom) / 2;
  return { left: x - half, right: x + half, top: y - half, bottom: y + half };
}

/** The nearest measured vertebra's box, moved along the spine by its own height for every level in between. */
function expectedBox(state: EditorState, pane: PaneIndex, level: Level): ImageBox | null {
  const timepoint = state.panes[pane];
  const measured = (readingAt(state, timepoint)?.vertebrae ?? [])
    .map((vertebra) => ({
      level: vertebra.level,
      points: Object.values(landmarksAt(state, timepoint, vertebra.level)),
    }))
    .filter(({ points, level: other }) => points.length >= 4 && other !== level);
  const order = levelOrder(level);
  const distance = (other: Level): number => Math.abs(levelOrder(other) - order);
  const [nearest] = measured.toSorted((a, b) => distance(a.level) - distance(b.level));
  if (!nearest) return null;
  const box = boxAround(nearest.points);
  const shift =
    (box.bottom - box.top) * Math.sign(order - levelOrder(nearest.level)) * Math.min(3, distance(nearest.level));
  return { ...box, top: box.top + shift, bottom: box.bottom + shift };
}
