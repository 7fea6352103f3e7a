import type { Affine } from '../../../shared/geometry/affine.ts';
import { apply, invert } from '../../../shared/geometry/affine.ts';
import type { ImagePoint, ViewPoint } from '../../../shared/units.ts';
import type { Command } from '../commands.ts';
import type { EditorState } from '../editorState.ts';
import type { PaneIndex } from '../place.ts';
import { imageGeometry, paneTransform } from '../selectors.ts';
import type { Tool } from './tool.ts';

/** What a tool may look at: the editor, and the time for what it writes down. */
export interface Scene {
  readonly editor: EditorState;
  /** ISO 8601, UTC. */
  readonly now: string;
}

/** What a tool answers: its next state and what is to be done. */
export interface Step {
  readonly tool: Tool;
  readonly commands: readonly Command[];
}

export const stay = (tool: Tool, ...commands: readonly Command[]): Step => ({ tool, commands });

/** Where the pointer is in the image, whether or not inside it; null when the pane shows no image. */
export function imagePointAt(scene: Scene, pane: PaneIndex, at: ViewPoint): ImagePoint | null {
  const transform: Affine | null = paneTransform(scene.editor, pane);
  if (!transform) return null;
  const { x, y } = apply(invert(transform), at);
  return { x, y };
}

export function isOutsideImage(scene: Scene, pane: PaneIndex, point: ImagePoint): boolean {
  const inside = clampToImage(scene, pane, point);
  return inside.x !== point.x || inside.y !== point.y;
}

/** A point is always on the image: outside it the nearest place on its border. */
export function clampToImage(scene: Scene, pane: PaneIndex, point: ImagePoint): ImagePoint {
  const geometry = imageGeometry(scene.editor, pane);
  if (!geometry) return point;
  const { rows, columns } = geometry.image;
  return { x: Math.min(columns, Math.max(0, point.x)), y: Math.min(rows, Math.max(0, point.y)) };
}
