import type { ReactElement } from 'react';
import { Circle, Group, Line, Rect, Text } from 'react-konva';
import { apply, type Affine } from '../../shared/geometry/affine.ts';
import type { Landmark, PlacedLandmarks } from '../../shared/spine/landmarks.ts';
import type { ViewPoint } from '../../shared/units.ts';
import {
  HALO,
  HANDLE_RADIUS,
  LABEL_SIZE,
  LINE_GAP,
  LINE_WIDTH,
  NEIGHBOUR_OPACITY,
  SELECTED_COLOUR,
  type PointStyle,
} from './drawingStyle.ts';

export interface DrawnVertebra {
  readonly level: string;
  readonly landmarks: PlacedLandmarks;
  readonly isCurrent: boolean;
  readonly selected: Landmark | null;
  readonly locked: boolean;
}

interface Props {
  readonly vertebrae: readonly DrawnVertebra[];
  readonly transform: Affine;
  readonly style: PointStyle;
  readonly labels: boolean;
}

/** The placed points and endplate lines of one view, in CSS pixels: their size does not change with the zoom. */
export function LandmarkLayer({ vertebrae, transform, style, labels }: Props): ReactElement {
  return (
    <Group listening={false}>
      {vertebrae.map((vertebra) => (
        <Vertebra key={vertebra.level} vertebra={vertebra} transform={transform} style={style} labels={labels} />
      ))}
    </Group>
  );
}

function Vertebra({
  vertebra,
  transform,
  style,
  labels,
}: Omit<Props, 'vertebrae'> & { readonly vertebra: DrawnVertebra }) {
  const entries = Object.entries(vertebra.landmarks).map(
    ([code, point]) => [code as Landmark, apply(transform, point)] as const,
  );
  const at = new Map<Landmark, ViewPoint>(entries);
  const middle = centroid([...at.values()]);
  return (
    <Group opacity={vertebra.isCurrent ? 1 : NEIGHBOUR_OPACITY}>
      <Endplate from={at.get('SA')} to={at.get('SP')} style={style} />
      <Endplate from={at.get('IA')} to={at.get('IP')} style={style} />
      {entries.map(([code, point]) => (
        <Handle
          key={code}
          at={point}
          style={style}
          isSelected={vertebra.selected === code}
          isLocked={vertebra.locked}
        />
      ))}
      {vertebra.isCurrent &&
        labels &&
        entries.map(([code, point]) => <Label key={code} text={code} at={outside(point, middle)} />)}
    </Group>
  );
}

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
  readonly isSelected: boolean;
  readonly isLocked: boolean;
}

function Handle({ at, style, isSelected, isLocked }: HandleProps) {
  const fill = isLocked ? 'rgba(0, 0, 0, 0.55)' : `${style.colour}66`;
  const common = { fill, stroke: style.colour, strokeWidth: LINE_WIDTH, shadowForStrokeEnabled: false };
  const halo = { stroke: HALO.colour, strokeWidth: LINE_WIDTH + 2 * HALO.width };
  const size = 2 * HANDLE_RADIUS;
  return (
    <Group x={at.x} y={at.y}>
      {style.shape === 'circle' ? (
        <>
          <Circle radius={HANDLE_RADIUS} {...halo} />
          <Circle radius={HANDLE_RADIUS} {...common} />
        </>
      ) : (
        <>
          <Rect x={-HANDLE_RADIUS} y={-HANDLE_RADIUS} width={size} height={size} {...halo} />
          <Rect x={-HANDLE_RADIUS} y={-HANDLE_RADIUS} width={size} height={size} {...common} />
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

/** Short label beside its point, outside the body and never over an endplate. */
function Label({ text, at }: { readonly text: string; readonly at: ViewPoint }) {
  const box = { width: 28, height: LABEL_SIZE + 2 };
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
      fontFamily="system-ui, sans-serif"
      fill="#ffffff"
      stroke="rgba(0, 0, 0, 0.9)"
      strokeWidth={2.5}
      fillAfterStrokeEnabled
    />
  );
}

function centroid(points: readonly ViewPoint[]): ViewPoint {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / Math.max(1, points.length), y: sum.y / Math.max(1, points.length) };
}

function outside(point: ViewPoint, middle: ViewPoint): ViewPoint {
  const length = Math.hypot(point.x - middle.x, point.y - middle.y);
  if (length < 1) return { x: point.x, y: point.y - 18 };
  return { x: point.x + ((point.x - middle.x) / length) * 19, y: point.y + ((point.y - middle.y) / length) * 19 };
}
