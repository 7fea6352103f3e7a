import { describe, expect, test } from 'vitest';
import { createVersions, superfluous } from '../../../electron/host/versions.ts';
import type { KeptVersion } from '../../../electron/host/versions.ts';
import { readVersionName, writeVersionName } from '../../../electron/host/versionName.ts';
import { createMemoryDisk } from '../../support/memoryDisk.ts';
import { ManualClock } from './manualClock.ts';

const DAY = 24 * 3_600_000;
const NOW = 100 * DAY;

const version = (savedAt: number, more: Partial<KeptVersion> = {}): KeptVersion => ({
  name: `${savedAt} ${more.study ?? 'aaaaaaaa'}`,
  savedAt,
  place: '11111111',
  study: 'aaaaaaaa',
  levels: 1,
  points: 6,
  pinned: false,
  sha256: '0'.repeat(64),
  size: 1_000_000,
  ...more,
});
const gone = (versions: readonly KeptVersion[]): readonly number[] =>
  superfluous(versions, NOW).map(({ savedAt }) => Math.round(savedAt / DAY));

describe('What is kept of earlier versions', () => {
  test('the last twenty of a study, however old', () => {
    const old = Array.from({ length: 25 }, (_, index) => version(index * DAY));
    expect(gone(old)).toEqual([0, 1, 2, 3, 4]);
  });

  test('all of the last thirty days, however many', () => {
    const young = Array.from({ length: 60 }, (_, index) => version(NOW - index * (DAY / 4)));
    expect(gone(young)).toEqual([]);
  });

  test('pinned ones, and they do not count among the twenty', () => {
    const old = Array.from({ length: 25 }, (_, index) => version(index * DAY, { pinned: index < 3 }));
    expect(gone(old)).toEqual([3, 4]);
  });

  test('200 MB in all: first what is beyond its twenty, then the oldest, pinned ones last, never the newest', () => {
    const size = 10_000_000;
    const young = Array.from({ length: 25 }, (_, index) => version(NOW - DAY + index * 1000, { size }));
    expect(superfluous(young, NOW)).toHaveLength(5);
    const twoStudies = [
      ...Array.from({ length: 10 }, (_, index) => version(index * DAY, { size, study: 'bbbbbbbb' })),
      ...Array.from({ length: 22 }, (_, index) => version(NOW - DAY + index * 1000, { size })),
    ];
    const out = superfluous(twoStudies, NOW);
    expect(out).toHaveLength(12);
    expect(out.filter(({ study }) => study === 'aaaaaaaa')).toHaveLength(2);
    expect(out.filter(({ study }) => study === 'bbbbbbbb')).toHaveLength(10);
    expect(superfluous([version(NOW, { size: 900_000_000 })], NOW)).toEqual([]);
    const pinned = [
      version(1 * DAY, { size: 150_000_000, pinned: true }),
      version(2 * DAY, { size: 60_000_000 }),
      version(3 * DAY),
    ];
    expect(gone(pinned)).toEqual([2]);
  });

  test('a name says everything, and every other name is left alone', () => {
    const { name: _, size: __, ...named } = version(1_795_183_331_000, { pinned: true, levels: null });
    expect(readVersionName(writeVersionName(named))).toEqual(named);
    for (const name of ['', 'notes.txt', '../../x', writeVersionName(named).replace('kept', 'gone')]) {
      expect(readVersionName(name)).toBeNull();
    }
  });

  test('the same content of one file is kept once, and can be pinned by keeping it again', async () => {
    const disk = createMemoryDisk();
    const versions = createVersions({ port: disk.port, clock: new ManualClock(), folder: '/v', now: () => NOW });
    const one = { file: '/s.endplate', bytes: Buffer.from('one'), facts: null, savedAt: NOW, pinned: false };
    await versions.keep(one);
    await versions.keep({ ...one, pinned: true, savedAt: NOW + 1 });
    expect((await versions.list('/s.endplate', null)).map(({ pinned, savedAt }) => [pinned, savedAt])).toEqual([
      [true, NOW],
    ]);
  });

  test('a study is found after its file was renamed, and not by the file of another study', async () => {
    const disk = createMemoryDisk();
    const versions = createVersions({ port: disk.port, clock: new ManualClock(), folder: '/v', now: () => NOW });
    const facts = { id: 'study', levels: 1, points: 6 };
    await versions.keep({ file: '/old.endplate', bytes: Buffer.from('one'), facts, savedAt: NOW, pinned: false });
    expect(await versions.list('/new.endplate', 'study')).toHaveLength(1);
    expect(await versions.list('/new.endplate', 'another')).toHaveLength(0);
    expect(await versions.list('/new.endplate', null)).toHaveLength(0);
  });

  test('a version whose file was changed is not given out', async () => {
    const disk = createMemoryDisk();
    const versions = createVersions({ port: disk.port, clock: new ManualClock(), folder: '/v', now: () => NOW });
    await versions.keep({ file: '/s', bytes: Buffer.from('one'), facts: null, savedAt: NOW, pinned: false });
    const [kept] = await versions.list('/s', null);
    expect(Buffer.from((await versions.read(kept?.name ?? '')) ?? '').toString()).toBe('one');
    disk.write(`/v/${kept?.name}`, 'two');
    expect(await versions.read(kept?.name ?? '')).toBeNull();
  });
});
