import { success, type Result } from '../../result.ts';
import { imageFailure, quoted } from '../imageFailure.ts';
import type { ImageError, ImageWarning } from '../radiograph.ts';
import { readHeader, type DataSet, type HeaderPart } from './dataSet.ts';
import { readElementHeader } from './elementHeader.ts';
import { inflateDataSet } from './inflate.ts';
import { TAG } from './tags.ts';
import {
  EXPLICIT_BIG,
  EXPLICIT_LITTLE,
  IMPLICIT_LITTLE,
  transferSyntax,
  unsupportedSyntaxName,
  type ElementEncoding,
  type TransferSyntax,
} from './transferSyntax.ts';
import { firstText } from './values.ts';

/** An opened DICOM file: its header, and where its pixel data are. */
export interface DicomFile {
  readonly header: HeaderPart;
  readonly meta: DataSet;
  readonly syntax: TransferSyntax;
  /** The UID that the file names; null without a meta header. */
  readonly transferSyntaxUid: string | null;
  readonly warnings: readonly ImageWarning[];
}

const PREAMBLE = 128;

const hasMagic = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0x44 && bytes[at + 1] === 0x49 && bytes[at + 2] === 0x43 && bytes[at + 3] === 0x4d;

/** Where the first element stands, with or without preamble; null where the bytes do not look like DICOM. */
export function dicomStart(bytes: Uint8Array): number | null {
  if (hasMagic(bytes, PREAMBLE)) return PREAMBLE + 4;
  if (hasMagic(bytes, 0)) return 4;
  return guessEncoding(bytes, 0) === null ? null : 0;
}

/**
 * How the elements at `start` are written, from the bytes themselves: the first tag is of group 2 or 8 in one of the
 * byte orders, and followed by a value representation or by a length that fits. Null where neither is so.
 */
function guessEncoding(bytes: Uint8Array, start: number): ElementEncoding | null {
  for (const encoding of [EXPLICIT_LITTLE, EXPLICIT_BIG, IMPLICIT_LITTLE]) {
    const header = readElementHeader(bytes, start, encoding);
    if (!header || !/^x000[28]00/.test(header.tag)) continue;
    const fits = header.undefinedLength || header.valueOffset + header.length <= bytes.length;
    if (fits || encoding.explicit) return encoding;
  }
  return null;
}

/**
 * Reads the header of a DICOM file: with or without preamble, with or without meta header, in any of the supported
 * element encodings, deflated or not (PS3.10 section 7, PS3.5 annex A). What the file says of its own encoding is
 * checked against the bytes, and the bytes win with a warning.
 */
export function openDicom(bytes: Uint8Array): Result<DicomFile, ImageError> {
  const start = dicomStart(bytes);
  if (start === null) return imageFailure('not_an_image', 'This is not a DICOM file.');
  const firstTag = readElementHeader(bytes, start, EXPLICIT_LITTLE)?.tag;
  if (firstTag === undefined || !firstTag.startsWith('x0002')) return openHeadless(bytes, start);
  const meta = readHeader(bytes, { start, encoding: EXPLICIT_LITTLE, groupOnly: 0x0002 });
  if (!meta.ok) return meta;
  const uid = firstText(meta.value.dataSet, TAG.transferSyntax);
  if (uid === null) return openWithoutUid(bytes, meta.value);
  const syntax = transferSyntax(uid);
  if (!syntax) {
    const name = unsupportedSyntaxName(uid);
    const message = `This file's compression (transfer syntax ${quoted(uid)}) is ${name}. Export the image uncompressed.`;
    return imageFailure('unsupported_transfer_syntax', message);
  }
  const opened = syntax.deflated ? inflated(bytes, meta.value.end) : success({ bytes, start: meta.value.end });
  if (!opened.ok) return opened;
  return openBody(opened.value, { syntax, meta: meta.value.dataSet, transferSyntaxUid: uid, warnings: [] });
}

type BodyFacts = Omit<DicomFile, 'header'>;

const noMeta = (bytes: Uint8Array): DataSet => ({ bytes, littleEndian: true, elements: new Map() });

/** A file without meta header: the default encoding of the bytes as they are. Its pixels cannot be compressed. */
function openHeadless(bytes: Uint8Array, start: number): Result<DicomFile, ImageError> {
  const encoding = guessEncoding(bytes, start);
  if (!encoding) {
    return bytes.length < start + 16
      ? imageFailure('truncated', 'This DICOM file ends before its header begins. Copy or export it again.')
      : imageFailure('damaged', 'The header of this DICOM file cannot be read. Ask for the file again.');
  }
  const syntax: TransferSyntax = { uid: '', encoding, deflated: false, coding: 'native' };
  return openBody({ bytes, start }, { syntax, meta: noMeta(bytes), transferSyntaxUid: null, warnings: [] });
}

function openWithoutUid(bytes: Uint8Array, meta: HeaderPart): Result<DicomFile, ImageError> {
  const opened = openHeadless(bytes, meta.end);
  if (!opened.ok) return opened;
  const message = 'The file does not say how it is encoded; this was found out from its content.';
  const warnings = [...opened.value.warnings, { code: 'transfer_syntax_missing', message }];
  return success({ ...opened.value, meta: meta.dataSet, warnings });
}

function openBody(
  { bytes, start }: { bytes: Uint8Array; start: number },
  facts: BodyFacts,
): Result<DicomFile, ImageError> {
  const stated = facts.syntax.encoding;
  const found = guessEncoding(bytes, start);
  const differs = found !== null && (found.explicit !== stated.explicit || found.littleEndian !== stated.littleEndian);
  const encoding = differs ? found : stated;
  const header = readHeader(bytes, { start, encoding });
  if (!header.ok) return header;
  if (header.value.dataSet.elements.size === 0 && !header.value.pixelData) {
    return imageFailure('truncated', 'This DICOM file ends before its header begins. Copy or export it again.');
  }
  const message = 'The file is not encoded as its header says (transfer syntax); it was read as it is.';
  const warnings = differs ? [...facts.warnings, { code: 'transfer_syntax_mismatch', message }] : facts.warnings;
  return success({ ...facts, syntax: { ...facts.syntax, encoding }, header: header.value, warnings });
}

/** The data set of a deflated file, under a cap that follows from its own header (PS3.5 A.5). */
function inflated(bytes: Uint8Array, start: number): Result<{ bytes: Uint8Array; start: number }, ImageError> {
  const result = inflateDataSet(bytes.subarray(start), (soFar) => {
    const header = readHeader(soFar, { start: 0, encoding: EXPLICIT_LITTLE });
    if (!header.ok) return header.error.code === 'truncated' ? success(null) : header;
    const pixels = header.value.pixelData;
    return success(pixels && !pixels.undefinedLength ? pixels.valueOffset + pixels.length : null);
  });
  return result.ok ? success({ bytes: result.value, start: 0 }) : result;
}
