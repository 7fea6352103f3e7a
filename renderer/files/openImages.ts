import { findExam, findSubject } from '../../shared/study/find.ts';
import { hasPoints, setDaysFromPre, setExamImage } from '../../shared/study/edits/examEdits.ts';
import { addSubject, nextSubjectCode } from '../../shared/study/edits/subjectEdits.ts';
import type { ExamImage, Study } from '../../shared/study/study.ts';
import { text } from '../messages/text.ts';
import { editorOf, keepNotice, notify, perform, type App } from './app.ts';
import { daysBetween, proposeAssignments } from './assignImages.ts';
import { ask } from './ask.ts';
import type { Assignment, Candidate } from './dialogs.ts';
import { examImageOf } from './examImage.ts';
import { rememberReader, type ReadAgain } from './imageBytes.ts';
import { keepImage } from './imageSlots.ts';
import { leftOutImage, tellLeftOut, type LeftOut } from './leftOut.ts';
import { expectImages, type Arrivals } from './previews.ts';
import type { ImagePreview } from '../image/decodedImage.ts';

/** A file on its way in: from a system dialog (with a grant), or bytes that the user dropped or picked in the page. */
export interface ImageSource {
  readonly name: string;
  readonly grant: string | null;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Reads the file again, for another frame of it. */
  readonly readAgain?: ReadAgain;
}

/** At most so many at once; a whole archive dropped by mistake must not freeze the program. */
const MOST_AT_ONCE = 50;

/** Opens images into the current subject. `timepoint` names their place where the user dropped one onto a view. */
export async function openImages(app: App, sources: readonly ImageSource[], timepoint: string | null): Promise<void> {
  if (sources.length === 0) return;
  const used = sources.slice(0, MOST_AT_ONCE);
  const arrivals = expectImages(
    app,
    used.map(({ name }) => name),
    timepoint,
  );
  const { candidates, skipped } = await decodeAll(app, used, arrivals);
  if (candidates.length > 0) {
    app.store.setState({ screen: 'measure' });
    ensureSubject(app);
  }
  const fresh = candidates.filter((candidate) => !isAlreadyOpen(app, candidate));
  await assignAll(app, fresh, timepoint);
  arrivals.end();
  const left = sources.slice(MOST_AT_ONCE).map(({ name }) => ({ line: name }));
  await tellLeftOut(app, [...skipped, ...left]);
}

/** A study without subjects gets its first one; the step belongs to opening the image, so it is not undone alone. */
function ensureSubject(app: App): void {
  const { subjectId } = editorOf(app);
  if (subjectId !== null) return;
  const { study, id } = withNewSubject(app, editorOf(app).history.present);
  perform(app, { type: 'commit', study, label: `subject:${nextSubjectCode(editorOf(app).history.present)}` });
  perform(app, { type: 'setSubject', subjectId: id });
}

function withNewSubject(app: App, study: Study): { study: Study; id: string } {
  const id = app.newId();
  return { study: addSubject(study, { id, code: nextSubjectCode(study) }), id };
}

async function decodeAll(
  app: App,
  sources: readonly ImageSource[],
  arrivals: Arrivals,
): Promise<{ candidates: readonly Candidate[]; skipped: readonly LeftOut[] }> {
  const waiting = sources.map(({ name }) => name);
  keepNotice(app, `${text('pane.loading')} ${waiting[0] ?? ''}`);
  const decoded = await Promise.all(
    sources.map(async (source, index) => {
      const onPreview = (preview: ImagePreview): void => arrivals.note(index, preview);
      const image = await app.decoder.decode(source.bytes, { onPreview });
      if (image.ok) arrivals.note(index, { ...image.value, facts: image.value.radiograph });
      else arrivals.fail(index);
      waiting.splice(waiting.indexOf(source.name), 1);
      if (waiting[0] === undefined) notify(app, null);
      else keepNotice(app, `${text('pane.loading')} ${waiting[0]}`);
      return { source, image };
    }),
  );
  const candidates: Candidate[] = [];
  const skipped: LeftOut[] = [];
  for (const { source, image } of decoded) {
    if (image.ok) {
      candidates.push({ name: source.name, grant: source.grant, image: image.value });
      if (source.readAgain) rememberReader(app, image.value.sha256, source.readAgain);
    } else skipped.push(leftOutImage(source.name, image.error));
  }
  return { candidates, skipped };
}

/** The same content in this subject: said once, not opened twice. A film that was only missing is shown again. */
function isAlreadyOpen(app: App, { name, image }: Candidate): boolean {
  const subject = findSubject(editorOf(app).history.present, editorOf(app).subjectId ?? '');
  const exam = subject?.exams.find((other) => other.image?.sha256 === image.sha256);
  if (!exam) return false;
  keepImage(app, image);
  notify(app, text('dialog.sameImage', { name, timepoint: exam.timepoint }));
  return true;
}

