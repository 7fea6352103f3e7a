import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { PatientIdentity } from '../../shared/image/radiograph.ts';
import type { ExamImage, Study } from '../../shared/study/study.ts';
import type { DecodedImage } from '../image/decodedImage.ts';

/** What the study keeps of an opened image: no pixels, no name, nothing derived. */
export function examImageOf(study: Study, decoded: DecodedImage, name: string): ExamImage {
  const { radiograph } = decoded;
  const patientKey = patientKeyOf(study.salt, radiograph.identity);
  const { modality, acquisitionDate, patientOrientation } = radiograph.facts;
  return {
    name,
    sha256: decoded.sha256,
    format: radiograph.format,
    rows: radiograph.rows,
    columns: radiograph.columns,
    frame: radiograph.frame,
    spacing: radiograph.spacing,
    lossy: radiograph.lossy,
    ...(modality === null ? {} : { modality }),
    ...(acquisitionDate === null ? {} : { acquisitionDate }),
    ...(patientOrientation.length === 0 ? {} : { patientOrientation }),
    ...(patientKey === null ? {} : { patientKey }),
  };
}

/**
 * The same text for two files of one patient, and nothing that leads back to the patient: SHA-256 of the study's random
 * salt with number and name. Letter case, blanks and the name's empty components do not count. Null when the file names
 * nobody.
 */
export function patientKeyOf(salt: string, { patientId, patientName }: PatientIdentity): string | null {
  const id = normalise(patientId ?? '');
  const name = normalise((patientName ?? '').replace(/[\^=]+/g, ' '));
  if (id === '' && name === '') return null;
  return bytesToHex(sha256(utf8ToBytes(`${salt}\n${id}\n${name}`)));
}

const normalise = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** True when a text that the user types repeats the name or number inside an image file. */
export function repeatsIdentity(typed: string, { patientId, patientName }: PatientIdentity): boolean {
  const text = normalise(typed);
  if (text === '') return false;
  const names = (patientName ?? '').split(/[\^=\s]+/).map(normalise);
  return text === normalise(patientId ?? '') || names.some((part) => part.length > 2 && part === text);
}
