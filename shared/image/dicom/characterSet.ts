import type { DataSet } from './dataSet.ts';
import { TAG } from './tags.ts';
import { texts, textBytes, trimmed } from './values.ts';

/**
 * A coded character set that an escape sequence can switch to (PS3.3 C.12.1.1.2 tables C.12-3 and C.12-4). `area` 0 is
 * for bytes below 128, 1 for those above; `width` bytes make a character; `text` decodes a run of them.
 */
interface CodeElement {
  readonly area: 0 | 1;
  readonly width: 1 | 2;
  readonly text: (bytes: Uint8Array) => string;
}

const decoder = (label: string) => (bytes: Uint8Array) => new TextDecoder(label).decode(bytes);

/** The same bytes with the high bit set, each character after `prefix`: how the EUC encodings want them. */
const raised = (label: string, prefix: readonly number[] = []) => {
  const decode = decoder(label);
  return (bytes: Uint8Array): string => {
    const high: number[] = [];
    for (let i = 0; i + 1 < bytes.length; i += 2) {
      high.push(...prefix, (bytes[i] as number) | 0x80, (bytes[i + 1] as number) | 0x80);
    }
    return decode(Uint8Array.from(high));
  };
};

const ascii: CodeElement = { area: 0, width: 1, text: decoder('iso-8859-1') };
const single = (label: string): CodeElement => ({ area: 1, width: 1, text: decoder(label) });

/** By the characters of the escape sequence after ESC. */
const ESCAPES: ReadonlyMap<string, CodeElement> = new Map([
  ['(B', ascii],
  ['(J', ascii],
  [')I', single('shift_jis')],
  ['-A', single('iso-8859-1')],
  ['-B', single('iso-8859-2')],
  ['-C', single('iso-8859-3')],
  ['-D', single('iso-8859-4')],
  ['-L', single('iso-8859-5')],
  ['-G', single('iso-8859-6')],
  ['-F', single('iso-8859-7')],
  ['-H', single('iso-8859-8')],
  ['-M', single('windows-1254')],
  ['-b', single('iso-8859-15')],
  ['-T', single('windows-874')],
  ['$B', { area: 0, width: 2, text: raised('euc-jp') }],
  ['$(D', { area: 0, width: 2, text: raised('euc-jp', [0x8f]) }],
  ['$)C', { area: 1, width: 2, text: decoder('euc-kr') }],
  ['$)A', { area: 1, width: 2, text: decoder('gbk') }],
]);

/** What a defined term of Specific Character Set means for bytes above 127 before any escape sequence. */
const TERMS: Readonly<Record<string, string>> = {
  'IR 6': 'iso-8859-1',
  'IR 100': 'iso-8859-1',
  'IR 101': 'iso-8859-2',
  'IR 109': 'iso-8859-3',
  'IR 110': 'iso-8859-4',
  'IR 144': 'iso-8859-5',
  'IR 127': 'iso-8859-6',
  'IR 126': 'iso-8859-7',
  'IR 138': 'iso-8859-8',
  'IR 148': 'windows-1254',
  'IR 203': 'iso-8859-15',
  'IR 13': 'shift_jis',
  'IR 166': 'windows-874',
  // Multi-byte sets that are named alone, against the standard, are met all the same.
  'IR 149': 'euc-kr',
  'IR 58': 'gbk',
  'IR 87': 'iso-2022-jp',
  'IR 159': 'iso-2022-jp',
};

/** Character sets that fill all bytes and know no escapes (PS3.3 table C.12-5). */
const WHOLE: Readonly<Record<string, string>> = { 'ISO_IR 192': 'utf-8', GB18030: 'gb18030', GBK: 'gbk' };

/** The text decoder of a data set. */
export interface CharacterSet {
  readonly decode: (bytes: Uint8Array) => string;
  /** Terms of the file that are not known; their text is read as well as can be. */
  readonly unknown: readonly string[];
}

