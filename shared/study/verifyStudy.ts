import { verifyFinalised, verifyVertebra } from './verifyVertebra.ts';
import { UNUSABLE_CALIBRATION, calibrationInForce, examCalibration } from './examCalibration.ts';
import type { Difference, Report, Verification } from './verification.ts';
import { parseStudy, serializeStudy } from './studyFile.ts';
import type { Exam, Protocol, Reading, Study, Subject, Vertebra } from './study.ts';

/** Checks a study file: that it opens (format, checksum, schema) and that its content is consistent. */
export function verifyStudyFile(bytes: Uint8Array): Verification {
  const opened = parseStudy(bytes);
  if (!opened.ok) {
    const { code, message, detail } = opened.error;
    const text = detail === undefined ? message : `${message} (${detail})`;
    return { ok: false, differences: [{ code, severity: 'error', where: 'file', message: text }] };
  }
  const { study, app, savedAt, migrated } = opened.value;
  const { differences } = verifyStudy(study);
  const again = serializeStudy(study, { appVersion: app, savedAt });
  const isRewritten = !migrated && !sameBytes(bytes, again);
  return verdict([...(isRewritten ? [REWRITTEN] : []), ...differences]);
}

const REWRITTEN: Difference = {
  code: 'rewritten',
  severity: 'warning',
  where: 'file',
  message: 'The content is unchanged, but the file was written by another program (spaces, line ends or order differ).',
};

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

const verdict = (differences: readonly Difference[]): Verification => ({
  ok: differences.every(({ severity }) => severity !== 'error'),
  differences,
});

/** Checks the content of a study: references, doubles, contradictions, points outside their image, changed locks. */
export function verifyStudy(study: Study): Verification {
  const differences: Difference[] = [];
  const report: Report = (severity, code, where, message) => differences.push({ code, severity, where, message });
  verifyProtocol(study.protocol, report);
  verifyIdentities(study, report);
  for (const subject of study.subjects) {
    verifySubject(study, subject, report);
    for (const exam of subject.exams) verifyExam(study, subject, exam, report);
  }
  return verdict(differences);
}

function verifyProtocol(protocol: Protocol, report: Report): void {
  const lists = { timepoint: protocol.timepoints, arm: protocol.arms, reader: protocol.readers };
  for (const [kind, list] of Object.entries(lists)) {
    for (const id of doubled(list.map((entry) => entry.id))) {
      report('error', `double_${kind}`, 'protocol', `The ${kind} ${id} is in the protocol more than once.`);
    }
  }
}

/** Subjects must be told apart, and an image must belong to one exam and one patient. */
function verifyIdentities(study: Study, report: Report): void {
  for (const id of doubled(study.subjects.map((subject) => subject.id))) {
    report('error', 'double_subject', id, 'Two subjects have the same internal key.');
  }
  for (const code of doubled(study.subjects.map((subject) => subject.code.toLowerCase()))) {
    report('error', 'double_subject_code', code, 'Two subjects have the same code.');
  }
  const imageOf = new Map<string, string>();
  const subjectOf = new Map<string, string>();
  for (const subject of study.subjects) {
    for (const { timepoint, image } of subject.exams) {
      if (image === undefined) continue;
      const where = `${subject.code} ${timepoint}`;
      const content = `${image.sha256} ${image.frame}`;
      const other = imageOf.get(content);
      if (other !== undefined) report('warning', 'image_used_twice', where, `The same image is used at ${other}.`);
      imageOf.set(content, other ?? where);
      if (image.patientKey === undefined) continue;
      const owner = subjectOf.get(image.patientKey);
      if (owner !== undefined && owner !== subject.code) {
        report('warning', 'patient_in_two_subjects', where, `An image of the same patient belongs to ${owner}.`);
      }
      subjectOf.set(image.patientKey, owner ?? subject.code);
    }
  }
}

function verifySubject(study: Study, subject: Subject, report: Report): void {
  const { protocol } = study;
  const { code, clinical, exams } = subject;
  if (subject.arm !== undefined && !protocol.arms.some(({ id }) => id === subject.arm)) {
    report('error', 'unknown_arm', code, `The arm ${subject.arm} is not in the protocol.`);
  }
  for (const timepoint of doubled(exams.map((exam) => exam.timepoint))) {
    report('error', 'double_exam', `${code} ${timepoint}`, 'There are two exams at this timepoint.');
  }
  const keys = new Set(exams.flatMap(({ image }) => image?.patientKey ?? []));
  if (keys.size > 1) report('warning', 'patients_differ', code, 'The images of this subject name different patients.');
  for (const { timepoint, instrument, value, missing } of clinical.scores) {
    const where = `${code} ${timepoint} ${instrument}`;
    verifyTimepoint(protocol, timepoint, where, report);
    verifyValueOrReason({ value, missing }, where, report);
  }
  for (const double of doubled(clinical.scores.map(({ timepoint, instrument }) => `${timepoint} ${instrument}`))) {
    report('error', 'double_score', `${code} ${double}`, 'The score is recorded twice.');
  }
  for (const { kind, timepoint } of clinical.events) {
    if (timepoint !== undefined) verifyTimepoint(protocol, timepoint, `${code} ${kind}`, report);
  }
}

