import { changeOrAddVertebra } from '../../shared/study/edits/change.ts';
import { withKeptRecord } from '../../shared/study/finalRecord.ts';
import type { Exam, Reading, Study, Vertebra } from '../../shared/study/study.ts';

/** When undo or redo was pressed, with which version of the program, and the word for it in the record. */
export interface TravelRecord {
  readonly at: string;
  readonly app: string;
  readonly reason: string;
}

/**
 * The study that undo or redo leads to, with everything on record that was saved: a level that is in the file as
 * finalised does not become one that never was. Levels are found by their film, which may stand at another visit now.
 */
export function keepRecords(saved: Study, restored: Study, { at, app, reason }: TravelRecord): Study {
  let study = restored;
  for (const before of saved.subjects) {
    const subject = study.subjects.find(({ id }) => id === before.id);
    if (subject === undefined || subject === before) continue;
    for (const { film, reading, vertebra } of recordedLevels(before.exams)) {
      const exam = subject.exams.find(({ image }) => image?.sha256 === film);
      if (exam === undefined) continue;
      const act = { by: reading.reader, app, at };
      const { level } = vertebra;
      const place = { subjectId: subject.id, timepoint: exam.timepoint, reader: reading.reader, level };
      study = changeOrAddVertebra(study, { ...place, reading: reading.number }, at, (present) =>
        withKeptRecord(vertebra, present, act, reason),
      );
    }
  }
  return study;
}

interface RecordedLevel {
  readonly film: string;
  readonly reading: Reading;
  readonly vertebra: Vertebra;
}

const recordedLevels = (exams: readonly Exam[]): readonly RecordedLevel[] =>
  exams.flatMap(({ image, readings }) =>
    readings.flatMap((reading) =>
      reading.vertebrae.flatMap((vertebra) =>
        vertebra.seal === undefined || image === undefined ? [] : [{ film: image.sha256, reading, vertebra }],
      ),
    ),
  );
