import type { ReactElement } from 'react';
import type { Landmark } from '../../shared/spine/landmarks.ts';
import { text } from '../messages/text.ts';

/** Where the six points are on a body that faces left, in a box of 100 by 80. */
const PLACES: Readonly<Record<Landmark, readonly [number, number]>> = {
  SA: [16, 18],
  SM: [50, 20],
  SP: [84, 12],
  IP: [84, 68],
  IM: [50, 60],
  IA: [16, 62],
};

interface Props {
  /** The landmark to place or selected now. */
  readonly lit: Landmark | null;
  readonly placed: ReadonlySet<Landmark>;
  readonly facesRight: boolean;
  readonly superiorOnly: boolean;
}

/** A small vertebral body with the present landmark lit: which corner is meant, seen and not only named. */
export function Schematic({ lit, placed, facesRight, superiorOnly }: Props): ReactElement {
  const at = (code: Landmark): readonly [number, number] => [
    facesRight ? 100 - PLACES[code][0] : PLACES[code][0],
    PLACES[code][1],
  ];
  const path = (['SA', 'SM', 'SP', 'IP', 'IM', 'IA'] as const).map((code) => at(code).join(' '));
  const codes = (Object.keys(PLACES) as Landmark[]).filter((code) => !superiorOnly || code.startsWith('S'));
  return (
    <svg
      className="schematic"
      viewBox="0 0 100 80"
      {...(lit ? { role: 'img', 'aria-label': text(`landmark.${lit}`) } : { 'aria-hidden': true })}
    >
      <path className="body" d={`M${path[0]} Q${path[1]} ${path[2]} L${path[3]} Q${path[4]} ${path[5]} Z`} />
      {codes.map((code) => (
        <circle key={code} cx={at(code)[0]} cy={at(code)[1]} r={code === lit ? 5 : 3.6} className={pointClass(code)} />
      ))}
      <text
        x={at('SA')[0]}
        y={42}
        textAnchor="middle"
        transform={`rotate(-90 ${at('SA')[0] + (facesRight ? 10 : -9)} 42)`}
        className="side"
      >
        {text('landmark.anterior')}
      </text>
    </svg>
  );

  function pointClass(code: Landmark): string {
    if (code === lit) return 'lit';
    return placed.has(code) ? 'placed' : 'open';
  }
}
