import type { PaneIndex } from '../editor/place.ts';
import type { ToolInput } from '../editor/tools/tool.ts';
import type { ViewPoint } from '../../shared/units.ts';
import { createTouches } from './touches.ts';
import { wheelInput } from './wheelInput.ts';

/** The button of a pen's eraser end (Pointer Events 3, table 2). */
const ERASER = 5;

/** A palm is ignored so long after the pen was last seen over the page. */
const PEN_NEAR_MS = 1000;

export interface Hand {
  readonly input: (input: ToolInput) => void;
  /** Where the pointer is over the view; null when it leaves. */
  readonly hover: (at: ViewPoint | null) => void;
  readonly isSpaceDown: () => boolean;
}

/** Everything the hand does over one view, as inputs of the tool machine. Returns the function that stops listening. */
export function listenToPointer(element: HTMLElement, pane: PaneIndex, hand: Hand): () => void {
  const stop = new AbortController();
  const options = { signal: stop.signal };
  const { onPen, onDown, onMove, onUp, onLost } = createHandlers(element, pane, hand);
  for (const type of ['pointerdown', 'pointermove'] as const) {
    window.addEventListener(type, onPen, { ...options, capture: true });
  }
  element.addEventListener('contextmenu', (event) => event.preventDefault(), options);
  element.addEventListener('pointerdown', onDown, options);
  element.addEventListener('pointermove', onMove, options);
  element.addEventListener('pointerup', onUp, options);
  element.addEventListener('pointercancel', onLost, options);
  element.addEventListener('lostpointercapture', onLost, options);
  element.addEventListener('pointerleave', () => hand.hover(null), options);
  const onDouble = (event: MouseEvent): void => hand.input({ type: 'doublePress', pane, at: placeIn(element, event) });
  element.addEventListener('dblclick', onDouble, options);
  const onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    const input = wheelInput(event, pane, placeIn(element, event));
    if (input) hand.input(input);
  };
  element.addEventListener('wheel', onWheel, { ...options, passive: false });
  return () => stop.abort();
}

type Handlers = Readonly<Record<'onPen' | 'onDown' | 'onMove' | 'onUp' | 'onLost', (event: PointerEvent) => void>>;

/** One pointer at a time does something; two fingers pinch. */
function createHandlers(element: HTMLElement, pane: PaneIndex, hand: Hand): Handlers {
  const touches = createTouches();
  let active: { readonly id: number; readonly kind: Kind } | null = null;
  let penSeen = -Infinity;
  const place = (event: MouseEvent): ViewPoint => placeIn(element, event);
  const cancel = (): void => {
    active = null;
    hand.input({ type: 'cancel' });
  };
  const press = (event: PointerEvent, button: Button): void => {
    const kind = kindOf(event);
    if (active === null && button === 'left') element.focus({ preventScroll: true });
    if (active !== null && event.pointerId !== active.id) return;
    active = { id: event.pointerId, kind };
    element.setPointerCapture(event.pointerId);
    hand.input({ type: 'press', pane, at: place(event), button, pointer: kind, space: hand.isSpaceDown() });
  };
  return {
    /** A pen anywhere on the page: the palm that lies beside it is no hand, whichever view it touches. */
    onPen(event) {
      if (event.pointerType !== 'pen') return;
      penSeen = event.timeStamp;
      if (active?.kind === 'touch') cancel();
      touches.forget();
    },
    onDown(event) {
      event.preventDefault();
      if (event.pointerType === 'touch') {
        if (event.timeStamp - penSeen < PEN_NEAR_MS) return;
        const role = touches.down(event.pointerId, place(event));
        if (role === 'pinch' && active?.kind === 'touch') cancel();
        if (role !== 'single') return;
      }
      const button = buttonOf(event);
      if (event.button === ERASER) hand.input({ type: 'erase', pane, at: place(event) });
      else if (button !== null) press(event, button);
    },
    onMove(event) {
      const touch = event.pointerType === 'touch' ? touches.move(event.pointerId, place(event)) : 'single';
      if (touch !== 'single') {
        if (touch !== 'ignored' && touch !== null) hand.input({ type: 'pinch', pane, ...touch });
        return;
      }
      hand.hover(place(event));
      if (event.pointerId !== active?.id) return;
      if (event.button === 2 && event.buttons > 2) hand.input({ type: 'cancel' });
      else hand.input({ type: 'move', pane, at: place(event), pointer: kindOf(event) });
    },
    onUp(event) {
      touches.up(event.pointerId);
      if (event.pointerId !== active?.id || event.buttons !== 0) return;
      active = null;
      hand.input({ type: 'move', pane, at: place(event), pointer: kindOf(event) });
      hand.input({ type: 'release', pane, at: place(event) });
    },
    onLost(event) {
      touches.up(event.pointerId);
      if (event.pointerId === active?.id) cancel();
    },
  };
}

function placeIn(element: HTMLElement, event: MouseEvent): ViewPoint {
  const box = element.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

type Kind = 'mouse' | 'touch' | 'pen';
type Button = 'left' | 'middle' | 'right';

function buttonOf(event: PointerEvent): Button | null {
  if (event.button === 0) return 'left';
  if (event.button === 1) return 'middle';
  return event.button === 2 ? 'right' : null;
}

const kindOf = (event: PointerEvent): Kind =>
  event.pointerType === 'touch' || event.pointerType === 'pen' ? event.pointerType : 'mouse';
