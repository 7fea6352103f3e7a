import { success, type Result } from '../result.ts';
import { IMPORT_LIMITS, importFailure, type ImportError } from './importError.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
}

/**
 * The text of a table. A byte order mark decides; without one the bytes are UTF-8 when they are valid UTF-8, else Latin-1
 * as Windows writes it. Errors: `empty`, `too_large`, `not_text` (zero bytes: a spreadsheet or an image, not a table).
 */
export function decodeText(bytes: Uint8Array): Result<DecodedText, ImportError> {
  if (bytes.length === 0) return importFailure('empty', 'The table is empty.');
  if (bytes.length > IMPORT_LIMITS.bytes) {
    const limit = IMPORT_LIMITS.bytes / 1_048_576;
    return importFailure('too_large', `A table may have at most ${limit} MiB; split it into several.`);
  }
  const decoded = decode(bytes);
  if (decoded.text.includes('\u0000')) {
    const what = bytes[0] === 0x50 && bytes[1] === 0x4b ? 'It looks like a spreadsheet file: save' : 'Save';
    return importFailure('not_text', `This is not a text file. ${what} the table as CSV and import that.`);
  }
  if (decoded.text.trim() === '') return importFailure('empty', 'The table is empty.');
  return success(decoded);
}

function decode(bytes: Uint8Array): DecodedText {
  const marked = markedEncoding(bytes);
  if (marked !== null) return { text: new TextDecoder(marked).decode(bytes), encoding: marked };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

function markedEncoding([first, second, third]: Uint8Array): Encoding | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}
