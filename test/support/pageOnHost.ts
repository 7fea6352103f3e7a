import { createHost } from '../../electron/host/createHost.ts';
import type { HostServices } from '../../electron/host/createHost.ts';
import type { FilePort } from '../../electron/host/filePort.ts';
import { createFolderFilePicker } from '../../electron/loopback/folderFilePicker.ts';
import { createEditor } from '../../renderer/editor/editorState.ts';
import { OPENING_VIEW } from '../../renderer/editor/gridView.ts';
import { createApp, perform, type App } from '../../renderer/files/app.ts';
import { offerRecoveries } from '../../renderer/files/recovery.ts';
import { sayFileIsBusy } from '../../renderer/files/saveStudy.ts';
import { newStudy } from '../../renderer/files/showStudy.ts';
import { startSafety, type WindowLife } from '../../renderer/files/startSafety.ts';
import type { Dialog } from '../../renderer/files/dialogs.ts';
import type { Answer, HostError, Method, Params } from '../../shared/host/contract.ts';
import type { Host } from '../../shared/host/host.ts';
import type { Result } from '../../shared/result.ts';
import type { Study } from '../../shared/study/study.ts';
import { ManualClock } from '../unit/host/manualClock.ts';
import type { MemoryDisk } from './memoryDisk.ts';

/** One computer: a disk, a program on it, and the clock of both. */
export interface Computer {
  readonly host: HostServices;
  readonly clock: ManualClock;
  open(): Promise<TestPage>;
}

export interface TestPage {
  readonly app: App;
  readonly study: () => Study;
  /** A change as a form or a tool makes it. */
  edit(change: (study: Study) => Study): void;
  /** Lets time pass, with everything that it brings about. */
  pass(milliseconds: number): Promise<void>;
  /** Waits until nothing is under way. */
  settle(): Promise<void>;
  /** Answers the question on the screen; fails when there is none. */
  answer(choice: unknown): Promise<void>;
  readonly dialog: () => Dialog | null;
  /** The window comes to the front. */
  focus(): Promise<void>;
  /** Leaves only the present study, without undo. */
  forgetHistory(): void;
  /** The page goes without a word. */
  kill(): void;
}

export const FOLDER = '/studies';
let ids = 0;
/** Ids in order, in the form that the contract asks for. */
const newId = (): string => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;

export async function startComputer(disk: MemoryDisk): Promise<Computer> {
  await disk.port.mkdir(FOLDER);
  return startOn(disk.port, { folder: FOLDER, userFolder: '/user' });
}

/** A page on any disk. */
export async function openPageOn(
  port: FilePort,
  places: { readonly folder: string; readonly userFolder: string },
): Promise<TestPage> {
  await port.mkdir(places.folder);
  return startOn(port, places).open();
}

function startOn(port: FilePort, places: { readonly folder: string; readonly userFolder: string }): Computer {
  const clock = new ManualClock();
  const begin = Date.parse('2026-11-20T14:00:00.000Z');
  const today = (): Date => new Date(begin + clock.now());
  let onFileBusy = (): void => undefined;
  const host = createHost({
    onFileBusy: () => onFileBusy(),
    picker: createFolderFilePicker(port, places.folder),
    userFolder: places.userFolder,
    appVersion: '1.0.0',
    shell: 'loopback',
    port,
    clock,
    today,
  });
  const alive = new Set<string>();
  return {
    host,
    clock,
    async open() {
      const page = await openPage({ host, clock, today, alive });
      onFileBusy = () => sayFileIsBusy(page.app);
      return page;
    },
  };
}

async function openPage(on: {
  readonly host: HostServices;
  readonly clock: ManualClock;
  readonly today: () => Date;
  /** The pages of this browser. */
  readonly alive: Set<string>;
}): Promise<TestPage> {
  let isKilled = false;
  let running = 0;
  const host: Host = {
    async call<M extends Method>(method: M, params: Params<M>): Promise<Result<Answer<M>, HostError>> {
      // A killed page asks for nothing any more, and hears nothing.
      if (isKilled) return new Promise(() => undefined);
      running += 1;
      const answer = (await on.host.dispatch(method, params)) as Result<Answer<M>, HostError>;
      running -= 1;
      return isKilled ? new Promise(() => undefined) : answer;
    },
    onEvent: () => () => undefined,
  };
  const about = await host.call('about', {});
  if (!about.ok) throw new Error(about.error.message);
  const app = createApp({ host, decoder: noDecoder, now: () => on.today().toISOString(), newId }, {
    about: about.value,
    settings: {},
    screen: 'start',
    editor: createEditor(newStudy({ newId }), { saved: false }),
    file: null,
    save: { saving: false, savedAt: null, confirmed: true },
    images: {},
    pictures: {},
    previews: [],
    grid: OPENING_VIEW,
    drawer: null,
    dialog: null,
    notice: null,
    announcement: '',
    truth: null,
    overlaysHidden: false,
    pointer: null,
  } as unknown as Parameters<typeof createApp>[1]);
  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 3; quiet = running === 0 ? quiet + 1 : 0) await new Promise(setImmediate);
  };
  const locks = browserLocks(on.alive);
  let onFocus: () => void = () => undefined;
  const life: WindowLife = {
    locks,
    isVisible: () => true,
    onFocus: (action) => {
      onFocus = action;
      return () => undefined;
    },
    onHidden: () => () => undefined,
    onGone: () => () => undefined,
  };
  const timers = {
    now: () => on.clock.now(),
    after: (milliseconds: number, action: () => void) => on.clock.after(milliseconds, () => !isKilled && action()),
    pause: () => Promise.resolve(),
  };
  const stop = startSafety(app, life, timers);
  void offerRecoveries(app);
  await settle();
  return {
    app,
    study: () => app.store.getState().editor.history.present,
    edit: (change) => {
      const study = change(app.store.getState().editor.history.present);
      perform(app, { type: 'commit', study, label: 'edit' });
    },
    async pass(milliseconds) {
      // In steps, so that what one moment starts is done before the next one.
      for (let passed = 0; passed < milliseconds; passed += 500) {
        await on.clock.advance(Math.min(500, milliseconds - passed));
        await settle();
      }
    },
    settle,
    async answer(choice) {
      const { dialog } = app.store.getState();
      if (dialog === null) throw new Error('No question is on the screen.');
      (dialog.answer as (value: unknown) => void)(choice);
      await settle();
    },
    dialog: () => app.store.getState().dialog,
    async focus() {
      onFocus();
      await settle();
    },
    forgetHistory() {
      app.store.setState(({ editor }) => ({
        editor: { ...editor, history: { ...editor.history, past: editor.history.past.slice(-1), future: [] } },
      }));
    },
    kill() {
      isKilled = true;
      stop();
      locks.releaseAll();
    },
  };
}

const noDecoder = {
  decode: () => Promise.resolve({ ok: false, error: { code: 'not_an_image', message: 'There are no images here.' } }),
  close: () => undefined,
  prepare: () => undefined,
} as unknown as App['decoder'];

/** The browser's locks: a page keeps its name as long as it lives. */
function browserLocks(alive: Set<string>): LockManager & { releaseAll(): void } {
  const own = new Set<string>();
  const locks = {
    request: (name: string) => {
      own.add(name);
      alive.add(name);
      return new Promise(() => undefined);
    },
    query: () => Promise.resolve({ held: [...alive].map((name) => ({ name })), pending: [] }),
    releaseAll: () => {
      for (const name of own) alive.delete(name);
    },
  };
  // Only what the page uses of the browser's interface.
  return locks as never;
}
