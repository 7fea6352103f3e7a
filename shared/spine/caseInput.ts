import { z } from 'zod';
import { isPossibleSpacing } from '../geometry/validSpacing.ts';
import { failure, success, type Result } from '../result.ts';
import { LEVELS } from './levels.ts';

/** Why a case could not be measured, for people and for programs. */
export interface CaseError {
  readonly code: 'bad_case';
  /** What is wrong, where, and what to do. */
  readonly message: string;
}

const LARGEST_COORDINATE = 1e7;
const coordinate = z.number().min(-LARGEST_COORDINATE).max(LARGEST_COORDINATE);
const point = z.tuple([coordinate, coordinate]);
const level = z.enum(LEVELS);

const spacing = z
  .tuple([z.number(), z.number()])
  .refine(([row, column]) => isPossibleSpacing(row) && isPossibleSpacing(column), {
    message: 'must be two positive millimetre values, [row, column], as a radiograph has them',
  });

const aspect = z.tuple([z.number().positive(), z.number().positive()]);

const vertebra = z.strictObject({
  SA: point.optional(),
  SM: point.optional(),
  SP: point.optional(),
  IP: point.optional(),
  IM: point.optional(),
  IA: point.optional(),
  fractured: z.boolean().optional(),
  treated: z.boolean().optional(),
});
export type CaseVertebra = z.infer<typeof vertebra>;

const vertebrae = z
  .record(z.string().min(1).max(64), vertebra)
  .refine((named) => Object.keys(named).length > 0, { message: 'must name at least one vertebra' });

/** One image: everything in stored pixels, with or without millimetres. */
const image = z.looseObject({
  spacing_mm: spacing.nullable(),
  pixel_aspect: aspect.optional(),
  pixel_aspect_ratio: aspect.optional(),
  vertebrae,
  facing: z.enum(['image_right', 'image_left']).optional(),
  patient_orientation: z.array(z.string()).max(2).optional(),
});
export type CaseImage = z.infer<typeof image>;

const levels = z.record(z.string(), level);
const baselines = z.strictObject({ thoracic: z.number(), thoracolumbar: z.number(), lumbar: z.number() });

const imageCase = image.extend({ levels: levels.optional(), farcy_baselines: baselines.optional() });
export type ImageCase = z.infer<typeof imageCase>;

const comparisonCase = z.looseObject({
  pre: image,
  post: image,
  levels: levels.optional(),
  farcy_baselines: baselines.optional(),
  /** Minimal detectable change of a height; without it no restoration is withheld for being too small. */
  detectable_mm: z.number().positive().optional(),
});
export type ComparisonCase = z.infer<typeof comparisonCase>;

const heights = z.strictObject({ pre: z.number(), post: z.number(), expected: z.number() });
export type CaseHeights = z.infer<typeof heights>;

const heightsCase = z.looseObject({ inputs: z.union([heights, z.array(heights).min(1)]) });
export type HeightsCase = z.infer<typeof heightsCase>;

/** The three forms of a case, told apart by the key that only one of them has. */
export type Case =
  | { readonly kind: 'heights'; readonly case: HeightsCase }
  | { readonly kind: 'comparison'; readonly case: ComparisonCase }
  | { readonly kind: 'image'; readonly case: ImageCase };

/** Parses a case. Keys beside the known ones, such as a title, are left alone. */
export function parseCase(input: unknown): Result<Case, CaseError> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return failure({ code: 'bad_case', message: 'A case is one JSON object with spacing_mm and vertebrae.' });
  }
  if ('inputs' in input) return read(heightsCase, input, (parsed) => ({ kind: 'heights', case: parsed }));
  if ('pre' in input || 'post' in input) {
    return read(comparisonCase, input, (parsed) => ({ kind: 'comparison', case: parsed }));
  }
  return read(imageCase, input, (parsed) => ({ kind: 'image', case: parsed }));
}

function read<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  wrap: (parsed: z.infer<Schema>) => Case,
): Result<Case, CaseError> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return success(wrap(parsed.data));
  const [first] = parsed.error.issues;
  const where = first === undefined || first.path.length === 0 ? 'The case' : first.path.join('.');
  return failure({
    code: 'bad_case',
    message: `${where}: ${first?.message ?? 'not understood'}. Correct the case file.`,
  });
}
