import type { TextKey } from './en.ts';

/**
 * Texts whose {name} or {names} is the name of a file or the title of a study. People name files after patients, so
 * these parts are hidden in the privacy view. A test asks of every text with such a part which kind it is.
 */
export const FILE_NAME_TEXTS: ReadonlySet<TextKey> = new Set<TextKey>([
  'tables.outcome',
  'tables.badMap',
  'pane.missing',
  'pane.notTheSame',
  'dialog.exportDone',
  'dialog.differentPatientText',
  'dialog.sameImage',
  'dialog.changedText',
  'import.subjectOf',
  'import.timepointOf',
  'import.otherPatientText',
  'import.sameAs',
  'report.written',
  'safety.recoverText',
  'safety.discardText',
  'safety.gone',
  'safety.lockedTitle',
  'safety.bannerSalvaged',
  'safety.damagedTitle',
  'safety.versionsTitle',
]);

let isOn = false;

/** Hides names of files and studies in every text from now on. */
export const setPrivacyView = (on: boolean): void => {
  isOn = on;
};

export const isPrivacyView = (): boolean => isOn;

/** Three digits that tell two hidden names apart and lead back to none. */
export function nameTag(name: string): string {
  let hash = 0x81_1c_9d_c5;
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01_00_01_93);
  return ((hash ^ (hash >>> 16)) & 0xf_ff).toString(16).toUpperCase().padStart(3, '0');
}
