import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { FilePort } from '../../../electron/host/filePort.ts';
import { createHeldLocks } from '../../../electron/host/heldLocks.ts';
import { createImageIndex } from '../../../electron/host/imageIndex.ts';
import { createKeptWork } from '../../../electron/host/keptWork.ts';
import { lockPath, readLock } from '../../../electron/host/lockFile.ts';
import type { SaveRecovery } from '../../../electron/host/recoveries.ts';
import { decodeCopy } from '../../../electron/host/recoveryCopy.ts';
import { systemError } from '../../../electron/host/systemFailure.ts';
import { writeStudy } from '../../../electron/host/writeStudy.ts';
import { createMemoryDisk } from '../../support/memoryDisk.ts';
import { ManualClock } from './manualClock.ts';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const id = (number: number): string => `10000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const FILE = '/studies/s.endplate';

/** A program on a disk in memory; its time moves by hand. */
function program(
  disk = createMemoryDisk(),
  { more = {}, minutes = 0 }: { more?: Partial<FilePort>; minutes?: number } = {},
) {
  let time = Date.parse('2026-11-20T14:00:00.000Z') + minutes * 60_000;
  const clock = new ManualClock();
  const port: FilePort = { ...disk.port, ...more };
  const today = (): Date => new Date(time);
  void disk.port.mkdir('/studies');
  const kept = createKeptWork({ port, clock, userFolder: '/user', appVersion: '1', today });
  const keep = (number: number, change: Partial<SaveRecovery> = {}) => {
    time += 60_000;
    return kept.recoveries.save({
      id: id(number),
      page: id(900),
      name: 's.endplate',
      file: FILE,
      base: null,
      baseFiles: [],
      parts: [],
      points: number,
      pointsSaved: null,
      settled: false,
      bytes: bytesOf(`work ${number}`),
      ...change,
    });
  };
  const save = (text: string, points: number, replaces: string | null) =>
    writeStudy(
      { port, clock, today, versions: kept.versions, later: (work) => kept.later(work), onWaiting: () => {} },
      { id: 'g', path: FILE, name: 's.endplate', kind: 'study', mayRead: true, mayWrite: true },
      { bytes: bytesOf(text), replaces, facts: { id: 'study', levels: 1, points } },
    );
  return { disk, port, clock, today, kept, keep, save };
}

describe('Copies of unsaved work', () => {
  test('of one file are at most five: the sixth, of a new program, removes the first', async () => {
    let disk = createMemoryDisk();
    for (let number = 1; number <= 6; number += 1) {
      disk = disk.restart(number);
      const { keep, kept } = program(disk, { minutes: 10 * number });
      await keep(number);
      await keep(100 + number, { file: '/studies/other.endplate' });
      await kept.settled();
    }
    disk = disk.restart(7);
    const offered = (await program(disk, { minutes: 100 }).kept.recoveries.list([])).map(({ points }) => points);
    expect(offered).toEqual([106, 6, 105, 5, 104, 4, 103, 3, 102, 2]);
  });

  test('that this program works on are not counted out by a new one of the same file', async () => {
    const { keep, kept } = program();
    for (let number = 1; number <= 7; number += 1) await keep(number);
    expect((await kept.recoveries.list([])).map(({ points }) => points)).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  test('the newest one is at hand for the end of the session; settled work is none', async () => {
    const { keep, kept } = program();
    expect(kept.recoveries.newest()).toBeNull();
    await keep(1, { settled: true });
    expect(kept.recoveries.newest()).toBeNull();
    await keep(2);
    await keep(3);
    await keep(4, { settled: true });
    const newest = kept.recoveries.newest();
    expect(newest?.file).toBe(`/user/recovery/${id(3)}/snapshot`);
    expect(decodeCopy(newest?.bytes ?? new Uint8Array())).toMatchObject({ id: id(3), points: 3 });
  });

  test('are gone when the user lets go of the work, and none is begun again', async () => {
    const { keep, kept, disk } = program();
    await keep(1);
    await keep(2);
    await kept.recoveries.dropOwn();
    expect(await keep(3)).toMatchObject({ ok: true });
    await kept.recoveries.finish();
    expect(disk.files().filter((file) => file.endsWith('snapshot'))).toEqual([]);
  });

  test('of a study that was never saved are offered although its disk had not confirmed them', async () => {
    const { keep, kept } = program();
    await keep(1, { file: null, settled: true });
    expect(await kept.recoveries.list([])).toHaveLength(1);
  });

  test('keep the parts that wait for their snapshot, and lose those that none names', async () => {
    const { keep, kept, disk } = program();
    const parts = () => disk.files().filter((file) => file.endsWith('.part')).length;
    await kept.recoveries.keepPart(id(1), bytesOf('a'));
    await kept.recoveries.keepPart(id(1), bytesOf('b'));
    await keep(1, { parts: [sha256('a')] });
    expect(parts()).toBe(2);
    await keep(1, { parts: [sha256('a'), sha256('b')] });
    expect(parts()).toBe(2);
    await keep(1, { parts: [sha256('b')] });
    expect(parts()).toBe(1);
    expect(await kept.folder.readPart(id(1), sha256('b'))).toEqual(bytesOf('b'));
    disk.write(`/user/recovery/${id(1)}/${sha256('b')}.part`, 'c');
    expect(await kept.folder.readPart(id(1), sha256('b'))).toBeNull();
  });

  test('take their base from the first file that has it, once', async () => {
    const { keep, kept, disk } = program();
    disk.write('/a', 'another');
    disk.write('/b', 'base');
    const base = sha256('base');
    expect(await keep(1, { base, baseFiles: ['/a', '/missing', '/b'] })).toMatchObject({ ok: true });
    expect(await kept.folder.readPart(id(1), base)).toEqual(bytesOf('base'));
    expect(await keep(1, { base, baseFiles: [] })).toMatchObject({ ok: true });
    expect(await keep(2, { base, baseFiles: ['/a'] })).toMatchObject({ ok: false, error: { detail: 'base' } });
  });

  test('are whole or nothing', () => {
    for (const bytes of [bytesOf(''), bytesOf('abc'), bytesOf('\0\0\0\u0002{}'), new Uint8Array(100)]) {
      expect(decodeCopy(bytes)).toBeNull();
    }
  });
});

describe('Versions of a study', () => {
  test('a pin is put on and taken off, and twice is once', async () => {
    const { kept, save } = program();
    await save('one', 3, null);
    await kept.settled();
    const list = () => kept.versions.list(FILE, 'study');
    const name = async (): Promise<string> => (await list())[0]?.name ?? '';
    for (const [pinned, expected] of [
      [false, false],
      [true, true],
      [true, true],
      [false, false],
    ] as const) {
      expect(await kept.versions.pin(await name(), pinned)).toBe(true);
      expect((await list()).map((version) => version.pinned)).toEqual([expected]);
    }
    expect(await kept.versions.pin('nothing', true)).toBe(false);
  });

  test('one that another program wrote has the time of its file, or none where the disk does not say', async () => {
    const known = program();
    known.disk.write(FILE, 'theirs');
    await known.save('mine', 1, sha256('theirs'));
    await known.kept.settled();
    const { modifiedAt } = await known.port.lstat(FILE);
    const [, theirs] = await known.kept.versions.list(FILE, 'study');
    expect(theirs?.savedAt).toBeLessThan(modifiedAt);
    expect(theirs?.savedAt).toBeGreaterThan(0);

    const disk = createMemoryDisk();
    disk.write(FILE, 'theirs');
    let looks = 0;
    const silent = program(disk, {
      more: {
        lstat: (file) =>
          file === FILE && (looks += 1) === 1 ? Promise.reject(systemError('EIO', 'lstat')) : disk.port.lstat(file),
      },
    });
    await silent.save('mine', 1, sha256('theirs'));
    await silent.kept.settled();
    expect(Math.min(...(await silent.kept.versions.list(FILE, null)).map(({ savedAt }) => savedAt))).toBe(0);
  });

  test('a save that loses half of the bytes, or more than half of the points, keeps the one before', async () => {
    const kept = async (first: [string, number], second: [string, number]): Promise<boolean> => {
      const { save } = program();
      await save(first[0], first[1], null);
      const saved = await save(second[0], second[1], sha256(first[0]));
      return saved.ok && saved.value.keptReplaced;
    };
    expect(await kept(['x'.repeat(100), 10], ['y'.repeat(50), 5])).toBe(false);
    expect(await kept(['x'.repeat(100), 10], ['y'.repeat(49), 5])).toBe(true);
    expect(await kept(['x'.repeat(100), 10], ['y'.repeat(100), 4])).toBe(true);
    expect(await kept(['x'.repeat(100), 10], ['y'.repeat(300), 40])).toBe(false);
    expect(await kept(['same', 10], ['same', 1])).toBe(false);
  });
});

describe('Locks that are held', () => {
  const content = (session: string) => ({
    app: 'Endplate',
    version: '1',
    user: 'R1',
    host: 'memory',
    processId: 1,
    session,
    acquired: '2026-11-20T14:00:00.000Z',
    beat: 0,
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
  };
  const start = () => {
    const disk = createMemoryDisk();
    const clock = new ManualClock();
    const held = createHeldLocks(disk.port, clock);
    const hold = (study: string, session: string): void => {
      disk.write(lockPath(study), JSON.stringify(content(session)));
      held.add(study, content(session));
    };
    const beatOf = (study: string): number =>
      (JSON.parse(disk.read(lockPath(study)) ?? '{"beat":-1}') as { beat: number }).beat;
    return { disk, clock, held, hold, beatOf };
  };

  test('beat each on its own; one is released and the other goes on', async () => {
    const { clock, held, hold, beatOf, disk } = start();
    hold('/a', 'page');
    hold('/b', 'page');
    await clock.advance(30_000);
    await settle();
    expect([beatOf('/a'), beatOf('/b')]).toEqual([1, 1]);
    await held.release('/a', 'another page');
    expect(held.get('/a')).toBeDefined();
    await held.release('/a', 'page');
    expect(disk.read(lockPath('/a'))).toBeNull();
    await clock.advance(30_000);
    await settle();
    expect(beatOf('/b')).toBe(2);
    await held.releaseAll();
    expect(disk.read(lockPath('/b'))).toBeNull();
  });

  test('one that was taken by somebody is lost for good, and not written over', async () => {
    const { clock, held, hold, beatOf, disk } = start();
    hold('/a', 'page');
    disk.write(lockPath('/a'), JSON.stringify({ ...content('theirs'), beat: 7 }));
    for (let turn = 0; turn < 2; turn += 1) {
      await clock.advance(30_000);
      await settle();
      expect(held.get('/a')?.lost).toBe(true);
      expect(beatOf('/a')).toBe(7);
    }
    await held.release('/a', 'page');
    expect(beatOf('/a')).toBe(7);
  });

  test('a lock file that is too large, no lock, or no JSON has no holder but is a lock', async () => {
    const disk = createMemoryDisk();
    for (const text of ['x'.repeat(3 << 20), '{"app":1}', '{']) {
      disk.write(lockPath('/a'), text);
      expect(await readLock(disk.port, '/a')).toMatchObject({ ok: true, value: { lock: null } });
    }
    expect(await readLock(disk.port, '/b')).toEqual({ ok: true, value: null });
  });
});

test('images that were read at once are written at once', async () => {
  const writes: unknown[] = [];
  const index = createImageIndex({
    read: () => Promise.resolve([[sha256('old'), '/old.dcm']]),
    write: (content) => {
      writes.push(content);
      return Promise.resolve({ ok: true, value: { sha256: '', confirmed: true } });
    },
  });
  index.remember(sha256('a'), '/a.dcm');
  index.remember(sha256('b'), '/b.dcm');
  expect(await index.find(sha256('b'))).toBe('/b.dcm');
  expect(await index.find(sha256('old'))).toBe('/old.dcm');
  await index.flush();
  expect(writes).toEqual([
    [
      [sha256('old'), '/old.dcm'],
      [sha256('a'), '/a.dcm'],
      [sha256('b'), '/b.dcm'],
    ],
  ]);
});
