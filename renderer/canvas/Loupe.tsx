import { useEffect, useEffectEvent, useRef, type ReactElement } from 'react';
import { magnification } from '../../shared/geometry/affine.ts';
import { createPictureRenderer, type PictureRenderer } from '../../shared/image/picture/pictureRenderer.ts';
import type { ViewPoint } from '../../shared/units.ts';
import type { Size } from '../editor/viewport.ts';
import type { DecodedImage } from '../image/decodedImage.ts';
import { drawLoupe, type LoupeView } from './loupeDrawing.ts';
import { listenToLoupe, type LoupeHand } from './loupeInput.ts';

/** How far the loupe goes in screen pixels per image pixel, for each time that it enlarges more than the view. */
const LARGEST = 6;

interface Props extends Omit<LoupeView, 'factor'> {
  readonly image: DecodedImage;
  readonly viewAt: ViewPoint;
  readonly viewSize: Size;
  readonly byTouch: boolean;
  readonly label: string;
  /** How much more it magnifies than the view. */
  readonly times: number;
  /** Who takes hold of the point inside it; null while nobody can. */
  readonly hand: LoupeHand | null;
}

/** The surroundings of a point, enlarged beside it: never over the point and never under the finger. */
export function Loupe(props: Props): ReactElement {
  const { image, appearance, at, viewAt, viewSize, byTouch, colour, label, times, diameter, outlines, hand } = props;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const renderer = useRef<{ image: DecodedImage; draw: PictureRenderer } | null>(null);
  const zoom = magnification(appearance.transform);
  const factor = Math.max(1, Math.min(times, (times * LARGEST) / zoom));

  useEffect(() => {
    if (!canvas.current) return;
    if (renderer.current?.image !== image) renderer.current = { image, draw: createPictureRenderer(image.picture) };
    drawLoupe(canvas.current, renderer.current.draw, { appearance, at, factor, colour, diameter, outlines });
  }, [image, appearance, at, factor, colour, diameter, outlines]);

  const place = useEffectEvent(() => ({ viewAt, factor }));
  useEffect(() => (frame.current && hand ? listenToLoupe(frame.current, () => place(), hand) : undefined), [hand]);

  const { left, top } = loupePlace(viewAt, { view: viewSize, byTouch, diameter });
  return (
    <div
      ref={frame}
      className={hand ? 'loupe editable' : 'loupe'}
      style={{ left, top, width: diameter, height: diameter }}
      aria-hidden="true"
    >
      <canvas ref={canvas} style={{ width: diameter, height: diameter }} />
      <span>{`${label} · ${Number(factor.toFixed(1))}×`}</span>
    </div>
  );
}

/**
 * Up and to the left of a mouse, above a finger; where there is no room, the next corner round the point. The loupe
 * stays inside the view, and whatever happens never lies over the point.
 */
export function loupePlace(
  at: ViewPoint,
  { view, byTouch, diameter }: { readonly view: Size; readonly byTouch: boolean; readonly diameter: number },
): { left: number; top: number } {
  const gap = byTouch ? 140 : 36;
  const across = byTouch ? [-diameter / 2, -diameter - 80, 80] : [-diameter - gap, gap];
  const inside = (left: number, top: number) => insideView({ left, top }, view, diameter);
  const corners = [-diameter - gap, byTouch ? 80 : gap].flatMap((dy) =>
    across.map((dx) => inside(at.x + dx, at.y + dy)),
  );
  const beside = across.map((dx) => inside(at.x + dx, at.y - diameter / 2));
  const clear = diameter / 2 + (byTouch ? 44 : 20);
  const distance = ({ left, top }: { left: number; top: number }): number =>
    Math.hypot(left + diameter / 2 - at.x, top + diameter / 2 - at.y);
  const places = [...corners, ...beside];
  return (
    places.find((place) => distance(place) >= clear) ??
    places.toSorted((a, b) => distance(b) - distance(a))[0] ?? { left: 8, top: 8 }
  );
}

/** Below the line of the header, and 8 px from the other edges. */
function insideView(
  { left, top }: { readonly left: number; readonly top: number },
  view: Size,
  diameter: number,
): { left: number; top: number } {
  return {
    left: Math.max(8, Math.min(left, view.width - diameter - 8)),
    top: Math.max(36, Math.min(top, view.height - diameter - 8)),
  };
}
