import type { ViewPoint } from '../../shared/units.ts';

/** What two fingers did: where their middle was, where it is, and how much further apart they are. */
export interface Pinch {
  readonly from: ViewPoint;
  readonly at: ViewPoint;
  readonly factor: number;
}

/** Fingers nearer than this, in CSS pixels, say nothing about a size. */
const NEAR = 16;

export interface Touches {
  /** A finger comes down: it alone points; the second one begins a pinch; further ones are ignored. */
  down(id: number, at: ViewPoint): 'single' | 'pinch' | 'ignored';
  /** A finger moved: as part of a pinch (null while it says nothing), alone, or it is not one of ours. */
  move(id: number, at: ViewPoint): Pinch | 'single' | 'ignored' | null;
  up(id: number): void;
  /** The fingers that are down are palms: nothing they do counts. */
  forget(): void;
}

/**
 * The fingers on one view. After a pinch the finger that stays does nothing: it points again when all have been lifted,
 * so that the end of a pinch never places or moves a point.
 */
export function createTouches(): Touches {
  const fingers = new Map<number, ViewPoint>();
  let pinched = false;
  return {
    down(id, at) {
      if (fingers.size >= 2) return 'ignored';
      fingers.set(id, at);
      if (fingers.size === 2) pinched = true;
      if (fingers.size === 1 && !pinched) return 'single';
      return fingers.size === 2 ? 'pinch' : 'ignored';
    },
    move(id, at) {
      if (!fingers.has(id)) return 'ignored';
      const before = [...fingers.values()];
      fingers.set(id, at);
      if (!pinched) return 'single';
      return fingers.size === 2 ? pinchOf(before, [...fingers.values()]) : null;
    },
    up(id) {
      fingers.delete(id);
      if (fingers.size === 0) pinched = false;
    },
    forget() {
      fingers.clear();
      pinched = false;
    },
  };
}

function pinchOf([a, b]: readonly ViewPoint[], [c, d]: readonly ViewPoint[]): Pinch | null {
  if (!a || !b || !c || !d) return null;
  const [before, after] = [spread(a, b), spread(c, d)];
  return { from: middle(a, b), at: middle(c, d), factor: Math.min(before, after) < NEAR ? 1 : after / before };
}

const spread = (a: ViewPoint, b: ViewPoint): number => Math.hypot(a.x - b.x, a.y - b.y);
const middle = (a: ViewPoint, b: ViewPoint): ViewPoint => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
