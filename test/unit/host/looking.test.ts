import { createHash } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { FilePort, Machine } from '../../../electron/host/filePort.ts';
import { createFileWatch } from '../../../electron/host/fileWatch.ts';
import { findImage } from '../../../electron/host/findImage.ts';
import { createLiveSession } from '../../../electron/host/liveSession.ts';
import { nodeFilePort } from '../../../electron/host/nodeFilePort.ts';
import { systemError } from '../../../electron/host/systemFailure.ts';
import { shortHash } from '../../../electron/host/temporaryName.ts';
import { ManualClock } from './manualClock.ts';
import { useTemporaryFolder } from './temporaryFolder.ts';

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
const on = (machine: Partial<Machine>, more: Partial<FilePort> = {}): FilePort => ({
  ...nodeFilePort,
  ...more,
  machine: { ...nodeFilePort.machine, ...machine },
});

describe('A look at a file', () => {
  const folder = useTemporaryFolder();
  const failing = (call: 'lstat' | 'open', code: string): FilePort => ({
    ...nodeFilePort,
    [call]: () => Promise.reject(systemError(code, call)),
  });
  const now = (): Date => new Date();

  test.each([
    ['lstat', 'ENOENT', null],
    ['lstat', 'EIO', 'notAnswering'],
    ['open', 'ENOENT', null],
    ['open', 'EACCES', 'permission'],
  ] as const)('where %s answers %s says %s', async (call, code, expected) => {
    await writeFile(folder.in('s'), 'one');
    const looked = await createFileWatch(failing(call, code), now).look(folder.in('s'));
    expect(looked.ok ? looked.value : looked.error.code).toBe(expected);
  });

  test('reads an old file once, and a young one every time', async () => {
    await writeFile(folder.in('s'), 'one');
    let reads = 0;
    const port: FilePort = {
      ...nodeFilePort,
      open: (file, access, mode) => {
        reads += 1;
        return nodeFilePort.open(file, access, mode);
      },
    };
    const later = createFileWatch(port, () => new Date(Date.now() + 60_000));
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await later.look(folder.in('s'))).toMatchObject({ ok: true, value: { sha256: sha256('one'), size: 3 } });
    }
    expect(reads).toBe(1);
    const young = createFileWatch(port, now);
    for (let turn = 0; turn < 3; turn += 1) await young.look(folder.in('s'));
    expect(reads).toBe(4);
  });

  test('for an image goes past folders that do not open, files that are too much, and links', async () => {
    await mkdir(folder.in('closed'));
    await writeFile(folder.in('film.dcm'), 'film');
    await writeFile(folder.in('large.dcm'), 'large');
    await writeFile(folder.in('closed/film.dcm'), 'film');
    const port: FilePort = {
      ...nodeFilePort,
      readdir: (file) =>
        file.endsWith('closed') ? Promise.reject(systemError('EACCES', 'readdir')) : nodeFilePort.readdir(file),
      lstat: async (file) => {
        const facts = await nodeFilePort.lstat(file);
        return file.endsWith('large.dcm') ? { ...facts, size: 512 << 20 } : facts;
      },
    };
    const wanted = { name: 'x.dcm', folder: folder.path, lastKnown: null };
    expect(await findImage(port, { ...wanted, sha256: sha256('film') })).toBe(folder.in('film.dcm'));
    const tooLarge: FilePort = {
      ...port,
      lstat: async (file) => ({ ...(await nodeFilePort.lstat(file)), size: (512 << 20) + 1 }),
    };
    expect(await findImage(tooLarge, { ...wanted, sha256: sha256('film') })).toBeNull();
  });

  test('for an image ends when a gigabyte was read', async () => {
    for (const name of ['a.dcm', 'b.dcm', 'c.dcm']) await writeFile(folder.in(name), name);
    const port: FilePort = {
      ...nodeFilePort,
      lstat: async (file) => ({ ...(await nodeFilePort.lstat(file)), size: 512 << 20 }),
    };
    const find = (text: string) =>
      findImage(port, { name: 'x', folder: folder.path, lastKnown: null, sha256: sha256(text) });
    expect(await find('b.dcm')).toBe(folder.in('b.dcm'));
    expect(await find('c.dcm')).toBeNull();
  });
});

describe('Which programs of this user still live', () => {
  const folder = useTemporaryFolder();
  const today = (): Date => new Date();
  const name = (host: string, processId: number): string => `${shortHash(host)}-${processId}-0123456789abcdef`;
  const session = (machine: Partial<Machine>, at = today, more: Partial<FilePort> = {}) =>
    createLiveSession(
      on({ hostName: 'here', processId: 1, isProcessAlive: () => true, ...machine }, more),
      folder.path,
      {
        clock: new ManualClock(),
        today: at,
      },
    );
  const leave = async (...names: readonly string[]): Promise<void> => {
    for (const each of names) await writeFile(folder.in(`live-${each}`), '');
  };

  test('those of this computer that run, and those of others, while their sign is young', async () => {
    await leave(name('here', 2), name('there', 3));
    await writeFile(folder.in('notes'), '');
    expect(await session({}).others()).toEqual(new Set([name('here', 2), name('there', 3)]));
  });

  test('not one that has ended, nor an earlier one of our own number; their signs are removed', async () => {
    await leave(name('here', 1), name('here', 2), name('there', 3));
    const live = session({ isProcessAlive: (id) => id === 1 });
    expect(await live.others()).toEqual(new Set([name('there', 3)]));
    expect(await readdir(folder.path)).toEqual([`live-${name('there', 3)}`]);
  });

  test('not one whose sign is older than 90 seconds, or goes in this moment', async () => {
    await leave(name('here', 2), name('there', 3));
    const later = (): Date => new Date(Date.now() + 91_000);
    const gone = session({}, today, { lstat: () => Promise.reject(systemError('ENOENT', 'lstat')) });
    expect(await gone.others()).toEqual(new Set());
    expect(await session({}, later).others()).toEqual(new Set());
    expect(await readdir(folder.path)).toEqual([]);
  });

  test('shows its own sign until it ends, and does not count itself', async () => {
    const live = session({});
    live.show();
    live.show();
    const other = session({ processId: 2 });
    await expect.poll(() => readdir(folder.path)).toEqual([`live-${live.name}`]);
    expect(await live.others()).toEqual(new Set());
    expect(await other.others()).toEqual(new Set([live.name]));
    await live.end();
    await live.end();
    expect(await readdir(folder.path)).toEqual([]);
  });
});
