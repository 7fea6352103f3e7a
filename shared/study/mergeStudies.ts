import { failure, success, type Result } from '../result.ts';
import { sortExams } from './edits/examEdits.ts';
import { inWords, secondNames, uniteFields, uniteLists, type MergeConflict, type Report } from './mergeConflicts.ts';
import { mergeExams } from './mergeExams.ts';
import { sameValue } from './sameValue.ts';
import type { Clinical, ClinicalScore, Protocol, Study, Subject, Timepoint } from './study.ts';

/** Why two files are not merged. */
export interface MergeError {
  readonly code: 'other_study';
  readonly message: string;
}

export interface MergedStudy {
  readonly study: Study;
  /** Everything that the two files say differently; of each it is told where both are kept. */
  readonly conflicts: readonly MergeConflict[];
  /** What the second file added to the first. */
  readonly added: { readonly subjects: number; readonly exams: number; readonly readings: number };
}

/**
 * Puts two copies of one study together that were worked on apart. Nothing of either is overwritten or lost: readings are
 * united, what one file has and the other has not is taken, and where both have something different, both are kept or the
 * first stands and the second is named. Error: `other_study`, for files that are not copies of each other.
 */
export function mergeStudies(first: Study, second: Study): Result<MergedStudy, MergeError> {
  if (first.id !== second.id) {
    const message = `"${inWords(first.title)}" and "${inWords(second.title)}" are two different studies, not two copies of one.`;
    return failure({ code: 'other_study', message });
  }
  const conflicts: MergeConflict[] = [];
  const report: Report = (conflict) => conflicts.push(conflict);
  const fields = uniteFields({ first, second, where: 'study' }, ['subjects', 'protocol'], report);
  const protocol = mergeProtocol(first.protocol, second.protocol, report);
  const subjects = mergeSubjects(first.subjects, second.subjects, report);
  const united = { ...fields, protocol: withSecondNames(protocol, subjects), subjects };
  const study = sortExams(sameValue(united, first) ? first : united);
  return success({ study, conflicts, added: addedTo(first, study) });
}

const byId = ({ id }: { readonly id: string }): string => id;

function mergeProtocol(first: Protocol, second: Protocol, report: Report): Protocol {
  const where = 'protocol';
  const fields = uniteFields(
    { first, second, where },
    ['timepoints', 'arms', 'readers', 'levels', 'readingError', 'blinding'],
    report,
  );
  const both = <T extends { readonly id: string }>(one: T, other: T): T =>
    uniteFields({ first: one, second: other, where: `${where} ${one.id}` }, [], report);
  if (
    first.readingError !== null &&
    second.readingError !== null &&
    !sameValue(first.readingError, second.readingError)
  ) {
    report({
      where,
      what: 'readingError',
      first: inWords(first.readingError),
      second: inWords(second.readingError),
      kept: 'first',
    });
  }
  return {
    ...fields,
    timepoints: uniteLists({ first: first.timepoints, second: second.timepoints }, byId, both),
    arms: uniteLists({ first: first.arms, second: second.arms }, byId, both),
    readers: uniteLists({ first: first.readers, second: second.readers }, byId, both),
    levels: uniteLists({ first: first.levels, second: second.levels }, String, (level) => level),
    readingError: first.readingError ?? second.readingError,
    ...mergeBlinding(first.blinding, second.blinding, report),
  };
}

/** The rounds of both; of one that both have, the lists and the records of both, in order of time. */
function mergeBlinding(
  first: Protocol['blinding'],
  second: Protocol['blinding'],
  report: Report,
): Pick<Protocol, 'blinding'> {
  if (first === undefined && second === undefined) return {};
  const blinding = uniteLists({ first: first ?? [], second: second ?? [] }, byId, (one, other) => {
    const where = `protocol blinding ${one.id}`;
    const added = other.log.filter((entry) => !one.log.some((own) => sameValue(own, entry)));
    const lists = uniteLists(
      { first: one.lists, second: other.lists },
      ({ reader }) => reader,
      (own, theirs) => uniteFields({ first: own, second: theirs, where: `${where} ${own.reader}` }, [], report),
    );
    const log =
      added.length === 0 ? one.log : [...one.log, ...added].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
    const fields = uniteFields({ first: one, second: other, where }, ['lists', 'log'], report);
    return lists === one.lists && log === one.log && fields === one ? one : { ...fields, lists, log };
  });
  return { blinding };
}

const labelOf = (id: string, list: readonly { readonly id: string; readonly label: string }[]): string => {
  const original = list.find((entry) => entry.id === id.replace(/\.[b-z]$/, ''));
  return `${original?.label ?? id} (second file)`;
};

