import { apply, type Affine } from '../../shared/geometry/affine.ts';
import type { Landmark } from '../../shared/spine/landmarks.ts';
import type { Level } from '../../shared/spine/levels.ts';
import type { ViewPoint } from '../../shared/units.ts';
import type { EditorState } from './editorState.ts';
import type { PaneIndex, Selection } from './place.ts';
import { landmarksAt, readingAt } from './selectors.ts';

/** Half the hit area in CSS pixels: 24 px for a mouse, 44 px for a finger; less while placing, so that a near point can be set. */
export const HIT_RADIUS = { mouse: 12, pen: 12, touch: 22, whilePlacing: 7 } as const;

/** The nearest point of the pane within the radius; the current level is preferred where two are equally near. */
export function hitLandmark(
  state: EditorState,
  pane: PaneIndex,
  options: { readonly at: ViewPoint; readonly transform: Affine; readonly radius: number },
): Selection | null {
  const timepoint = state.panes[pane];
  let nearest: { selection: Selection; distance: number } | null = null;
  for (const level of levelsInReach(state, timepoint)) {
    for (const [code, point] of Object.entries(landmarksAt(state, timepoint, level))) {
      const shown = apply(options.transform, point);
      const distance = Math.hypot(shown.x - options.at.x, shown.y - options.at.y);
      if (distance <= options.radius && (nearest === null || distance < nearest.distance)) {
        nearest = { selection: { timepoint, level, landmark: code as Landmark }, distance };
      }
    }
  }
  return nearest?.selection ?? null;
}

/** While a level is being placed only its own points can be hit: a neighbour's corner must not swallow the click. */
function levelsInReach(state: EditorState, timepoint: string): readonly Level[] {
  const placing = state.tool.kind === 'armed' || state.tool.kind === 'replacing';
  if (placing && state.level !== null) return [state.level];
  const levels = readingAt(state, timepoint)?.vertebrae.map(({ level }) => level) ?? [];
  const current = state.level;
  return current === null ? levels : [current, ...levels.filter((level) => level !== current)];
}
