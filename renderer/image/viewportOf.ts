import { apply, type Affine } from '../../shared/geometry/affine.ts';

/** The part of cornerstone's viewport that places the image, and the pixel shape that belongs to it. */
export interface PlacedViewport {
  readonly scale: number;
  readonly translation: { readonly x: number; readonly y: number };
  readonly rotation: number;
  readonly hflip: boolean;
  readonly vflip: boolean;
  readonly columnPixelSpacing: number;
  readonly rowPixelSpacing: number;
}

/**
 * Our affine map (image space to canvas pixels, without shear) in cornerstone's terms. It places the image's centre, then
 * flips, scales, and rotates: canvas = centre + R S R⁻¹ translation + R S F (pixel - image centre).
 */
export function viewportOf(
  toCanvas: Affine,
  size: { readonly image: { rows: number; columns: number }; readonly canvas: { width: number; height: number } },
): PlacedViewport {
  const across = Math.hypot(toCanvas.a, toCanvas.b);
  const down = Math.hypot(toCanvas.c, toCanvas.d);
  const hflip = toCanvas.a * toCanvas.d - toCanvas.b * toCanvas.c < 0;
  const angle = hflip ? Math.atan2(-toCanvas.c, toCanvas.d) : Math.atan2(toCanvas.b, toCanvas.a);
  const centre = apply(toCanvas, { x: size.image.columns / 2, y: size.image.rows / 2 });
  const offset = { x: centre.x - size.canvas.width / 2, y: centre.y - size.canvas.height / 2 };
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const unturned = { x: (cos * offset.x + sin * offset.y) / across, y: (cos * offset.y - sin * offset.x) / down };
  return {
    scale: Math.min(across, down),
    translation: { x: cos * unturned.x - sin * unturned.y, y: sin * unturned.x + cos * unturned.y },
    rotation: (angle * 180) / Math.PI,
    hflip,
    vflip: false,
    columnPixelSpacing: across,
    rowPixelSpacing: down,
  };
}
