import type { GrantedFile } from '../../shared/host/contract.ts';
import { presentRound } from '../../shared/study/blinding.ts';
import { createStudy } from '../../shared/study/createStudy.ts';
import { parseStudy, type OpenedStudy, type StudyFileError } from '../../shared/study/studyFile.ts';
import type { Study } from '../../shared/study/study.ts';
import { createEditor, type EditorState } from '../editor/editorState.ts';
import { OPENING_VIEW } from '../editor/gridView.ts';
import { fileErrorWords } from '../messages/coreText.ts';
import { text } from '../messages/text.ts';
import type { App, AppState, OpenFile } from './app.ts';
import { tell } from './ask.ts';
import { loadImages } from './loadImages.ts';

/** A study with nothing in it; ids and salt come from the app, so the core stays free of chance. */
export const newStudy = (app: Pick<App, 'newId'>): Study =>
  createStudy({ id: app.newId(), title: text('app.untitled'), salt: app.newId() });

/** Opens a granted study file in place of the present study; the caller has asked about unsaved work. */
export async function openStudyFile(app: App, granted: GrantedFile): Promise<void> {
  const read = await app.host.call('readFile', { grant: granted.grant });
  if (!read.ok) {
    await tell(app, { title: text('dialog.notOpenedTitle'), ...fileErrorWords(read.error) }, text('dialog.close'));
    return;
  }
  await openStudyBytes(app, read.value.bytes, { ...granted, sha256: read.value.sha256 });
}

/** Opens a study from its bytes. Without a file (dropped or picked in the page) the first save asks for a name. */
export async function openStudyBytes(app: App, bytes: Uint8Array, file: OpenFile | null): Promise<void> {
  const parsed = parseStudy(bytes);
  if (!parsed.ok) {
    const offer = damagedOffers.get(app);
    if (parsed.error.code === 'damaged' && file !== null && offer) {
      await offer({ file, bytes, error: parsed.error });
      return;
    }
    await tell(app, { title: text('dialog.notOpenedTitle'), ...fileErrorWords(parsed.error) }, text('dialog.close'));
    return;
  }
  showStudy(app, parsed.value.study, { file: file && withAge(file, parsed.value), screen: 'measure' });
  await loadImages(app);
}

/** A study that was migrated is remembered as such until it has been saved. */
export const withAge = (file: OpenFile, { migrated }: Pick<OpenedStudy, 'migrated'>): OpenFile =>
  migrated ? { ...file, isOlder: true } : file;

type DamagedOffer = (damaged: {
  readonly file: OpenFile;
  readonly bytes: Uint8Array;
  readonly error: StudyFileError;
}) => Promise<void>;

const damagedOffers = new WeakMap<App, DamagedOffer>();

/** Registers who offers other versions of a damaged file. */
export const offerForDamaged = (app: App, offer: DamagedOffer): void => void damagedOffers.set(app, offer);

/** Puts a study on the screen. What was there is gone from memory: callers ask first. */
export function showStudy(app: App, study: Study, shown: { file: OpenFile | null; screen: AppState['screen'] }): void {
  const { editor } = app.store.getState();
  const isBlinded = shown.screen !== 'start' && presentRound(study) !== null;
  app.store.setState({
    ...shown,
    ...(isBlinded ? { screen: 'blinded' } : {}),
    part: null,
    editor: withFirstPlace(study, {
      ...createEditor(study, { saved: shown.file !== null }),
      sizes: editor.sizes,
      preferences: editor.preferences,
    }),
    images: {},
    pictures: {},
    previews: [],
    grid: OPENING_VIEW,
    drawer: null,
    truth: null,
    notice: null,
    pointer: null,
    readOnly: null,
    save: { saving: false, savedAt: null, confirmed: true },
  });
}

/** An opened study shows the first level that somebody began, so that its numbers are there at once. */
function withFirstPlace(study: Study, editor: EditorState): EditorState {
  const exams = study.subjects[0]?.exams ?? [];
  const reading = exams.flatMap(({ readings }) => readings).find(({ vertebrae }) => vertebrae.length > 0);
  const withImage = exams.filter(({ image }) => image !== undefined).map(({ timepoint }) => timepoint);
  const [first = editor.panes[0], second] = withImage;
  return {
    ...editor,
    ...(reading ? { reader: reading.reader, reading: reading.number } : {}),
    level: reading?.vertebrae[0]?.level ?? null,
    panes: second === undefined ? editor.panes : [first, second],
  };
}
