import { fixed, interval, signed } from '../reportNumber.ts';
import type { ForestData, ForestRow } from './figureData.ts';
import { linearScale, type Scale } from './scale.ts';
import { BLUE, FAINT, GRID, INK, ORANGE, coordinate, element, figure, label, line, type SvgText } from './svg.ts';

const NAMES = 150;
const RIGHT = 450;
const WIDTH = 640;
const TOP = 12;
const ROW = 24;

/** Means with their intervals, one below the other, against 0 and the reading error. */
export function drawForest(title: string, { rows, band, axisLabel }: ForestData): SvgText {
  const bottom = TOP + ROW * rows.length + 8;
  const scale = linearScale({ values: shownRange(rows, band.reach), from: NAMES, to: RIGHT, withZero: true });
  const [left, right] = [scale.at(-band.reach), scale.at(band.reach)];
  const firstWhole = rows.findIndex(({ role }) => role === 'whole');
  return figure(WIDTH, bottom + 42, title, [
    element('rect', { x: left, y: TOP, width: right - left, height: bottom - TOP, fill: FAINT, 'fill-opacity': 0.18 }),
    ...scale.ticks.flatMap((tick) => [
      line([scale.at(tick), TOP], [scale.at(tick), bottom], { stroke: GRID }),
      label(fixed(tick, scale.decimals), { x: scale.at(tick), y: bottom + 16, 'text-anchor': 'middle' }),
    ]),
    line([scale.at(0), TOP], [scale.at(0), bottom], { stroke: INK }),
    ...(firstWhole > 0
      ? [line([8, TOP + ROW * firstWhole], [WIDTH - 8, TOP + ROW * firstWhole], { stroke: FAINT })]
      : []),
    ...rows.flatMap((row, index) => drawRow(row, TOP + ROW * (index + 0.5), scale)),
    line([NAMES, bottom], [RIGHT, bottom], { stroke: INK }),
    label(axisLabel, { x: (NAMES + RIGHT) / 2, y: bottom + 35, 'text-anchor': 'middle' }),
  ]);
}

function drawRow({ label: name, count, mean, ci95, role }: ForestRow, y: number, scale: Scale): readonly SvgText[] {
  const weight = role === 'whole' ? 'bold' : 'normal';
  const text = ci95 === null ? signed(mean, 1) : `${signed(mean, 1)} (${interval(ci95, 1)})`;
  return [
    label(name, { x: 8, y: y + 4, 'font-weight': weight }),
    label(count, { x: NAMES - 12, y: y + 4, 'text-anchor': 'end', 'fill-opacity': 0.75 }),
    ...(ci95 === null ? [] : intervalLine(scale.at(ci95[0]), scale.at(ci95[1]), y)),
    marker(scale.at(mean), y, { isWhole: role === 'whole', isAlone: ci95 === null }),
    label(text, { x: RIGHT + 12, y: y + 4, 'font-weight': weight }),
  ];
}

/** The interval of two values may be so wide that it leaves no room for the others: it is cut, and an arrow says so. */
function shownRange(rows: readonly ForestRow[], reach: number): readonly number[] {
  const kept = rows.flatMap(({ mean, ci95, role }) => [mean, ...(role === 'whole' ? (ci95 ?? []) : [])]);
  const most = kept.reduce((greatest, value) => Math.max(greatest, Math.abs(value)), reach) * 2;
  const ends = rows.flatMap(({ ci95 }) => ci95 ?? []).map((end) => Math.max(-most, Math.min(most, end)));
  return [...kept, ...ends, reach, -reach];
}

function intervalLine(low: number, high: number, y: number): readonly SvgText[] {
  const [from, to] = [Math.max(NAMES, low), Math.min(RIGHT, high)];
  const head = (x: number, way: 1 | -1): SvgText =>
    element('path', { d: path([x, y], [x - way * 7, y - 4], [x - way * 7, y + 4]), fill: INK });
  return [
    line([from, y], [to, y], { stroke: INK, 'stroke-width': 1.4 }),
    ...(low < NAMES - 0.01 ? [head(NAMES, -1)] : []),
    ...(high > RIGHT + 0.01 ? [head(RIGHT, 1)] : []),
  ];
}

const path = (...points: readonly (readonly [number, number])[]): string =>
  `M${points.map(([x, y]) => `${coordinate(x)} ${coordinate(y)}`).join('L')}Z`;

/** A square for a level, hollow for a single value; a diamond for all together. */
function marker(x: number, y: number, kind: { readonly isWhole: boolean; readonly isAlone: boolean }): SvgText {
  if (kind.isWhole) {
    return element('path', { d: path([x - 8, y], [x, y - 6], [x + 8, y], [x, y + 6]), fill: ORANGE });
  }
  return element('rect', {
    x: x - 4,
    y: y - 4,
    width: 8,
    height: 8,
    fill: kind.isAlone ? '#ffffff' : BLUE,
    stroke: BLUE,
    'stroke-width': 1.4,
  });
}
