import type { GrantedFile, HostError } from '../../shared/host/contract.ts';
import { success } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { ENGLISH_SHELL_WORDS } from '../../shared/host/shellWords.ts';
import type { ShellWords } from '../../shared/host/shellWords.ts';
import { choosingHandlers } from './choosingHandlers.ts';
import { createChosenFiles } from './chosenFiles.ts';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { createWriter } from './createWriter.ts';
import { diagnosticsText } from './diagnosticsText.ts';
import { dispatchTo } from './dispatch.ts';
import type { Handlers } from './dispatch.ts';
import { createFileGrants } from './fileGrants.ts';
import type { FilePicker } from './filePicker.ts';
import type { FilePort } from './filePort.ts';
import { createImageIndex } from './imageIndex.ts';
import { createKeptWork } from './keptWork.ts';
import { newFolderHandler } from './newFolder.ts';
import { nodeFilePort } from './nodeFilePort.ts';
import { privacyHandlers } from './privacyHandlers.ts';
import { readingHandlers } from './readingHandlers.ts';
import { createRecentStudies } from './recentStudies.ts';
import type { NewestCopy } from './recoveries.ts';
import { recoveryHandlers } from './recoveryHandlers.ts';
import { createSettingsStore } from './settings.ts';
import { studyHandlers } from './studyHandlers.ts';
import { createUserFile } from './userFile.ts';
import { withDeadline } from './withDeadline.ts';

export interface HostOptions {
  readonly picker: FilePicker;
  /** The folder of this user for settings and the like; made when needed. No file inside it is ever granted. */
  readonly userFolder: string;
  readonly appVersion: string;
  readonly shell: 'electron' | 'loopback';
  /** Files named on the command line or by the system at start; those that do not exist are left out. */
  readonly launchPaths?: readonly string[];
  /** More folders in which no file is ever granted: the program's own. */
  readonly ownFolders?: readonly string[];
  /** Another program has held the file of a save for a second; the save goes on asking. */
  readonly onFileBusy?: () => void;
  /** Where this shell keeps its log; left out: it keeps none. */
  readonly logFile?: string;
  /** The disk, for tests with a failing one. */
  readonly port?: FilePort;
  readonly clock?: Clock;
  /** The date, for times that people read; tests set it. */
  readonly today?: () => Date;
}

/** What the page said last about its work: the window's close question depends on it. */
export interface UnsavedState {
  readonly unsaved: boolean;
  readonly title: string;
  readonly words: ShellWords;
}

export interface HostServices {
  /** Validates the parameters, runs the method, validates the result. Never throws and never rejects. */
  dispatch(method: string, params: unknown): Promise<Result<unknown, HostError>>;
  /**
   * Grants for files that the user named outside the page: a second start of the program, a file opened by the system.
   * Null where a path is no readable file. Not for text that came from the page.
   */
  grantPaths(paths: readonly string[]): Promise<readonly (GrantedFile | null)[]>;
  unsavedState(): UnsavedState;
  /** The latest copy of unsaved work, to be written at once when the system goes down; null: there is none. */
  newestRecovery(): NewestCopy | null;
  /** The user closes without saving: the copies of this program's unsaved work go. */
  letGo(): Promise<void>;
  /** Waits for what is done in the background. */
  settled(): Promise<void>;
  /** Waits until everything that was begun is on the disk; releases what is held. */
  close(): Promise<void>;
}

/** The one dispatcher behind both shells. */
export function createHost(options: HostOptions): HostServices {
  const clock = options.clock ?? systemClock;
  const port = withDeadline(options.port ?? nodeFilePort, clock);
  const { picker, userFolder } = options;
  const grants = createFileGrants(port, [userFolder, ...(options.ownFolders ?? [])]);
  const chosen = createChosenFiles(port, grants);
  const today = options.today ?? (() => new Date());
  const { appVersion, onFileBusy: onWaiting = () => undefined } = options;
  const kept = createKeptWork({ port, clock, userFolder, appVersion, today });
  const settings = createSettingsStore(createUserFile(port, clock, userFolder, 'settings.json'));
  const images = createImageIndex(createUserFile(port, clock, userFolder, 'images.json'));
  const recent = createRecentStudies(createUserFile(port, clock, userFolder, 'recent.json'), {
    isWanted: async () => (await settings.read()).recentStudies !== false,
    today,
  });
  let unsaved: UnsavedState = { unsaved: false, title: '', words: ENGLISH_SHELL_WORDS };

  const grantPaths = (paths: readonly string[]): Promise<readonly (GrantedFile | null)[]> =>
    Promise.all(
      paths.map(async (file) => {
        const granted = await chosen.ofUnknownKind(file);
        return granted.ok ? granted.value : null;
      }),
    );
  let launchFiles: Promise<readonly (GrantedFile | null)[]> | null = null;

  const handlers: Handlers = {
    async about() {
      launchFiles ??= grantPaths(options.launchPaths ?? []);
      return success({
        appVersion,
        shell: options.shell,
        picker: picker.kind,
        folderName: picker.kind === 'folder' ? picker.folderName : null,
        launchFiles: (await launchFiles).filter((file) => file !== null),
      });
    },

    ...choosingHandlers(picker, { grants, chosen, grantPaths }),

    ...readingHandlers({ port, picker, grants, chosen, images, recent }),
    writeFile: createWriter({ port, clock, today, grants, kept, recent, onWaiting }),
    writeNewFolder: newFolderHandler({ port, clock, picker, grants }),

    ...studyHandlers({ port, grants, ...kept }),
    ...recoveryHandlers({ picker, grants, chosen, forget: [images, recent], ...kept }),

    ...privacyHandlers({
      picker,
      chosen,
      recent,
      settings,
      diagnostics: () => diagnosticsText({ port, appVersion, shell: options.shell, logFile: options.logFile ?? null }),
    }),

    setUnsaved({ words = unsaved.words, ...state }) {
      unsaved = { ...state, words };
      return Promise.resolve(success({}));
    },
  };

  return {
    dispatch: (method, params) => dispatchTo(handlers, method, params),
    grantPaths,
    unsavedState: () => unsaved,
    newestRecovery: () => kept.recoveries.newest(),
    letGo: () => kept.recoveries.dropOwn(),
    settled: () => kept.settled(),
    async close() {
      await Promise.all([images.flush(), recent.flush(), kept.close()]);
    },
  };
}
