import type { PaneIndex } from '../editor/place.ts';
import type { ToolInput } from '../editor/tools/tool.ts';
import type { ViewPoint } from '../../shared/units.ts';

/** Everything the hand does over one view, as inputs of the tool machine. Returns the function that stops listening. */
export function listenToPointer(
  element: HTMLElement,
  pane: PaneIndex,
  hand: {
    readonly input: (input: ToolInput) => void;
    readonly hover: (at: ViewPoint | null) => void;
    readonly isSpaceDown: () => boolean;
  },
): () => void {
  const stop = new AbortController();
  const options = { signal: stop.signal };
  let active: number | null = null;

  const place = (event: MouseEvent): ViewPoint => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  element.addEventListener('contextmenu', (event) => event.preventDefault(), options);
  element.addEventListener(
    'pointerdown',
    (event) => {
      const button = buttonOf(event);
      if (button === null) return;
      if (active === null && button === 'left') element.focus({ preventScroll: true });
      if (active !== null && event.pointerId !== active) return;
      active = event.pointerId;
      element.setPointerCapture(event.pointerId);
      event.preventDefault();
      hand.input({ type: 'press', pane, at: place(event), button, pointer: kindOf(event), space: hand.isSpaceDown() });
    },
    options,
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      hand.hover(place(event));
      if (event.pointerId === active && event.button === 2 && event.buttons > 2) {
        hand.input({ type: 'cancel' });
        return;
      }
      if (event.pointerId === active) hand.input({ type: 'move', pane, at: place(event), pointer: kindOf(event) });
    },
    options,
  );
  element.addEventListener(
    'pointerup',
    (event) => {
      if (event.pointerId !== active) return;
      if (event.buttons !== 0) return;
      active = null;
      hand.input({ type: 'move', pane, at: place(event), pointer: kindOf(event) });
      hand.input({ type: 'release', pane, at: place(event) });
    },
    options,
  );
  const lost = (event: PointerEvent): void => {
    if (event.pointerId !== active) return;
    active = null;
    hand.input({ type: 'cancel' });
  };
  element.addEventListener('pointercancel', lost, options);
  element.addEventListener('lostpointercapture', lost, options);
  element.addEventListener('pointerleave', () => hand.hover(null), options);
  element.addEventListener('dblclick', (event) => hand.input({ type: 'doublePress', pane, at: place(event) }), options);
  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const steps = wheelSteps(event);
      if (steps !== 0) hand.input({ type: 'wheel', pane, at: place(event), steps });
    },
    { ...options, passive: false },
  );
  return () => stop.abort();
}

function buttonOf(event: PointerEvent): 'left' | 'middle' | 'right' | null {
  if (event.button === 0) return 'left';
  if (event.button === 1) return 'middle';
  return event.button === 2 ? 'right' : null;
}

const kindOf = (event: PointerEvent): 'mouse' | 'touch' | 'pen' =>
  event.pointerType === 'touch' || event.pointerType === 'pen' ? event.pointerType : 'mouse';

/** Steps of 10 %: a notch of a wheel is one, a touch pad gives fractions. Away from the user zooms in. */
function wheelSteps(event: WheelEvent): number {
  const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 33 : event.deltaY;
  return Math.max(-5, Math.min(5, -pixels / 100));
}
