import type { TextKey } from './en.ts';

/** A language: every text of the screen by its key. One without every key does not compile. */
export type Catalogue = Readonly<Record<TextKey, string>>;