async function assignAll(app: App, candidates: readonly Candidate[], timepoint: string | null): Promise<void> {
  const { history, subjectId, panes } = editorOf(app);
  const subject = findSubject(history.present, subjectId ?? '');
  if (candidates.length === 0 || !subject) return;
  const [only] = candidates;
  if (candidates.length === 1 && only && timepoint !== null) return useImages(app, [{ candidate: only, timepoint }]);
  const { assignments, ordered } = proposeAssignments(history.present, subject.exams, candidates, panes);
  const isClear = ordered && candidates.length <= 2 && assignments.every((assignment) => assignment.timepoint !== null);
  const agreed = isClear ? assignments : await ask(app, 'assign', { proposal: assignments, ordered });
  return agreed === null ? undefined : useImages(app, agreed);
}

/** Takes the images into the study, after the questions that must be asked: another patient, points that would go. */
async function useImages(app: App, assignments: readonly Assignment[]): Promise<void> {
  const used: { candidate: Candidate; timepoint: string }[] = [];
  for (const { candidate, timepoint } of assignments) {
    if (timepoint !== null && (await mayUse(app, candidate, timepoint))) used.push({ candidate, timepoint });
  }
  if (used.length === 0) return;
  const { history, subjectId } = editorOf(app);
  if (subjectId === null) return;
  let study = history.present;
  for (const { candidate, timepoint } of used) {
    const image = examImageOf(study, candidate.image, candidate.name);
    study = setExamImage(study, { subjectId, timepoint, image, existingPoints: 'discard' });
    keepImage(app, candidate.image);
  }
  study = withDays(study, subjectId);
  const names = used.map(({ timepoint }) => timepoint).join(', ');
  perform(app, { type: 'commit', study, label: `image:${names}`, focus: {} }, ...showImages(app, used));
  app.store.setState({ truth: null });
}

/** The views turn to the images that came in, unless they already show them. */
function showImages(app: App, used: readonly { timepoint: string }[]) {
  const { panes } = editorOf(app);
  const [first, second] = used.map(({ timepoint }) => timepoint);
  if (first === undefined || used.every(({ timepoint }) => panes.includes(timepoint))) return [];
  const next = second ?? first;
  const shown: readonly [string, string] = next === panes[0] ? [panes[0], panes[1]] : [panes[0], next];
  return [{ type: 'setPanes', panes: shown } as const];
}

async function mayUse(app: App, candidate: Candidate, timepoint: string): Promise<boolean> {
  const { history, subjectId } = editorOf(app);
  const subject = findSubject(history.present, subjectId ?? '');
  const image = examImageOf(history.present, candidate.image, candidate.name);
  if (subject?.exams.some((exam) => exam.timepoint !== timepoint && isOtherPatient(exam.image, image))) {
    const answer = await ask(app, 'message', {
      title: text('dialog.differentPatientTitle'),
      text: text('dialog.differentPatientText', { name: candidate.name }),
      actions: [
        { id: 'cancel', label: text('dialog.cancel') },
        { id: 'use', label: text('dialog.useAnyway') },
      ],
    });
    if (answer !== 'use') return false;
  }
  const present = findExam(subject, timepoint);
  if (!present?.image || present.image.sha256 === image.sha256 || !hasPoints(present)) return true;
  const answer = await ask(app, 'message', {
    title: text('dialog.replaceImageTitle', { timepoint }),
    text: text('dialog.replaceImageText'),
    actions: [
      { id: 'cancel', label: text('dialog.cancel') },
      { id: 'replace', label: text('dialog.replace') },
    ],
  });
  return answer === 'replace';
}

const isOtherPatient = (a: ExamImage | undefined, b: ExamImage): boolean =>
  a?.patientKey !== undefined && b.patientKey !== undefined && a.patientKey !== b.patientKey;

/** Days from the pre-operative image, wherever both files carry a date. */
export function withDays(study: Study, subjectId: string): Study {
  const subject = findSubject(study, subjectId);
  const [baseline] = study.protocol.timepoints;
  const from = findExam(subject, baseline?.id ?? '')?.image?.acquisitionDate;
  return (subject?.exams ?? []).reduce((changed, exam) => {
    const days = exam.timepoint === baseline?.id ? null : daysBetween(from, exam.image?.acquisitionDate);
    return days === null ? changed : setDaysFromPre(changed, { subjectId, timepoint: exam.timepoint, days });
  }, study);
}
