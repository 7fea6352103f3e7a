import { useEffect, useRef, type ReactElement } from 'react';
import type Konva from 'konva';
import { Circle, Group, Layer, Line, Stage } from 'react-konva';
import { apply, type Affine } from '../../shared/geometry/affine.ts';
import type { EditorState } from '../editor/editorState.ts';
import type { PaneIndex } from '../editor/place.ts';
import { landmarksAt, readingAt } from '../editor/selectors.ts';
import { HALO, type PointStyle } from './drawingStyle.ts';
import { LandmarkLayer, type DrawnVertebra } from './LandmarkLayer.tsx';

interface Props {
  readonly editor: EditorState;
  readonly pane: PaneIndex;
  readonly transform: Affine;
  readonly style: PointStyle;
}

/** What lies over the picture: points, endplates, the length being marked. It draws; the hand is read elsewhere. */
export function ImageOverlay({ editor, pane, transform, style }: Props): ReactElement {
  const stage = useRef<Konva.Stage>(null);
  const size = editor.sizes[pane];
  usePixelRatio(stage);
  return (
    <Stage ref={stage} className="overlay" width={size.width} height={size.height} listening={false}>
      <Layer listening={false}>
        <LandmarkLayer
          vertebrae={drawnVertebrae(editor, pane)}
          transform={transform}
          style={style}
          labels={editor.switches.labels}
        />
        {editor.tool.kind === 'calibrating' &&
          editor.tool.pane === pane &&
          editor.tool.points.map((point) => <Mark key={`${point.x},${point.y}`} at={apply(transform, point)} />)}
      </Layer>
    </Stage>
  );
}

function drawnVertebrae(editor: EditorState, pane: PaneIndex): readonly DrawnVertebra[] {
  const timepoint = editor.panes[pane];
  return (readingAt(editor, timepoint)?.vertebrae ?? []).map(({ level, finalisedAt }) => ({
    level,
    landmarks: landmarksAt(editor, timepoint, level),
    isCurrent: level === editor.level,
    selected:
      editor.selection?.timepoint === timepoint && editor.selection.level === level ? editor.selection.landmark : null,
    locked: finalisedAt !== undefined,
  }));
}

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
