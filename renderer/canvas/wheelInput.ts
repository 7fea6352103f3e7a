import type { ViewPoint } from '../../shared/units.ts';
import type { PaneIndex } from '../editor/place.ts';
import type { ToolInput } from '../editor/tools/tool.ts';

/**
 * Steps of 10 %: a notch of a wheel is one, a touch pad gives fractions. Away from the user zooms in. Browsers report
 * two fingers that spread on a touch pad as a wheel with Ctrl, whose numbers are percent rather than notches.
 */
export function wheelInput(event: WheelEvent, pane: PaneIndex, at: ViewPoint): ToolInput | null {
  const perLine = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1;
  if (event.ctrlKey) {
    const percent = Math.max(-10, Math.min(10, event.deltaY * perLine));
    return percent === 0 ? null : { type: 'pinch', pane, at, from: at, factor: Math.exp(-percent / 100) };
  }
  // With Shift some systems turn the wheel sideways.
  const pixels = (event.shiftKey && event.deltaY === 0 ? event.deltaX : event.deltaY) * perLine;
  const steps = Math.max(-5, Math.min(5, -pixels / 100));
  if (steps === 0) return null;
  return { type: event.shiftKey ? 'wheelLoupe' : 'wheel', pane, at, steps };
}
