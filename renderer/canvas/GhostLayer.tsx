import type { ReactElement } from 'react';
import { Circle, Group, Line } from 'react-konva';
import { apply, type Affine } from '../../shared/geometry/affine.ts';
import { LANDMARKS } from '../../shared/spine/landmarks.ts';
import type { Ghost } from '../editor/ghost.ts';
import { GHOST_DASH, GHOST_OPACITY, HALO, HANDLE_RADIUS, LINE_WIDTH, type PointStyle } from './drawingStyle.ts';

/** Where the open landmarks are expected: dashed and faint, never to be taken for a point. */
export function GhostLayer({
  ghost,
  transform,
  style,
}: {
  readonly ghost: Ghost;
  readonly transform: Affine;
  readonly style: PointStyle;
}): ReactElement {
  const { outline, open } = ghost;
  const places = LANDMARKS.flatMap((code) => {
    const point = outline[code];
    return point ? [{ code, isOpen: open.includes(code), at: apply(transform, point) }] : [];
  });
  const sides = places.flatMap((from, index) => {
    const to = places[(index + 1) % places.length];
    return to && (from.isOpen || to.isOpen)
      ? [{ code: from.code, points: [from.at.x, from.at.y, to.at.x, to.at.y] }]
      : [];
  });
  return (
    <Group opacity={GHOST_OPACITY} listening={false}>
      {sides.map(({ code, points }) => (
        <Group key={code}>
          <Line points={points} stroke={HALO.colour} strokeWidth={LINE_WIDTH + 2 * HALO.width} dash={GHOST_DASH} />
          <Line points={points} stroke={style.colour} strokeWidth={LINE_WIDTH} dash={GHOST_DASH} />
        </Group>
      ))}
      {places
        .filter(({ isOpen }) => isOpen)
        .map(({ code, at }) => (
          <Group key={code} x={at.x} y={at.y}>
            <Circle radius={HANDLE_RADIUS} stroke={HALO.colour} strokeWidth={LINE_WIDTH + 2 * HALO.width} />
            <Circle radius={HANDLE_RADIUS} stroke={style.colour} strokeWidth={LINE_WIDTH} dash={[2, 2]} />
          </Group>
        ))}
    </Group>
  );
}
