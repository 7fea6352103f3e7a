import { z } from 'zod';
import type { SpacingSource } from '../geometry/spacing.ts';
import { LANDMARKS } from '../spine/landmarks.ts';
import type { Landmark } from '../spine/landmarks.ts';
import { LEVELS } from '../spine/levels.ts';
import { MOST_DAYS } from './limits.ts';
import { CODE_PATTERN, MISSING_REASONS, POSTURES, REPORTED_MEASURES } from './study.ts';
import type { Study } from './study.ts';

/**
 * The stored shape of a study. Known fields are checked strictly; fields that this version does not know are kept, so
 * that they survive being opened and saved here. Texts may be longer than what edits make, never unbounded.
 */
const id = z.string().min(1).max(200);
const code = z.string().regex(CODE_PATTERN);
const label = z.string().max(1000);
const text = z.string().max(20_000);
/** UTC is what edits write; an offset is read, because a time in another notation is no reason to lose a study. */
const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?([.,]\d{1,9})?(Z|[+-]\d\d:?\d\d)?$/);
const date = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const point = z.tuple([z.number(), z.number()]);
const level = z.enum(LEVELS);
const missing = z.enum(MISSING_REASONS);
const days = z.int().min(-MOST_DAYS).max(MOST_DAYS);
const pixels = z.int().min(1).max(1_000_000);
const pair = z.array(z.number()).max(16);

const byLandmark = <T extends z.ZodType>(value: T) => {
  const shape = Object.fromEntries(LANDMARKS.map((landmark) => [landmark, value.optional()]));
  return z.looseObject(shape as Record<Landmark, z.ZodOptional<T>>);
};

const SPACING_SOURCES = [
  'user_line',
  'user_typed',
  'object_pixel_spacing',
  'pixel_spacing',
  'imager_pixel_spacing',
  'nominal_scanned_pixel_spacing',
  'estimated_magnification',
  'none',
] as const satisfies readonly SpacingSource[];

const landmarks = byLandmark(point);
const states = byLandmark(
  z.discriminatedUnion('kind', [
    z.looseObject({ kind: z.literal('estimated') }),
    z.looseObject({ kind: z.literal('derived') }),
    z.looseObject({ kind: z.literal('assisted') }),
    z.looseObject({
      kind: z.literal('not_visible'),
      reason: z.enum(['outside_image', 'overlap', 'implant', 'poor_quality', 'other']),
    }),
  ]),
);

const seal = z.looseObject({ by: label, app: label, hash: sha256 });

/** What is fixed while a level is finalised, beside its points and marks. */
const fixed = {
  fractured: z.boolean().optional(),
  treated: z.boolean().optional(),
  sqGrade: z.union([z.literal(0), z.literal(0.5), z.literal(1), z.literal(2), z.literal(3)]).optional(),
  missing: missing.optional(),
  measuredAt: time.optional(),
};

const revision = z.looseObject({
  finalisedAt: time,
  reopenedAt: time,
  reason: text,
  landmarks,
  states: states.optional(),
  ...fixed,
  finalised: seal.optional(),
  reopened: seal.optional(),
});

const vertebra = z.looseObject({
  level,
  landmarks,
  states,
  ...fixed,
  note: text.optional(),
  finalisedAt: time.optional(),
  revisions: z.array(revision),
  seal: seal.optional(),
});

const reported = z.looseObject({
  level,
  measure: z.enum(REPORTED_MEASURES),
  value: z.number().nullable(),
  missing: missing.optional(),
  source: label,
});

const reading = z.looseObject({
  reader: code,
  number: z.int().min(1).max(1000),
  startedAt: time,
  round: id.optional(),
  finishedAt: time.optional(),
  vertebrae: z.array(vertebra),
  reported: z.array(reported),
});

const note = { at: time, by: label, reason: text };
const spacing = z.looseObject({ rowSpacing: z.number().positive(), columnSpacing: z.number().positive() });
const calibration = z.discriminatedUnion('kind', [
  z.looseObject({
    ...note,
    kind: z.literal('line'),
    object: label,
    knownMm: z.number().positive(),
    from: point,
    to: point,
  }),
  z.looseObject({
    ...note,
    kind: z.literal('disc'),
    object: label,
    knownMm: z.number().positive(),
    rim: z.tuple([point, point, point]),
  }),
  z.looseObject({
    ...note,
    kind: z.literal('typed'),
    spacing,
    plane: z.enum(['patient_user', 'detector', 'film']),
  }),
  z.looseObject({ ...note, kind: z.literal('file'), source: z.enum(SPACING_SOURCES) }),
  z.looseObject({ ...note, kind: z.literal('automatic') }),
]);

