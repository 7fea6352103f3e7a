import { link, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { withCommitLock } from '../../../electron/host/commitLock.ts';
import type { FilePort, Machine } from '../../../electron/host/filePort.ts';
import { nodeFilePort } from '../../../electron/host/nodeFilePort.ts';
import { systemError } from '../../../electron/host/systemFailure.ts';
import { shortHash } from '../../../electron/host/temporaryName.ts';
import { ManualClock } from './manualClock.ts';
import { useTemporaryFolder } from './temporaryFolder.ts';

const on = (machine: Partial<Machine>, more: Partial<FilePort> = {}): FilePort => ({
  ...nodeFilePort,
  ...more,
  machine: { ...nodeFilePort.machine, ...machine },
});

describe('The lock of the last moment', () => {
  const folder = useTemporaryFolder();
  const target = (): string => folder.in('s.endplate');
  const lock = (): string => folder.in(`.endplate-${shortHash('s.endplate')}-commit.tmp`);
  const run = (clock: ManualClock, port: FilePort = nodeFilePort) =>
    withCommitLock(port, target(), clock, () => readdir(folder.path));
  /** One that goes faster than the lock is looked at, so that five seconds are some hundred looks. */
  const fastClock = (): ManualClock => {
    const clock = new ManualClock();
    clock.wait = (milliseconds) => clock.advance(milliseconds * 20);
    return clock;
  };
  const ofDeadProcess = (): string => `${shortHash(nodeFilePort.machine.hostName)} 99999 0123456789abcdef`;
  const dead = (more: Partial<FilePort> = {}): FilePort => on({ isProcessAlive: () => false }, more);

  test('is there while the action runs, and gone afterwards, also when the action fails', async () => {
    expect(await run(new ManualClock())).toEqual([path.basename(lock())]);
    await expect(
      withCommitLock(nodeFilePort, target(), new ManualClock(), () => Promise.reject(new Error('bug'))),
    ).rejects.toThrow('bug');
    expect(await readdir(folder.path)).toEqual([]);
  });

  test('of a process of this computer that has ended is taken at once', async () => {
    await writeFile(lock(), ofDeadProcess());
    const clock = new ManualClock();
    expect(await run(clock, dead())).toEqual([path.basename(lock())]);
    expect(clock.waits).toEqual([]);
    expect(await readdir(folder.path)).toEqual([]);
  });

  test('of an earlier process with our own number is taken at once', async () => {
    await writeFile(lock(), `${shortHash(nodeFilePort.machine.hostName)} ${process.pid} 0123456789abcdef`);
    const clock = new ManualClock();
    await run(clock);
    expect(clock.waits).toEqual([]);
  });

  test.each([
    ['another computer', () => `${shortHash('clinic-pc2')} 99999 0123456789abcdef`],
    ['nobody knows whom', () => 'nonsense'],
    ['nobody: it is empty', () => ''],
  ])('of %s is taken when it has not changed for 5 seconds', async (_, mark) => {
    await writeFile(lock(), mark());
    const clock = fastClock();
    expect(await run(clock, dead())).toEqual([path.basename(lock())]);
    expect(clock.now()).toBeGreaterThanOrEqual(5_000);
    expect(clock.now()).toBeLessThan(5_300);
    expect(await readdir(folder.path)).toEqual([]);
  });

  test('of a living process is waited for, and the wait ends when it goes', async () => {
    await writeFile(lock(), ofDeadProcess());
    const clock = new ManualClock();
    clock.after(1_000, () => void rename(lock(), folder.in('gone')));
    const alive = on(
      { isProcessAlive: () => true },
      {
        open: async (file, access, mode) => {
          // The clock of the test runs faster than the disk.
          await new Promise(setImmediate);
          return nodeFilePort.open(file, access, mode);
        },
      },
    );
    await run(clock, alive);
    expect(clock.now()).toBeGreaterThanOrEqual(1_000);
    expect(clock.now()).toBeLessThan(5_000);
  });

  test('that changes hands all the time does not hold a save for ever: after 30 seconds it goes on without', async () => {
    await writeFile(lock(), 'x');
    const clock = new ManualClock();
    let turn = 0;
    const busy = on(
      {},
      {
        open: async (file, access, mode) => {
          if (access === 'read') await writeFile(lock(), `${shortHash('clinic-pc2')} ${(turn += 1)} x`);
          return nodeFilePort.open(file, access, mode);
        },
      },
    );
    clock.wait = (milliseconds) => clock.advance(milliseconds * 200);
    await run(clock, busy);
    expect(clock.now()).toBeGreaterThanOrEqual(30_000);
    expect(clock.now()).toBeLessThan(32_000);
    expect(await readdir(folder.path)).toEqual([path.basename(lock())]);
  });

  test('that cannot be taken away is left, and the action runs', async () => {
    await writeFile(lock(), ofDeadProcess());
    const stuck = dead({ rename: () => Promise.reject(systemError('EACCES', 'rename')) });
    expect(await run(new ManualClock(), stuck)).toEqual([path.basename(lock())]);
    expect(await readFile(lock(), 'utf8')).toBe(ofDeadProcess());
  });

  test('that another saver took away in the same moment is made anew', async () => {
    await writeFile(lock(), ofDeadProcess());
    const first = dead({
      rename: async (from) => {
        await rename(from, folder.in('elsewhere'));
        throw systemError('ENOENT', 'rename');
      },
    });
    expect((await run(new ManualClock(), first)).sort()).toEqual([path.basename(lock()), 'elsewhere'].sort());
  });

  test('that became somebody else’s in the same moment is given back', async () => {
    await writeFile(lock(), ofDeadProcess());
    const theirs = `${shortHash('clinic-pc2')} 1 fedcba9876543210`;
    let isSwapped = false;
    const late = dead({
      rename: async (from, to) => {
        if (!isSwapped) await writeFile(lock(), theirs);
        isSwapped = true;
        await nodeFilePort.rename(from, to);
      },
      link: async (existing, name) => {
        await link(existing, name);
        expect(await readFile(name, 'utf8')).toBe(theirs);
      },
    });
    const clock = fastClock();
    await run(clock, late);
    // It was given back, so it had to be waited for.
    expect(clock.now()).toBeGreaterThanOrEqual(5_000);
  });

  test('that was lost during a long stop is left to the one who has it now', async () => {
    const clock = new ManualClock();
    const theirs = `${shortHash('clinic-pc2')} 1 fedcba9876543210`;
    await withCommitLock(nodeFilePort, target(), clock, async () => {
      await writeFile(lock(), theirs);
      await clock.advance(60_000);
    });
    expect(await readFile(lock(), 'utf8')).toBe(theirs);
  });

  test('that is still ours after a long stop is removed', async () => {
    const clock = new ManualClock();
    await withCommitLock(nodeFilePort, target(), clock, () => clock.advance(60_000));
    expect(await readdir(folder.path)).toEqual([]);
  });

  test('is done without where the folder has none', async () => {
    const none: FilePort = { ...nodeFilePort, open: () => Promise.reject(systemError('EACCES', 'open')) };
    expect(await run(new ManualClock(), none)).toEqual([]);
  });
});
