import type { ListedFilm } from './blindedRound.ts';
import { listedExam } from './blinding.ts';
import { changeReading, withFields } from './edits/change.ts';
import { findReading } from './find.ts';
import type { CalibrationEntry, Exam, Reading, Study } from './study.ts';

/** A film of a reading list, and whose turn it is. */
export interface BlindedFilm extends ListedFilm {
  readonly reader: string;
  readonly round: string;
}

/** What the blinded reader reads in place of what he must not: one word for the visit, one for the study. */
export interface BlindedWords {
  readonly film: string;
  readonly title: string;
}

/** Ids inside a blinded part. They stand for no subject and no visit of the study. */
export const BLINDED_SUBJECT = 'blinded';
export const BLINDED_READER = 'reader';

/**
 * A study that holds one film and nothing else: what a blinded reader may see. Subject, visit, day, file name, date,
 * identity hash, posture, clinical data, other films, other readings and the number of this one are not in it, so no
 * part of the screen can show them. Points, spacing and the levels to read are. Null: the film is not in the study.
 */
export function blindedPart(study: Study, film: BlindedFilm, words: BlindedWords): Study | null {
  const exam = listedExam(study, film);
  if (exam?.image === undefined) return null;
  const own = findReading(exam, film);
  return {
    id: study.id,
    title: words.title,
    salt: '',
    protocol: {
      timepoints: [{ id: words.film, label: words.film, nominalDays: null }],
      arms: [],
      levels: film.levels,
      pointScheme: study.protocol.pointScheme,
      readers: [{ id: BLINDED_READER, label: '' }],
      readingError: study.protocol.readingError,
    },
    subjects: [
      {
        id: BLINDED_SUBJECT,
        code: BLINDED_SUBJECT,
        treatedLevels: [],
        clinical: { scores: [], events: [] },
        exams: [blindedExam(exam, own, words)],
      },
    ],
  };
}

function blindedExam({ image, calibrations, display }: Exam, own: Reading | undefined, { film }: BlindedWords): Exam {
  const { acquisitionDate: _date, patientKey: _key, name: _name, spacing, ...rest } = image ?? NO_IMAGE;
  const { pixelSpacingCalibrationDescription: _words, ...numbers } = spacing;
  const reading = own && { ...own, reader: BLINDED_READER, number: 1 };
  return {
    timepoint: film,
    posture: 'unknown',
    image: { ...rest, spacing: numbers, name: film },
    calibrations: calibrations.map(withoutNote),
    display,
    readings: reading === undefined ? [] : [reading],
  };
}

const NO_IMAGE: NonNullable<Exam['image']> = {
  name: '',
  sha256: '',
  format: 'png',
  rows: 1,
  columns: 1,
  frame: 0,
  spacing: {},
  lossy: false,
};

/** The spacing without who measured it, when, and on what. */
function withoutNote(entry: CalibrationEntry): CalibrationEntry {
  const bare = { ...entry, at: '1970-01-01T00:00:00Z', by: '', reason: '' };
  return 'object' in bare ? { ...bare, object: '' } : bare;
}

/** The study with what the reader did in the part; the same study when he did nothing. */
export function withBlindedPart(study: Study, film: BlindedFilm, part: Study): Study {
  const done = part.subjects[0]?.exams[0]?.readings[0];
  if (done === undefined || (done.vertebrae.length === 0 && findReading(listedExam(study, film), film) === undefined))
    return study;
  const { reader, reading, round } = film;
  return changeReading(
    study,
    film,
    (present) => withFields(present, { vertebrae: done.vertebrae, round }),
    () => ({ reader, number: reading, startedAt: done.startedAt, vertebrae: [], reported: [] }),
  );
}
