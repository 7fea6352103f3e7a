import type { FlowData, FlowStep } from './figureData.ts';
import { GREY, INK, clipped, element, figure, label, line, type SvgText } from './svg.ts';

const LEFT = 12;
const BOX = 270;
const ASIDE = 330;
const ASIDE_BOX = 300;
const LINE = 17;
const GAP = 26;

/** Boxes from top to bottom, what is missing beside them. */
export function drawFlow(title: string, { steps }: FlowData): SvgText {
  const drawn: SvgText[] = [];
  let top = 8;
  let previousBottom: number | null = null;
  for (const step of steps) {
    const height = heightOf(step);
    const boxHeight = 14 + LINE * (1 + step.lines.length);
    if (previousBottom !== null) drawn.push(...arrow(LEFT + BOX / 2, previousBottom, top));
    drawn.push(...box({ x: LEFT, y: top, width: BOX, height: boxHeight }, [step.title, ...step.lines]));
    if (step.missing.length > 0) drawn.push(...aside(step, top, boxHeight));
    previousBottom = top + boxHeight;
    top += height + GAP;
  }
  return figure(ASIDE + ASIDE_BOX + 12, top - GAP + 10, title, drawn);
}

const heightOf = ({ lines, missing }: FlowStep): number => 14 + LINE * Math.max(1 + lines.length, missing.length);

interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function box({ x, y, width, height }: Frame, [title = '', ...lines]: readonly string[]): readonly SvgText[] {
  return [
    element('rect', { x, y, width, height, rx: 4, fill: '#ffffff', stroke: INK, 'stroke-width': 1.2 }),
    label(clipped(title, 40), { x: x + 12, y: y + 20, 'font-weight': 'bold' }),
    ...lines.map((text, index) => label(clipped(text, 46), { x: x + 12, y: y + 20 + LINE * (index + 1) })),
  ];
}

function aside({ missing }: FlowStep, top: number, boxHeight: number): readonly SvgText[] {
  const height = 14 + LINE * missing.length;
  const y = top + boxHeight / 2;
  return [
    line([LEFT + BOX, y], [ASIDE, y], { stroke: GREY }),
    element('rect', {
      x: ASIDE,
      y: top,
      width: ASIDE_BOX,
      height: Math.max(height, boxHeight),
      rx: 4,
      fill: '#ffffff',
      stroke: GREY,
      'stroke-dasharray': '4 3',
    }),
    ...missing.map((text, index) => label(clipped(text, 48), { x: ASIDE + 12, y: top + 20 + LINE * index })),
  ];
}

const arrow = (x: number, from: number, to: number): readonly SvgText[] => [
  line([x, from], [x, to - 7], { stroke: INK, 'stroke-width': 1.2 }),
  element('path', { d: `M${x - 5} ${to - 8}L${x + 5} ${to - 8}L${x} ${to}Z`, fill: INK }),
];
