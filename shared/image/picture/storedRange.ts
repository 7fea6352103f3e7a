/** The least and the greatest value that the stored bits can hold. */
export function storedRange({ bitsStored, signed }: { readonly bitsStored: number; readonly signed: boolean }): {
  least: number;
  most: number;
} {
  const half = 2 ** (bitsStored - 1);
  return signed ? { least: -half, most: half - 1 } : { least: 0, most: 2 * half - 1 };
}
