/** The languages of the screen, each named in itself. */
export const LANGUAGES = [
  { id: 'en', name: 'English' },
  { id: 'pt-BR', name: 'Português (Brasil)' },
  { id: 'es', name: 'Español' },
  { id: 'de', name: 'Deutsch' },
] as const;

export type LanguageId = (typeof LANGUAGES)[number]['id'];

let present: LanguageId = 'en';
let locale: string | null = null;

const systemLocale = (): string => (typeof navigator === 'undefined' ? 'en' : navigator.language);

const sameLanguage = (a: string, b: string): boolean => a.slice(0, 2).toLowerCase() === b.slice(0, 2).toLowerCase();

/** Chooses the language of the screen; null: that of the system, where there is a catalogue for it. */
export function setLanguage(chosen: string | null): void {
  const system = systemLocale();
  const wanted = chosen ?? system;
  const found =
    LANGUAGES.find(({ id }) => id === wanted) ?? LANGUAGES.find(({ id }) => sameLanguage(id, wanted)) ?? LANGUAGES[0];
  present = found.id;
  locale = chosen === null || sameLanguage(chosen, system) ? null : found.id;
  if (typeof document !== 'undefined') document.documentElement.lang = found.id;
}

export const presentLanguage = (): LanguageId => present;

/**
 * Where numbers and dates on the screen are written as usual: the region of the system while its language is shown (or
 * nothing was chosen), so that a Mexican point stays a point; else that of the chosen language.
 */
export const screenLocale = (): string => locale ?? systemLocale();
