import { percent } from '../reportNumber.ts';
import type { BarsData } from './figureData.ts';
import { BLUE, INK, clipped, element, figure, label, line, type SvgText } from './svg.ts';

const NAMES = 250;
const BARS = 300;
const ROW = 24;
const TOP = 8;

/** Horizontal bars with their names to the left and numbers to the right. */
export function drawBars(title: string, { bars, axisLabel }: BarsData): SvgText {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const bottom = TOP + ROW * bars.length;
  const rows = bars.flatMap(({ label: name, count, percent: share }, index) => {
    const y = TOP + ROW * index;
    const width = (BARS * count) / most;
    return [
      label(clipped(name, 38), { x: NAMES - 8, y: y + 16, 'text-anchor': 'end' }),
      element('rect', { x: NAMES, y: y + 4, width, height: ROW - 8, fill: BLUE }),
      label(`${count} (${percent(share)})`, { x: NAMES + width + 6, y: y + 16 }),
    ];
  });
  return figure(NAMES + BARS + 90, bottom + 26, title, [
    ...rows,
    line([NAMES, TOP], [NAMES, bottom], { stroke: INK }),
    label(axisLabel, { x: NAMES, y: bottom + 18 }),
  ]);
}
