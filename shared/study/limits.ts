/**
 * How long texts of the document may be, in UTF-16 units. Edits cut at these lengths; the file format allows more, so
 * that a study can never be saved in a form that does not open again.
 */
export const TEXT_LIMITS = { note: 2000, label: 64, title: 200 } as const;

/** Days between visits: 270 years either way. */
export const MOST_DAYS = 100_000;

export const isStorableDays = (days: number): boolean => Number.isSafeInteger(days) && Math.abs(days) <= MOST_DAYS;

/** Text without outer white space, cut to the limit without splitting a character. */
export function clipText(text: string, limit: number): string {
  const trimmed = text.trim();
  if (trimmed.length <= limit) return trimmed;
  const cut = trimmed.slice(0, limit);
  const last = cut.charCodeAt(limit - 1);
  const isHalfPair = last >= 0xd800 && last <= 0xdbff;
  return isHalfPair ? cut.slice(0, -1) : cut;
}
