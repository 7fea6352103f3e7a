import { z } from 'zod';
import { success, type Result } from '../result.ts';
import { CODE_PATTERN, MISSING_REASONS } from '../study/study.ts';
import { importFailure, type ImportError } from './importError.ts';
import { SEPARATORS } from './parseTable.ts';

const code = z.string().regex(CODE_PATTERN);
const label = z.string().max(200);

/** What a mapping file may say. Everything is optional; what it leaves open is guessed from the headers. */
const mapSchema = z.strictObject({
  /** For a study that the import makes: its title and its visits. */
  study: z
    .strictObject({
      title: label.optional(),
      timepoints: z
        .array(z.strictObject({ id: code, label, nominalDays: z.number().nullable().optional() }))
        .min(1)
        .max(200)
        .optional(),
      arms: z
        .array(z.strictObject({ id: code, label }))
        .max(50)
        .optional(),
    })
    .optional(),
  /** Header of the table: target. */
  columns: z.record(z.string().max(200), z.string().max(200)).optional(),
  /** Word in the cells: reason. */
  missing: z.record(z.string().min(1).max(100), z.enum(MISSING_REASONS)).optional(),
  separator: z.enum(SEPARATORS).optional(),
  decimal: z.enum(['.', ',']).optional(),
  /** The reader that values without a reader column belong to. */
  reader: code.optional(),
  /** Where the table comes from; it stays with every reported value. */
  source: label.optional(),
});
export type ImportMap = z.infer<typeof mapSchema>;

/** Reads a mapping file. Error: `bad_map`, with the place. */
export function parseImportMap(value: unknown): Result<ImportMap, ImportError> {
  const parsed = mapSchema.safeParse(value);
  if (parsed.success) return success(parsed.data);
  const [issue] = parsed.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  return importFailure('bad_map', `The mapping file is wrong (${place}${issue?.message ?? 'invalid'}).`);
}
