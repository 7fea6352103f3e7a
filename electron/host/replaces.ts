/**
 * The content that the caller of a save believes to be there: its SHA-256; null for a file that must not exist yet;
 * 'any' after the user has agreed to replace whatever is there.
 */
export type Replaces = string | null;

export const ANYTHING = 'any';
