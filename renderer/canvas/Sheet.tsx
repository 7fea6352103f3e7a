import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import type Konva from 'konva';
import { Layer, Stage } from 'react-konva';
import type { ViewPoint } from '../../shared/units.ts';
import type { Size } from '../editor/viewport.ts';
import { coverOf } from './coverOf.ts';

interface Props {
  /** What is drawn, in CSS pixels of the view: the sheet covers these and as much round them as `reach`. */
  readonly around: readonly ViewPoint[];
  readonly reach: number;
  readonly size: Size;
  readonly children: ReactNode;
}

/**
 * A piece of canvas just large enough for what is drawn on it. A canvas over the whole view would be cleared, copied and
 * laid over the picture whole for every movement of one point: on a large screen that takes longer than a frame.
 */
export function Sheet({ around, reach, size, children }: Props): ReactElement | null {
  const stage = useRef<Konva.Stage>(null);
  const cover = coverOf(around, reach, size);
  usePixelRatio(stage);
  if (!cover) return null;
  const { left, top, width, height } = cover;
  return (
    <Stage ref={stage} className="film-sheet" style={{ left, top }} width={width} height={height} listening={false}>
      <Layer x={-left} y={-top} listening={false}>
        {children}
      </Layer>
    </Stage>
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
