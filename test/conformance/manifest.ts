import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** The shared folder of real images; tests over it are skipped, with this reason, where it is not at hand. */
export const dataFolder = path.resolve(
  import.meta.dirname,
  '../..',
  process.env['ENDPLATE_SHARED_DATA'] ?? '../shared/data',
);

const numbers = z.union([z.number(), z.array(z.number())]);

const reference = z.object({
  decoder: z.string(),
  samples_are: z.string(),
  dtype: z.enum(['uint8', 'uint16le', 'int16le']),
  shape: z.array(z.number()),
  sha256: z.string(),
  exact: z.boolean(),
  min: z.number(),
  max: z.number(),
  mean: z.number(),
  tolerance: z.object({ max_abs: z.number(), mean_abs: z.number() }).optional(),
  samples: z.array(z.tuple([z.number(), z.number(), numbers])),
  block_means_8x8: z.array(z.array(z.number())).optional(),
});
export type Reference = z.infer<typeof reference>;

const goodFile = z.object({
  path: z.string(),
  expected: z.string().optional(),
  transfer_syntax: z.string().nullable().optional(),
  patient_name: z.string().nullable().optional(),
  spacing: z.record(z.string(), z.unknown()).optional(),
  values: z.record(z.string(), z.unknown()).optional(),
  exif_orientation: z.number().optional(),
  ref: reference.nullable().optional(),
});
export type GoodFile = z.infer<typeof goodFile>;

const badFile = z.object({
  path: z.string(),
  expected: z.enum(['error', 'not_an_image', 'error_or_warn', 'warn', 'open', 'error_or_open']),
  why: z.string().nullable().optional(),
});
export type BadFile = z.infer<typeof badFile>;

const manifest = z.object({
  dicom: z.array(goodFile),
  phantom: z.array(goodFile),
  raster: z.array(goodFile),
  bad: z.array(badFile),
});
export type Manifest = z.infer<typeof manifest>;

/** Null where the shared images are not there. */
export function readManifest(): Manifest | null {
  const file = path.join(dataFolder, 'manifest.json');
  return existsSync(file) ? manifest.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

export const readShared = (name: string): Uint8Array => readFileSync(path.join(dataFolder, name));

/** Whether an entry is one for the DICOM reader: by its name, or a raster file that only its name calls DICOM. */
export const isDicomEntry = ({ path: name }: { path: string }): boolean =>
  /\.dcm$|dicom_without_extension|object_dicomdir|dicom_named/.test(name);
