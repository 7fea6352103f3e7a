import { assertNever } from '../../result.ts';
import { drawBars } from './barsFigure.ts';
import { drawBlandAltman } from './blandAltmanFigure.ts';
import { drawBoxes } from './boxesFigure.ts';
import { drawColumns } from './columnsFigure.ts';
import type { FigureData } from './figureData.ts';
import { drawFlow } from './flowDrawing.ts';
import { drawForest } from './forestFigure.ts';
import type { SvgText } from './svg.ts';

/** A figure as one SVG element: dark on white, no style sheet, no script, nothing from outside. */
export function figureSvg(title: string, data: FigureData): SvgText {
  switch (data.kind) {
    case 'columns':
      return drawColumns(title, data);
    case 'bars':
      return drawBars(title, data);
    case 'boxes':
      return drawBoxes(title, data);
    case 'blandAltman':
      return drawBlandAltman(title, data);
    case 'forest':
      return drawForest(title, data);
    case 'flow':
      return drawFlow(title, data);
    default:
      return assertNever(data);
  }
}
