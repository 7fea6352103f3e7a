import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What electron.d.ts of the pinned version says about one class: its events, and how many arguments each method takes. */
export interface DocumentedClass {
  readonly events: ReadonlySet<string>;
  readonly members: ReadonlyMap<string, MemberShape>;
}

export type MemberShape =
  { readonly kind: 'property' } | { readonly kind: 'method'; readonly fewest: number; readonly most: number };

const root = path.resolve(import.meta.dirname, '../../..');
const text = readFileSync(path.join(root, 'node_modules/electron/electron.d.ts'), 'utf8');
const known = new Map<string, DocumentedClass>();

/** Throws where the class itself does not exist. Members of the classes that it extends count as its own. */
export function documentedClass(name: string): DocumentedClass {
  const cached = known.get(name);
  if (cached) return cached;
  const head = new RegExp(`^ {2}(?:class|interface) ${name}(?: extends ([\\w.]+))? \\{$`, 'm').exec(text);
  if (head === null) throw new Error(`electron.d.ts knows no ${name}`);
  const from = head.index + head[0].length;
  const body = text.slice(from, text.indexOf('\n  }\n', from));
  const parent = head[1] && !head[1].endsWith('EventEmitter') ? documentedClass(head[1]) : null;
  const members = new Map(parent?.members);
  for (const line of body.split('\n')) addMember(members, line);
  const events = [...body.matchAll(/^ {4}on\(event: '([^']+)'/gm)].map(([, event]) => event ?? '');
  const found = { events: new Set([...(parent?.events ?? []), ...events]), members };
  known.set(name, found);
  return found;
}

function addMember(members: Map<string, MemberShape>, line: string): void {
  const match = /^ {4}(?:static |readonly )*(\w+)\??(?:<[^(]*>)?([(:])(.*)$/.exec(line);
  if (match === null) return;
  const [, name = '', opening, rest = ''] = match;
  if (opening === ':') {
    if (!members.has(name)) members.set(name, { kind: 'property' });
    return;
  }
  const { fewest, most } = countParameters(rest);
  const before = members.get(name);
  members.set(
    name,
    before?.kind === 'method'
      ? { kind: 'method', fewest: Math.min(before.fewest, fewest), most: Math.max(before.most, most) }
      : { kind: 'method', fewest, most },
  );
}

/** Reads `a: X, b?: Y, ...c: Z): void;` up to its closing parenthesis. */
function countParameters(rest: string): { readonly fewest: number; readonly most: number } {
  const parameters = [''];
  let depth = 0;
  for (const character of rest.replaceAll('=>', '->').replaceAll('->', '~~')) {
    if (character === ')' && depth === 0) break;
    if ('([{<'.includes(character)) depth += 1;
    if (')]}>'.includes(character)) depth -= 1;
    if (character === ',' && depth === 0) parameters.push('');
    else parameters[parameters.length - 1] += character;
  }
  const real = parameters.map((parameter) => parameter.trim()).filter((parameter) => parameter !== '');
  const optional = real.filter((parameter) => /^(\.\.\.|\w+\?)/.test(parameter)).length;
  const isOpen = real.some((parameter) => parameter.startsWith('...'));
  return { fewest: real.length - optional, most: isOpen ? Number.POSITIVE_INFINITY : real.length };
}
