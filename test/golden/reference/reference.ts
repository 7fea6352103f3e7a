import { readFileSync } from 'node:fs';

/** Points of one body, [x, y] in stored pixels. */
export type ReferenceBody = Readonly<Record<string, readonly [number, number]>>;

export interface ReferenceImage {
  readonly spacing_mm: readonly [number, number];
  readonly vertebrae: Readonly<Record<string, ReferenceBody>>;
}

export interface GeometryExample extends Partial<ReferenceImage> {
  readonly id: string;
  readonly title: string;
  readonly levels?: Readonly<Record<string, string>>;
  readonly pre?: ReferenceImage;
  readonly post?: ReferenceImage;
  readonly expected: Readonly<Record<string, unknown>>;
}

export interface CalibrationVector {
  readonly case: string;
  readonly attributes: Readonly<Record<string, number | string | readonly number[]>>;
  readonly expected: {
    readonly spacing_mm: readonly number[] | null;
    readonly plane: string;
    readonly label: string;
    readonly warnings: readonly string[];
    readonly relative_spacing?: readonly number[];
    readonly aspect?: string;
    readonly offer_estimated?: { readonly spacing_mm: readonly number[]; readonly label: string };
  };
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

/** Numbers of an independent implementation with another formula: 14 examples, 8 errors and edge cases. */
export const geometryReference = read('geometry-reference.json') as {
  readonly examples: readonly GeometryExample[];
  readonly error_and_edge_cases: readonly GeometryExample[];
};

export const calibrationReference = read('calibration-reference.json') as {
  readonly cases: readonly CalibrationVector[];
};

/** One example by its id, such as "G11". */
export function geometryExample(id: string): GeometryExample {
  const found = geometryReference.examples.find((example) => example.id === id);
  if (found === undefined) throw new Error(`The reference has no example ${id}`);
  return found;
}
