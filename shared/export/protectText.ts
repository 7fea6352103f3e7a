/** What spreadsheet programs take for the start of a formula (OWASP CSV Injection), with the full-width forms. */
const TRIGGERS = new Set(['=', '+', '-', '@', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20']);

/**
 * Free text as it may stand in a table: control characters and line ends become spaces, outer spaces go, and an
 * apostrophe is put before anything that a spreadsheet would run as a formula. Never applied to numbers.
 */
export function protectText(text: string): string {
  const clean = replaceControls(text).trim();
  return TRIGGERS.has(clean.charAt(0)) ? `'${clean}` : clean;
}

/** True when {@link protectText} puts an apostrophe before the text; such texts are counted in the export's summary. */
export const isProtected = (text: string): boolean => TRIGGERS.has(replaceControls(text).trim().charAt(0));

/** C0 and C1 controls, the line and paragraph separators, and marks without a width that could hide a trigger. */
function replaceControls(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, ' ');
}