/** As read from the file, sound or not: the rule for files judges them. */
const spacingAttributes = z.looseObject({
  pixelSpacing: pair.optional(),
  pixelSpacingCalibrationType: label.optional(),
  pixelSpacingCalibrationDescription: label.optional(),
  imagerPixelSpacing: pair.optional(),
  nominalScannedPixelSpacing: pair.optional(),
  objectPixelSpacingInCenterOfBeam: pair.optional(),
  estimatedRadiographicMagnificationFactor: z.number().optional(),
  distanceSourceToDetector: z.number().optional(),
  distanceSourceToPatient: z.number().optional(),
  pixelAspectRatio: pair.optional(),
});

const image = z.looseObject({
  name: label,
  sha256,
  format: z.enum(['dicom', 'png', 'jpeg', 'tiff']),
  rows: pixels,
  columns: pixels,
  frame: z.int().min(0).max(1_000_000),
  spacing: spacingAttributes,
  modality: label.optional(),
  lossy: z.boolean(),
  acquisitionDate: date.optional(),
  patientOrientation: z.array(label).max(16).optional(),
  patientKey: label.optional(),
});

const display = z.looseObject({
  invert: z.boolean().optional(),
  ignoreFileWindow: z.boolean().optional(),
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]).optional(),
  flipHorizontal: z.boolean().optional(),
  flipVertical: z.boolean().optional(),
});

const exam = z.looseObject({
  timepoint: code,
  daysFromPre: days.optional(),
  posture: z.enum(POSTURES),
  image: image.optional(),
  missing: missing.optional(),
  calibrations: z.array(calibration),
  display,
  readings: z.array(reading),
});

const clinical = z.looseObject({
  scores: z.array(
    z.looseObject({ timepoint: code, instrument: label, value: z.number().nullable(), missing: missing.optional() }),
  ),
  events: z.array(
    z.looseObject({
      kind: z.enum(['leakage', 'fracture', 'death', 'lost', 'other']),
      level: level.optional(),
      timepoint: code.optional(),
      daysFromPre: days.optional(),
      site: label.optional(),
      symptomatic: z.boolean().optional(),
      note: text.optional(),
    }),
  ),
});

const subject = z.looseObject({
  id,
  code,
  sex: z.enum(['female', 'male', 'other']).optional(),
  ageYears: z.number().min(0).max(150).optional(),
  diagnosis: label.optional(),
  arm: code.optional(),
  treatedLevels: z.array(level),
  clinical,
  exams: z.array(exam),
});

const blindedRound = z.looseObject({
  id,
  seed: z.int().min(0).max(0xffffffff),
  repeatPercent: z.number().min(0).max(100),
  lists: z.array(
    z.looseObject({
      reader: code,
      films: z.array(
        z.looseObject({ subjectId: id, timepoint: code, reading: z.int().min(1).max(1000), levels: z.array(level) }),
      ),
    }),
  ),
  log: z.array(
    z.looseObject({
      action: z.enum(['blinded', 'unblinded']),
      at: time,
      by: label,
      reason: text,
      finished: z.int().min(0),
      films: z.int().min(0),
    }),
  ),
});

const protocol = z.looseObject({
  timepoints: z.array(z.looseObject({ id: code, label, nominalDays: z.number().nullable() })).min(1),
  arms: z.array(z.looseObject({ id: code, label })),
  levels: z.array(level),
  pointScheme: z.enum(['six', 'four']),
  readers: z.array(z.looseObject({ id: code, label, role: z.literal('consensus').optional() })),
  readingError: z
    .looseObject({ angleDeg: z.number().positive(), heightMm: z.number().positive(), source: label })
    .nullable(),
  blinding: z.array(blindedRound).optional(),
});

export const studySchema = z.looseObject({
  id,
  title: label,
  salt: z.string().max(1000),
  protocol,
  subjects: z.array(subject),
}) satisfies z.ZodType<Study>;