/** The character set of a data set by its (0008,0005), with code extensions by ISO 2022. */
export function characterSet(dataSet: DataSet): CharacterSet {
  const terms = texts(dataSet, TAG.specificCharacterSet);
  const first = normalTerm(terms[0] ?? '');
  const whole = WHOLE[first];
  if (whole !== undefined) return { decode: decoder(whole), unknown: [] };
  const unknown = terms.filter((term) => {
    const name = normalTerm(term);
    return name !== '' && WHOLE[name] === undefined && TERMS[bare(name)] === undefined;
  });
  const initial = TERMS[bare(first)];
  if (terms.length > 1 || first.startsWith('ISO 2022')) {
    return { decode: (bytes) => decodeExtended(bytes, single(initial ?? 'iso-8859-1')), unknown };
  }
  return { decode: initial === undefined ? decodeUnstated : decoder(initial), unknown };
}

const normalTerm = (term: string): string =>
  term
    .toUpperCase()
    .replace(/\s+/g, ' ')
    .replace(/^ISO-IR/, 'ISO_IR');

/** `ISO_IR 100` and `ISO 2022 IR 100` name one set. */
const bare = (term: string): string => term.replace(/^ISO[_ ](2022 )?/, '');

/** Nothing or nothing known is stated: UTF-8 where the bytes are that, else Latin 1. */
function decodeUnstated(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('iso-8859-1').decode(bytes);
  }
}

/** Text with escape sequences. Line ends and the delimiters of names and values bring the first set back (PS3.5 6.1.2.5.3). */
function decodeExtended(bytes: Uint8Array, initial: CodeElement): string {
  let low: CodeElement = ascii;
  let high: CodeElement = initial;
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] as number;
    if (byte === 0x1b) {
      const escape = escapeAt(bytes, at);
      if (escape.element?.area === 0) low = escape.element;
      if (escape.element?.area === 1) high = escape.element;
      at += escape.length;
      continue;
    }
    // Blanks and control characters are no part of a two-byte character.
    if (low.width === 2 && byte < 0x21) low = ascii;
    const element = byte < 0x80 ? low : high;
    if (isDelimiter(byte) && element.width === 1) {
      low = ascii;
      high = initial;
    }
    const end = runEnd(bytes, at, element);
    text += element.text(bytes.subarray(at, end));
    at = end;
  }
  return text;
}

/** Line ends, backslash, caret and equals sign. */
const isDelimiter = (byte: number): boolean =>
  (byte >= 0x09 && byte <= 0x0d) || byte === 0x5c || byte === 0x5e || byte === 0x3d;

/** The bytes from `at` that one code element decodes: up to an escape, a delimiter, or the other half of the codes. */
function runEnd(bytes: Uint8Array, at: number, element: CodeElement): number {
  if (element.width === 1 && isDelimiter(bytes[at] as number)) return at + 1;
  let end = at;
  while (end < bytes.length) {
    const byte = bytes[end] as number;
    if (byte === 0x1b || (byte < 0x80 ? 0 : 1) !== element.area) break;
    if (element.width === 1 && isDelimiter(byte)) break;
    if (element.width === 2 && element.area === 0 && byte < 0x21) break;
    end += element.width;
  }
  return Math.min(Math.max(end, at + 1), bytes.length);
}

function escapeAt(bytes: Uint8Array, at: number): { element: CodeElement | null; length: number } {
  for (const length of [2, 3]) {
    const name = String.fromCharCode(...bytes.subarray(at + 1, at + 1 + length));
    const element = ESCAPES.get(name);
    if (element) return { element, length: length + 1 };
  }
  return { element: null, length: 1 };
}

/**
 * A text value for people: decoded, padding removed, cut at `limit` characters. Control characters and those that turn
 * the direction of writing become visible symbols, so that no name can disguise what stands beside it.
 */
export function decodedText(dataSet: DataSet, tag: string, set: CharacterSet, limit = 256): string | null {
  const bytes = textBytes(dataSet, tag);
  if (bytes.length === 0) return null;
  const text = trimmed(set.decode(bytes));
  if (text === '') return null;
  let visible = '';
  for (const character of text.length > limit ? `${text.slice(0, limit)}…` : text) visible += shown(character);
  return visible;
}

function shown(character: string): string {
  const code = character.codePointAt(0) as number;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  const hidden =
    (code >= 0x80 && code <= 0x9f) ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2069) ||
    code === 0xfeff;
  return hidden ? '\ufffd' : character;
}
