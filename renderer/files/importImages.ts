import { setExamImage } from '../../shared/study/edits/examEdits.ts';
import { addSubject } from '../../shared/study/edits/subjectEdits.ts';
import { findSubjectByCode } from '../../shared/study/find.ts';
import type { Study } from '../../shared/study/study.ts';
import type { DecodedImage } from '../image/decodedImage.ts';
import { thumbnailOf } from '../image/thumbnail.ts';
import { text } from '../messages/text.ts';
import { editorOf, notify, perform, type App } from './app.ts';
import { ask } from './ask.ts';
import { examImageOf, repeatsIdentity } from './examImage.ts';
import { rememberReader } from './imageBytes.ts';
import { MOST_FILES, type ImageFile } from './imageFiles.ts';
import { leftOutImage, tellLeftOut, type LeftOut } from './leftOut.ts';
import type { OpenedFilm, OpenedRow } from './openedFilm.ts';
import { openFilm } from './openFilm.ts';
import { openImages, withDays, type ImageSource } from './openImages.ts';
import { proposeImport, type ImportFilm, type ImportRow } from './proposeImport.ts';
import { showGrid } from './showGrid.ts';

const THUMBNAIL = { width: 60, height: 74 };
/** One or two films belong to the subject whose films are on the screen; more may be anybody's. */
const FEW = 2;

/** Takes in image files, however many: a few go straight to the screen, many into a table where they are assigned. */
export async function bringImages(
  app: App,
  files: readonly ImageFile[],
  options: { readonly timepoint?: string | null; readonly fromFolder?: boolean } = {},
): Promise<void> {
  const isOnGrid = app.store.getState().screen === 'grid';
  if (files.length > FEW || options.fromFolder === true || isOnGrid) return importImages(app, files);
  const sources: ImageSource[] = [];
  const unread: LeftOut[] = [];
  for (const { name, grant, read } of files) {
    const bytes = await read().catch(() => null);
    if (bytes) sources.push({ name, grant, bytes, readAgain: read });
    else unread.push({ line: `${name}: ${text('import.unread')}` });
  }
  await tellLeftOut(app, unread);
  return openImages(app, sources, options.timepoint ?? null);
}

/** Reads the films one by one, proposes whose they are and when, and takes what the user agrees to: one step. */
export async function importImages(app: App, files: readonly ImageFile[]): Promise<void> {
  const { films, skipped } = await readFilms(app, files.slice(0, MOST_FILES));
  if (files.length > MOST_FILES) skipped.push({ line: text('import.tooMany', { count: MOST_FILES }) });
  if (films.length > 0) {
    const { history, subjectId } = editorOf(app);
    const rows = proposeImport(history.present, films, {
      subjectId,
      mayBeCode: (code) => films.every(({ identity }) => !repeatsIdentity(code, identity)),
    });
    const byHash = new Map<ImportFilm, OpenedFilm>(films.map((film) => [film, film]));
    const proposal = rows.flatMap((row) => {
      const film = byHash.get(row.film);
      return film ? [{ ...row, film }] : [];
    });
    const agreed = await ask(app, 'import', { proposal });
    if (agreed) await takeFilms(app, agreed);
  }
  await tellLeftOut(app, skipped);
}

/** Two at a time, as the decoder does. Only what the table needs is kept; the pixels are read again when shown. */
async function readFilms(
  app: App,
  files: readonly ImageFile[],
): Promise<{ readonly films: readonly OpenedFilm[]; readonly skipped: LeftOut[] }> {
  const read = new Map<number, OpenedFilm>();
  const skipped: LeftOut[] = [];
  const waiting = files.map((file, index) => ({ file, index }));
  let done = 0;
  const stopping = new AbortController();
  const stop = (): void => {
    stopping.abort();
    app.store.setState({ dialog: null });
  };
  const showProgress = (): void => {
    if (!stopping.signal.aborted)
      app.store.setState({ dialog: { kind: 'importing', done, total: files.length, answer: stop } });
  };
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && !stopping.signal.aborted; next = waiting.shift()) {
      const film = await readFilm(app, next.file);
      if ('line' in film) skipped.push(film);
      else read.set(next.index, film);
      done += 1;
      showProgress();
    }
  };
  showProgress();
  await Promise.all([work(), work()]);
  if (stopping.signal.aborted) return { films: [], skipped: [] };
  app.store.setState({ dialog: null });
  const films = [...read.entries()].toSorted(([a], [b]) => a - b).map(([, film]) => film);
  return { films, skipped };
}

/** The film, or why there is none. */
async function readFilm(app: App, { name, folder, read }: ImageFile): Promise<OpenedFilm | LeftOut> {
  const bytes = await read().catch(() => null);
  if (!bytes) return { line: `${name}: ${text('import.unread')}` };
  const decoded = await app.decoder.decode(bytes);
  if (!decoded.ok) return leftOutImage(name, decoded.error);
  rememberReader(app, decoded.value.sha256, read);
  return openedFilm(app, decoded.value, { name, folder });
}

function openedFilm(
  app: App,
  decoded: DecodedImage,
  { name, folder }: { readonly name: string; readonly folder: string },
): OpenedFilm {
  const { facts, identity } = decoded.radiograph;
  return {
    name,
    folder,
    image: examImageOf(editorOf(app).history.present, decoded, name),
    time: facts.acquisitionTime,
    picture: thumbnailOf(decoded, THUMBNAIL),
    identity,
  };
}

/** The agreed films in the study, new subjects too, as one step; then what came in is shown. */
async function takeFilms(app: App, agreed: readonly OpenedRow[]): Promise<void> {
  const used = agreed.filter(({ timepoint, code }) => timepoint !== null && code !== '');
  const study = withFilms(editorOf(app).history.present, used, app.newId);
  const codes = new Set(used.map(({ code }) => code.toLowerCase()));
  perform(app, { type: 'commit', study, label: `import:${used.length}` });
  app.store.setState({ truth: null });
  const [first] = used;
  const subject = first && findSubjectByCode(study, first.code);
  if (!subject) return;
  if (codes.size === 1) await openFilm(app, { subjectId: subject.id, timepoint: null, level: editorOf(app).level });
  else {
    perform(app, { type: 'setSubject', subjectId: subject.id });
    showGrid(app);
  }
  notify(app, text('import.done', { count: used.length, subjects: codes.size }));
}

/** Adds the films to their subjects; a code that no subject has makes one. */
export function withFilms(study: Study, rows: readonly ImportRow[], newId: () => string): Study {
  const touched = new Set<string>();
  let changed = study;
  for (const { film, code, timepoint } of rows) {
    if (timepoint === null) continue;
    const isThere = (present: Study) =>
      present.subjects.find((subject) => subject.code.toLowerCase() === code.toLowerCase());
    if (!isThere(changed)) changed = addSubject(changed, { id: newId(), code });
    const subject = isThere(changed);
    if (!subject) continue;
    touched.add(subject.id);
    const { image } = film;
    changed = setExamImage(changed, { subjectId: subject.id, timepoint, image, existingPoints: 'discard' });
  }
  return [...touched].reduce(withDays, changed);
}
