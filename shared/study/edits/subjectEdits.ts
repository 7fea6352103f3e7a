import { levelOrder } from '../../spine/levels.ts';
import type { Level } from '../../spine/levels.ts';
import { TEXT_LIMITS, clipText } from '../limits.ts';
import { CODE_PATTERN } from '../study.ts';
import type { Study, Subject } from '../study.ts';
import { changeSubject, dropWhere, withFields } from './change.ts';

/** True for a well-formed code that no other subject of the study has; upper and lower case do not tell apart. */
export function isCodeFree(study: Study, code: string, exceptSubjectId?: string): boolean {
  const isTaken = (subject: Subject) =>
    subject.id !== exceptSubjectId && subject.code.toLowerCase() === code.toLowerCase();
  return CODE_PATTERN.test(code) && !study.subjects.some(isTaken);
}

/** The first free code of the form S001, S002, ... */
export function nextSubjectCode(study: Study): string {
  const taken = new Set(study.subjects.map((subject) => subject.code.toLowerCase()));
  for (let number = study.subjects.length + 1; ; number += 1) {
    const code = `S${String(number).padStart(3, '0')}`;
    if (!taken.has(code.toLowerCase())) return code;
  }
}

/** Adds a subject at the end; refused when the id or the code is taken or the code is malformed. */
export function addSubject(study: Study, parameters: { readonly id: string; readonly code: string }): Study {
  const { id, code } = parameters;
  if (id === '' || study.subjects.some((subject) => subject.id === id) || !isCodeFree(study, code)) return study;
  const subject: Subject = { id, code, treatedLevels: [], clinical: { scores: [], events: [] }, exams: [] };
  return { ...study, subjects: [...study.subjects, subject] };
}

export function removeSubject(study: Study, parameters: { readonly subjectId: string }): Study {
  const subjects = dropWhere(study.subjects, (subject) => subject.id === parameters.subjectId);
  return subjects === study.subjects ? study : { ...study, subjects };
}

/** Changes the subject's code; refused as in {@link addSubject}. */
export function recodeSubject(study: Study, parameters: { readonly subjectId: string; readonly code: string }): Study {
  const { subjectId, code } = parameters;
  if (!isCodeFree(study, code, subjectId)) return study;
  return changeSubject(study, subjectId, (subject) => withFields(subject, { code }));
}

/** What is known of a subject beside the images; undefined leaves a field as it is, null takes it back. */
export interface SubjectFacts {
  readonly sex?: NonNullable<Subject['sex']> | null;
  readonly ageYears?: number | null;
  readonly diagnosis?: string | null;
  readonly arm?: string | null;
}

/** Refused as a whole: an age outside 0 to 150, an arm that the protocol does not have. */
export function setSubjectFacts(
  study: Study,
  parameters: { readonly subjectId: string; readonly facts: SubjectFacts },
): Study {
  const { subjectId, facts } = parameters;
  const { ageYears, arm } = facts;
  const isAgeWrong = typeof ageYears === 'number' && !(ageYears >= 0 && ageYears <= 150);
  const isArmWrong = typeof arm === 'string' && !study.protocol.arms.some(({ id }) => id === arm);
  if (isAgeWrong || isArmWrong) return study;
  const diagnosis =
    typeof facts.diagnosis === 'string' ? clipText(facts.diagnosis, TEXT_LIMITS.title) : facts.diagnosis;
  return changeSubject(study, subjectId, (subject) =>
    withFields(subject, {
      sex: chosen(facts.sex, subject.sex),
      ageYears: chosen(ageYears, subject.ageYears),
      diagnosis: chosen(diagnosis === '' ? null : diagnosis, subject.diagnosis),
      arm: chosen(arm, subject.arm),
    }),
  );
}

const chosen = <T>(given: T | null | undefined, present: T | undefined): T | undefined =>
  given === undefined ? present : (given ?? undefined);

/** The operated levels, kept from head to foot, each once. */
export function setTreatedLevels(
  study: Study,
  parameters: { readonly subjectId: string; readonly levels: readonly Level[] },
): Study {
  const levels = [...new Set(parameters.levels)].toSorted((a, b) => levelOrder(a) - levelOrder(b));
  return changeSubject(study, parameters.subjectId, (subject) => withFields(subject, { treatedLevels: levels }));
}
