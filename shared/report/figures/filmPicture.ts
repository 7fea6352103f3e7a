import type { Landmark } from '../../spine/landmarks.ts';
import { LANDMARKS } from '../../spine/landmarks.ts';
import { element, escapeText, label, line, type SvgText } from './svg.ts';

type Place = readonly [x: number, y: number];

/** Points of one vertebra in the picture. */
export interface PictureVertebra {
  readonly isCurrent: boolean;
  readonly points: { readonly [code in Landmark]?: Place };
}

/** A square crop of a film with the points as lines over it: the lines stay sharp at every size. */
export interface FilmPicture {
  readonly title: string;
  /** Pixels of the crop along each side; the points are in the same units. */
  readonly side: number;
  /** A PNG as a data URL; null draws the points alone. */
  readonly dataUrl: string | null;
  readonly vertebrae: readonly PictureVertebra[];
  readonly shape: 'circle' | 'square';
  readonly colour: string;
  /** Picture pixels of the scale bar and its text; null without a scale. */
  readonly scaleBar: { readonly length: number; readonly text: string } | null;
}

/** The crop with its points, endplates and scale bar. */
export function filmPictureSvg(picture: FilmPicture): SvgText {
  const { title, side, dataUrl } = picture;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${side} ${side}`,
      width: side,
      height: side,
      role: 'img',
      'aria-label': title,
      'font-family': 'Helvetica, Arial, sans-serif',
      'font-size': side / 32,
    },
    element('title', {}, escapeText(title)),
    element('rect', { width: side, height: side, fill: '#000000' }),
    ...(dataUrl === null ? [] : [element('image', { width: side, height: side, href: dataUrl })]),
    ...picture.vertebrae.flatMap((vertebra) => drawVertebra(vertebra, picture)),
    ...scaleBar(picture),
  );
}

function drawVertebra({ points, isCurrent }: PictureVertebra, picture: FilmPicture): readonly SvgText[] {
  const opacity = isCurrent ? 1 : 0.55;
  const placed = LANDMARKS.flatMap((code) => {
    const at = points[code];
    return at === undefined ? [] : [{ code, at }];
  });
  const middle = centreOf(placed.map(({ at }) => at));
  return [
    element(
      'g',
      { opacity },
      ...endplate(points.SA, points.SP, picture),
      ...endplate(points.IA, points.IP, picture),
      ...placed.flatMap(({ at }) => handle(at, picture)),
      ...(isCurrent ? placed.map(({ code, at }) => name(code, outside(at, middle, picture.side), picture)) : []),
    ),
  ];
}

/** A dark line below a coloured one can be seen on bone and on air. */
function endplate(from: Place | undefined, to: Place | undefined, { side, colour, shape }: FilmPicture) {
  if (from === undefined || to === undefined) return [];
  const width = side / 320;
  const dash: Readonly<Record<string, string>> =
    shape === 'square' ? { 'stroke-dasharray': `${width * 4} ${width * 2.5}` } : {};
  return [
    line(from, to, { stroke: '#000000', 'stroke-opacity': 0.85, 'stroke-width': width * 2.6 }),
    line(from, to, { stroke: colour, 'stroke-width': width, ...dash }),
  ];
}

/** Circles before, squares later: told apart without colour too. */
function handle([x, y]: Place, { side, colour, shape }: FilmPicture): readonly SvgText[] {
  const radius = side / 150;
  const common = { fill: 'none', 'stroke-width': radius / 2.4 };
  const drawn = (stroke: Readonly<Record<string, string | number>>): SvgText =>
    shape === 'circle'
      ? element('circle', { cx: x, cy: y, r: radius, ...common, ...stroke })
      : element('rect', { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius, ...common, ...stroke });
  return [drawn({ stroke: '#000000', 'stroke-width': radius }), drawn({ stroke: colour })];
}

const name = (code: Landmark, [x, y]: Place, { side }: FilmPicture): SvgText =>
  label(code, {
    x,
    y: y + side / 90,
    'text-anchor': 'middle',
    fill: '#ffffff',
    stroke: '#000000',
    'stroke-width': side / 250,
    'paint-order': 'stroke',
  });

function centreOf(places: readonly Place[]): Place {
  const count = Math.max(1, places.length);
  return [places.reduce((sum, [x]) => sum + x, 0) / count, places.reduce((sum, [, y]) => sum + y, 0) / count];
}

/** Beside its point, away from the body. */
function outside([x, y]: Place, [middleX, middleY]: Place, side: number): Place {
  const length = Math.hypot(x - middleX, y - middleY);
  const reach = side / 26;
  return length < 1 ? [x, y - reach] : [x + ((x - middleX) / length) * reach, y + ((y - middleY) / length) * reach];
}

function scaleBar({ scaleBar: bar, side }: FilmPicture): readonly SvgText[] {
  if (bar === null) return [];
  const [x, y] = [side * 0.04, side * 0.95];
  const white = { stroke: '#ffffff', 'stroke-width': side / 200 };
  return [
    line([x, y], [x + bar.length, y], { stroke: '#000000', 'stroke-width': side / 80 }),
    line([x, y], [x + bar.length, y], white),
    label(bar.text, {
      x,
      y: y - side / 60,
      fill: '#ffffff',
      stroke: '#000000',
      'stroke-width': side / 250,
      'paint-order': 'stroke',
    }),
  ];
}
