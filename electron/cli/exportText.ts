import type { ExportSummary } from '../../shared/export/exportStudy.ts';
import { counted } from './textTable.ts';

/** What somebody should know of the tables: how much is there, what is missing and why, what was changed. */
export function summaryText({
  values,
  emptyByReason,
  protectedTexts,
  examsWithoutSpacing,
}: ExportSummary): readonly string[] {
  const empty = Object.entries(emptyByReason).map(([reason, count]) => `${count} ${reason}`);
  return [
    `${counted(values, 'measured number')}; empty cells: ${empty.length === 0 ? 'none' : empty.join(', ')}.`,
    ...(protectedTexts > 0 ? [`${counted(protectedTexts, 'text')} got an apostrophe against formulas.`] : []),
    ...(examsWithoutSpacing > 0 ? [`${counted(examsWithoutSpacing, 'image')} without spacing, so without mm.`] : []),
  ];
}
