import type { ReactElement } from 'react';
import type { ViewPoint } from '../../shared/units.ts';

const GAP = 9;
const ARM = 60;

/** The pointer of the keyboard: a cross whose centre is open, so that the pixel aimed at is never covered. */
export function Crosshair({ at, colour }: { readonly at: ViewPoint; readonly colour: string }): ReactElement {
  const lines = `M${-ARM} 0H${-GAP}M${GAP} 0H${ARM}M0 ${-ARM}V${-GAP}M0 ${GAP}V${ARM}`;
  return (
    <svg
      className="keyboard-crosshair"
      data-testid="crosshair"
      data-at={`${at.x} ${at.y}`}
      width={2 * ARM}
      height={2 * ARM}
      viewBox={`${-ARM} ${-ARM} ${2 * ARM} ${2 * ARM}`}
      style={{ transform: `translate(${at.x - ARM}px, ${at.y - ARM}px)` }}
      aria-hidden="true"
    >
      <path d={lines} fill="none" stroke="rgba(0, 0, 0, 0.85)" strokeWidth={4} />
      <path d={lines} fill="none" stroke={colour} strokeWidth={1.5} />
    </svg>
  );
}
