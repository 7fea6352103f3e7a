import { signed, fixed } from '../reportNumber.ts';
import type { BlandAltmanData, LineWithInterval } from './figureData.ts';
import { linearScale, type Scale } from './scale.ts';
import { BLUE, GRID, INK, ORANGE, element, figure, label, line, type SvgText } from './svg.ts';

const LEFT = 62;
const RIGHT = 470;
const TOP = 12;
const BOTTOM = 272;
const WIDTH = 620;
const MOST_CIRCLES = 1000;

/** The difference of two readings against their mean, with bias and limits of agreement. */
export function drawBlandAltman(title: string, data: BlandAltmanData): SvgText {
  const { points, bias, lower, upper } = data;
  const x = linearScale({ values: points.map(({ mean }) => mean), from: LEFT + 8, to: RIGHT - 8 });
  const differences = points.map(({ difference }) => difference);
  const ends = [bias, lower, upper].flatMap(({ ci95 }) => ci95);
  const y = linearScale({ values: [...differences, ...ends], from: BOTTOM, to: TOP, withZero: true });
  return figure(WIDTH, BOTTOM + 46, title, [
    ...y.ticks.flatMap((tick) => [
      line([LEFT, y.at(tick)], [RIGHT, y.at(tick)], { stroke: GRID }),
      label(fixed(tick, y.decimals), { x: LEFT - 8, y: y.at(tick) + 4, 'text-anchor': 'end' }),
    ]),
    ...x.ticks.flatMap((tick) => [
      line([x.at(tick), BOTTOM], [x.at(tick), BOTTOM + 4], { stroke: INK }),
      label(fixed(tick, x.decimals), { x: x.at(tick), y: BOTTOM + 17, 'text-anchor': 'middle' }),
    ]),
    ...band(y, bias, BLUE),
    ...band(y, lower, ORANGE),
    ...band(y, upper, ORANGE),
    line([LEFT, y.at(0)], [RIGHT, y.at(0)], { stroke: INK, 'stroke-width': 0.7 }),
    ...marked(y, bias, 'bias', { stroke: BLUE, 'stroke-width': 1.6 }),
    ...marked(y, upper, 'bias + 1.96 SD', { stroke: ORANGE, 'stroke-width': 1.4, 'stroke-dasharray': '6 4' }),
    ...marked(y, lower, 'bias − 1.96 SD', { stroke: ORANGE, 'stroke-width': 1.4, 'stroke-dasharray': '6 4' }),
    ...dots(points.map(({ mean, difference }) => [x.at(mean), y.at(difference)])),
    line([LEFT, BOTTOM], [RIGHT, BOTTOM], { stroke: INK }),
    label(data.meanLabel, { x: (LEFT + RIGHT) / 2, y: BOTTOM + 37, 'text-anchor': 'middle' }),
    label(data.differenceLabel, {
      transform: `translate(16 ${(TOP + BOTTOM) / 2}) rotate(-90)`,
      'text-anchor': 'middle',
    }),
  ]);
}

/** One circle each; of thousands, every place once, in one stroke: as many circles would make a file of megabytes. */
function dots(places: readonly (readonly [number, number])[]): readonly SvgText[] {
  if (places.length <= MOST_CIRCLES) {
    return places.map(([cx, cy]) => element('circle', { cx, cy, r: 3, fill: INK, 'fill-opacity': 0.65 }));
  }
  const once = new Set(places.map(([cx, cy]) => `M${Math.round(cx)} ${Math.round(cy)}h0`));
  return [
    element('path', { d: [...once].join(''), stroke: INK, 'stroke-width': 2, 'stroke-linecap': 'round', fill: 'none' }),
  ];
}

function band(y: Scale, { ci95: [low, high] }: LineWithInterval, fill: string): readonly SvgText[] {
  const top = y.at(high);
  return [
    element('rect', {
      x: LEFT,
      y: top,
      width: RIGHT - LEFT,
      height: Math.max(0, y.at(low) - top),
      fill,
      'fill-opacity': 0.12,
    }),
  ];
}

const marked = (
  y: Scale,
  { value }: LineWithInterval,
  name: string,
  stroke: Readonly<Record<string, string | number>>,
): readonly SvgText[] => [
  line([LEFT, y.at(value)], [RIGHT, y.at(value)], stroke),
  label(`${name}: ${signed(value, 2)}`, { x: RIGHT + 8, y: y.at(value) + 4 }),
];