function verifyTimepoint(protocol: Protocol, timepoint: string, where: string, report: Report): void {
  if (!protocol.timepoints.some(({ id }) => id === timepoint)) {
    report('error', 'unknown_timepoint', where, `The timepoint ${timepoint} is not in the protocol.`);
  }
}

/** A number or a reason, never neither and never both. */
function verifyValueOrReason(
  entry: { readonly value: number | null; readonly missing?: string },
  where: string,
  report: Report,
): void {
  if (entry.value === null && entry.missing === undefined) {
    report('error', 'no_reason', where, 'There is neither a number nor a reason why it is missing.');
  }
  if (entry.value !== null && entry.missing !== undefined) {
    report('error', 'value_and_reason', where, 'There is a number and a reason why it is missing.');
  }
}

function verifyExam(study: Study, subject: Subject, exam: Exam, report: Report): void {
  const where = `${subject.code} ${exam.timepoint}`;
  verifyTimepoint(study.protocol, exam.timepoint, where, report);
  if (exam.image !== undefined && exam.missing !== undefined) {
    report('error', 'image_and_reason', where, 'There is an image and a reason why there is none.');
  }
  const isUnusable = examCalibration(exam).warnings.includes(UNUSABLE_CALIBRATION);
  if (isUnusable) {
    const kind = calibrationInForce(exam)?.kind ?? '';
    report('error', 'unusable_calibration', where, `The calibration in force (${kind}) cannot be computed.`);
  }
  for (const double of doubled(exam.readings.map(({ reader, number }) => `${reader}/${number}`))) {
    report('error', 'double_reading', `${where} ${double}`, 'The reading is there twice.');
  }
  for (const reading of exam.readings) verifyReading(study, exam, { reading, where }, report);
}

/** True when any level of the study carries the record of its finalisation. */
function hasRecord(study: Study): boolean {
  const known = recorded.get(study);
  if (known !== undefined) return known;
  const found = study.subjects.some(({ exams }) =>
    exams.some(({ readings }) => readings.some(({ vertebrae }) => vertebrae.some(isRecorded))),
  );
  recorded.set(study, found);
  return found;
}

const isRecorded = ({ seal, revisions }: Vertebra): boolean =>
  seal !== undefined || revisions.some(({ finalised, reopened }) => finalised !== undefined || reopened !== undefined);

/** A study never changes; the question is asked for every level. */
const recorded = new WeakMap<Study, boolean>();

function verifyReading(
  study: Study,
  exam: Exam,
  place: { readonly reading: Reading; readonly where: string },
  report: Report,
): void {
  const { reading } = place;
  const where = `${place.where} ${reading.reader}/${reading.number}`;
  if (!study.protocol.readers.some(({ id }) => id === reading.reader)) {
    report('error', 'unknown_reader', where, `The reader ${reading.reader} is not in the protocol.`);
  }
  for (const level of doubled(reading.vertebrae.map((vertebra) => vertebra.level))) {
    report('error', 'double_level', `${where} ${level}`, 'The level is there twice.');
  }
  for (const double of doubled(reading.reported.map(({ level, measure }) => `${level} ${measure}`))) {
    report('error', 'double_reported_value', `${where} ${double}`, 'The reported value is there twice.');
  }
  for (const { level, measure, value, missing } of reading.reported) {
    verifyValueOrReason({ value, missing }, `${where} ${level} ${measure}`, report);
  }
  for (const vertebra of reading.vertebrae) {
    const at = `${place.where} ${vertebra.level} ${reading.reader}/${reading.number}`;
    verifyVertebra(exam, vertebra, at, report);
    verifyFinalised(vertebra, { where: at, isRecorded: hasRecord(study) }, report);
  }
}

/** The entries that occur more than once, each once. */
function doubled(list: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const entry of list) (seen.has(entry) ? twice : seen).add(entry);
  return [...twice];
}
