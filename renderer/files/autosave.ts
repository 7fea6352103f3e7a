import type { HostError } from '../../shared/host/contract.ts';
import type { Study } from '../../shared/study/study.ts';
import { fileErrorText } from '../messages/coreText.ts';
import { text } from '../messages/text.ts';
import { keepNotice, notify, type App, type AppState } from './app.ts';
import { documentOf, isDocumentUnsaved, savedStudyOf } from './document.ts';
import { isWorkUnsaved } from './unsavedWork.ts';
import { countInSlices, createRecoveryCopy, type RecoveryCopy } from './recoveryCopy.ts';
import type { Timers } from './timers.ts';

/** After the last change; and at the latest after the first one that is not kept yet. */
const QUIET_MS = 1_000;
const LATEST_MS = 5_000;

/** Keeps a copy of unsaved work at the host, always on; it has nothing to do with saving. */
export interface Autosave {
  /** Keeps what there is now, without waiting; resolves when it is kept or could not be. */
  flush(): Promise<void>;
  /** Goes on with the copy that the present study was recovered from. */
  adopt(id: string): void;
  /** When the present work was kept last; null: there is no copy of it. */
  keptAt(): Date | null;
  stop(): void;
}

interface Present {
  readonly studyId: string;
  readonly copy: RecoveryCopy;
  /** The study that is kept at the host; null: none. */
  kept: Study | null;
  keptAt: Date | null;
}

export function startAutosave(
  app: App,
  { page, timers }: { readonly page: string; readonly timers: Timers },
): Autosave {
  let present: Present | null = null;
  let running: Promise<void> = Promise.resolve();
  let hasFailed = false;

  const copyOf = (studyId: string): Present => {
    if (present?.studyId === studyId) return present;
    const copy = createRecoveryCopy({ id: app.newId(), page, host: app.host, timers });
    return (present = { studyId, copy, kept: null, keptAt: null });
  };
  const report = (error: HostError | null): void => {
    if (error !== null && !hasFailed) keepNotice(app, text('safety.copyFailed', { reason: fileErrorText(error) }));
    if (error === null && hasFailed) notify(app, null);
    hasFailed = error !== null;
  };

  const keepNow = async (): Promise<void> => {
    cancel();
    const state = app.store.getState();
    const study = documentOf(state);
    const work = copyOf(study.id);
    if (!isWorthKeeping(state)) return dropCopy(work);
    if (work.kept === study) return;
    const { file } = state;
    const saved = savedStudyOf(state);
    const base = file !== null && saved !== null ? { study: saved, sha256: file.sha256 } : null;
    const kept = await work.copy.keep({
      study,
      base,
      grant: file?.grant ?? null,
      name: (file?.name ?? study.title).slice(0, 255),
      settled: !isDocumentUnsaved(state),
    });
    if (kept.ok) Object.assign(work, { kept: study, keptAt: new Date(app.now()) });
    else schedule();
    report(kept.ok ? null : kept.error);
  };

  const dropCopy = async (work: Present): Promise<void> => {
    if (work.kept === null) return;
    Object.assign(work, { kept: null, keptAt: null });
    await work.copy.drop();
  };

  const flush = (): Promise<void> => (running = running.then(keepNow, keepNow));

  const { schedule, cancel } = createPause(timers, () => void flush());

  const unsubscribe = app.store.subscribe((state, before) => {
    const document = documentOf(state);
    const isOther = document !== documentOf(before);
    const isSaved = savedStudyOf(state) !== savedStudyOf(before) || state.save !== before.save;
    // The first change of a large study must not have to wait until all of it was counted.
    if (document.id !== documentOf(before).id) {
      void countInSlices(document, timers);
    }
    // Another study is on the screen; leaving the old one was agreed to, with its copy.
    if (present !== null && document.id !== present.studyId) {
      const left = present;
      present = null;
      cancel();
      running = running.then(() => dropCopy(left));
      return;
    }
    if (isSaved && !isWorthKeeping(state)) void flush();
    else if (isOther || isSaved) schedule();
  });

  return {
    flush,
    adopt(id) {
      const study = documentOf(app.store.getState());
      const copy = createRecoveryCopy({ id, page, host: app.host, timers });
      present = { studyId: study.id, copy, kept: null, keptAt: null };
      schedule();
    },
    keptAt: () => present?.keptAt ?? null,
    stop() {
      unsubscribe();
      cancel();
    },
  };
}

/** Runs the action once it has been quiet for a second, and at the latest five seconds after the first call. */
function createPause(timers: Timers, action: () => void): { schedule: () => void; cancel: () => void } {
  let cancelQuiet: (() => void) | null = null;
  let cancelLatest: (() => void) | null = null;
  return {
    schedule: () => {
      cancelQuiet?.();
      cancelQuiet = timers.after(QUIET_MS, action);
      cancelLatest ??= timers.after(LATEST_MS, action);
    },
    cancel: () => {
      cancelQuiet?.();
      cancelLatest?.();
      cancelQuiet = null;
      cancelLatest = null;
    },
  };
}

/** Unsaved work, and work that was saved but that the disk has not confirmed. */
const isWorthKeeping = (state: AppState): boolean =>
  isWorkUnsaved(state) || (!isDocumentUnsaved(state) && state.file !== null && !state.save.confirmed);
