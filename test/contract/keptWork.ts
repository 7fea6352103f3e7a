import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer, Params } from '../../shared/host/contract.ts';
import { bytesOf, errorOf, sha256, valueOf } from './hostContract.ts';
import type { TestHost } from './hostContract.ts';

const PAGE = '00000000-0000-4000-8000-000000000001';
const OTHER_PAGE = '00000000-0000-4000-8000-000000000002';
const COPY = '10000000-0000-4000-8000-000000000001';
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** What every host promises about unsaved work, earlier versions and locks. */
export function describeKeptWork(name: string, start: () => Promise<TestHost>): void {
  describe(`${name} keeps the work`, () => {
    let host: TestHost;
    beforeEach(async () => {
      host = await start();
    });
    afterEach(() => host.close());

    const open = async (file: string): Promise<Answer<'openInFolder'>> =>
      valueOf(await host.call('openInFolder', { name: file }));
    const save = async (text: string, replaces: string | null, more: Partial<Params<'writeFile'>> = {}) => {
      const { grant } = await open('s.endplate');
      const facts = { id: 'study', levels: 1, points: text.length };
      return valueOf(await host.call('writeFile', { grant, bytes: bytesOf(text), replaces, facts, ...more }));
    };
    const keep = async (more: Partial<Params<'saveRecovery'>> = {}) =>
      host.call('saveRecovery', {
        id: COPY,
        page: PAGE,
        name: 's.endplate',
        grant: null,
        base: null,
        parts: [],
        points: 12,
        pointsSaved: 6,
        settled: false,
        bytes: bytesOf('work'),
        ...more,
      });
    const offered = async (alive: string[] | null = []) => valueOf(await host.call('listRecoveries', { alive }));
    const versionsOf = async () =>
      valueOf(await host.call('listVersions', { grant: (await open('s.endplate')).grant, study: 'study' }));
    const lock = async (page: string, more: Partial<Params<'acquireLock'>> = {}) =>
      valueOf(
        await host.call('acquireLock', {
          grant: (await open('s.endplate')).grant,
          page,
          alive: null,
          user: 'R1',
          takeOver: false,
          ...more,
        }),
      );

    test('unsaved work is offered by its name, time and points, once its page is gone', async () => {
      valueOf(await keep());
      expect(await offered([PAGE])).toEqual([]);
      const [copy] = await offered([OTHER_PAGE]);
      expect(copy).toMatchObject({ id: COPY, name: 's.endplate', points: 12, pointsSaved: 6 });
      const read = valueOf(await host.call('readRecovery', { id: COPY }));
      expect({ ...read, bytes: textOf(read.bytes) }).toMatchObject({
        bytes: 'work',
        base: null,
        parts: [],
        file: null,
      });
    });

    test('the work comes back with the file it belongs to, the content it changed and its parts', async () => {
      await save('the file', null);
      const { grant } = await open('s.endplate');
      const base = sha256('the file');
      const { part } = valueOf(await host.call('keepRecoveryPart', { id: COPY, bytes: bytesOf('a part') }));
      valueOf(await keep({ grant, base, parts: [part] }));
      await writeFile(path.join(host.folder, 's.endplate'), 'somebody else');
      const read = valueOf(await host.call('readRecovery', { id: COPY }));
      expect(read.file).toMatchObject({ name: 's.endplate' });
      const parts = [base, part].map(async (wanted) =>
        textOf(valueOf(await host.call('readRecoveryPart', { id: COPY, part: wanted })).bytes),
      );
      expect(await Promise.all(parts)).toEqual(['the file', 'a part']);
    });

    test('a base that is nowhere is refused, and the copy before stays', async () => {
      valueOf(await keep());
      expect(errorOf(await keep({ base: sha256('nowhere'), bytes: bytesOf('more') }))).toMatchObject({
        code: 'notFound',
        detail: 'base',
      });
      expect(textOf(valueOf(await host.call('readRecovery', { id: COPY })).bytes)).toBe('work');
    });

    test('a copy is readable by this user only, and leaves nothing when it is dropped', async () => {
      const { part } = valueOf(await host.call('keepRecoveryPart', { id: COPY, bytes: bytesOf('a part') }));
      valueOf(await keep({ parts: [part] }));
      const folder = path.join(host.userFolder, 'recovery', COPY);
      const names = await readdir(folder);
      expect(names.sort()).toEqual([`${part}.part`, 'snapshot'].sort());
      if (process.platform !== 'win32') {
        const modes = await Promise.all(names.map(async (file) => (await stat(path.join(folder, file))).mode & 0o777));
        expect(modes).toEqual([0o600, 0o600]);
      }
      valueOf(await host.call('dropRecovery', { id: COPY }));
      expect(await readdir(path.join(host.userFolder, 'recovery'))).not.toContain(COPY);
      expect(await offered()).toEqual([]);
    });

    test('a damaged copy is not offered', async () => {
      valueOf(await keep());
      const file = path.join(host.userFolder, 'recovery', COPY, 'snapshot');
      const bytes = await readFile(file);
      bytes[bytes.length - 1] = 0;
      await writeFile(file, bytes);
      expect(await offered()).toEqual([]);
    });

    test('work that the disk had not confirmed is offered only if the file lost it', async () => {
      await save('saved', null);
      const { grant } = await open('s.endplate');
      valueOf(await keep({ grant, base: sha256('saved'), settled: true, bytes: bytesOf('') }));
      await writeFile(path.join(host.folder, 's.endplate'), '');
      expect(await offered()).toHaveLength(1);
      await writeFile(path.join(host.folder, 's.endplate'), 'saved');
      expect(await offered()).toEqual([]);
      await writeFile(path.join(host.folder, 's.endplate'), '');
      expect(await offered()).toEqual([]);
    });

    test('the program that starts again is offered the work of the one that ended', async () => {
      valueOf(await keep());
      const second = await host.restart();
      // Both live in this process; the first is still running.
      const before = valueOf(await second.call('listRecoveries', { alive: [] }));
      expect(before.map(({ id }) => id)).toEqual([COPY]);
    });

    test('every saved version is kept with its counts, the newest first, and the backup beside the study', async () => {
      await save('one', null);
      await save('three', sha256('one'));
      await save('fourteen', sha256('three'));
      await host.settled?.();
      const listed = await versionsOf();
      expect(listed.map(({ place, points }) => [place, points])).toEqual([
        ['backup', 5],
        ['history', 8],
        ['history', 5],
        ['history', 3],
      ]);
      const { grant } = await open('s.endplate');
      const texts = listed.map(async ({ version }) =>
        textOf(valueOf(await host.call('readVersion', { grant, version })).bytes),
      );
      expect(await Promise.all(texts)).toEqual(['three', 'fourteen', 'three', 'one']);
    });

    test('what another program wrote is kept before it is replaced', async () => {
      await writeFile(path.join(host.folder, 's.endplate'), 'made elsewhere');
      await save('mine, and as long', sha256('made elsewhere'), { keepReplaced: true });
      const kept = (await versionsOf()).find(({ pinned }) => pinned);
      expect(kept).toMatchObject({ place: 'history', points: null, size: 14 });
    });

    test('a save that drops more than half of the points keeps the version before for good, and says so', async () => {
      await save('0123456789', null);
      expect((await save('01234', sha256('0123456789'))).keptReplaced).toBe(false);
      expect((await save('01', sha256('01234'))).keptReplaced).toBe(true);
      await host.settled?.();
      expect((await versionsOf()).filter(({ pinned }) => pinned).map(({ points }) => points)).toEqual([5]);
    });

    test('a version can be pinned and let go', async () => {
      await save('one', null);
      await host.settled?.();
      const { grant } = await open('s.endplate');
      const pin = async (pinned: boolean) => {
        const [version] = (await versionsOf()).filter(({ place }) => place === 'history');
        valueOf(await host.call('pinVersion', { grant, version: version?.version ?? '', pinned }));
        return (await versionsOf()).map((kept) => kept.pinned);
      };
      expect([await pin(true), await pin(false)]).toEqual([[true], [false]]);
    });

    test('versions and copies are cleared together', async () => {
      await save('one', null);
      await host.settled?.();
      valueOf(await keep());
      expect(valueOf(await host.call('clearKept', { alive: [] }))).toEqual({ removed: 2 });
      expect(await offered()).toEqual([]);
      expect(await versionsOf()).toEqual([]);
    });

    test('the page that changes a study holds its lock, and no other page gets it while the first is there', async () => {
      await save('one', null);
      expect(await lock(PAGE)).toEqual({ state: 'held' });
      expect(await lock(PAGE)).toEqual({ state: 'held' });
      expect(await lock(OTHER_PAGE, { alive: [PAGE], takeOver: true })).toMatchObject({
        state: 'other',
        holder: { user: 'R1' },
        abandoned: false,
      });
      expect(await readdir(host.folder)).toContain('~$s.endplate.lock');
      const { grant } = await open('s.endplate');
      valueOf(await host.call('releaseLock', { grant, page: PAGE }));
      expect(await readdir(host.folder)).not.toContain('~$s.endplate.lock');
      expect(await lock(OTHER_PAGE)).toEqual({ state: 'held' });
    });

    test('the lock of a page that is gone passes on at once', async () => {
      await save('one', null);
      await lock(PAGE);
      expect(await lock(OTHER_PAGE, { alive: [OTHER_PAGE] })).toEqual({ state: 'held' });
      const { grant } = await open('s.endplate');
      const { lock: lost } = valueOf(await host.call('fileState', { grant, page: PAGE, alive: null }));
      expect(lost.state).toBe('other');
    });

    test('the state of a file is its content: written again it is the same, changed it is not, removed it is gone', async () => {
      await save('one', null);
      const { grant } = await open('s.endplate');
      const state = async () =>
        valueOf(await host.call('fileState', { grant, page: PAGE, alive: null })).file?.sha256 ?? null;
      const file = path.join(host.folder, 's.endplate');
      expect(await state()).toBe(sha256('one'));
      await writeFile(file, 'one');
      expect(await state()).toBe(sha256('one'));
      await writeFile(file, 'two');
      expect(await state()).toBe(sha256('two'));
      await rm(file);
      expect(await state()).toBeNull();
    });

    test('tables and images have neither locks nor versions', async () => {
      const { grant } = await open('t.csv');
      expect(errorOf(await host.call('listVersions', { grant, study: null })).code).toBe('refused');
      expect(errorOf(await host.call('fileState', { grant, page: PAGE, alive: null })).code).toBe('refused');
    });

    test('no request reaches outside of its folder', async () => {
      const { grant } = await open('s.endplate');
      await save('one', null);
      for (const version of ['../../settings.json', '..', 'x'.repeat(200)]) {
        expect(errorOf(await host.call('readVersion', { grant, version })).code).toBe('notFound');
      }
      for (const id of ['..', '../versions', COPY.replace('1', '/')]) {
        expect(errorOf(await host.callAnything('readRecovery', { id })).code).toBe('refused');
        expect(errorOf(await host.callAnything('dropRecovery', { id })).code).toBe('refused');
      }
      const part = `../${'0'.repeat(61)}`;
      expect(errorOf(await host.callAnything('readRecoveryPart', { id: COPY, part })).code).toBe('refused');
    });
  });
}
