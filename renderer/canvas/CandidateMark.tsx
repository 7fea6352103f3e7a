import type { ReactElement } from 'react';
import { Group, Line } from 'react-konva';
import { apply, type Affine } from '../../shared/geometry/affine.ts';
import type { EdgeCandidate } from '../editor/editorState.ts';
import { HALO, SELECTED_COLOUR } from './drawingStyle.ts';

/** The edge that was found: a diamond where the point would lie, and the way to it. */
export function CandidateMark({
  candidate,
  transform,
}: {
  readonly candidate: EdgeCandidate;
  readonly transform: Affine;
}): ReactElement {
  const from = apply(transform, candidate.from);
  const to = apply(transform, candidate.point);
  const diamond = [0, -8, 8, 0, 0, 8, -8, 0];
  return (
    <Group listening={false}>
      {[
        { stroke: HALO.colour, strokeWidth: 4.5 },
        { stroke: SELECTED_COLOUR, strokeWidth: 1.5 },
      ].map((pen) => (
        <Group key={pen.strokeWidth}>
          <Line points={[from.x, from.y, to.x, to.y]} dash={[3, 3]} {...pen} />
          <Line x={to.x} y={to.y} points={diamond} closed {...pen} />
        </Group>
      ))}
    </Group>
  );
}
