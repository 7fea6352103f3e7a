/** A value as JSON text in two forms that mean the same. */
export interface CanonicalText {
  /**
   * The canonical text (RFC 8785): keys sorted by UTF-16 units, no white space, numbers in their shortest form. The
   * checksum of a study file is taken over this text in UTF-8.
   */
  readonly canonical: string;
  /** The same for people: indented, short parts on one line, keys sorted, LF. */
  readonly readable: string;
}

/** The readable form breaks a part over lines when its canonical text is longer than this. */
const LINE_LENGTH = 160;

/**
 * Both texts of plain data. Properties that are undefined are left out.
 * Throws on a number that is not finite and on anything that is not plain data: those never belong into a document.
 */
export function canonicalText(value: unknown, depth = 0): CanonicalText {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`Not a finite number: ${value}`);
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    const text = JSON.stringify(value);
    return { canonical: text, readable: text };
  }
  if (Array.isArray(value)) return arrayText(value, depth);
  if (typeof value === 'object') return objectText(value, depth);
  throw new TypeError(`Not plain data: ${typeof value}`);
}

function arrayText(list: readonly unknown[], depth: number): CanonicalText {
  if (list.length === 2 && isFiniteNumber(list[0]) && isFiniteNumber(list[1])) {
    const x = JSON.stringify(list[0]);
    const y = JSON.stringify(list[1]);
    return { canonical: `[${x},${y}]`, readable: `[${x}, ${y}]` };
  }
  const parts = list.map((entry) => canonicalText(entry, depth + 1));
  return bracket('[', ']', parts, depth);
}

const isFiniteNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function objectText(value: object, depth: number): CanonicalText {
  const record = value as Readonly<Record<string, unknown>>;
  const parts: CanonicalText[] = [];
  for (const key of Object.keys(record).sort()) {
    const part = record[key];
    if (part === undefined) continue;
    const name = JSON.stringify(key);
    const text = canonicalText(part, depth + 1);
    parts.push({ canonical: `${name}:${text.canonical}`, readable: `${name}: ${text.readable}` });
  }
  return bracket('{', '}', parts, depth);
}

function bracket(open: string, close: string, parts: readonly CanonicalText[], depth: number): CanonicalText {
  const canonical = `${open}${parts.map((part) => part.canonical).join(',')}${close}`;
  if (canonical.length <= LINE_LENGTH) {
    return { canonical, readable: `${open}${parts.map((part) => part.readable).join(', ')}${close}` };
  }
  const indent = ' '.repeat(depth + 1);
  const lines = parts.map((part) => indent + part.readable).join(',\n');
  return { canonical, readable: `${open}\n${lines}\n${' '.repeat(depth)}${close}` };
}
