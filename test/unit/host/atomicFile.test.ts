import { createHash, randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, readFile, readdir, stat, symlink, unlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { replaceFile } from '../../../electron/host/atomicFile.ts';
import type { ReplaceOptions, SavedFile } from '../../../electron/host/atomicFile.ts';
import type { FilePort } from '../../../electron/host/filePort.ts';
import { nodeFilePort } from '../../../electron/host/nodeFilePort.ts';
import { LADDER_MS } from '../../../electron/host/putInPlace.ts';
import { systemError } from '../../../electron/host/systemFailure.ts';
import { reserveTemporary } from '../../../electron/host/temporaryName.ts';
import type { HostError } from '../../../shared/host/contract.ts';
import type { Result } from '../../../shared/result.ts';
import { createFaultyPort } from './faultyPort.ts';
import { ManualClock } from './manualClock.ts';
import { useTemporaryFolder } from './temporaryFolder.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
const isRoot = process.getuid?.() === 0;
const isWindows = process.platform === 'win32';

describe('Replacing a file', () => {
  const folder = useTemporaryFolder();

  const save = (
    text: string,
    options: Partial<ReplaceOptions> & { readonly port?: FilePort; readonly file?: string } = {},
  ): Promise<Result<SavedFile, HostError>> => {
    const { port = nodeFilePort, file = folder.in('s.endplate'), ...rest } = options;
    return replaceFile(port, file, bytesOf(text), { replaces: null, clock: new ManualClock(), ...rest });
  };
  const errorOf = (result: Result<unknown, HostError>): Partial<HostError> => (result.ok ? {} : result.error);

  /** The first `times` renames onto the study are refused, as by a scanner that holds the file. */
  const heldPort = (times: number, code: string, whileHeld = async (): Promise<void> => undefined): FilePort => {
    let refusals = 0;
    return {
      ...nodeFilePort,
      rename: async (from, to) => {
        if (to.endsWith('.endplate') && refusals < times) {
          refusals += 1;
          await whileHeld();
          throw systemError(code, 'rename');
        }
        await nodeFilePort.rename(from, to);
      },
    };
  };

  test('makes a file of the bytes and says their hash', async () => {
    expect(await save('one')).toEqual({ ok: true, value: { sha256: sha256('one'), confirmed: true } });
    expect(await readFile(folder.in('s.endplate'), 'utf8')).toBe('one');
    expect(await readdir(folder.path)).toEqual(['s.endplate']);
  });

  test('writes 5 MiB of noise in the chunks that the disk takes, half of each', async () => {
    const noise = randomBytes(5 << 20);
    const { port, calls } = createFaultyPort(
      nodeFilePort,
      { fault: { kind: 'shortWrite' }, call: 0, persistent: false },
      () => undefined,
    );
    const short: FilePort = {
      ...port,
      open: async (file, access, mode) => {
        const opened = await port.open(file, access, mode);
        return { ...opened, write: (bytes) => opened.write(bytes.subarray(0, Math.ceil(bytes.length / 2))) };
      },
    };
    const file = folder.in('s.endplate');
    const result = await replaceFile(short, file, noise, { replaces: null, clock: new ManualClock() });
    expect(result).toMatchObject({ ok: true, value: { sha256: sha256(noise) } });
    expect(sha256(await readFile(file))).toBe(sha256(noise));
    expect(calls.filter((call) => call === 'write').length).toBeGreaterThan(10);
  });

  test('asks 10 seconds long while a scanner holds the file, and says after one second that it waits', async () => {
    await save('one');
    const clock = new ManualClock();
    const waiting: number[] = [];
    const result = await save('two', {
      port: heldPort(1000, 'EPERM'),
      replaces: sha256('one'),
      clock,
      onWaiting: () => waiting.push(clock.now()),
    });
    expect(errorOf(result)).toMatchObject({ code: 'busy', detail: 'EPERM' });
    expect(clock.waits.slice(0, 7)).toEqual([10, 20, 40, 80, 160, 250, 250]);
    expect(clock.now()).toBe(LADDER_MS.reduce((sum, delay) => sum + delay, 0));
    expect(clock.now()).toBeGreaterThanOrEqual(9_500);
    expect(clock.now()).toBeLessThanOrEqual(10_000);
    expect(waiting).toEqual([1_060]);
    expect(await readFile(folder.in('s.endplate'), 'utf8')).toBe('one');
    expect(await readdir(folder.path)).toEqual(['s.endplate']);
  });

  test.each(['EPERM', 'EACCES', 'EBUSY'])('succeeds when %s goes away', async (code) => {
    await save('one');
    const clock = new ManualClock();
    const result = await save('two', { port: heldPort(3, code), replaces: sha256('one'), clock });
    expect(result).toMatchObject({ ok: true, value: { confirmed: true } });
    expect(clock.waits).toEqual([10, 20, 40]);
    expect(await readFile(folder.in('s.endplate'), 'utf8')).toBe('two');
  });

  test('sees a change that is made while it waits', async () => {
    await save('one');
    const port = heldPort(2, 'EBUSY', () => writeFile(folder.in('s.endplate'), 'theirs'));
    expect(errorOf(await save('two', { port, replaces: sha256('one') })).code).toBe('changedOnDisk');
    expect(await readFile(folder.in('s.endplate'), 'utf8')).toBe('theirs');
  });

  test('does not replace a file that another program makes in the last moment', async () => {
    const port: FilePort = {
      ...nodeFilePort,
      link: async (existing, name) => {
        await writeFile(folder.in('s.endplate'), 'theirs');
        await nodeFilePort.link(existing, name);
      },
    };
    expect(errorOf(await save('mine', { port })).code).toBe('changedOnDisk');
    expect(await readFile(folder.in('s.endplate'), 'utf8')).toBe('theirs');
  });

  test('is saved but not confirmed where the disk cannot flush', async () => {
    const port: FilePort = {
      ...nodeFilePort,
      open: async (file, access, mode) => ({
        ...(await nodeFilePort.open(file, access, mode)),
        sync: () => Promise.reject(systemError(access === 'folder' ? 'EIO' : 'ENOTSUP', 'fsync')),
      }),
    };
    expect(await save('one', { port })).toEqual({ ok: true, value: { sha256: sha256('one'), confirmed: false } });
  });

  test('follows a link and leaves it a link', async () => {
    await mkdir(folder.in('share'));
    await writeFile(folder.in('share/real.endplate'), 'one');
    await symlink(folder.in('share/real.endplate'), folder.in('link.endplate'));
    await save('two', { file: folder.in('link.endplate'), replaces: sha256('one') });
    expect((await lstat(folder.in('link.endplate'))).isSymbolicLink()).toBe(true);
    expect(await readFile(folder.in('share/real.endplate'), 'utf8')).toBe('two');
  });

  test('refuses a link that leads nowhere, a folder, and a name in a folder that is gone', async () => {
    await symlink(folder.in('nowhere'), folder.in('link.endplate'));
    expect(errorOf(await save('x', { file: folder.in('link.endplate'), replaces: 'any' })).code).toBe('refused');
    await mkdir(folder.in('d.endplate'));
    expect(errorOf(await save('x', { file: folder.in('d.endplate'), replaces: 'any' })).code).toBe('refused');
    expect(errorOf(await save('x', { file: folder.in('gone/s.endplate') })).code).toBe('notFound');
  });

  test.skipIf(isWindows)('keeps the mode of the file, and makes private files private', async () => {
    await save('one');
    await chmod(folder.in('s.endplate'), 0o640);
    await save('two', { replaces: sha256('one') });
    expect((await stat(folder.in('s.endplate'))).mode & 0o777).toBe(0o640);
    await save('x', { file: folder.in('private.json'), isPrivate: true });
    expect((await stat(folder.in('private.json'))).mode & 0o777).toBe(0o600);
  });

  test.skipIf(isWindows || isRoot)('does not replace a file that is marked as read only', async () => {
    await save('one');
    await chmod(folder.in('s.endplate'), 0o444);
    expect(errorOf(await save('two', { replaces: sha256('one') })).code).toBe('permission');
    expect(await readFile(folder.in('s.endplate'), 'utf8')).toBe('one');
  });

  test('saves of one file wait for each other, in the order of asking', async () => {
    await save('0');
    const results = await Promise.all(
      Array.from({ length: 20 }, (_value, index) =>
        save(String(index + 1), { replaces: sha256(String(index)), keepsPrevious: true }),
      ),
    );
    expect(results.every((result) => result.ok)).toBe(true);
    expect(await readFile(folder.in('s.endplate'), 'utf8')).toBe('20');
    expect(await readFile(folder.in('.s.endplate.bak'), 'utf8')).toBe('19');
    expect((await readdir(folder.path)).sort()).toEqual(['.s.endplate.bak', 's.endplate']);
  });

  test('a name of 250 bytes can be saved', async () => {
    const file = folder.in(`${'n'.repeat(241)}.endplate`);
    expect((await save('one', { file, keepsPrevious: true })).ok).toBe(true);
    expect((await save('two', { file, keepsPrevious: true, replaces: sha256('one') })).ok).toBe(true);
    expect(await readdir(folder.path)).toHaveLength(2);
  });

  describe('temporary files that others left behind', () => {
    const machine = { ...nodeFilePort.machine, isProcessAlive: () => false };
    const target = (): string => folder.in('s.endplate');
    const leave = async (by: Partial<typeof machine>, minutesAgo = 0): Promise<string> => {
      const orphan = reserveTemporary({ ...machine, ...by }, target());
      // Another process: this one must not know the name as its own.
      const name = path.join(folder.path, path.basename(orphan).replace(/-[0-9a-f]{12}\.tmp$/, '-0123456789ab.tmp'));
      await writeFile(name, 'half');
      const then = new Date(Date.now() - minutesAgo * 60_000);
      await utimes(name, then, then);
      return path.basename(name);
    };
    const namesAfterSave = async (isProcessAlive: (id: number) => boolean): Promise<readonly string[]> => {
      const port = { ...nodeFilePort, machine: { ...machine, isProcessAlive } };
      expect((await save('one', { port, replaces: 'any' })).ok).toBe(true);
      return (await readdir(folder.path)).filter((name) => name !== 's.endplate');
    };

    test('of a dead process of this computer are removed', async () => {
      await leave({ processId: 99_999 });
      expect(await namesAfterSave(() => false)).toEqual([]);
    });

    test('of a living process stay', async () => {
      const name = await leave({ processId: 99_999 });
      expect(await namesAfterSave(() => true)).toEqual([name]);
    });

    test('of another computer stay for ten minutes', async () => {
      const young = await leave({ hostName: 'clinic-pc2', processId: 2 }, 9);
      await leave({ hostName: 'clinic-pc3', processId: 3 }, 11);
      expect(await namesAfterSave(() => false)).toEqual([young]);
    });

    test('and of another study, and other hidden files, stay', async () => {
      const other = path.basename(reserveTemporary({ ...machine, processId: 99_999 }, folder.in('other.endplate')));
      for (const name of [other, '.endplate-notes', '.s.endplate.tmp']) await writeFile(folder.in(name), 'x');
      expect((await namesAfterSave(() => false)).length).toBe(3);
    });
  });

  describe('says in words what happened, what is safe, what to do', () => {
    const at = new Date(2026, 10, 20, 14, 2);

    test.each([
      ['ENOSPC', 'diskFull', /^The disk is full\..*still open.*version of 14:02\..*Free some space/],
      ['EROFS', 'permission', /do not have permission.*still open.*version of 14:02\..*Save a copy/],
      ['ESTALE', 'notAnswering', /not answering.*still open.*version of 14:02\..*save to this computer/],
      ['ENAMETOOLONG', 'badName', /too long.*shorter name/],
      ['EMFILE', 'failed', /could not be saved.*still open.*version of 14:02\..*Try again/],
    ])('%s', async (code, expected, words) => {
      await save('one');
      await utimes(folder.in('s.endplate'), at, at);
      const port: FilePort = {
        ...nodeFilePort,
        open: (file, access, mode) =>
          access === 'create' ? Promise.reject(systemError(code, 'open')) : nodeFilePort.open(file, access, mode),
      };
      const error = errorOf(await save('two', { port, replaces: sha256('one') }));
      expect(error).toMatchObject({ code: expected, detail: code });
      expect(error.message).toMatch(words);
    });

    test('a new file on a full disk: nothing was written', async () => {
      const port: FilePort = { ...nodeFilePort, open: () => Promise.reject(systemError('ENOSPC', 'open')) };
      expect(errorOf(await save('one', { port })).message).toContain('Nothing was written.');
      await expect(unlink(folder.in('s.endplate'))).rejects.toThrow('ENOENT');
    });
  });
});
