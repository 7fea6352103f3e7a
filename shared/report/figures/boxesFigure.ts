import { describe } from '../../statistics/descriptive.ts';
import { fixed } from '../reportNumber.ts';
import type { BoxesData, BoxGroup } from './figureData.ts';
import { linearScale, type Scale } from './scale.ts';
import { BLUE, FAINT, GRID, INK, clipped, element, figure, label, line, type SvgText } from './svg.ts';

const LEFT = 56;
const TOP = 12;
const PLOT = 250;
const BOX = 34;

/** With more than this, single points and lines would be a grey area and a slow file. */
const MOST_POINTS = 400;

/** Box plots side by side, with the single values and the lines that join those of one unit. */
export function drawBoxes(title: string, { axisLabel, groups }: BoxesData): SvgText {
  const step = Math.max(84, Math.min(170, 540 / Math.max(1, groups.length)));
  const width = LEFT + step * groups.length + 16;
  const bottom = TOP + PLOT;
  const values = groups.flatMap((group) => group.values.map(({ value }) => value));
  const scale = linearScale({ values, from: bottom, to: TOP });
  const isFull = groups.every((group) => group.values.length <= MOST_POINTS);
  const places = groups.map((group, index) => placesOf(group, LEFT + step * (index + 0.5), scale));
  return figure(width, bottom + (isFull ? 46 : 62), title, [
    ...axis(scale, axisLabel, width),
    ...(isFull ? joiningLines(places) : []),
    ...groups.flatMap((group, index) => box(group, LEFT + step * (index + 0.5), scale)),
    ...(isFull
      ? places.flatMap((ofGroup) =>
          [...ofGroup.values()].map(([cx, cy]) =>
            element('circle', { cx, cy, r: 2.6, fill: INK, 'fill-opacity': 0.55 }),
          ),
        )
      : [label(`More than ${MOST_POINTS} values: points and lines are left out.`, { x: LEFT, y: bottom + 54 })]),
    ...groups.flatMap((group, index) => {
      const x = LEFT + step * (index + 0.5);
      return [
        label(clipped(group.label, Math.floor(step / 6.5)), { x, y: bottom + 18, 'text-anchor': 'middle' }),
        label(`n = ${group.values.length}`, { x, y: bottom + 34, 'text-anchor': 'middle', 'fill-opacity': 0.7 }),
      ];
    }),
  ]);
}

function axis(scale: Scale, axisLabel: string, width: number): readonly SvgText[] {
  return [
    ...scale.ticks.flatMap((tick) => [
      line([LEFT, scale.at(tick)], [width - 8, scale.at(tick)], { stroke: Math.abs(tick) < 1e-9 ? FAINT : GRID }),
      label(fixed(tick, scale.decimals), { x: LEFT - 8, y: scale.at(tick) + 4, 'text-anchor': 'end' }),
    ]),
    label(axisLabel, { transform: `translate(14 ${TOP + PLOT / 2}) rotate(-90)`, 'text-anchor': 'middle' }),
  ];
}

type Places = ReadonlyMap<string, readonly [x: number, y: number]>;

/** Equal values stand beside each other, from the middle outwards, so that none hides another. */
function placesOf({ values }: BoxGroup, middle: number, scale: Scale): Places {
  const taken = new Map<number, number>();
  const places = new Map<string, readonly [number, number]>();
  for (const { unit, value } of values) {
    const row = Math.round(scale.at(value) / 4);
    const before = taken.get(row) ?? 0;
    taken.set(row, before + 1);
    const aside = Math.ceil(before / 2) * (before % 2 === 1 ? 1 : -1);
    const reach = BOX / 2 + 6;
    places.set(unit, [middle + Math.max(-reach, Math.min(reach, aside * 5)), scale.at(value)]);
  }
  return places;
}

function joiningLines(places: readonly Places[]): readonly SvgText[] {
  return places.slice(1).flatMap((later, index) => {
    const earlier = places[index];
    return [...later].flatMap(([unit, to]) => {
      const from = earlier?.get(unit);
      return from === undefined ? [] : [line(from, to, { stroke: FAINT, 'stroke-opacity': 0.55, 'stroke-width': 0.8 })];
    });
  });
}

/** Quartiles of type 7; whiskers to the farthest value within one and a half box lengths (Tukey). */
function box({ values }: BoxGroup, middle: number, scale: Scale): readonly SvgText[] {
  const numbers = values.map(({ value }) => value);
  const answer = describe(numbers);
  if (!answer.ok) return [];
  const { q1, q3, median } = answer.value;
  const reach = 1.5 * (q3 - q1);
  const low = numbers.reduce((least, value) => (value >= q1 - reach ? Math.min(least, value) : least), q1);
  const high = numbers.reduce((most, value) => (value <= q3 + reach ? Math.max(most, value) : most), q3);
  const stroke = { stroke: BLUE, 'stroke-width': 1.5 };
  const cap = BOX / 4;
  return [
    line([middle, scale.at(low)], [middle, scale.at(q1)], stroke),
    line([middle, scale.at(q3)], [middle, scale.at(high)], stroke),
    line([middle - cap, scale.at(low)], [middle + cap, scale.at(low)], stroke),
    line([middle - cap, scale.at(high)], [middle + cap, scale.at(high)], stroke),
    element('rect', {
      x: middle - BOX / 2,
      y: scale.at(q3),
      width: BOX,
      height: Math.max(0.5, scale.at(q1) - scale.at(q3)),
      fill: BLUE,
      'fill-opacity': 0.14,
      ...stroke,
    }),
    line([middle - BOX / 2, scale.at(median)], [middle + BOX / 2, scale.at(median)], {
      stroke: BLUE,
      'stroke-width': 3,
    }),
  ];
}
