import type { Landmark } from '../spine/landmarks.ts';
import { levelOrder, type Level } from '../spine/levels.ts';
import { consensusReader } from './consensus.ts';
import { changeReading, withFields, type ExamPlace } from './edits/change.ts';
import { findExam, findReading, findSubject } from './find.ts';
import type { Exam, Reading, Study, Vertebra } from './study.ts';

export interface ReadingName {
  readonly reader: string;
  readonly reading: number;
}

/** Two readings of one film, to be seen beside each other. */
export interface ComparedReadings extends ExamPlace {
  readonly first: ReadingName;
  readonly second: ReadingName;
}

/** "R1", and "R1-2" for a second reading: a name that may stand where visits stand. */
export const readingName = ({ reader, reading }: ReadingName): string =>
  (reading === 1 ? reader : `${reader}-${reading}`).slice(0, 64);

/** The reader in every visit of a compared part. */
export const COMPARED_READER = 'reader';

/**
 * One film as three visits: the first reading, the second, and what is agreed on. So everything that compares two films
 * compares two readings. The two are locked; only the consensus takes points. Null: there are no such readings.
 */
export function comparedPart(study: Study, compared: ComparedReadings): Study | null {
  const subject = findSubject(study, compared.subjectId);
  const exam = findExam(subject, compared.timepoint);
  if (subject === undefined || exam?.image === undefined) return null;
  const consensus = consensusReader(study.protocol);
  const names = [compared.first, compared.second, { reader: consensus.id, reading: 1 }] as const;
  const readings = names.map((name) => findReading(exam, name));
  if (readings[0] === undefined || readings[1] === undefined) return null;
  const ids = names.map(readingName);
  const exams = ids.map((timepoint, index): Exam => {
    const reading = readings[index];
    const { daysFromPre: _, ...rest } = exam;
    return {
      ...rest,
      timepoint,
      readings: reading === undefined ? [] : [index < 2 ? locked(reading) : asReader(reading)],
    };
  });
  const timepoints = ids.map((id, index) => ({
    id,
    label: index === 2 ? consensus.label : id,
    nominalDays: null,
  }));
  const readers = [{ id: COMPARED_READER, label: '' }];
  return {
    ...study,
    protocol: { ...study.protocol, timepoints, readers, levels: levelsRead(exams) },
    subjects: [{ ...subject, exams }],
  };
}

const asReader = (reading: Reading): Reading => ({ ...reading, reader: COMPARED_READER, number: 1 });

const locked = (reading: Reading): Reading => ({
  ...asReader(reading),
  vertebrae: reading.vertebrae.map((vertebra) => ({
    ...vertebra,
    finalisedAt: vertebra.finalisedAt ?? reading.startedAt,
  })),
});

/** The levels that any of the readings has, from head to foot: what there is to settle. */
const levelsRead = (exams: readonly Exam[]): readonly Level[] =>
  [
    ...new Set(
      exams.flatMap(({ readings }) => readings.flatMap(({ vertebrae }) => vertebrae.map(({ level }) => level))),
    ),
  ].toSorted((a, b) => levelOrder(a) - levelOrder(b));

/** The study with the consensus of the part as a reading of its own; the two readings stay as they are. */
export function withComparedPart(study: Study, compared: ComparedReadings, part: Study): Study {
  const consensus = consensusReader(study.protocol);
  const agreed = part.subjects[0]?.exams[2]?.readings[0];
  const place = { ...compared, reader: consensus.id, reading: 1 };
  const before = findReading(findExam(findSubject(study, compared.subjectId), compared.timepoint), place);
  if (agreed === undefined || (agreed.vertebrae.length === 0 && before === undefined)) return study;
  const withReader = study.protocol.readers.some(({ id }) => id === consensus.id)
    ? study
    : { ...study, protocol: { ...study.protocol, readers: [...study.protocol.readers, consensus] } };
  const changed = changeReading(
    withReader,
    place,
    (reading) => withFields(reading, { vertebrae: agreed.vertebrae }),
    () => ({ reader: consensus.id, number: 1, startedAt: agreed.startedAt, vertebrae: [], reported: [] }),
  );
  return changed === withReader ? study : changed;
}

/** Points in between: of each landmark that both have, the middle; of the others the one that there is. */
export function meanLandmarks(first: Vertebra | undefined, second: Vertebra | undefined): Vertebra['landmarks'] {
  const codes = new Set([
    ...Object.keys(first?.landmarks ?? {}),
    ...Object.keys(second?.landmarks ?? {}),
  ] as Landmark[]);
  const mean: { [code in Landmark]?: readonly [number, number] } = {};
  for (const code of codes) {
    const [a, b] = [first?.landmarks[code], second?.landmarks[code]];
    const point = a && b ? ([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const) : (a ?? b);
    if (point !== undefined) mean[code] = point;
  }
  return mean;
}
