import { describe, expect, test } from 'vitest';
import { lockPath } from '../../../electron/host/lockFile.ts';
import { createStudyLocks } from '../../../electron/host/studyLocks.ts';
import type { StudyLocks } from '../../../electron/host/studyLocks.ts';
import { systemError } from '../../../electron/host/systemFailure.ts';
import type { FilePort } from '../../../electron/host/filePort.ts';
import { createMemoryDisk } from '../../support/memoryDisk.ts';
import { ManualClock } from './manualClock.ts';

const STUDY = '/share/s.endplate';
const OURS = '00000000-0000-4000-8000-000000000001';
const THEIRS = '00000000-0000-4000-8000-000000000002';

/** Two computers with clocks of their own on one shared folder. */
function share() {
  const disk = createMemoryDisk();
  disk.write(STUDY, 'a study');
  let dead = new Set<number>();
  let broken: string | null = null;
  const computer = (hostName: string, processId: number) => {
    const clock = new ManualClock();
    const port: FilePort = {
      ...disk.port,
      machine: { ...disk.port.machine, hostName, processId, isProcessAlive: (id) => !dead.has(id) },
      open: (...args) => (broken === null ? disk.port.open(...args) : Promise.reject(systemError(broken, 'open'))),
    };
    const today = (): Date => new Date(Date.parse('2026-11-20T14:03:00.000Z') + clock.now());
    return { clock, locks: createStudyLocks({ port, clock, appVersion: '1', today }) };
  };
  return {
    disk,
    computer,
    kill: (processId: number) => (dead = new Set([...dead, processId])),
    breakDisk: (code: string | null) => (broken = code),
    lock: () => disk.read(lockPath(STUDY)),
  };
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
};
const ask = (locks: StudyLocks, page: string, more: { takeOver?: boolean; user?: string } = {}) =>
  locks.acquire(STUDY, { page, alive: null, user: 'Dr X', takeOver: false, ...more });

