import type { ReadyTable } from './readyTable.ts';

/** Heights 3 to 80 mm, angles -60 to 90 degrees, ratios 0.1 to 3; a change may be as large either way. */
export function limitsOf(name: string): { readonly minimum: number; readonly maximum: number } {
  const isChange = name.startsWith('d_');
  if (name.endsWith('_mm')) return isChange ? { minimum: -77, maximum: 77 } : { minimum: 3, maximum: 80 };
  if (name.endsWith('_deg')) return isChange ? { minimum: -150, maximum: 150 } : { minimum: -60, maximum: 90 };
  return { minimum: 0.1, maximum: 3 };
}

/** A value that the project would refuse. */
export interface OutsideLimits {
  readonly subject: string;
  readonly level: string;
  readonly field: string;
  readonly value: number;
}

/** The values of a table of data that lie outside the limits of its dictionary: to be looked at before the upload. */
export function outsideLimits(data: ReadyTable): readonly OutsideLimits[] {
  const fields = data.table.columns.filter(({ type }) => type === 'number').map(({ name }) => name);
  const found: OutsideLimits[] = [];
  for (const row of data.rows()) {
    for (const field of fields) {
      const value = row.cell(field);
      const { minimum, maximum } = limitsOf(field);
      if (typeof value !== 'number' || (value >= minimum && value <= maximum)) continue;
      found.push({
        subject: textIn(row.cell('record_id')),
        level: textIn(row.cell('vert_level')),
        field,
        value,
      });
    }
  }
  return found;
}

const textIn = (cell: unknown): string => (typeof cell === 'string' ? cell : '');
