/** A full drawing slower than this is replaced by a draft while the view moves. */
const SLOW_MS = 12;
/** The view rests when it has not moved for this long. */
const REST_MS = 140;
/** One slow drawing proves nothing: new code, another program. The middle of the last five does. */
const REMEMBERED = 5;

/** Decides when a moving view may be drawn coarsely: only where full drawings have proved too slow on this machine. */
export interface DrawingPace {
  /** The image moved, turned or zoomed. */
  noteMove(): void;
  noteDrawing(drawing: { milliseconds: number; resampled: boolean; draft: boolean }): void;
  isDraft(): boolean;
  /** Ends the movement at once, without a further drawing. */
  rest(): void;
}

/** `redraw` is called once after a movement that left a draft on the screen. */
export function createDrawingPace(redraw: () => void): DrawingPace {
  const fullDrawings: number[] = [];
  let lastMove = -Infinity;
  let isMoving = false;
  let showsDraft = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rest = (): void => {
    clearTimeout(timer);
    isMoving = false;
  };
  return {
    noteMove() {
      const now = performance.now();
      isMoving = now - lastMove < REST_MS;
      lastMove = now;
      clearTimeout(timer);
      timer = setTimeout(() => {
        rest();
        if (showsDraft) redraw();
      }, REST_MS);
    },
    noteDrawing({ milliseconds, resampled, draft }) {
      showsDraft = draft;
      if (!resampled || draft) return;
      fullDrawings.push(milliseconds);
      if (fullDrawings.length > REMEMBERED) fullDrawings.shift();
    },
    isDraft: () => isMoving && fullDrawings.length === REMEMBERED && median(fullDrawings) > SLOW_MS,
    rest,
  };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
