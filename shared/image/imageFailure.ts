import { failure, type Failure } from '../result.ts';
import type { ImageError } from './radiograph.ts';

/** An expected failure to open an image: a code, and one sentence that says what is wrong and what to do. */
export const imageFailure = (code: ImageError['code'], message: string): Failure<ImageError> =>
  failure({ code, message });

/** The first bytes of a text from a file, fit to be quoted in a message: printable, and short. */
export function quoted(text: string): string {
  const printable = text.replace(/[^\x20-\x7e\u00a1-\u00ff]/g, '?');
  return printable.length > 40 ? `"${printable.slice(0, 40)}…"` : `"${printable}"`;
}
