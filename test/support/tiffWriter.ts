/** A field of a page: tag, type (1 byte, 3 short, 4 long, 5 rational as numerator and denominator) and values. */
export type TiffField = readonly [tag: number, type: 1 | 3 | 4 | 5, values: readonly number[]];

export interface TiffPage {
  /** Replaces or adds fields of an uncompressed grey picture in one strip. */
  readonly fields?: readonly TiffField[];
  readonly columns: number;
  readonly rows: number;
  readonly bits?: number;
  readonly data: ArrayLike<number>;
}

const TYPE_BYTES = { 1: 1, 3: 2, 4: 4, 5: 8 } as const;

/**
 * Writes any TIFF file that the standard allows, and many that it does not. Fields with no values are left out; a field of
 * offsets with the value -1 gets the offset of the data.
 */
export function writeTiff(pages: readonly TiffPage[], { littleEndian = true, loop = false } = {}): Uint8Array {
  const bytes: number[] = littleEndian ? [0x49, 0x49] : [0x4d, 0x4d];
  const number = (value: number, size: number): number[] => {
    const low = Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** i) & 255);
    return littleEndian ? low : low.reverse();
  };
  const put = (at: number, value: number): void => void bytes.splice(at, 4, ...number(value, 4));
  bytes.push(...number(42, 2), 0, 0, 0, 0);
  let link = 4;
  for (const page of pages) {
    const dataAt = bytes.length;
    for (let i = 0; i < page.data.length; i++) bytes.push(page.data[i] as number);
    if (page.data.length % 2 === 1) bytes.push(0);
    const fields = fieldsOf(page).map(([tag, type, values]): TiffField => [
      tag,
      type,
      values.map((value) => (value === -1 ? dataAt : value)),
    ]);
    const outside = fields.map(([, type, values]) => {
      const size = TYPE_BYTES[type];
      const encoded = values.flatMap((value) => number(value, size === 8 ? 4 : size));
      if (encoded.length <= 4) return [...encoded, 0, 0, 0, 0].slice(0, 4);
      const at = bytes.length;
      bytes.push(...encoded, ...(encoded.length % 2 === 1 ? [0] : []));
      return number(at, 4);
    });
    put(link, bytes.length);
    bytes.push(...number(fields.length, 2));
    fields.forEach(([tag, type, values], i) => {
      const count = type === 5 ? values.length / 2 : values.length;
      bytes.push(...number(tag, 2), ...number(type, 2), ...number(count, 4), ...(outside[i] as number[]));
    });
    link = bytes.length;
    bytes.push(0, 0, 0, 0);
  }
  if (loop) put(link, link - 2 - 12 * fieldsOf(pages[pages.length - 1] as TiffPage).length);
  return Uint8Array.from(bytes);
}

function fieldsOf({ fields = [], columns, rows, bits = 8, data }: TiffPage): readonly TiffField[] {
  const own: readonly TiffField[] = [
    [256, 4, [columns]],
    [257, 4, [rows]],
    [258, 3, [bits]],
    [259, 3, [1]],
    [262, 3, [1]],
    [273, 4, [-1]],
    [277, 3, [1]],
    [278, 4, [rows]],
    [279, 4, [data.length]],
  ];
  const changed = new Map([...own, ...fields].map((field) => [field[0], field]));
  return [...changed.values()].filter(([, , values]) => values.length > 0).sort(([left], [right]) => left - right);
}
