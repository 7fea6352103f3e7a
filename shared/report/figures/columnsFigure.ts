import type { ColumnsData } from './figureData.ts';
import { linearScale } from './scale.ts';
import { BLUE, FAINT, GREY, GRID, INK, ORANGE, element, figure, label, line, type SvgText } from './svg.ts';

const LEFT = 48;
const TOP = 18;
const PLOT = 190;
const GAP_TO_TEXT = 18;

/** Regions of the spine: cervical, thoracic, lumbar, sacral. */
const FILLS: Readonly<Record<string, string>> = { C: FAINT, T: ORANGE, L: BLUE, S: GREY };
const NAMES: Readonly<Record<string, string>> = { C: 'cervical', T: 'thoracic', L: 'lumbar', S: 'sacral' };

/** A histogram over the levels; every column carries its number, 0 as well. */
export function drawColumns(title: string, { columns, axisLabel }: ColumnsData): SvgText {
  const step = Math.max(26, Math.min(44, 520 / Math.max(1, columns.length)));
  const width = LEFT + step * columns.length + 16;
  const bottom = TOP + PLOT;
  const counts = columns.map(({ count }) => count);
  const scale = linearScale({ values: counts, from: bottom, to: TOP, withZero: true, ticks: 5 });
  const groups = [...new Set(columns.map(({ group }) => group))];
  const grid = scale.ticks
    .filter((tick) => Number.isInteger(Math.round(tick * 1e6) / 1e6))
    .flatMap((tick) => [
      line([LEFT, scale.at(tick)], [width - 8, scale.at(tick)], { stroke: GRID }),
      label(String(Math.round(tick)), { x: LEFT - 8, y: scale.at(tick) + 4, 'text-anchor': 'end' }),
    ]);
  const bars = columns.flatMap(({ label: name, group, count }, index) => {
    const middle = LEFT + step * (index + 0.5);
    const top = scale.at(count);
    return [
      element('rect', {
        x: middle - step * 0.36,
        y: top,
        width: step * 0.72,
        height: bottom - top,
        fill: FILLS[group] ?? GREY,
      }),
      label(String(count), { x: middle, y: top - 4, 'text-anchor': 'middle', 'font-weight': 'bold' }),
      label(name, { x: middle, y: bottom + GAP_TO_TEXT, 'text-anchor': 'middle' }),
    ];
  });
  const legend = groups.flatMap((group, index) => [
    element('rect', { x: LEFT + index * 92, y: bottom + 34, width: 11, height: 11, fill: FILLS[group] ?? GREY }),
    label(NAMES[group] ?? group, { x: LEFT + index * 92 + 16, y: bottom + 44 }),
  ]);
  return figure(Math.max(width, LEFT + groups.length * 92), bottom + 54, title, [
    ...grid,
    ...bars,
    line([LEFT, bottom], [width - 8, bottom], { stroke: INK }),
    label(axisLabel, { transform: `translate(14 ${TOP + PLOT / 2}) rotate(-90)`, 'text-anchor': 'middle' }),
    ...legend,
  ]);
}
