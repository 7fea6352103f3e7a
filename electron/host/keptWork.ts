import path from 'node:path';
import type { Clock } from './clock.ts';
import type { FilePort } from './filePort.ts';
import { createFileWatch } from './fileWatch.ts';
import type { FileWatch } from './fileWatch.ts';
import { createLiveSession } from './liveSession.ts';
import { createRecoveries } from './recoveries.ts';
import type { Recoveries } from './recoveries.ts';
import { createRecoveryFolder } from './recoveryFolder.ts';
import type { RecoveryFolder } from './recoveryFolder.ts';
import { createStudyLocks } from './studyLocks.ts';
import type { StudyLocks } from './studyLocks.ts';
import { createVersions } from './versions.ts';
import type { Versions } from './versions.ts';

/** What stands between the user and a loss: copies of unsaved work, earlier versions, locks, a look at the file. */
export interface KeptWork {
  readonly recoveries: Recoveries;
  readonly folder: RecoveryFolder;
  readonly versions: Versions;
  readonly locks: StudyLocks;
  readonly watch: FileWatch;
  /** Work that nobody waits for until the program ends. */
  later(work: Promise<unknown>): void;
  /** Waits for that work. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export function createKeptWork(options: {
  readonly port: FilePort;
  readonly clock: Clock;
  readonly userFolder: string;
  readonly appVersion: string;
  readonly today: () => Date;
}): KeptWork {
  const { port, clock, userFolder, appVersion, today } = options;
  const copies = path.join(userFolder, 'recovery');
  const live = createLiveSession(port, copies, { clock, today });
  const folder = createRecoveryFolder(port, clock, copies);
  const recoveries = createRecoveries({ port, folder, live, today });
  const now = (): number => today().getTime();
  const versions = createVersions({ port, clock, folder: path.join(userFolder, 'versions'), now });
  const locks = createStudyLocks({ port, clock, appVersion, today });
  const background = new Set<Promise<unknown>>();
  return {
    recoveries,
    folder,
    versions,
    locks,
    watch: createFileWatch(port, today),
    later(work) {
      background.add(work);
      const forget = (): unknown => background.delete(work);
      work.then(forget, forget);
    },
    async settled() {
      while (background.size > 0) await Promise.allSettled(background);
      await recoveries.finish();
    },
    async close() {
      // What is written may bring more with it: the versions of a study follow its save.
      while (background.size > 0) await Promise.allSettled(background);
      await Promise.all([locks.end(), recoveries.finish()]);
      await live.end();
    },
  };
}
