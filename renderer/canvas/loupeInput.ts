import type { ViewPoint } from '../../shared/units.ts';

type Pointer = 'mouse' | 'touch' | 'pen';

/** What a hand does inside the loupe, in CSS pixels of the view under it: as many times finer as the loupe enlarges. */
export interface LoupeHand {
  readonly onPress: (at: ViewPoint, pointer: Pointer, factor: number) => void;
  readonly onMove: (at: ViewPoint, pointer: Pointer) => void;
  readonly onRelease: (at: ViewPoint) => void;
  readonly onCancel: () => void;
  readonly onWheel: (steps: number) => void;
  /** The pointer came in, or went out. */
  readonly onInside: (isInside: boolean) => void;
}

/** What the loupe shows when a press begins: it follows the point, and the press must not follow the loupe. */
export interface LoupePlace {
  readonly viewAt: ViewPoint;
  readonly factor: number;
}

/** The hand inside the loupe. Nothing of it reaches the view below. Returns the function that stops listening. */
export function listenToLoupe(element: HTMLElement, place: () => LoupePlace, hand: LoupeHand): () => void {
  const stop = new AbortController();
  let press: { id: number; x: number; y: number; start: LoupePlace } | null = null;
  const listen = <Type extends keyof HTMLElementEventMap>(
    type: Type,
    handle: (event: HTMLElementEventMap[Type]) => void,
  ): void => {
    const only = (event: HTMLElementEventMap[Type]): void => {
      event.stopPropagation();
      handle(event);
    };
    element.addEventListener(type, only, { signal: stop.signal, passive: false });
  };
  const placeOf = (event: PointerEvent): ViewPoint => {
    if (!press) return place().viewAt;
    const { x, y, start } = press;
    const { viewAt, factor } = start;
    return { x: viewAt.x + (event.clientX - x) / factor, y: viewAt.y + (event.clientY - y) / factor };
  };
  listen('pointerdown', (event) => {
    event.preventDefault();
    if (press !== null) {
      if (event.pointerId === press.id) hand.onCancel();
      return;
    }
    if (event.button !== 0) return;
    press = { id: event.pointerId, x: event.clientX, y: event.clientY, start: place() };
    element.setPointerCapture(event.pointerId);
    hand.onPress(press.start.viewAt, kindOf(event), press.start.factor);
  });
  listen('pointermove', (event) => {
    if (event.pointerId === press?.id) hand.onMove(placeOf(event), kindOf(event));
  });
  listen('pointerup', (event) => {
    if (event.pointerId !== press?.id) return;
    const at = placeOf(event);
    press = null;
    hand.onMove(at, kindOf(event));
    hand.onRelease(at);
  });
  for (const type of ['pointercancel', 'lostpointercapture'] as const) {
    listen(type, (event) => {
      if (event.pointerId !== press?.id) return;
      press = null;
      hand.onCancel();
    });
  }
  listen('wheel', (event) => {
    event.preventDefault();
    const turned = event.deltaY === 0 ? event.deltaX : event.deltaY;
    if (turned !== 0) hand.onWheel(-Math.sign(turned));
  });
  listen('dblclick', () => undefined);
  listen('contextmenu', (event) => event.preventDefault());
  listen('pointerenter', () => hand.onInside(true));
  listen('pointerleave', () => hand.onInside(press !== null));
  return () => {
    stop.abort();
    hand.onInside(false);
  };
}

const kindOf = ({ pointerType }: PointerEvent): Pointer =>
  pointerType === 'touch' || pointerType === 'pen' ? pointerType : 'mouse';
