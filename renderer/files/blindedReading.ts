import type { BlindedRound, ListedFilm } from '../../shared/study/blindedRound.ts';
import { BLINDED_READER, BLINDED_SUBJECT, blindedPart } from '../../shared/study/blindedPart.ts';
import { listOf, listProgress, presentRound } from '../../shared/study/blinding.ts';
import {
  beginBlinding,
  finishListedFilm,
  liftBlinding,
  resumeBlinding,
} from '../../shared/study/edits/blindingEdits.ts';
import { planReadingLists } from '../../shared/study/planReadingList.ts';
import type { Study } from '../../shared/study/study.ts';
import { createEditor, type EditorState } from '../editor/editorState.ts';
import { goToLevel } from '../editor/goToLevel.ts';
import { levelMark } from '../editor/selectors.ts';
import { text } from '../messages/text.ts';
import { editorOf, notify, perform, type App, type AppState } from './app.ts';
import { ask } from './ask.ts';
import { commitStudy } from './commitStudy.ts';
import { documentOf, leavePart } from './document.ts';
import { saveStudy } from './saveStudy.ts';

/** True while nothing may be seen but one film or how far the readers are. */
export const isBlinded = ({ screen, part }: Pick<AppState, 'screen' | 'part'>): boolean =>
  screen === 'blinded' || part?.kind === 'blinded';

/** Begins a blinded reading, or goes on with one that was opened before it was read to its end. */
export async function openBlinding(app: App): Promise<void> {
  const study = editorOf(app).history.present;
  const last = study.protocol.blinding?.at(-1);
  const isOpen = last?.lists.some((list) => listProgress(study, list).open.length > 0) === true;
  const answer = isOpen
    ? await ask(app, 'message', {
        title: text('blinded.title'),
        text: text('blinded.goOnText'),
        actions: [
          { id: 'cancel', label: text('dialog.cancel') },
          { id: 'new', label: text('blinded.beginNew') },
          { id: 'resume', label: text('blinded.goOn') },
        ],
      })
    : 'new';
  if (answer === 'new') await planBlinding(app);
  else if (answer === 'resume') {
    commitStudy(app, (present) => resumeBlinding(present, { by: '', at: app.now(), reason: '' }), { label: 'blinded' });
    closeStudyToView(app);
  }
}

async function planBlinding(app: App): Promise<void> {
  const chosen = await ask(app, 'blinding', { seed: seedFrom(app.newId()) });
  if (chosen === null) return;
  const { plan, by } = chosen;
  const begun = commitStudy(
    app,
    (study) =>
      beginBlinding(study, {
        id: app.newId(),
        seed: plan.seed,
        repeatPercent: plan.repeatPercent,
        lists: planReadingLists(study, plan).filter(({ films }) => films.length > 0),
        by,
        at: app.now(),
        reason: '',
      }),
    { label: 'blinded' },
  );
  if (begun) closeStudyToView(app);
}

/** 32 bits of a random name. */
function seedFrom(id: string): number {
  let seed = 2_166_136_261;
  for (const character of id) seed = Math.imul(seed ^ (character.codePointAt(0) ?? 0), 16_777_619);
  return seed >>> 0;
}

function closeStudyToView(app: App): void {
  app.store.setState({ screen: 'blinded', drawer: null, pointer: null, notice: null, announcement: '', truth: null });
}

/** The next film of this reader's list that is still to be read, from `after` on and then from the start. */
export function readNext(app: App, reader: string, after = -1): void {
  const study = documentOf(app.store.getState());
  const round = presentRound(study);
  const list = round && listOf(round, reader);
  if (!round || !list) return;
  const { open } = listProgress(study, list);
  const position = open.find((each) => each > after) ?? open[0];
  const film = position === undefined ? undefined : list.films[position];
  if (position === undefined || !film) return;
  showFilm(app, { round, reader, film, position });
}

function showFilm(
  app: App,
  { round, reader, film, position }: { round: BlindedRound; reader: string; film: ListedFilm; position: number },
): void {
  const { editor: outside, pictures } = app.store.getState();
  const words = { film: text('blinded.film'), title: text('blinded.title') };
  const blinded = { ...film, reader, round: round.id };
  const study = blindedPart(outside.history.present, blinded, words);
  const image = study?.subjects[0]?.exams[0]?.image;
  if (!study || !image) return;
  // How the film was shown the last time would tell that it comes again.
  const { [image.sha256]: _, ...others } = pictures;
  app.store.setState({
    part: { kind: 'blinded', outside, film: blinded, position },
    editor: editorOn(study, outside, words.film),
    screen: 'measure',
    pictures: others,
    pointer: null,
    notice: null,
    announcement: '',
  });
  const [level] = film.levels;
  if (level !== undefined) perform(app, ...goToLevel(editorOf(app), level));
}

const editorOn = (study: Study, outside: EditorState, film: string): EditorState => ({
  ...createEditor(study, { saved: false }),
  sizes: outside.sizes,
  loupeFactor: outside.loupeFactor,
  switches: { ...outside.switches, linked: false },
  subjectId: BLINDED_SUBJECT,
  reader: BLINDED_READER,
  panes: [film, ''],
  layout: 'single',
});

/** Declares the film read: it is not shown again. Levels without points are asked about. */
export async function finishFilm(app: App): Promise<void> {
  const { part, editor } = app.store.getState();
  if (part?.kind !== 'blinded') return;
  const { film, position } = part;
  const left = film.levels.filter((level) => ['empty', 'partly'].includes(levelMark(editor, level)));
  if (left.length > 0) {
    const answer = await ask(app, 'message', {
      title: text('blinded.unfinishedTitle'),
      text: text('blinded.unfinishedText', { levels: left.join(', ') }),
      actions: [
        { id: 'cancel', label: text('dialog.cancel') },
        { id: 'finish', label: text('blinded.finish') },
      ],
    });
    if (answer !== 'finish') return;
  }
  const at = app.now();
  leavePart(app, { label: 'blindedFilm', change: (study) => finishListedFilm(study, { ...film, at }) });
  app.store.setState({ screen: 'blinded' });
  readNext(app, film.reader, position);
  const { file, readOnly } = app.store.getState();
  if (file !== null && !readOnly) await saveStudy(app);
}

/** Puts the film off: it comes again after the others. */
export function laterFilm(app: App): void {
  const { part } = app.store.getState();
  if (part?.kind !== 'blinded') return;
  pauseReading(app);
  readNext(app, part.film.reader, part.position);
}

/** Back to where one sees how far the readers are; what was placed stays. */
export function pauseReading(app: App): void {
  leavePart(app, { label: 'blindedFilm' });
  app.store.setState({ screen: 'blinded', pointer: null, notice: null, announcement: '' });
}

/** Opens the study to be seen, with who did it and why. There is no way back: what was seen was seen. */
export async function endBlinding(app: App): Promise<void> {
  const answer = await ask(app, 'unblinding', {});
  if (answer === null) return;
  const { editor } = app.store.getState();
  const study = liftBlinding(editor.history.present, { ...answer, at: app.now() });
  const { savedStudy, sizes } = editor;
  app.store.setState({
    editor: { ...createEditor(study, { saved: false }), savedStudy, sizes },
    screen: study.subjects.length > 1 ? 'grid' : 'measure',
  });
  notify(app, text('blinded.ended'));
}
