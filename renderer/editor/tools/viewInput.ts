import type { EditorState } from '../editorState.ts';
import { imageGeometry, paneViewport } from '../selectors.ts';
import { pan, zoomAt } from '../viewport.ts';
import { stay, type Scene, type Step } from './scene.ts';
import { isResting, type ToolInput } from './tool.ts';

type Input<Type> = Extract<ToolInput, { readonly type: Type }>;

/** A notch of the wheel is 10 %, about the place under the pointer. */
export function onWheel(input: Input<'wheel'>, { editor }: Scene): Step {
  const geometry = imageGeometry(editor, input.pane);
  const viewport = paneViewport(editor, input.pane);
  if (!geometry || !viewport) return stay(editor.tool);
  const zoomed = zoomAt(viewport, geometry, input.at, 1.1 ** input.steps);
  return stay(editor.tool, { type: 'setViewport', pane: input.pane, viewport: zoomed });
}

export const onWheelLoupe = ({ steps }: Input<'wheelLoupe'>, { editor }: Scene): Step =>
  stay(editor.tool, { type: 'setLoupeFactor', factor: nextFactor(editor, steps) });

const nextFactor = ({ loupeFactor }: EditorState, steps: number): number => loupeFactor + Math.sign(steps) * 0.5;

/** What was between the two fingers stays between them. */
export function onPinch({ pane, at, from, factor }: Input<'pinch'>, { editor }: Scene): Step {
  const geometry = imageGeometry(editor, pane);
  const viewport = paneViewport(editor, pane);
  if (!isResting(editor.tool) || !geometry || !viewport || !Number.isFinite(factor) || factor <= 0) {
    return stay(editor.tool);
  }
  const zoomed = zoomAt(viewport, geometry, from, factor);
  const moved = pan(zoomed, geometry, at.x - from.x, at.y - from.y);
  return stay(editor.tool, { type: 'setActivePane', pane }, { type: 'setViewport', pane, viewport: moved });
}
