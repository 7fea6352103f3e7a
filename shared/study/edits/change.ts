import { CODE_PATTERN } from '../study.ts';
import type { Exam, Reading, Study, Subject, Vertebra } from '../study.ts';
import type { Level } from '../../spine/levels.ts';
import { levelOrder } from '../../spine/levels.ts';
import { sameValue } from '../sameValue.ts';

/** Where an exam is: one subject at one timepoint. */
export interface ExamPlace {
  readonly subjectId: string;
  readonly timepoint: string;
}

/** Where a reading is: `reading` is its number, 1 for the first. */
export interface ReadingPlace extends ExamPlace {
  readonly reader: string;
  readonly reading: number;
}

/** Where a vertebra is, within one reading. */
export interface VertebraPlace extends ReadingPlace {
  readonly level: Level;
}

/** The value with some fields changed; fields set to undefined are removed. The same object when nothing changes. */
export function withFields<T extends object>(value: T, fields: { readonly [K in keyof T]?: T[K] | undefined }): T {
  const changed = Object.fromEntries(Object.entries({ ...value, ...fields }).filter(([, part]) => part !== undefined));
  return sameValue(value, changed) ? value : (changed as T);
}

/** The list with every matching entry changed; the same list when no entry changed its identity. */
export function changeWhere<T>(
  list: readonly T[],
  matches: (entry: T) => boolean,
  change: (entry: T) => T,
): readonly T[] {
  let changed = false;
  const next = list.map((entry) => {
    if (!matches(entry)) return entry;
    const result = change(entry);
    changed ||= result !== entry;
    return result;
  });
  return changed ? next : list;
}

/** The list without the matching entries; the same list when none matches. */
export function dropWhere<T>(list: readonly T[], matches: (entry: T) => boolean): readonly T[] {
  return list.some(matches) ? list.filter((entry) => !matches(entry)) : list;
}

export function changeSubject(study: Study, subjectId: string, change: (subject: Subject) => Subject): Study {
  const subjects = changeWhere(study.subjects, (subject) => subject.id === subjectId, change);
  return subjects === study.subjects ? study : { ...study, subjects };
}

export function changeExams(
  study: Study,
  subjectId: string,
  change: (exams: readonly Exam[]) => readonly Exam[],
): Study {
  return changeSubject(study, subjectId, (subject) => {
    const exams = change(subject.exams);
    return exams === subject.exams ? subject : { ...subject, exams: inProtocolOrder(study, exams) };
  });
}

export function changeExam(study: Study, place: ExamPlace, change: (exam: Exam) => Exam): Study {
  return changeSubject(study, place.subjectId, (subject) => {
    const exams = changeWhere(subject.exams, (exam) => exam.timepoint === place.timepoint, change);
    return exams === subject.exams ? subject : { ...subject, exams };
  });
}

/** Changes one reading; `create` makes it when there is none yet (null: then nothing changes). */
export function changeReading(
  study: Study,
  place: ReadingPlace,
  change: (reading: Reading) => Reading,
  create: (() => Reading) | null = null,
): Study {
  const isMeant = (reading: Reading) => reading.reader === place.reader && reading.number === place.reading;
  if (!isStorableReading(place)) return study;
  return changeExam(study, place, (exam) => {
    if (exam.readings.some(isMeant)) {
      const readings = changeWhere(exam.readings, isMeant, change);
      return readings === exam.readings ? exam : { ...exam, readings };
    }
    if (create === null) return exam;
    const empty = create();
    const made = change(empty);
    return made === empty ? exam : { ...exam, readings: [...exam.readings, made] };
  });
}

const MOST_READINGS = 1000;

const isStorableReading = ({ reader, reading }: ReadingPlace): boolean =>
  CODE_PATTERN.test(reader) && Number.isSafeInteger(reading) && reading >= 1 && reading <= MOST_READINGS;

/** Changes one vertebra of an existing reading. */
export function changeVertebra(study: Study, place: VertebraPlace, change: (vertebra: Vertebra) => Vertebra): Study {
  return changeReading(study, place, (reading) => {
    const vertebrae = changeWhere(reading.vertebrae, (vertebra) => vertebra.level === place.level, change);
    return vertebrae === reading.vertebrae ? reading : { ...reading, vertebrae: withoutEmpty(vertebrae) };
  });
}

/** Changes one vertebra; the reading (when there is an exam with an image) and the vertebra are made when absent. */
export function changeOrAddVertebra(
  study: Study,
  place: VertebraPlace,
  at: string,
  change: (vertebra: Vertebra) => Vertebra,
): Study {
  const startReading = (): Reading => ({
    reader: place.reader,
    number: place.reading,
    startedAt: at,
    vertebrae: [],
    reported: [],
  });
  return changeReading(
    study,
    place,
    (reading) => {
      if (reading.vertebrae.some((vertebra) => vertebra.level === place.level)) {
        const vertebrae = changeWhere(reading.vertebrae, (vertebra) => vertebra.level === place.level, change);
        return vertebrae === reading.vertebrae ? reading : { ...reading, vertebrae: withoutEmpty(vertebrae) };
      }
      const empty: Vertebra = { level: place.level, landmarks: {}, states: {}, revisions: [] };
      const made = change(empty);
      return made === empty ? reading : { ...reading, vertebrae: headToFoot([...reading.vertebrae, made]) };
    },
    startReading,
  );
}

/** A vertebra that says nothing any more is dropped, so that "not started" has one form only. */
function withoutEmpty(vertebrae: readonly Vertebra[]): readonly Vertebra[] {
  return dropWhere(vertebrae, isEmptyVertebra);
}

function isEmptyVertebra(vertebra: Vertebra): boolean {
  const { level: _level, measuredAt: _measuredAt, landmarks, states, revisions, ...facts } = vertebra;
  const isBare = Object.keys(landmarks).length === 0 && Object.keys(states).length === 0 && revisions.length === 0;
  return isBare && Object.keys(facts).length === 0;
}

function headToFoot(vertebrae: readonly Vertebra[]): readonly Vertebra[] {
  return vertebrae.toSorted((a, b) => levelOrder(a.level) - levelOrder(b.level));
}

/** Exams in the order of the protocol's timepoints; unknown timepoints last, in their own order. */
export function inProtocolOrder(study: Study, exams: readonly Exam[]): readonly Exam[] {
  const order = new Map(study.protocol.timepoints.map((timepoint, index) => [timepoint.id, index]));
  const position = (exam: Exam) => order.get(exam.timepoint) ?? order.size;
  return exams.toSorted((a, b) => position(a) - position(b));
}
