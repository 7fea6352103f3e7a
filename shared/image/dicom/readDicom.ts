import { success, type Result } from '../../result.ts';
import type { CodecLoader } from '../codecLoader.ts';
import { decodeJpeg2000Preview } from '../codecs/jpeg2000.ts';
import { imageFailure, quoted } from '../imageFailure.ts';
import { IMAGE_LIMITS } from '../limits.ts';
import type { ImageError, ImageWarning, ModalityTransform, Radiograph } from '../radiograph.ts';
import { acquisitionFacts, patientIdentity } from './acquisitionFacts.ts';
import { characterSet, type CharacterSet } from './characterSet.ts';
import type { DataSet } from './dataSet.ts';
import { arranged, framePixels, frameStream, type FramePixels } from './framePixels.ts';
import { frameDataSet } from './functionalGroups.ts';
import { readPalette } from './lookUpTable.ts';
import { modalityTransform } from './modalityTransform.ts';
import { notAnImage } from './notAnImage.ts';
import { openDicom, type DicomFile } from './openDicom.ts';
import { overlayPlanes } from './overlayPlanes.ts';
import { readPixelDescription, type PixelDescription } from './pixelDescription.ts';
import { spacingAttributes } from './spacingAttributes.ts';
import { extremes, storedValues } from './storedValues.ts';
import { TAG } from './tags.ts';
import { decimals, shorts, texts } from './values.ts';
import { voiOptions } from './voiOptions.ts';

/** A DICOM file whose header is sound: what it takes to decode a frame of it. */
export interface DicomHeader {
  readonly file: DicomFile;
  readonly pixels: PixelDescription;
  readonly warnings: readonly ImageWarning[];
}

/** Reads and checks the header of a DICOM file; nothing is allocated for pixels yet. */
export function readDicomHeader(bytes: Uint8Array): Result<DicomHeader, ImageError> {
  if (bytes.length > IMAGE_LIMITS.dicomFileBytes) {
    const limit = IMAGE_LIMITS.dicomFileBytes / 1024 / 1024;
    return imageFailure(
      'too_large',
      `This file has ${Math.ceil(bytes.length / 1048576)} MiB. The limit is ${limit} MiB.`,
    );
  }
  const file = openDicom(bytes);
  if (!file.ok) return file;
  const other = notAnImage(file.value);
  if (other) return other;
  const warnings: ImageWarning[] = [...file.value.warnings];
  const pixels = readPixelDescription(file.value.header.dataSet, warnings);
  if (!pixels.ok) return pixels;
  return success({ file: file.value, pixels: pixels.value, warnings });
}

/**
 * Opens one frame of a DICOM file: stored values, and everything that is needed to show and to measure them.
 * Every error of `ImageError` but `timeout` can come back; what was repaired or left out is among the warnings.
 */
export async function readDicom(
  bytes: Uint8Array,
  { codecs, frame }: { codecs: CodecLoader; frame: number },
): Promise<Result<Radiograph, ImageError>> {
  const header = readDicomHeader(bytes);
  if (!header.ok) return header;
  const { file, pixels } = header.value;
  const warnings = [...header.value.warnings];
  const decoded = await framePixels(file, { pixels, frame, codecs, warnings });
  if (!decoded.ok) return decoded;
  return assemble(header.value, decoded.value, { frame, warnings });
}

/** A first, smaller picture of an image that takes long to decode. */
export interface Preview {
  /** With the rows and columns of the smaller picture; everything else is as in the whole. */
  readonly image: Radiograph;
  readonly fullRows: number;
  readonly fullColumns: number;
}

/**
 * Decodes a smaller picture of a JPEG 2000 frame from its lower resolutions, of at most `pixels` pixels. Null where there
 * is none: for every other compression the whole picture is as fast. For showing only, never for measuring.
 */
export async function previewDicom(
  bytes: Uint8Array,
  { codecs, frame, pixels: most }: { codecs: CodecLoader; frame: number; pixels: number },
): Promise<Result<Preview, ImageError> | null> {
  const header = readDicomHeader(bytes);
  if (!header.ok) return header;
  const { file, pixels } = header.value;
  const warnings = [...header.value.warnings];
  const found = frameStream(file, { pixels, frame, warnings });
  if (!found) return null;
  if (!found.ok) return found;
  const { stream, coding, frames } = found.value;
  if (coding !== 'jpeg2000') return null;
  const reduced = await decodeJpeg2000Preview(stream, pixels, { codecs, pixels: most });
  if (!reduced?.ok) return reduced;
  const { rows, columns } = reduced.value;
  const small = { ...pixels, rows, columns };
  const decoded = { ...arranged(reduced.value.frame, small), frames };
  const image = assemble({ file, pixels: small, warnings }, decoded, { frame, warnings });
  return image.ok ? success({ image: image.value, fullRows: pixels.rows, fullColumns: pixels.columns }) : image;
}

