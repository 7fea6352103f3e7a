import { memo, type ReactElement } from 'react';
import { Circle, Group, Line, Rect, Text } from 'react-konva';
import { apply, type Affine } from '../../shared/geometry/affine.ts';
import type { Landmark } from '../../shared/spine/landmarks.ts';
import { placedLandmarks } from '../../shared/study/find.ts';
import type { LandmarkState, Vertebra } from '../../shared/study/study.ts';
import type { ViewPoint } from '../../shared/units.ts';
import type { Size } from '../editor/viewport.ts';
import {
  ESTIMATED_DASH,
  HALO,
  HANDLE_RADIUS,
  LABEL_SIZE,
  LINE_GAP,
  LINE_WIDTH,
  NEIGHBOUR_OPACITY,
  SELECTED_COLOUR,
  type PointStyle,
} from './drawingStyle.ts';
import { labelPlaces, namePlace } from './labelPlaces.ts';
import { Sheet } from './Sheet.tsx';

/** How far a handle's ring, a label or a name reach beyond the points, in CSS pixels. */
const REACH = 48;

interface Props {
  readonly vertebra: Vertebra;
  readonly isCurrent: boolean;
  readonly selected: Landmark | null;
  readonly transform: Affine;
  readonly style: PointStyle;
  readonly labels: boolean;
  readonly size: Size;
}

/**
 * The points and endplates of one vertebra, in CSS pixels, so that their size does not change with the zoom. On a sheet
 * of its own: a point that is dragged draws its own vertebra and no other.
 */
export const VertebraSheet = memo(function VertebraSheet(props: Props): ReactElement | null {
  const { vertebra, isCurrent, selected, transform, style, labels, size } = props;
  const places = Object.entries(placedLandmarks(vertebra)).map(
    ([code, point]) => [code as Landmark, apply(transform, point)] as const,
  );
  if (places.length === 0) return null;
  const at = new Map<Landmark, ViewPoint>(places);
  const name = namePlace(at);
  return (
    <Sheet around={[...at.values()]} reach={REACH} size={size}>
      <Group opacity={isCurrent ? 1 : NEIGHBOUR_OPACITY}>
        <Endplate from={at.get('SA')} to={at.get('SP')} style={style} />
        <Endplate from={at.get('IA')} to={at.get('IP')} style={style} />
        {places.map(([code, point]) => (
          <Handle
            key={code}
            at={point}
            style={style}
            state={vertebra.states[code]?.kind}
            isSelected={selected === code}
            isLocked={vertebra.finalisedAt !== undefined}
          />
        ))}
      </Group>
      {labels && name && <Label text={vertebra.level} at={name} isStrong={isCurrent} />}
      {labels &&
        isCurrent &&
        [...labelPlaces(at)].map(([code, place]) => <Label key={code} text={code} at={place} isStrong={false} />)}
    </Sheet>
  );
});

function Endplate({ from, to, style }: { from: ViewPoint | undefined; to: ViewPoint | undefined; style: PointStyle }) {
  if (!from || !to) return null;
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length <= 2 * LINE_GAP) return null;
  const step = { x: ((to.x - from.x) / length) * LINE_GAP, y: ((to.y - from.y) / length) * LINE_GAP };
  const points = [from.x + step.x, from.y + step.y, to.x - step.x, to.y - step.y];
  return (
    <>
      <Line points={points} stroke={HALO.colour} strokeWidth={LINE_WIDTH + 2 * HALO.width} />
      <Line points={points} stroke={style.colour} strokeWidth={LINE_WIDTH} dash={style.dash} />
    </>
  );
}

interface HandleProps {
  readonly at: ViewPoint;
  readonly style: PointStyle;
  readonly state: LandmarkState['kind'] | undefined;
  readonly isSelected: boolean;
  readonly isLocked: boolean;
}

/** An estimated point has a broken outline, a derived one no filling and half the size: nobody put it there. */
function Handle({ at, style, state, isSelected, isLocked }: HandleProps) {
  const radius = state === 'derived' ? HANDLE_RADIUS / 2 : HANDLE_RADIUS;
  const isHollow = state === 'derived' || state === 'estimated';
  const fill = isLocked ? 'rgba(0, 0, 0, 0.55)' : isHollow ? 'rgba(0, 0, 0, 0.25)' : `${style.colour}66`;
  const dash = state === 'estimated' ? { dash: ESTIMATED_DASH } : {};
  const common = { fill, stroke: style.colour, strokeWidth: LINE_WIDTH, shadowForStrokeEnabled: false, ...dash };
  const halo = { stroke: HALO.colour, strokeWidth: LINE_WIDTH + 2 * HALO.width };
  const size = 2 * radius;
  return (
    <Group x={at.x} y={at.y}>
      {style.shape === 'circle' ? (
        <>
          <Circle radius={radius} {...halo} />
          <Circle radius={radius} {...common} />
        </>
      ) : (
        <>
          <Rect x={-radius} y={-radius} width={size} height={size} {...halo} />
          <Rect x={-radius} y={-radius} width={size} height={size} {...common} />
        </>
      )}
      {isSelected && (
        <>
          <Circle radius={HANDLE_RADIUS + 3.5} stroke={HALO.colour} strokeWidth={2 + 2 * HALO.width} />
          <Circle radius={HANDLE_RADIUS + 3.5} stroke={SELECTED_COLOUR} strokeWidth={1.75} />
        </>
      )}
    </Group>
  );
}

function Label({ text, at, isStrong }: { readonly text: string; readonly at: ViewPoint; readonly isStrong: boolean }) {
  const box = { width: 36, height: LABEL_SIZE + 2 };
  return (
    <Text
      x={at.x - box.width / 2}
      y={at.y - box.height / 2}
      width={box.width}
      height={box.height}
      align="center"
      verticalAlign="middle"
      text={text}
      fontSize={LABEL_SIZE}
      fontStyle={isStrong ? 'bold' : 'normal'}
      fontFamily="system-ui, sans-serif"
      fill="#ffffff"
      stroke="rgba(0, 0, 0, 0.9)"
      strokeWidth={2.5}
      fillAfterStrokeEnabled
    />
  );
}
