/** What spreadsheet programs take for the start of a formula (OWASP CSV Injection), with the full-width forms. */
const TRIGGERS = new Set(['=', '+', '-', '@', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20']);

/** C0 and C1 controls, line and paragraph separators, and marks that reverse the direction of what follows. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;
/** Marks without a width could hide a trigger at the start of a cell; elsewhere they belong to the writing. */
const LEADING_MARKS = /^[\s\u200B-\u200F\u2060-\u2065\uFEFF]+/u;

const clean = (text: string): string => text.replace(UNPRINTABLE, ' ').replace(LEADING_MARKS, '').trim();

/**
 * Free text as it may stand in a table: control characters and line ends become spaces, outer spaces go, and an
 * apostrophe is put before anything that a spreadsheet would run as a formula. Never applied to numbers.
 */
export function protectText(text: string): string {
  const cleaned = clean(text);
  return TRIGGERS.has(cleaned.charAt(0)) ? `'${cleaned}` : cleaned;
}

/** True when {@link protectText} puts an apostrophe before the text; such texts are counted in the export's summary. */
export const isProtected = (text: string): boolean => TRIGGERS.has(clean(text).charAt(0));

const NUMBER = /^-?\d+([.,]\d+)?$/;

/** A cell of a table that is copied to the clipboard: numbers as they are, texts so that no spreadsheet runs them. */
export const safeCell = (cell: string): string => (NUMBER.test(cell) ? cell : protectText(cell));
