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

/**
 * True when a text that the user types repeats the number or a part of the name inside an image file, alone or among
 * other words ("Doe-1"); among others, parts of one or two signs do not count: they are initials and particles.
 */
export function repeatsIdentity(typed: string, { patientId, patientName }: PatientIdentity): boolean {
  const words = wordsOf(typed);
  const number = wordsOf(patientId ?? '').join('');
  const names = wordsOf(patientName ?? '').filter((part) => part.length > 2);
  const repeatsNumber = number !== '' && (words.join('') === number || (number.length > 2 && words.includes(number)));
  return repeatsNumber || names.some((part) => words.includes(part));
}

/** Letters and digits in runs, without case; everything between them only separates. */
const wordsOf = (text: string): readonly string[] => normalise(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
