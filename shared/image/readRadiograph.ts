import type { Result } from '../result.ts';
import type { CodecLoader } from './codecLoader.ts';
import { dicomStart } from './dicom/openDicom.ts';
import { previewDicom, readDicom, type Preview } from './dicom/readDicom.ts';
import { imageFailure } from './imageFailure.ts';
import type { ImageError, Radiograph } from './radiograph.ts';
import { readJpeg } from './raster/jpeg.ts';
import { readPng } from './raster/png.ts';
import { readTiff } from './raster/tiff.ts';
import { sniffFormat, type OtherFormat } from './sniffFormat.ts';

export interface ReadOptions {
  readonly codecs: CodecLoader;
  /** 0 for the first frame, the default. */
  readonly frame?: number;
}

/**
 * Opens an image file from its bytes. What it is, is told by the content, never by a name: DICOM with or without
 * preamble and meta header, PNG, JPEG, TIFF; other known types are refused by name. Never throws on any bytes: whatever is
 * wrong comes back as a named error with one sentence for the user, and what was repaired or doubtful as a warning of
 * the opened image.
 */
export async function readRadiograph(bytes: Uint8Array, options: ReadOptions): Promise<Result<Radiograph, ImageError>> {
  if (bytes.length === 0) return imageFailure('empty', 'This file is empty. Copy or export it again.');
  // Node's Buffer is a Uint8Array whose `slice` does not copy: all below works on the plain type.
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frame = options.frame ?? 0;
  if (!Number.isInteger(frame) || frame < 0) return imageFailure('no_such_frame', 'There is no such frame.');
  const format = sniffFormat(plain);
  if (format === null && dicomStart(plain) !== null) return readDicom(plain, { codecs: options.codecs, frame });
  if (format === 'TIFF') return readTiff(plain, frame);
  if (frame > 0) return imageFailure('no_such_frame', 'This file has 1 frame.');
  if (format === 'PNG') return readPng(plain);
  if (format === 'JPEG') return readJpeg(plain);
  return refuse(format);
}

/** Pixels of a first picture: enough for a screen, a fraction of the time. */
const PREVIEW_PIXELS = 1_000_000;

/**
 * A smaller first picture of an image that takes long to decode (JPEG 2000 in DICOM), or null where reading the whole is
 * as fast. For showing only, never for measuring.
 */
export async function readPreview(
  bytes: Uint8Array,
  options: ReadOptions,
): Promise<Result<Preview, ImageError> | null> {
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (sniffFormat(plain) !== null || dicomStart(plain) === null) return null;
  return previewDicom(plain, { codecs: options.codecs, frame: options.frame ?? 0, pixels: PREVIEW_PIXELS });
}

function refuse(format: OtherFormat | null): Result<Radiograph, ImageError> {
  return format === null
    ? imageFailure('not_an_image', 'This is not an image file: it is neither DICOM nor PNG, JPEG or TIFF.')
    : imageFailure(
        'unsupported_format',
        `This is a ${format} file, which cannot be opened. Export it as DICOM or PNG.`,
      );
}
