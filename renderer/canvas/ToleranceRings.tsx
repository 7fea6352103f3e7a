import type { ReactElement } from 'react';
import { Circle, Group, Line } from 'react-konva';
import { apply, type Affine } from '../../shared/geometry/affine.ts';
import type { ToleranceRing } from '../editor/toleranceRings.ts';
import { HALO, LINE_WIDTH, SELECTED_COLOUR } from './drawingStyle.ts';

const CORNERS = 48;

/**
 * Rings round the points of another reading: thin and dashed where this reading agrees, solid and heavier where its point
 * lies outside.
 */
export function ToleranceRings({
  rings,
  transform,
}: {
  readonly rings: readonly ToleranceRing[];
  readonly transform: Affine;
}): ReactElement {
  return (
    <Group listening={false}>
      {rings.map((ring) => (
        <Ring key={`${ring.landmark} ${ring.at.x},${ring.at.y}`} ring={ring} transform={transform} />
      ))}
    </Group>
  );
}

function Ring({ ring, transform }: { readonly ring: ToleranceRing; readonly transform: Affine }) {
  const { at, radius, isOutside } = ring;
  const points = Array.from({ length: CORNERS }, (_, index) => {
    const angle = (2 * Math.PI * index) / CORNERS;
    const { x, y } = apply(transform, { x: at.x + radius.x * Math.cos(angle), y: at.y + radius.y * Math.sin(angle) });
    return [x, y];
  }).flat();
  const width = isOutside ? 2 : LINE_WIDTH;
  const centre = apply(transform, at);
  return (
    <>
      <Line points={points} closed stroke={HALO.colour} strokeWidth={width + 2 * HALO.width} />
      <Line
        points={points}
        closed
        stroke={SELECTED_COLOUR}
        strokeWidth={width}
        {...(isOutside ? {} : { dash: [3, 4] })}
      />
      <Circle x={centre.x} y={centre.y} radius={2} fill={SELECTED_COLOUR} stroke={HALO.colour} strokeWidth={1} />
    </>
  );
}