/** The visits and readers under which something is kept a second time are part of the protocol too. */
function withSecondNames(protocol: Protocol, subjects: readonly Subject[]): Protocol {
  const exams = subjects.flatMap((subject) => subject.exams);
  const visits = missingIds(
    protocol.timepoints,
    exams.map(({ timepoint }) => timepoint),
  );
  const readers = missingIds(
    protocol.readers,
    exams.flatMap(({ readings }) => readings.map(({ reader }) => reader)),
  );
  const timepoints = visits.map((id): Timepoint => ({
    id,
    label: labelOf(id, protocol.timepoints),
    nominalDays: null,
  }));
  return {
    ...protocol,
    timepoints: [...protocol.timepoints, ...timepoints],
    readers: [...protocol.readers, ...readers.map((id) => ({ id, label: labelOf(id, protocol.readers) }))],
  };
}

function missingIds(list: readonly { readonly id: string }[], used: readonly string[]): readonly string[] {
  const known = new Set(list.map(({ id }) => id));
  return [...new Set(used)].filter((id) => !known.has(id));
}

/** Subjects are the same by their key, or by their code unless their films say that they are two patients. */
function mergeSubjects(first: readonly Subject[], second: readonly Subject[], report: Report): readonly Subject[] {
  const byKey = new Map(first.map((subject) => [subject.id, subject]));
  const byCode = new Map(first.map((subject) => [subject.code.toLowerCase(), subject]));
  const merged = new Map(first.map((subject) => [subject.id, subject]));
  const codes = new Set(byCode.keys());
  for (const subject of second) {
    const sameCode = byCode.get(subject.code.toLowerCase());
    const own =
      byKey.get(subject.id) ?? (sameCode !== undefined && !areTwoPatients(sameCode, subject) ? sameCode : undefined);
    if (own !== undefined) {
      merged.set(own.id, mergeSubject(merged.get(own.id) ?? own, subject, report));
      continue;
    }
    const code = freeCode(subject.code, codes);
    if (code !== subject.code) {
      report({
        where: subject.code,
        what: 'two patients with one code',
        first: subject.code,
        second: subject.code,
        kept: 'both',
        keptAt: code,
      });
    }
    codes.add(code.toLowerCase());
    merged.set(subject.id, code === subject.code ? subject : { ...subject, code });
  }
  return [...merged.values()];
}

const keysOf = ({ exams }: Subject): readonly string[] => exams.flatMap(({ image }) => image?.patientKey ?? []);

/** Salted identity hashes of the films: without one in common, two patients got the same code on two computers. */
function areTwoPatients(a: Subject, b: Subject): boolean {
  const [one, other] = [keysOf(a), keysOf(b)];
  return one.length > 0 && other.length > 0 && !one.some((key) => other.includes(key));
}

function freeCode(code: string, taken: ReadonlySet<string>): string {
  if (!taken.has(code.toLowerCase())) return code;
  for (const name of secondNames(code)) if (!taken.has(name.toLowerCase())) return name;
  return code;
}

function mergeSubject(first: Subject, second: Subject, report: Report): Subject {
  if (first === second) return first;
  const where = first.code;
  const leftOut = ['id', 'clinical', 'exams', 'treatedLevels'] as const;
  const fields = uniteFields({ first, second, where }, leftOut, report);
  const isUntreated = first.treatedLevels.length === 0;
  const isSame =
    isUntreated || second.treatedLevels.length === 0 || sameValue(first.treatedLevels, second.treatedLevels);
  if (!isSame) {
    report({
      where,
      what: 'treatedLevels',
      first: inWords(first.treatedLevels),
      second: inWords(second.treatedLevels),
      kept: 'first',
    });
  }
  const united: Subject = {
    ...fields,
    treatedLevels: isUntreated ? second.treatedLevels : first.treatedLevels,
    clinical: mergeClinical(first.clinical, second.clinical, { where, report }),
    exams: mergeExams({ first: first.exams, second: second.exams, where }, report),
  };
  return sameValue(united, first) ? first : united;
}

const keyOf = ({ instrument, timepoint }: ClinicalScore): string => `${instrument} ${timepoint}`;

function mergeClinical(
  first: Clinical,
  second: Clinical,
  { where, report }: { readonly where: string; readonly report: Report },
): Clinical {
  const scores = uniteLists({ first: first.scores, second: second.scores }, keyOf, (one, other) => {
    if (one.value !== other.value || one.missing !== other.missing) {
      const [has, had] = [inWords(one.value ?? one.missing), inWords(other.value ?? other.missing)];
      report({ where: `${where} ${keyOf(one)}`, what: 'score', first: has, second: had, kept: 'first' });
    }
    return one;
  });
  const events = second.events.filter((event) => !first.events.some((own) => sameValue(own, event)));
  const fields = uniteFields({ first, second, where }, ['scores', 'events'], report);
  return { ...fields, scores, events: [...first.events, ...events] };
}

const countExams = ({ subjects }: Study): number => subjects.reduce((sum, subject) => sum + subject.exams.length, 0);

const countReadings = ({ subjects }: Study): number =>
  subjects.reduce((sum, subject) => sum + subject.exams.reduce((inner, exam) => inner + exam.readings.length, 0), 0);

function addedTo(before: Study, after: Study): MergedStudy['added'] {
  return {
    subjects: after.subjects.length - before.subjects.length,
    exams: countExams(after) - countExams(before),
    readings: countReadings(after) - countReadings(before),
  };
}