function assemble(
  { file, pixels }: DicomHeader,
  decoded: FramePixels,
  { frame, warnings }: { frame: number; warnings: ImageWarning[] },
): Result<Radiograph, ImageError> {
  const { dataSet } = file.header;
  const set = characterSet(dataSet);
  warnAboutCharacters(set, warnings);
  const palette =
    pixels.photometricInterpretation === 'PALETTE COLOR' ? readPalette(dataSet, pixels.signed, warnings) : null;
  if (pixels.photometricInterpretation === 'PALETTE COLOR' && !palette) {
    return imageFailure(
      'invalid_header',
      'This image has colours from a palette, but the palette is missing or broken.',
    );
  }
  const ofFrame = frameDataSet(dataSet, frame);
  const modality = modalityTransform(ofFrame, pixels.signed, warnings);
  const padding = paddingRange(dataSet, pixels);
  const stored = storedValues(decoded.cells, pixels);
  return success({
    format: 'dicom',
    rows: pixels.rows,
    columns: pixels.columns,
    bitsAllocated: pixels.bitsAllocated,
    bitsStored: pixels.bitsStored,
    signed: pixels.signed,
    samplesPerPixel: pixels.samplesPerPixel,
    photometricInterpretation: pixels.photometricInterpretation,
    colourSpace: decoded.colour,
    frames: decoded.frames,
    frame,
    transferSyntax: file.transferSyntaxUid,
    ...compression(dataSet, file, decoded),
    pixels: stored,
    ...extremes(stored, padding),
    modality,
    voi: voiOptions(ofFrame, { set, signedInput: canBeNegative(pixels, modality), warnings }),
    inverted: isInverted(dataSet, pixels),
    padding,
    palette,
    overlays: overlayPlanes(dataSet, { pixels, frame, cells: decoded.cells, set, warnings }),
    spacing: spacingAttributes(dataSet, { frame, warnings }),
    facts: acquisitionFacts(dataSet, set),
    identity: patientIdentity(dataSet, set),
    warnings: distinct(warnings),
  });
}

function warnAboutCharacters({ unknown }: CharacterSet, warnings: ImageWarning[]): void {
  const [term] = unknown;
  if (term === undefined) return;
  const message = `The names in this file are in a character set that is not known (${quoted(term)}).`;
  warnings.push({ code: 'character_set_unknown', message });
}

/** Low values bright: MONOCHROME1, or INVERSE on MONOCHROME2; both together are still one inversion (PS3.3 C.11.6.1.2). */
function isInverted(dataSet: DataSet, { photometricInterpretation, samplesPerPixel }: PixelDescription): boolean {
  if (samplesPerPixel !== 1 || photometricInterpretation === 'PALETTE COLOR') return false;
  return photometricInterpretation === 'MONOCHROME1' || texts(dataSet, TAG.presentationLutShape)[0] === 'INVERSE';
}

function compression(
  dataSet: DataSet,
  { syntax }: DicomFile,
  decoded: FramePixels,
): Pick<Radiograph, 'lossy' | 'lossyRatio'> {
  const stated = texts(dataSet, TAG.lossyImageCompression)[0];
  // These two syntaxes may hold a lossless picture; only the file can say so.
  const mayBeLossy = /\.4\.(91|203)$/.test(syntax.uid) && stated !== '00';
  const ratio = decimals(dataSet, TAG.lossyImageCompressionRatio)?.findLast(
    (value) => Number.isFinite(value) && value > 0,
  );
  return { lossy: decoded.lossy || stated === '01' || mayBeLossy, lossyRatio: ratio ?? null };
}

/** Pixel Padding Value, or the range up to the limit in either order (PS3.3 C.7.5.1.1.2). */
function paddingRange(dataSet: DataSet, { signed, samplesPerPixel }: PixelDescription): Radiograph['padding'] {
  const [value] = shorts(dataSet, TAG.pixelPaddingValue, signed);
  if (value === undefined || samplesPerPixel !== 1) return null;
  const [limit = value] = shorts(dataSet, TAG.pixelPaddingRangeLimit, signed);
  return { from: Math.min(value, limit), to: Math.max(value, limit) };
}

function canBeNegative({ signed, bitsStored }: PixelDescription, modality: ModalityTransform): boolean {
  if (modality.kind === 'lut') return false;
  const low = signed ? -(2 ** (bitsStored - 1)) : 0;
  const high = 2 ** (signed ? bitsStored - 1 : bitsStored) - 1;
  return Math.min(low * modality.slope, high * modality.slope) + modality.intercept < 0;
}

/** Each warning once, in the order in which they came up. */
const distinct = (warnings: readonly ImageWarning[]): readonly ImageWarning[] =>
  warnings.filter((each, i) => warnings.findIndex(({ message }) => message === each.message) === i);
