import type { ReactElement } from 'react';
import type { ViewPoint } from '../../shared/units.ts';

interface Props {
  readonly from: ViewPoint;
  readonly to: ViewPoint;
  readonly colour: string;
}

/** From a finger to the point that it places above itself, with a cross there, so that nobody has to guess the way. */
export function FingerLine({ from, to, colour }: Props): ReactElement {
  const cross = `M${to.x - 12} ${to.y}h8m8 0h8M${to.x} ${to.y - 12}v8m0 8v8`;
  const line = `M${from.x} ${from.y}L${to.x} ${to.y + 16}`;
  return (
    <svg className="finger-line" data-testid="finger-line" aria-hidden="true">
      <path d={`${line}${cross}`} stroke="rgba(0, 0, 0, 0.85)" strokeWidth={4} fill="none" />
      <path d={`${line}${cross}`} stroke={colour} strokeWidth={1.5} fill="none" />
    </svg>
  );
}
