import type { LookUpTable, ModalityTransform } from '../radiograph.ts';

/** Stored value to modality value (PS3.3 C.11.1): a rescale, or a table whose ends hold beyond it. */
export function modalityFunction(modality: ModalityTransform): (stored: number) => number {
  if (modality.kind === 'rescale') {
    const { slope, intercept } = modality;
    return (stored) => stored * slope + intercept;
  }
  const { lut } = modality;
  return (stored) => lookUp(lut, stored);
}

/** The table's output for an input value; inputs beyond its ends give its end values (PS3.3 C.11.1.1.1). */
export function lookUp(lut: LookUpTable, input: number): number {
  const index = Math.min(Math.max(Math.round(input) - lut.firstMapped, 0), lut.values.length - 1);
  return lut.values[index] ?? 0;
}
