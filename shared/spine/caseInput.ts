import { z } from 'zod';
import { isPossibleSpacing, readAspect } from '../geometry/validSpacing.ts';
import { failure, success, type Result } from '../result.ts';
import { LEVELS } from './levels.ts';

/** Why a case could not be measured, for people and for programs. */
export interface CaseError {
  readonly code: 'bad_case';
  /** What is wrong, where, and what to do. */
  readonly message: string;
}

const LARGEST_COORDINATE = 1e7;

const POINT = 'must be [x, y], two numbers of pixels';
const coordinate = z.number(POINT).min(-LARGEST_COORDINATE, POINT).max(LARGEST_COORDINATE, POINT);
const point = z.tuple([coordinate, coordinate], POINT);
const level = z.enum(LEVELS, 'must be a level such as T12, L1 or S1');

const SPACING = 'must be [row, column] in millimetres, two positive numbers as a radiograph has them, or null';
const spacing = z
  .tuple([z.number(SPACING), z.number(SPACING)], SPACING)
  .refine(([row, column]) => isPossibleSpacing(row) && isPossibleSpacing(column), SPACING);

const ASPECT = 'must be [vertical, horizontal], two positive numbers';
const aspect = z
  .tuple([z.number(ASPECT), z.number(ASPECT)], ASPECT)
  .refine((pair) => typeof readAspect(pair) === 'object', ASPECT);

const flag = z.boolean('must be true or false').optional();
const vertebra = z.strictObject(
  {
    SA: point.optional(),
    SM: point.optional(),
    SP: point.optional(),
    IP: point.optional(),
    IM: point.optional(),
    IA: point.optional(),
    fractured: flag,
    treated: flag,
  },
  'must have only the points SA SM SP IP IM IA, and fractured or treated',
);
export type CaseVertebra = z.infer<typeof vertebra>;

const VERTEBRAE = 'must be an object that names at least one vertebra';
const vertebrae = z
  .record(z.string().min(1).max(64), vertebra, VERTEBRAE)
  .refine((named) => Object.keys(named).length > 0, VERTEBRAE);

/** One image: everything in stored pixels, with or without millimetres. */
const image = z.looseObject(
  {
    spacing_mm: spacing.nullable(),
    pixel_aspect: aspect.optional(),
    pixel_aspect_ratio: aspect.optional(),
    vertebrae,
    facing: z.enum(['image_right', 'image_left'], 'must be image_right or image_left').optional(),
    patient_orientation: z.array(z.string(), 'must be a list of two texts, as in DICOM').max(2).optional(),
  },
  'must be an object with spacing_mm and vertebrae',
);
export type CaseImage = z.infer<typeof image>;

const levels = z.record(z.string(), level, 'must be an object that gives each name its level');
const BASELINE = 'must be a number of degrees';
const baselines = z.strictObject(
  { thoracic: z.number(BASELINE), thoracolumbar: z.number(BASELINE), lumbar: z.number(BASELINE) },
  'must have thoracic, thoracolumbar and lumbar, in degrees',
);

const imageCase = image.extend({ levels: levels.optional(), farcy_baselines: baselines.optional() });
export type ImageCase = z.infer<typeof imageCase>;

const comparisonCase = z.looseObject({
  pre: image,
  post: image,
  levels: levels.optional(),
  farcy_baselines: baselines.optional(),
  /** Minimal detectable change of a height; without it no restoration is withheld for being too small. */
  detectable_mm: z.number('must be a number of millimetres').positive('must be more than 0').optional(),
});
export type ComparisonCase = z.infer<typeof comparisonCase>;

const HEIGHTS = 'must be pre, post and expected, three numbers, or a list of such';
const heights = z.strictObject({ pre: z.number(), post: z.number(), expected: z.number() });
export type CaseHeights = z.infer<typeof heights>;

const heightsCase = z.looseObject({ inputs: z.union([heights, z.array(heights).min(1)], HEIGHTS) });
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
    message: `${where} ${first?.message ?? 'was not understood'}. Correct the case file.`,
  });
}
