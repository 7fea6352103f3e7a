import { memo, type ReactElement } from 'react';
import { Circle, Group, Line } from 'react-konva';
import { apply, type Affine } from '../../shared/geometry/affine.ts';
import type { Level } from '../../shared/spine/levels.ts';
import type { Reading } from '../../shared/study/study.ts';
import type { ImagePoint, ViewPoint } from '../../shared/units.ts';
import type { EdgeCandidate } from '../editor/editorState.ts';
import type { Ghost } from '../editor/ghost.ts';
import type { Selection } from '../editor/place.ts';
import type { ToleranceRing } from '../editor/toleranceRings.ts';
import type { Size } from '../editor/viewport.ts';
import { CandidateMark } from './CandidateMark.tsx';
import { HALO, type PointStyle } from './drawingStyle.ts';
import { GhostLayer } from './GhostLayer.tsx';
import { VertebraSheet } from './LandmarkLayer.tsx';
import { Sheet } from './Sheet.tsx';
import { ToleranceRings } from './ToleranceRings.tsx';

interface Props {
  readonly reading: Reading | null;
  readonly level: Level | null;
  /** The selection, where it is in this view. */
  readonly selected: Selection | null;
  /** Where another reading has its points. */
  readonly rings: readonly ToleranceRing[];
  /** Places that are being marked. */
  readonly marks: readonly ImagePoint[];
  readonly ghost: Ghost | null;
  readonly candidate: EdgeCandidate | null;
  readonly size: Size;
  readonly labels: boolean;
  readonly transform: Affine;
  readonly style: PointStyle;
}

/** What lies over the picture: points, endplates, the length being marked. It draws; the hand is read elsewhere. */
export const ImageOverlay = memo(function ImageOverlay(props: Props): ReactElement {
  const { reading, level, selected, rings, marks, ghost, candidate, size, labels, transform, style } = props;
  const expected = ghost ? Object.values(ghost.outline).map((point) => apply(transform, point)) : [];
  return (
    <div className="overlay" aria-hidden="true">
      {ghost && (
        <Sheet around={expected} reach={12} size={size}>
          <GhostLayer ghost={ghost} transform={transform} style={style} />
        </Sheet>
      )}
      {rings.length > 0 && (
        <Sheet around={rings.flatMap((ring) => cornersOf(ring, transform))} reach={8} size={size}>
          <ToleranceRings rings={rings} transform={transform} />
        </Sheet>
      )}
      {(reading?.vertebrae ?? []).map((vertebra) => (
        <VertebraSheet
          key={vertebra.level}
          vertebra={vertebra}
          isCurrent={vertebra.level === level}
          selected={selected?.level === vertebra.level ? selected.landmark : null}
          transform={transform}
          style={style}
          labels={labels}
          size={size}
        />
      ))}
      {marks.map((point) => (
        <Sheet key={`${point.x},${point.y}`} around={[apply(transform, point)]} reach={16} size={size}>
          <Mark at={apply(transform, point)} />
        </Sheet>
      ))}
      {candidate && (
        <Sheet around={[apply(transform, candidate.from), apply(transform, candidate.point)]} reach={16} size={size}>
          <CandidateMark candidate={candidate} transform={transform} />
        </Sheet>
      )}
    </div>
  );
});

/** Of the box round a ring. */
const cornersOf = ({ at, radius }: ToleranceRing, transform: Affine): readonly ViewPoint[] =>
  [-1, 1].flatMap((across) =>
    [-1, 1].map((down) => apply(transform, { x: at.x + across * radius.x, y: at.y + down * radius.y })),
  );

/** The first end of a length that is being marked. */
function Mark({ at }: { readonly at: { readonly x: number; readonly y: number } }) {
  return (
    <Group x={at.x} y={at.y}>
      {[
        { stroke: HALO.colour, strokeWidth: 4 },
        { stroke: '#ffffff', strokeWidth: 1.25 },
      ].map((pen) => (
        <Group key={pen.stroke}>
          <Line points={[-10, 0, -4, 0]} {...pen} />
          <Line points={[4, 0, 10, 0]} {...pen} />
          <Line points={[0, -10, 0, -4]} {...pen} />
          <Line points={[0, 4, 0, 10]} {...pen} />
          <Circle radius={10} {...pen} />
        </Group>
      ))}
    </Group>
  );
}
