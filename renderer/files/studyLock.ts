import type { Lock } from '../../shared/host/contract.ts';
import { assertNever } from '../../shared/result.ts';
import { text } from '../messages/text.ts';
import type { App, AppState, OpenFile, ReadOnly } from './app.ts';
import { ask } from './ask.ts';
import { isDocumentUnsaved, rememberSaved } from './document.ts';
import type { PageIdentity } from './pageId.ts';
import { whoHasIt } from './whoElse.ts';

/** Keeps the study's lock while its work is changed here, and makes the window read-only where it cannot. */
export interface StudyLock {
  /** What a look at the file said about the lock. */
  seen(grant: string, lock: Lock): void;
  /** The user wants to go on although somebody else had the study. */
  takeOver(): Promise<void>;
  stop(): void;
}

export function startStudyLock(app: App, page: PageIdentity): StudyLock {
  /** The file that the lock was asked for. */
  let locked: string | null = null;
  /** The file about whose other user the question was asked already. */
  let asked: string | null = null;

  const acquire = async (file: OpenFile, takeOver: boolean): Promise<void> => {
    locked = file.grant;
    const user = app.store.getState().settings.readerCode ?? '';
    const answer = await app.host.call('acquireLock', {
      grant: file.grant,
      page: page.id,
      alive: await page.alive(),
      user,
      takeOver,
    });
    if (app.store.getState().file?.grant !== file.grant) return;
    if (answer.ok) setReadOnly(app, afterAsking(answer.value));
    else locked = null;
  };

  const unsubscribe = app.store.subscribe((state, before) => {
    const { file } = state;
    if (file?.grant !== before.file?.grant) {
      if (before.file !== null) void app.host.call('releaseLock', { grant: before.file.grant, page: page.id });
      locked = null;
      asked = null;
      if (state.readOnly) app.store.setState({ readOnly: null });
    }
    if (file !== null && locked !== file.grant && !state.readOnly && isDocumentUnsaved(state))
      void acquire(file, false);
  });

  return {
    seen(grant, lock) {
      const state = app.store.getState();
      const { file } = state;
      if (file?.grant !== grant) return;
      setReadOnly(app, afterLooking(state, lock));
      // Before the first change there is still a choice; afterwards the banner says how it stands.
      if (lock.state !== 'other' || asked === grant || isDocumentUnsaved(state)) return;
      asked = grant;
      void askHowToOpen(app, file, lock);
    },
    async takeOver() {
      const { file, readOnly } = app.store.getState();
      if (file !== null) await acquire(file, readOnly?.kind === 'other');
    },
    stop: unsubscribe,
  };
}

function setReadOnly(app: App, readOnly: ReadOnly | null): void {
  const present = app.store.getState().readOnly ?? null;
  if (JSON.stringify(present) !== JSON.stringify(readOnly)) app.store.setState({ readOnly });
}

function afterAsking(lock: Lock): ReadOnly | null {
  switch (lock.state) {
    case 'free':
    case 'held':
      return null;
    case 'lost':
      return { kind: 'lost', holder: null };
    case 'other':
      return { kind: 'other', holder: lock.holder, abandoned: lock.abandoned };
    case 'unavailable':
      // The lock is a courtesy: a network folder that has none is no reason to stop working.
      return lock.mayWrite ? null : { kind: 'unavailable' };
    default:
      return assertNever(lock);
  }
}

function afterLooking(state: AppState, lock: Lock): ReadOnly | null {
  const { readOnly = null } = state;
  if (lock.state === 'other') {
    if (readOnly?.kind === 'lost') return { kind: 'lost', holder: lock.holder };
    const isOpenElsewhere = readOnly !== null || isDocumentUnsaved(state);
    return isOpenElsewhere ? { kind: 'other', holder: lock.holder, abandoned: lock.abandoned } : null;
  }
  if (lock.state === 'lost') return readOnly?.kind === 'lost' ? readOnly : { kind: 'lost', holder: null };
  // Gone elsewhere: the study may be changed here again, once the user says so.
  if (lock.state === 'free' && (readOnly?.kind === 'other' || readOnly?.kind === 'lost')) return { kind: 'free' };
  return readOnly;
}

async function askHowToOpen(app: App, file: OpenFile, lock: Extract<Lock, { state: 'other' }>): Promise<void> {
  const answer = await ask(app, 'message', {
    title: text('safety.lockedTitle', { name: file.name }),
    text: `${whoHasIt(lock.holder)} ${text('safety.lockedText')}`,
    actions: [
      { id: 'copy', label: text('safety.openCopy') },
      { id: 'look', label: text('safety.openReadOnly') },
    ],
  });
  if (app.store.getState().file?.grant !== file.grant) return;
  if (answer === 'copy') {
    app.store.setState({ file: null });
    rememberSaved(app, null);
    return;
  }
  setReadOnly(app, { kind: 'other', holder: lock.holder, abandoned: lock.abandoned });
}
