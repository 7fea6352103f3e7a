/** A drawn element: its text is already escaped and whole. */
export type SvgText = string & { readonly svg?: never };

type Attributes = Readonly<Record<string, string | number>>;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

// Control characters, which XML forbids, are what this looks for; the others turn the direction of writing.
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu;

/**
 * Text as content or attribute value of HTML and SVG. What cannot be printed, halves of characters, and marks that let
 * a note read as something else become a sign of replacement.
 */
export const escapeText = (text: string): string =>
  text.replace(UNPRINTABLE, '\ufffd').replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

/** One element with its children. Numbers are written with two decimals: a hundredth of a pixel is not seen. */
export function element(name: string, attributes: Attributes, ...children: readonly SvgText[]): SvgText {
  const written = Object.entries(attributes).map(([key, value]) => {
    const text = typeof value === 'number' ? coordinate(value) : escapeText(value);
    return ` ${key}="${text}"`;
  });
  const content = children.join('');
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`;
}

/** Two decimals at most; what is not finite (values beyond all measure) is drawn at the origin. */
export const coordinate = (value: number): string =>
  Number.isFinite(value) ? String(Math.round(value * 100) / 100) : '0';

/** Text at a point. */
export const label = (text: string, attributes: Attributes): SvgText => element('text', attributes, escapeText(text));

export const line = (
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  attributes: Attributes,
): SvgText => element('line', { x1, y1, x2, y2, ...attributes });

/** A text of at most so many characters, cut with an ellipsis. */
export function clipped(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** Colours of all figures: dark enough for grey printers, told apart without red and green. */
export const INK = '#1c2430';
export const FAINT = '#8a94a3';
export const GRID = '#dfe3e9';
export const BLUE = '#2f6299';
export const ORANGE = '#b3541e';
export const GREY = '#5d6875';

/** A whole figure with a white ground; it scales with its container and stands alone as a file. */
export const figure = (width: number, height: number, title: string, children: readonly SvgText[]): SvgText =>
  element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
      width: Math.ceil(width),
      height: Math.ceil(height),
      role: 'img',
      'aria-label': title,
      'font-family': 'Helvetica, Arial, sans-serif',
      'font-size': 12,
      fill: INK,
    },
    element('title', {}, escapeText(title)),
    element('rect', { width: Math.ceil(width), height: Math.ceil(height), fill: '#ffffff' }),
    ...children,
  );
