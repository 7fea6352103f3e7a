import type { Code } from './codes.ts';
import { element, type DataElement, type DataSet } from './dataElements.ts';

/** How an item belongs to the one above it (PS3.3 C.17.3). */
export type Relationship =
  'CONTAINS' | 'HAS OBS CONTEXT' | 'HAS CONCEPT MOD' | 'HAS PROPERTIES' | 'INFERRED FROM' | 'SELECTED FROM';

/** A content item without its place in the tree. */
export interface ContentItem {
  readonly kind: 'CONTAINER' | 'CODE' | 'TEXT' | 'NUM' | 'UIDREF' | 'PNAME' | 'SCOORD' | 'IMAGE';
  readonly concept: Code | null;
  readonly content: readonly DataElement[];
  readonly children: readonly Child[];
}

export type Child = readonly [relationship: Relationship, item: ContentItem];

/** An instance that is referred to. */
export interface Reference {
  readonly classUid: string;
  readonly instanceUid: string;
  /** From 1; null for an image of one frame. */
  readonly frame: number | null;
}

export const codeItem = ({ value, scheme, meaning }: Code): DataSet => [
  element(0x00080100, 'SH', value),
  element(0x00080102, 'SH', scheme),
  // A meaning has at most 64 characters.
  element(0x00080104, 'LO', meaning.slice(0, 64).trimEnd()),
];

const item = (
  kind: ContentItem['kind'],
  concept: Code | null,
  content: readonly DataElement[],
  children: readonly Child[] = [],
): ContentItem => ({ kind, concept, content, children });

export const container = (concept: Code, children: readonly Child[], template?: { readonly id: string }): ContentItem =>
  item(
    'CONTAINER',
    concept,
    [
      element(0x0040a050, 'CS', 'SEPARATE'),
      ...(template === undefined
        ? []
        : [element(0x0040a504, 'SQ', [[element(0x00080105, 'CS', 'DCMR'), element(0x0040db00, 'CS', template.id)]])]),
    ],
    children,
  );

export const coded = (concept: Code, value: Code, children: readonly Child[] = []): ContentItem =>
  item('CODE', concept, [element(0x0040a168, 'SQ', [codeItem(value)])], children);

/** Control characters have no place in a report. */
export const textItem = (concept: Code, text: string): ContentItem =>
  item('TEXT', concept, [element(0x0040a160, 'UT', text.replaceAll(/\p{Cc}+/gu, ' '))]);

export const uidItem = (concept: Code, uid: string): ContentItem =>
  item('UIDREF', concept, [element(0x0040a124, 'UI', uid)]);

export const personItem = (concept: Code, name: string): ContentItem =>
  item('PNAME', concept, [element(0x0040a123, 'PN', name)]);

/** `number` as a decimal string of at most 16 characters. */
export function numberItem(
  concept: Code,
  { number, unit }: { readonly number: string; readonly unit: Code },
  children: readonly Child[] = [],
): ContentItem {
  const measured = [element(0x0040a30a, 'DS', number), element(0x004008ea, 'SQ', [codeItem(unit)])];
  return item('NUM', concept, [element(0x0040a300, 'SQ', [measured])], children);
}

/** Points in image-relative coordinates: column and row from the outer corner of the first pixel (PS3.3 C.18.6). */
export const coordinates = (
  concept: Code,
  type: 'POINT' | 'POLYLINE',
  points: readonly (readonly [number, number])[],
  image: ContentItem,
): ContentItem =>
  item(
    'SCOORD',
    concept,
    [element(0x00700022, 'FL', points.flat()), element(0x00700023, 'CS', type)],
    [['SELECTED FROM', image]],
  );

export const imageItem = ({ classUid, instanceUid, frame }: Reference): ContentItem =>
  item('IMAGE', null, [
    element(0x00081199, 'SQ', [
      [
        element(0x00081150, 'UI', classUid),
        element(0x00081155, 'UI', instanceUid),
        ...(frame === null ? [] : [element(0x00081160, 'IS', String(frame))]),
      ],
    ]),
  ]);

/** The elements of an item with everything below it; the root has no relationship. */
export function contentElements({ kind, concept, content, children }: ContentItem): DataSet {
  return [
    element(0x0040a040, 'CS', kind),
    ...(concept === null ? [] : [element(0x0040a043, 'SQ', [codeItem(concept)])]),
    ...content,
    ...(children.length === 0
      ? []
      : [
          element(
            0x0040a730,
            'SQ',
            children.map(([relationship, child]) => [
              element(0x0040a010, 'CS', relationship),
              ...contentElements(child),
            ]),
          ),
        ]),
  ];
}
