/** Controls, and marks that turn the direction of writing or are not seen at all. */
const UNSEEN = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu;

/**
 * A text from a file or a person as it may stand on one line of the screen: what would make it read as another text is
 * shown as a symbol in its place.
 */
export const visibleText = (text: string): string => text.replaceAll(UNSEEN, '\uFFFD');
