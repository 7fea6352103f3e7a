import type { ExportSummary } from '../../shared/export/exportStudy.ts';
import { counted } from './textTable.ts';

const MOST_SHOWN = 20;

/** What somebody should know of the tables: how much is there, what is missing and why, what was changed. */
export function summaryText({
  values,
  emptyByReason,
  protectedTexts,
  examsWithoutSpacing,
  outsideLimits,
}: ExportSummary): readonly string[] {
  const empty = Object.entries(emptyByReason).map(([reason, count]) => `${count} ${reason}`);
  return [
    `${counted(values, 'measured number')}; empty cells: ${empty.length === 0 ? 'none' : empty.join(', ')}.`,
    ...(protectedTexts > 0 ? [`${counted(protectedTexts, 'text')} got an apostrophe against formulas.`] : []),
    ...(examsWithoutSpacing > 0 ? [`${counted(examsWithoutSpacing, 'image')} without spacing, so without mm.`] : []),
    ...outsideLimits
      .slice(0, MOST_SHOWN)
      .map(({ subject, level, field, value }) => `REDCap would refuse ${subject} ${level} ${field} = ${value}.`),
    ...(outsideLimits.length > MOST_SHOWN ? [`... and ${outsideLimits.length - MOST_SHOWN} more.`] : []),
  ];
}
