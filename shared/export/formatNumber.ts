/** The decimal sign of a table: a point, or a comma where the reader's region has one. */
export type DecimalSign = '.' | ',';

/**
 * A number as a table cell: at most `decimals` decimals, no exponent, no group sign, ASCII hyphen, no "-0"; trailing
 * zeros removed. Rounds half away from zero on the shortest decimal text of the number, so that 1.005 becomes 1.01
 * although its binary value lies below (`toFixed` gives 1.00). Throws on a number that is not finite: a table holds
 * numbers or nothing.
 */
export function formatNumber(value: number, decimals: number, sign: DecimalSign = '.'): string {
  if (!Number.isFinite(value)) throw new RangeError(`Not a finite number: ${value}`);
  const shortest = String(value);
  if (isShortEnough(shortest, decimals)) return sign === '.' ? shortest : shortest.replace('.', sign);
  const { whole, fraction } = roundDigits(decimalDigits(Math.abs(value)), decimals);
  const trimmed = withoutTrailingZeros(fraction);
  const text = trimmed === '' ? whole : `${whole}${sign}${trimmed}`;
  return value < 0 && text !== '0' ? `-${text}` : text;
}

/** Most numbers of a table need no rounding: whole ones and those with few decimals. "-0" prints as "0" already. */
function isShortEnough(shortest: string, decimals: number): boolean {
  if (shortest.includes('e')) return false;
  const point = shortest.indexOf('.');
  return point === -1 || shortest.length - point - 1 <= decimals;
}

interface Digits {
  /** Without leading zeros; "0" for none. */
  readonly whole: string;
  readonly fraction: string;
}

/** The digits of the shortest text that gives the number back, without an exponent. */
function decimalDigits(value: number): Digits {
  const [mantissa = '0', exponentText] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  if (exponentText === undefined) return { whole, fraction };
  const exponent = Number(exponentText);
  if (exponent < 0) return { whole: '0', fraction: '0'.repeat(-exponent - 1) + whole + fraction };
  return { whole: whole + fraction.padEnd(exponent, '0'), fraction: '' };
}

function roundDigits({ whole, fraction }: Digits, decimals: number): Digits {
  if (fraction.length <= decimals) return { whole, fraction };
  const kept = fraction.slice(0, decimals);
  if (fraction.charAt(decimals) < '5') return { whole, fraction: kept };
  const increased = addOne(whole + kept);
  return { whole: increased.slice(0, increased.length - decimals), fraction: increased.slice(-decimals || Infinity) };
}

function withoutTrailingZeros(fraction: string): string {
  let length = fraction.length;
  while (length > 0 && fraction.charAt(length - 1) === '0') length -= 1;
  return fraction.slice(0, length);
}

/** The decimal digits of a whole number plus one. */
function addOne(digits: string): string {
  let tail = 0;
  while (digits.charAt(digits.length - 1 - tail) === '9') tail += 1;
  const head = digits.slice(0, digits.length - tail);
  const zeros = '0'.repeat(tail);
  if (head === '') return `1${zeros}`;
  return `${head.slice(0, -1)}${Number(head.slice(-1)) + 1}${zeros}`;
}
