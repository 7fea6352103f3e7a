import { memo, useEffect, useRef, type ReactElement } from 'react';
import type Konva from 'konva';
import { Circle, Group, Layer, Line, Stage } from 'react-konva';
import { apply, type Affine } from '../../shared/geometry/affine.ts';
import type { Level } from '../../shared/spine/levels.ts';
import { placedLandmarks } from '../../shared/study/find.ts';
import type { Reading } from '../../shared/study/study.ts';
import type { ImagePoint } from '../../shared/units.ts';
import type { EdgeCandidate } from '../editor/editorState.ts';
import type { Ghost } from '../editor/ghost.ts';
import type { Selection } from '../editor/place.ts';
import type { ToleranceRing } from '../editor/toleranceRings.ts';
import type { Size } from '../editor/viewport.ts';
import { CandidateMark } from './CandidateMark.tsx';
import { HALO, type PointStyle } from './drawingStyle.ts';
import { GhostLayer } from './GhostLayer.tsx';
import { ToleranceRings } from './ToleranceRings.tsx';
import { LandmarkLayer, type DrawnVertebra } from './LandmarkLayer.tsx';

interface Props {
  readonly vertebrae: readonly DrawnVertebra[];
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
  const { vertebrae, rings, marks, ghost, candidate, size, labels, transform, style } = props;
  const stage = useRef<Konva.Stage>(null);
  usePixelRatio(stage);
  return (
    <Stage ref={stage} className="overlay" width={size.width} height={size.height} listening={false}>
      <Layer listening={false}>
        {ghost && <GhostLayer ghost={ghost} transform={transform} style={style} />}
        {rings.length > 0 && <ToleranceRings rings={rings} transform={transform} />}
        <LandmarkLayer vertebrae={vertebrae} transform={transform} style={style} labels={labels} />
        {marks.map((point) => (
          <Mark key={`${point.x},${point.y}`} at={apply(transform, point)} />
        ))}
        {candidate && <CandidateMark candidate={candidate} transform={transform} />}
      </Layer>
    </Stage>
  );
});

/** A reading as it is drawn; `selected` is the selection, where it is in this view. */
export const drawnVertebrae = (
  reading: Reading | null,
  { level: current, selected }: { readonly level: Level | null; readonly selected: Selection | null },
): readonly DrawnVertebra[] =>
  (reading?.vertebrae ?? []).map((vertebra) => ({
    level: vertebra.level,
    landmarks: placedLandmarks(vertebra),
    isCurrent: vertebra.level === current,
    selected: selected?.level === vertebra.level ? selected.landmark : null,
    locked: vertebra.finalisedAt !== undefined,
  }));

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

/** Canvases are made for one pixel density; when the window moves to another monitor they are made again. */
function usePixelRatio(stage: { readonly current: Konva.Stage | null }): void {
  useEffect(() => {
    const stop = new AbortController();
    const watch = (): void => {
      for (const layer of stage.current?.getLayers() ?? []) layer.getCanvas().setPixelRatio(window.devicePixelRatio);
      stage.current?.batchDraw();
      const query = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
      query.addEventListener('change', watch, { once: true, signal: stop.signal });
    };
    watch();
    return () => stop.abort();
  }, [stage]);
}
