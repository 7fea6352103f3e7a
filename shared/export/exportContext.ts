import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Calibration, SpacingSource } from '../geometry/spacing.ts';
import type { Exam, Study, Subject } from '../study/study.ts';

/** What every table of one export shares. */
export interface ExportContext {
  readonly study: Study;
  readonly appVersion: string;
  /** Codes of the readers to export; undefined: all. */
  readonly readers?: readonly string[];
  /** Hashes of the files in images.csv: they can lead back to the originals. */
  readonly hashes?: boolean;
  /** Dates of the images in images.csv. */
  readonly dates?: boolean;
}

/**
 * The name of an image in the tables: `img_` and twelve digits of a hash salted with the study. It tells images apart
 * and cannot be traced to the file; the prefix keeps spreadsheets from reading 123456e78901 as a number.
 */
export function imageId(study: Study, subject: Subject, exam: Exam): string | null {
  if (exam.image === undefined) return null;
  const known = imageIds.get(exam);
  if (known !== undefined && known.salt === study.salt) return known.id;
  const { sha256: content, frame } = exam.image;
  const text = [study.salt, subject.id, exam.timepoint, content, String(frame)].join('\n');
  const id = `img_${bytesToHex(sha256(new TextEncoder().encode(text))).slice(0, 12)}`;
  imageIds.set(exam, { salt: study.salt, id });
  return id;
}

/** An exam never changes; its name is needed in thousands of rows. */
const imageIds = new WeakMap<Exam, { readonly salt: string; readonly id: string }>();

export const SPACING_SOURCE_CODES = [
  'pixel_spacing',
  'imager_pixel_spacing',
  'manual',
  'none',
  'object_pixel_spacing',
  'nominal_scanned_pixel_spacing',
  'estimated_magnification',
] as const;

/** The source of a spacing as the tables name it: whatever the reader measured or typed is `manual`. */
export function spacingSourceCode(calibration: Calibration): (typeof SPACING_SOURCE_CODES)[number] {
  const source: SpacingSource = calibration.source;
  return source === 'user_line' || source === 'user_typed' ? 'manual' : source;
}

/** ISO 8601 in UTC to the second; null without a time and for one that cannot be read. */
export function toSecond(time: string | undefined): string | null {
  if (time === undefined) return null;
  if (/^.{19}(\.\d+)?Z$/.test(time)) return `${time.slice(0, 19)}Z`;
  const milliseconds = Date.parse(time);
  return Number.isNaN(milliseconds) ? null : `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
