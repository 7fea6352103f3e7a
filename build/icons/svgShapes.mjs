/** A circle that is drawn as a curve of so many straight pieces; at 1024 px each is shorter than one pixel. */
const CURVE_PIECES = 48;

/**
 * Reads the few SVG elements that the icon uses (rect, path with M L Q Z, circle, inside g) into shapes with a signed
 * distance: negative inside, in units of the view box. Anything else is an error, so that the icon is never half drawn.
 */
export function readShapes(svg) {
  const shapes = [];
  const inherited = [{}];
  for (const [, closing, name, text, selfClosing] of svg.matchAll(/<(\/?)(\w+)([^>]*?)(\/?)>/g)) {
    const attributes = Object.fromEntries(
      [...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
    );
    if (name === 'svg') continue;
    if (name === 'g') {
      if (closing) inherited.pop();
      else inherited.push({ ...inherited.at(-1), ...attributes });
      continue;
    }
    if (!selfClosing) throw new Error(`the icon has an element with content: ${name}`);
    shapes.push(toShape(name, { ...inherited.at(-1), ...attributes }));
  }
  return shapes;
}

function toShape(name, attributes) {
  const style = {
    fill: readColour(attributes.fill ?? '#000000'),
    stroke: readColour(attributes.stroke ?? 'none'),
    strokeWidth: Number(attributes['stroke-width'] ?? 1),
  };
  const number = (key) => Number(attributes[key] ?? 0);
  if (name === 'rect') {
    const box = {
      x: number('x'),
      y: number('y'),
      width: number('width'),
      height: number('height'),
      radius: number('rx'),
    };
    return { ...style, distance: (x, y) => boxDistance(box, x, y) };
  }
  if (name === 'circle') {
    return { ...style, distance: (x, y) => Math.hypot(x - number('cx'), y - number('cy')) - number('r') };
  }
  if (name === 'path') {
    const { points, closed } = readPath(attributes.d);
    return { ...style, fill: closed ? style.fill : null, distance: (x, y) => pathDistance(points, closed, x, y) };
  }
  throw new Error(`the icon has an unknown element: ${name}`);
}

function readColour(text) {
  if (text === 'none') return null;
  const match = /^#(..)(..)(..)$/.exec(text);
  if (match === null) throw new Error(`the icon has an unknown colour: ${text}`);
  return match.slice(1).map((part) => Number.parseInt(part, 16));
}

function readPath(text) {
  const points = [];
  let closed = false;
  for (const [, command, rest] of text.matchAll(/([A-Z])([^A-Z]*)/g)) {
    const numbers = rest
      .trim()
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(Number);
    if (command === 'Z') closed = true;
    else if (command === 'M' || command === 'L') points.push(numbers);
    else if (command === 'Q') points.push(...curve(points.at(-1), numbers));
    else throw new Error(`the icon has an unknown path command: ${command}`);
  }
  return { points: closed ? [...points, points[0]] : points, closed };
}

function curve([x0, y0], [x1, y1, x2, y2]) {
  return Array.from({ length: CURVE_PIECES }, (_, i) => {
    const t = (i + 1) / CURVE_PIECES;
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
    return [a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2];
  });
}

function boxDistance({ x, y, width, height, radius }, px, py) {
  const dx = Math.abs(px - x - width / 2) - width / 2 + radius;
  const dy = Math.abs(py - y - height / 2) - height / 2 + radius;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
}

/** Distance to a line of straight pieces; negative inside a closed one (even-odd rule). */
function pathDistance(points, closed, x, y) {
  let nearest = Number.POSITIVE_INFINITY;
  let inside = false;
  for (let i = 1; i < points.length; i += 1) {
    const [ax, ay] = points[i - 1];
    const [bx, by] = points[i];
    const [dx, dy] = [bx - ax, by - ay];
    const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    nearest = Math.min(nearest, (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2);
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * dx) inside = !inside;
  }
  return closed && inside ? -Math.sqrt(nearest) : Math.sqrt(nearest);
}
