import { createHash } from 'node:crypto';
import { chmod, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { replaceFile } from '../../../electron/host/atomicFile.ts';
import type { ReplaceOptions } from '../../../electron/host/atomicFile.ts';
import { fileNameProblem } from '../../../electron/host/fileNames.ts';
import type { FilePort, Machine } from '../../../electron/host/filePort.ts';
import { nodeFilePort } from '../../../electron/host/nodeFilePort.ts';
import { queueKey } from '../../../electron/host/pathQueue.ts';
import { readWhole } from '../../../electron/host/privateFiles.ts';
import { readError, saveError } from '../../../electron/host/saveError.ts';
import { systemError } from '../../../electron/host/systemFailure.ts';
import { ManualClock } from './manualClock.ts';
import { useTemporaryFolder } from './temporaryFolder.ts';

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
const isWindows = process.platform === 'win32';
const on = (machine: Partial<Machine>, more: Partial<FilePort> = {}): FilePort => ({
  ...nodeFilePort,
  ...more,
  machine: { ...nodeFilePort.machine, ...machine },
});

describe('The steps of a save', () => {
  const folder = useTemporaryFolder();
  const target = (): string => folder.in('s.endplate');
  const save = (text: string, options: Partial<ReplaceOptions> = {}, port: FilePort = nodeFilePort) =>
    replaceFile(port, target(), Buffer.from(text), { replaces: 'any', clock: new ManualClock(), ...options });

  test.skipIf(isWindows)(
    'give the new file the mode and the owner of the old one, as far as the disk allows',
    async () => {
      await writeFile(target(), 'one');
      await chmod(target(), 0o664);
      const owners: number[][] = [];
      const someoneElses: FilePort = {
        ...nodeFilePort,
        lstat: async (file) => {
          const facts = await nodeFilePort.lstat(file);
          return file === target() ? { ...facts, owner: 4711, group: 4712 } : facts;
        },
        chown: async (_file, owner, group) => {
          owners.push([owner, group]);
          throw systemError('EPERM', 'chown');
        },
      };
      expect(await save('two', {}, someoneElses)).toMatchObject({ ok: true });
      expect(owners).toEqual([[4711, 4712]]);
      expect((await stat(target())).mode & 0o777).toBe(0o664);
    },
  );

  test('leave mode, owner and the folder alone on Windows, which has no such calls', async () => {
    await writeFile(target(), 'one');
    const calls: string[] = [];
    const windows = on(
      { platform: 'win32' },
      {
        chmod: async () => void calls.push('chmod'),
        chown: async () => void calls.push('chown'),
        open: (file, access, mode) => {
          if (access === 'folder') calls.push('open folder');
          return nodeFilePort.open(file, access, mode);
        },
      },
    );
    expect(await save('two', {}, windows)).toMatchObject({ ok: true, value: { confirmed: true } });
    expect(calls).toEqual([]);
  });

  test('give up on a disk that takes no byte and says no error', async () => {
    const deaf: FilePort = {
      ...nodeFilePort,
      open: async (file, access, mode) => ({
        ...(await nodeFilePort.open(file, access, mode)),
        write: () => Promise.resolve(0),
      }),
    };
    expect(await save('one', { replaces: null }, deaf)).toMatchObject({
      ok: false,
      error: { code: 'notAnswering', detail: 'EIO' },
    });
    expect(await readdir(folder.path)).toEqual([]);
  });

  test('do not replace a file that appears on a disk without second names', async () => {
    const port: FilePort = {
      ...nodeFilePort,
      link: async () => {
        await writeFile(target(), 'theirs');
        throw systemError('ENOTSUP', 'link');
      },
    };
    expect(await save('mine', { replaces: null }, port)).toMatchObject({
      ok: false,
      error: { code: 'changedOnDisk', detail: 'exists' },
    });
    expect(await readFile(target(), 'utf8')).toBe('theirs');
  });

  test('one file has one place in the queue where the system ignores case and spelling', () => {
    const names = ['/Studies/Übung.endplate', '/studies/U\u0308BUNG.ENDPLATE'];
    expect(new Set(names.map((name) => queueKey(name, 'win32'))).size).toBe(1);
    expect(new Set(names.map((name) => queueKey(name, 'darwin'))).size).toBe(1);
    expect(new Set(names.map((name) => queueKey(name, 'linux'))).size).toBe(2);
  });

  test('read a file of several pieces whole', async () => {
    const noise = Buffer.from(
      Array.from({ length: (1 << 20) + 70_000 }, (_, index) => (index * 7 + (index >> 9)) & 255),
    );
    await writeFile(folder.in('large'), noise);
    await writeFile(folder.in('empty'), '');
    expect(sha256((await readWhole(nodeFilePort, folder.in('large'))) ?? '')).toBe(sha256(noise));
    expect(await readWhole(nodeFilePort, folder.in('empty'))).toEqual(new Uint8Array());
    expect(await readWhole(nodeFilePort, folder.in('missing'))).toBeNull();
  });

  test.skipIf(isWindows)('tell files, folders, links and devices apart', async () => {
    expect((await nodeFilePort.lstat('/dev/null')).kind).toBe('other');
    expect((await nodeFilePort.lstat(folder.path)).kind).toBe('folder');
  });
});

describe('Failures of the system in words', () => {
  const at = new Date(2026, 10, 20, 9, 5);
  const errnos = [
    ['ENOSPC', 'EDQUOT'],
    ['EACCES', 'EPERM', 'EROFS'],
    ['EBUSY', 'ETXTBSY'],
    ['ENOENT', 'ENOTDIR'],
    ['ENAMETOOLONG'],
    ['EFBIG'],
    'EIO ESTALE ETIMEDOUT ENOTCONN ECONNRESET ECONNABORTED EHOSTDOWN EHOSTUNREACH ENETDOWN ENETUNREACH ENXIO ENODEV'.split(
      ' ',
    ),
    ['EMFILE', 'EXYZ'],
  ];

  test('every error of a save, with and without a version on the disk', () => {
    const words = errnos.map((group) => {
      const [first, ...others] = group.map((code) => saveError({ code }, at));
      for (const other of others) expect({ ...other, detail: '' }).toEqual({ ...first, detail: '' });
      expect(group.map((code) => saveError({ code }, null).detail)).toEqual(group);
      return `${first?.code}: ${first?.message}`;
    });
    expect(words).toMatchInlineSnapshot(`
      [
        "diskFull: The disk is full. Your work is still open in this window. The file on disk is still the version of 09:05. Free some space and try again, or save to another disk.",
        "permission: You do not have permission to change this file or its folder. Your work is still open in this window. The file on disk is still the version of 09:05. Save a copy in another folder.",
        "busy: Another program is holding the file (often a virus scanner or a second computer). Your work is still open in this window. The file on disk is still the version of 09:05. Try again in a moment, or save under another name.",
        "notFound: The folder of this file is no longer there: it was moved, renamed or disconnected. Your work is still open in this window. Save it in another folder.",
        "badName: The file name is too long for this disk. Your work is still open in this window. Save under a shorter name.",
        "tooLarge: The file is larger than this disk allows. Your work is still open in this window. The file on disk is still the version of 09:05. Save to another disk.",
        "notAnswering: The disk or network folder is not answering. Your work is still open in this window. The file on disk is still the version of 09:05. Try again, or save to this computer.",
        "failed: The file could not be saved. Your work is still open in this window. The file on disk is still the version of 09:05. Try again, or save under another name.",
      ]
    `);
    expect(saveError({ code: 'ENOSPC' }, null).message).toMatchInlineSnapshot(
      `"The disk is full. Your work is still open in this window. Nothing was written. Free some space and try again, or save to another disk."`,
    );
  });

  test('every error of a look', () => {
    const words = errnos.map((group) => {
      const [first] = group.map((code) => readError({ code }));
      return `${first?.code}: ${first?.message}`;
    });
    expect(words).toMatchInlineSnapshot(`
      [
        "failed: The file could not be read. Nothing was changed. Try again.",
        "permission: You do not have permission to read this file. Ask its owner, or open a copy.",
        "busy: Another program is holding the file. Close it there, or try again in a moment.",
        "notFound: The file is no longer there: it was moved, renamed or deleted. Open it from its new place.",
        "failed: The file could not be read. Nothing was changed. Try again.",
        "failed: The file could not be read. Nothing was changed. Try again.",
        "notAnswering: The disk or network folder is not answering. Nothing was changed. Try again in a moment.",
        "failed: The file could not be read. Nothing was changed. Try again.",
      ]
    `);
    const codes = ['ENOTDIR', 'EPERM', 'ESTALE', 'EISDIR'].map((code) => readError({ code }).code);
    expect(codes).toEqual(['notFound', 'permission', 'notAnswering', 'failed']);
  });

  test('names that deceive the eye are refused for new files', () => {
    for (const hidden of [
      '\u0000',
      '\u007F',
      '\u0085',
      '\u061C',
      '\u200B',
      '\u200F',
      '\u202E',
      '\u2066',
      '\uFEFF',
      '\uD800',
    ]) {
      expect(fileNameProblem(`a${hidden}b.csv`)?.message, hidden.codePointAt(0)?.toString(16)).toContain('invisible');
    }
    expect(fileNameProblem('Ä\u0308 \u{1F9B4}.csv')).toBeNull();
  });
});

describe('A temporary file that could not be made', () => {
  const folder = useTemporaryFolder();
  const target = (): string => folder.in('s.endplate');
  type Call = 'open' | 'write' | 'sync' | 'flip' | 'read';

  /** Saves on a disk where a call fails so many times, and says how many files were begun and how it ended. */
  const saveWith = async (call: Call, code: string, times: number) => {
    await writeFile(target(), 'one');
    let begun = 0;
    let failures = 0;
    const mayFail = (each: Call): boolean => each === call && (failures += 1) <= times;
    const port: FilePort = {
      ...nodeFilePort,
      open: async (file, access, mode) => {
        if (access !== 'create' || file.includes('commit')) return nodeFilePort.open(file, access, mode);
        begun += 1;
        if (mayFail('open')) throw systemError(code, 'open');
        const opened = await nodeFilePort.open(file, access, mode);
        const isFlipped = mayFail('flip');
        return {
          ...opened,
          write: async (bytes) => {
            if (mayFail('write')) throw systemError(code, 'write');
            return opened.write(isFlipped ? bytes.map((byte) => byte ^ 1) : bytes);
          },
          sync: async () => {
            if (mayFail('sync')) throw systemError(code, 'fsync');
            await opened.sync();
          },
        };
      },
    };
    const saved = await replaceFile(port, target(), Buffer.from('two'), {
      replaces: sha256('one'),
      clock: new ManualClock(),
    });
    expect(await readFile(target(), 'utf8')).toBe(saved.ok ? 'two' : 'one');
    expect(await readdir(folder.path)).toEqual(['s.endplate']);
    return [begun, saved.ok ? 'saved' : `${saved.error.code} ${saved.error.detail}`];
  };

  test.each([
    ['sync', 'EIO', 1, [2, 'saved']],
    ['sync', 'EIO', 2, [2, 'notAnswering EIO']],
    ['sync', 'EACCES', 1, [1, 'permission EACCES']],
    ['sync', 'ENOTSUP', 1, [1, 'saved']],
    ['flip', '', 1, [2, 'saved']],
    ['flip', '', 2, [2, 'failed read back differs']],
    ['write', 'ENOSPC', 1, [2, 'saved']],
    ['write', 'EDQUOT', 1, [2, 'saved']],
    ['write', 'ENOSPC', 2, [2, 'diskFull ENOSPC']],
    ['write', 'EIO', 1, [1, 'notAnswering EIO']],
    ['open', 'ENOSPC', 1, [2, 'saved']],
    ['open', 'EACCES', 1, [1, 'permission EACCES']],
  ] as const)('%s answers %s %d times', async (call, code, times, expected) => {
    expect(await saveWith(call, code, times)).toEqual(expected);
  });

  test.skipIf(isWindows)(
    'gives room: what killed saves left on a full disk is removed before the new start',
    async () => {
      const ours = createHash('sha256').update('s.endplate').digest('hex').slice(0, 8);
      const host = createHash('sha256').update(nodeFilePort.machine.hostName).digest('hex').slice(0, 8);
      await writeFile(folder.in(`.endplate-${ours}-${host}-999999-0123456789ab.tmp`), 'left');
      let isFull = true;
      const port = on(
        { isProcessAlive: () => false },
        {
          open: (file, access, mode) =>
            access === 'create' && isFull
              ? Promise.reject(systemError('ENOSPC', 'open'))
              : nodeFilePort.open(file, access, mode),
          unlink: async (file) => {
            await nodeFilePort.unlink(file);
            isFull = false;
          },
        },
      );
      const saved = await replaceFile(port, target(), Buffer.from('two'), { replaces: null, clock: new ManualClock() });
      expect(saved).toMatchObject({ ok: true });
      expect(await readdir(folder.path)).toEqual(['s.endplate']);
    },
  );

  test('a backup is kept only where one is asked for and there is something to keep', async () => {
    const save = (text: string, keepsPrevious?: boolean) =>
      replaceFile(nodeFilePort, target(), Buffer.from(text), {
        replaces: 'any',
        clock: new ManualClock(),
        ...(keepsPrevious === undefined ? {} : { keepsPrevious }),
      });
    await save('one', true);
    expect(await readdir(folder.path)).toEqual(['s.endplate']);
    await save('two');
    await save('three', false);
    expect(await readdir(folder.path)).toEqual(['s.endplate']);
    await save('four', true);
    expect(await readFile(folder.in('.s.endplate.bak'), 'utf8')).toBe('three');
  });

  test.skipIf(isWindows)('a new file has the rights that the system gives to new files', async () => {
    await replaceFile(nodeFilePort, target(), Buffer.from('one'), { replaces: null, clock: new ManualClock() });
    await writeFile(folder.in('other'), 'x');
    expect((await stat(target())).mode).toBe((await stat(folder.in('other'))).mode);
  });

  test('saved is confirmed only where both the file and its folder were flushed', async () => {
    const flushed = async (fails: 'create' | 'folder' | null): Promise<boolean | null> => {
      const port: FilePort = {
        ...nodeFilePort,
        open: async (file, access, mode) => {
          const opened = await nodeFilePort.open(file, access, mode);
          const code = access === 'folder' ? 'EIO' : 'ENOTSUP';
          return access === fails ? { ...opened, sync: () => Promise.reject(systemError(code, 'fsync')) } : opened;
        },
      };
      const saved = await replaceFile(port, target(), Buffer.from('x'), { replaces: 'any', clock: new ManualClock() });
      return saved.ok ? saved.value.confirmed : null;
    };
    expect([await flushed(null), await flushed('create'), await flushed('folder')]).toEqual([true, false, false]);
  });
});