describe('The lock of a study', () => {
  test('names its holder to the other computer', async () => {
    const { computer, lock } = share();
    const [ours, theirs] = [computer('CLINIC-PC2', 7), computer('CLINIC-PC1', 7)];
    expect(await ask(ours.locks, OURS)).toEqual({ state: 'held' });
    expect(JSON.parse(lock() ?? '')).toMatchObject({ user: 'Dr X', host: 'CLINIC-PC2', processId: 7, beat: 0 });
    expect(await ask(theirs.locks, THEIRS, { takeOver: true })).toEqual({
      state: 'other',
      holder: { user: 'Dr X', host: 'CLINIC-PC2', since: '2026-11-20T14:03:00.000Z' },
      abandoned: false,
    });
    expect(theirs.locks.lastHolder(STUDY)?.host).toBe('CLINIC-PC2');
  });

  test('that beats is never abandoned, whatever the clock of the holder shows', async () => {
    const { computer } = share();
    const [ours, theirs] = [computer('A', 1), computer('B', 2)];
    await ask(ours.locks, OURS);
    for (let minute = 0; minute < 10; minute += 1) {
      await theirs.clock.advance(60_000);
      await ours.locks.look(STUDY, { page: OURS, alive: null });
      await ours.clock.advance(30_000);
      await settle();
      expect(await ask(theirs.locks, THEIRS, { takeOver: true })).toMatchObject({ state: 'other', abandoned: false });
    }
  });

  test('that has not beaten for 90 seconds of our own clock is taken over when asked, and only then', async () => {
    const { computer, lock } = share();
    const [ours, theirs] = [computer('A', 1), computer('B', 2)];
    await ask(ours.locks, OURS);
    expect(await ask(theirs.locks, THEIRS)).toMatchObject({ abandoned: false });
    await theirs.clock.advance(89_000);
    expect(await ask(theirs.locks, THEIRS, { takeOver: true })).toMatchObject({ abandoned: false });
    await theirs.clock.advance(1_000);
    expect(await ask(theirs.locks, THEIRS)).toMatchObject({ state: 'other', abandoned: true });
    expect(await ask(theirs.locks, THEIRS, { takeOver: true })).toEqual({ state: 'held' });
    expect(lock()).toContain(THEIRS);
    // The one that slept finds out, and leaves the new lock alone.
    await ours.clock.advance(30_000);
    await settle();
    expect(await ours.locks.look(STUDY, { page: OURS, alive: null })).toEqual({ state: 'lost' });
    await ours.locks.release(STUDY, OURS);
    expect(lock()).toContain(THEIRS);
  });

  test('of a process of this computer that has ended passes on at once', async () => {
    const { computer, kill } = share();
    const [before, now] = [computer('A', 1), computer('A', 2)];
    await ask(before.locks, OURS);
    expect(await ask(now.locks, THEIRS)).toMatchObject({ state: 'other' });
    kill(1);
    expect(await now.locks.look(STUDY, { page: THEIRS, alive: null })).toEqual({ state: 'free' });
    expect(await ask(now.locks, THEIRS)).toEqual({ state: 'held' });
  });

  test('of an earlier process with our number passes on at once', async () => {
    const { computer } = share();
    await ask(computer('A', 1).locks, OURS);
    expect(await ask(computer('A', 1).locks, THEIRS)).toEqual({ state: 'held' });
  });

  test('is not given up because the network answers with errors', async () => {
    const { computer, breakDisk, lock } = share();
    const ours = computer('A', 1);
    await ask(ours.locks, OURS);
    breakDisk('EIO');
    await ours.clock.advance(30_000);
    await settle();
    expect(await ours.locks.look(STUDY, { page: OURS, alive: null })).toEqual({ state: 'held' });
    breakDisk(null);
    await ours.clock.advance(30_000);
    await settle();
    expect(JSON.parse(lock() ?? '').beat).toBeGreaterThanOrEqual(1);
  });

  test('is lost when its file is gone', async () => {
    const { computer, disk } = share();
    const ours = computer('A', 1);
    await ask(ours.locks, OURS);
    await disk.port.unlink(lockPath(STUDY));
    expect(await ours.locks.look(STUDY, { page: OURS, alive: null })).toEqual({ state: 'lost' });
  });

  test('of a page that has not called for three minutes is let go', async () => {
    const { computer, lock } = share();
    const ours = computer('A', 1);
    await ask(ours.locks, OURS);
    for (let half = 0; half < 7; half += 1) {
      await ours.clock.advance(30_000);
      await settle();
    }
    expect(lock()).toBeNull();
  });

  test('cannot be made in a folder that may not be written, and that is said', async () => {
    const { computer, breakDisk } = share();
    const ours = computer('A', 1);
    breakDisk('ENOTSUP');
    expect(await ask(ours.locks, OURS)).toMatchObject({ state: 'unavailable', mayWrite: true });
    breakDisk(null);
    const { computer: other, disk } = share();
    const { locks } = other('A', 1);
    disk.port.open = () => Promise.reject(systemError('EACCES', 'open'));
    expect(await ask(locks, OURS)).toMatchObject({ state: 'unavailable' });
  });

  test('that is damaged counts as somebody’s, until it has been still for 90 seconds', async () => {
    const { computer, disk } = share();
    disk.write(lockPath(STUDY), '{"app":');
    const { locks, clock } = computer('A', 1);
    expect(await ask(locks, OURS, { takeOver: true })).toMatchObject({ state: 'other', abandoned: false });
    await clock.advance(90_000);
    expect(await ask(locks, OURS, { takeOver: true })).toEqual({ state: 'held' });
  });

  test('leaves nothing when the program ends', async () => {
    const { computer, disk } = share();
    const { locks } = computer('A', 1);
    await ask(locks, OURS);
    await locks.end();
    expect(disk.files()).toEqual([STUDY]);
  });

  test('goes to one of two who ask at once', async () => {
    const { computer } = share();
    const [one, two] = [computer('A', 1), computer('B', 2)];
    const states = await Promise.all([ask(one.locks, OURS), ask(two.locks, THEIRS)]);
    expect(states.map(({ state }) => state).sort()).toEqual(['held', 'other']);
  });
});
