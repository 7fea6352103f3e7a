import type { Answer } from '../../shared/host/contract.ts';
import { text } from '../messages/text.ts';
import { notify, type App, type OpenFile } from './app.ts';
import { ask } from './ask.ts';
import { isDocumentUnsaved, rememberSaved } from './document.ts';
import { askAboutConflict, openTheirs } from './conflict.ts';
import type { PageIdentity } from './pageId.ts';
import { saveStudyAs } from './saveStudy.ts';
import { openStudyFile } from './showStudy.ts';
import type { StudyLock } from './studyLock.ts';
import type { Timers } from './timers.ts';
import { whoSaved } from './whoElse.ts';

/** Events about files on a network are not reliable; looking is. */
const LOOK_EVERY_MS = 5_000;

type FileState = Answer<'fileState'>;

/** Looks at the study's file every five seconds while the window is seen: its content, and who else has it. */
export interface FileLook {
  now(): Promise<void>;
  stop(): void;
}

export function startFileLook(
  app: App,
  use: {
    readonly page: PageIdentity;
    readonly timers: Timers;
    readonly lock: StudyLock;
    readonly isVisible: () => boolean;
  },
): FileLook {
  const { page, timers, lock, isVisible } = use;
  /** The content that the user was told about and decided to leave; null in it: the file was gone. */
  let told: { readonly grant: string; readonly sha256: string | null } | null = null;
  let looking: Promise<void> = Promise.resolve();
  let cancel: (() => void) | null = null;

  const look = async (): Promise<void> => {
    const before = app.store.getState();
    const { file } = before;
    if (file === null || !isQuiet(app)) return;
    const answer = await app.host.call('fileState', {
      grant: file.grant,
      page: page.id,
      alive: await page.alive(),
    });
    // A save of our own in between would look like somebody else's.
    if (!answer.ok || app.store.getState().file !== file || !isQuiet(app)) return;
    lock.seen(file.grant, answer.value.lock);
    const sha256 = answer.value.file?.sha256 ?? null;
    if (sha256 === file.sha256 || (told?.grant === file.grant && told.sha256 === sha256)) return;
    told = { grant: file.grant, sha256 };
    if (answer.value.file === null) await fileGone(app, file);
    else await fileChanged(app, file, answer.value);
  };
  const now = (): Promise<void> => (looking = looking.then(look, look));

  const next = (): void => {
    cancel = timers.after(LOOK_EVERY_MS, () => {
      if (isVisible()) void now().then(next);
      else next();
    });
  };
  next();

  let opened = app.store.getState().file?.grant;
  const unsubscribe = app.store.subscribe(({ file }) => {
    if (file?.grant === opened) return;
    opened = file?.grant;
    if (file !== null) void now();
  });
  return {
    now,
    stop() {
      cancel?.();
      unsubscribe();
    },
  };
}

/** Not while something is saved, asked or dragged. */
function isQuiet(app: App): boolean {
  const { save, dialog, editor } = app.store.getState();
  return !save.saving && dialog === null && editor.preview === null;
}

async function fileChanged(app: App, file: OpenFile, { file: now, lastHolder }: FileState): Promise<void> {
  const who = whoSaved(lastHolder, now?.modifiedAt ?? app.now());
  if (!isDocumentUnsaved(app.store.getState())) {
    await openStudyFile(app, file);
    notify(app, text('safety.reloaded', { who }));
    return;
  }
  const answer = await askAboutConflict(app, file);
  if (answer === 'theirs') await openTheirs(app, file);
  if (answer === 'copy') await saveStudyAs(app);
}

async function fileGone(app: App, { name }: OpenFile): Promise<void> {
  // What is on the screen is saved nowhere now.
  rememberSaved(app, null);
  const answer = await ask(app, 'message', {
    title: text('safety.gone', { name }),
    text: text('safety.goneSafe'),
    actions: [
      { id: 'later', label: text('dialog.cancel') },
      { id: 'save', label: text('safety.saveAs') },
    ],
  });
  if (answer === 'save') await saveStudyAs(app);
}
