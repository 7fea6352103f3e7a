import { aligned } from './textTable.ts';

type Tree = Readonly<Record<string, unknown>>;

/**
 * A JSON document for people: what stands at the top, then one table for every group of parts that have the same keys,
 * the parts side by side. Numbers are shortened; the JSON has all digits.
 */
export function treeText(document: object): string {
  const tree: Tree = Array.isArray(document) ? byPosition(document) : { ...document };
  const parts = Object.entries(tree).filter((entry): entry is [string, Tree] => isTree(entry[1]));
  const repeated = ([key, value]: [string, unknown]): boolean => parts.some(([, part]) => isSame(part[key], value));
  const own = Object.entries(tree).filter((entry) => !isTree(entry[1]) && !repeated(entry));
  const blocks = [
    own.flatMap(([key, value]) => (isListOfTrees(value) ? [] : [[key, cellText(value)]])),
    ...own.flatMap(([key, value]) => (isListOfTrees(value) ? [listRows(key, value)] : [])),
  ].map((rows) => aligned(rows));
  const tables = grouped(parts.filter((entry) => !repeated(entry))).map((group) =>
    aligned(
      tableRows(group),
      '',
      Array.from(group, (_part, index) => index + 1),
    ),
  );
  return [...blocks, ...tables]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
const isListOfTrees = (value: unknown): value is readonly Tree[] =>
  Array.isArray(value) && value.length > 0 && value.every(isTree);
const isSame = (a: unknown, b: unknown): boolean => a !== undefined && JSON.stringify(a) === JSON.stringify(b);
const byPosition = (list: readonly unknown[]): Tree =>
  Object.fromEntries(list.map((value, index) => [`#${index + 1}`, value]));

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '-';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toFixed(3);
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(cellText).join(', ') : JSON.stringify(value);
}

/** One line for each entry of a list, e.g. of the issues. */
const listRows = (key: string, list: readonly Tree[]): readonly (readonly string[])[] => [
  [`${key}:`],
  ...list.map((entry) => ['', ...Object.values(entry).map(cellText)]),
];

/** Nested keys as paths: `genant_within.grade`. */
function flattened(tree: Tree, prefix = ''): readonly (readonly [string, unknown])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    isTree(value) ? flattened(value, `${prefix}${key}.`) : [[`${prefix}${key}`, value] as const],
  );
}

interface Part {
  readonly name: string;
  readonly cells: ReadonlyMap<string, unknown>;
}

/** Parts of which more than half of the keys are the same stand in one table. */
function grouped(parts: readonly (readonly [string, Tree])[]): readonly (readonly Part[])[] {
  const groups: Part[][] = [];
  for (const [name, tree] of parts) {
    const part = { name, cells: new Map(flattened(tree)) };
    const home = groups.find(([first]) => {
      const shared = [...part.cells.keys()].filter((key) => first?.cells.has(key) === true);
      return shared.length * 2 > part.cells.size;
    });
    if (home === undefined) groups.push([part]);
    else home.push(part);
  }
  return groups;
}

function tableRows(group: readonly Part[]): readonly (readonly string[])[] {
  const keys = [...new Set(group.flatMap(({ cells }) => [...cells.keys()]))];
  return [
    ['', ...group.map(({ name }) => name)],
    ...keys.map((key) => [key, ...group.map(({ cells }) => cellText(cells.get(key)))]),
  ];
}
