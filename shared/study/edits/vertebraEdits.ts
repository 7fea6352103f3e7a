import { changeExams, changeOrAddVertebra, changeVertebra, changeWhere, withFields } from './change.ts';
import type { VertebraPlace } from './change.ts';
import { finalised, reopened } from '../finalRecord.ts';
import { TEXT_LIMITS, clipText } from '../limits.ts';
import type { MissingReason, Reading, Study, Vertebra } from '../study.ts';

/**
 * Says why the vertebra as a whole is not measured, or rejects its measurement (`excluded`, points stay as a record);
 * null takes the reason back. Any other reason is refused while the vertebra has points, and all while finalised.
 */
export function setVertebraMissing(
  study: Study,
  parameters: VertebraPlace & { readonly missing: MissingReason | null; readonly at: string },
): Study {
  const { missing, at } = parameters;
  return changeOrAddVertebra(study, parameters, at, (vertebra) => {
    if (vertebra.finalisedAt !== undefined) return vertebra;
    const hasPoints = Object.keys(vertebra.landmarks).length > 0;
    if (missing !== null && missing !== 'excluded' && hasPoints) return vertebra;
    return withFields(vertebra, { missing: missing ?? undefined });
  });
}

/** The reader's own judgements; undefined leaves one as it is, null takes it back. */
export interface VertebraFacts {
  readonly fractured?: boolean | null;
  readonly treated?: boolean | null;
  readonly sqGrade?: NonNullable<Vertebra['sqGrade']> | null;
  readonly note?: string | null;
}

/** Sets the reader's judgements of a vertebra. While finalised only the note may change. */
export function setVertebraFacts(
  study: Study,
  parameters: VertebraPlace & { readonly facts: VertebraFacts; readonly at: string },
): Study {
  const { facts, at } = parameters;
  return changeOrAddVertebra(study, parameters, at, (vertebra) => {
    const note = facts.note === null || facts.note === undefined ? facts.note : clipText(facts.note, TEXT_LIMITS.note);
    const noted = withFields(vertebra, { note: chosen(note === '' ? null : note, vertebra.note) });
    if (vertebra.finalisedAt !== undefined) return noted;
    return withFields(noted, {
      fractured: chosen(facts.fractured, vertebra.fractured),
      treated: chosen(facts.treated, vertebra.treated),
      sqGrade: chosen(facts.sqGrade, vertebra.sqGrade),
    });
  });
}

const chosen = <T>(given: T | null | undefined, present: T | undefined): T | undefined =>
  given === undefined ? present : (given ?? undefined);

/** A level of one reading; without `timepoint` in all images of the subject. */
export type LevelPlace = Omit<VertebraPlace, 'timepoint'> & { readonly timepoint?: string };

/** When it is done and with which version of the program; it is done by the reader of the reading. */
interface RecordedAct {
  readonly at: string;
  readonly app: string;
}

/** Locks the points of a level that has any. Finalising what is finalised changes nothing. */
export function finaliseLevel(study: Study, parameters: LevelPlace & RecordedAct): Study {
  return changeLevel(study, parameters, (vertebra) => {
    const hasContent = Object.keys(vertebra.landmarks).length > 0 || vertebra.missing !== undefined;
    if (vertebra.finalisedAt !== undefined || !hasContent) return vertebra;
    return finalised(vertebra, { by: parameters.reader, app: parameters.app, at: parameters.at });
  });
}

/** Unlocks a finalised level; what it was finalised with goes into the record of revisions, with the reason. */
export function reopenLevel(study: Study, parameters: LevelPlace & RecordedAct & { readonly reason: string }): Study {
  const { reader: by, app, at, reason } = parameters;
  return changeLevel(study, parameters, (vertebra) =>
    reopened(vertebra, { by, app, at }, clipText(reason, TEXT_LIMITS.note)),
  );
}

function changeLevel(study: Study, place: LevelPlace, change: (vertebra: Vertebra) => Vertebra): Study {
  if (place.timepoint !== undefined) {
    return changeVertebra(study, { ...place, timepoint: place.timepoint }, change);
  }
  const isMeant = (reading: Reading) => reading.reader === place.reader && reading.number === place.reading;
  return changeExams(study, place.subjectId, (exams) =>
    changeWhere(
      exams,
      () => true,
      (exam) => {
        const readings = changeWhere(exam.readings, isMeant, (reading) => {
          const vertebrae = changeWhere(reading.vertebrae, ({ level }) => level === place.level, change);
          return vertebrae === reading.vertebrae ? reading : { ...reading, vertebrae };
        });
        return readings === exam.readings ? exam : { ...exam, readings };
      },
    ),
  );
}
