/**
 * An affine map of the plane: x' = a x + c y + e, y' = b x + d y + f (the order of the 2D canvas and of CSS `matrix()`).
 * Used for image space (stored pixels) to view space (CSS px), and for steps between pyramid levels and display buffers.
 */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

export const IDENTITY: Affine = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

export const translation = (x: number, y: number): Affine => ({ ...IDENTITY, e: x, f: y });

export const scaling = (x: number, y: number = x): Affine => ({ ...IDENTITY, a: x, d: y });

/** `degrees` turns x towards y, so clockwise on a screen whose y points down; multiples of 90 are exact. */
export function rotation(degrees: number): Affine {
  const radians = ((degrees % 360) * Math.PI) / 180;
  const exactly = degrees % 90 === 0 ? Math.round : (value: number) => value;
  const [cosine, sine] = [exactly(Math.cos(radians)), exactly(Math.sin(radians))];
  // Adding 0 makes 0 of -0.
  return { a: cosine + 0, b: sine + 0, c: 0 - sine, d: cosine + 0, e: 0, f: 0 };
}

/** First `inner`, then `outer`: apply(compose(outer, inner), p) = apply(outer, apply(inner, p)). */
export function compose(outer: Affine, inner: Affine): Affine {
  return {
    a: outer.a * inner.a + outer.c * inner.b,
    b: outer.b * inner.a + outer.d * inner.b,
    c: outer.a * inner.c + outer.c * inner.d,
    d: outer.b * inner.c + outer.d * inner.d,
    e: outer.a * inner.e + outer.c * inner.f + outer.e,
    f: outer.b * inner.e + outer.d * inner.f + outer.f,
  };
}

/** Signed area factor: negative where the map mirrors, 0 where it cannot be inverted. */
export const determinant = (map: Affine): number => map.a * map.d - map.b * map.c;

/** The map back. A map without an inverse (zero zoom) is a bug of the caller and throws. */
export function invert(map: Affine): Affine {
  const area = determinant(map);
  if (area === 0 || !Number.isFinite(area)) throw new Error('An affine map without an inverse');
  return {
    a: map.d / area,
    b: -map.b / area,
    c: -map.c / area,
    d: map.a / area,
    e: (map.c * map.f - map.d * map.e) / area,
    f: (map.b * map.e - map.a * map.f) / area,
  };
}

/** Maps a point; the result is in the target space of the map, which the caller names by its type. */
export function apply(map: Affine, point: { readonly x: number; readonly y: number }): { x: number; y: number } {
  return { x: map.a * point.x + map.c * point.y + map.e, y: map.b * point.x + map.d * point.y + map.f };
}

/** Mean linear magnification: the square root of the area factor. */
export const magnification = (map: Affine): number => Math.sqrt(Math.abs(determinant(map)));
