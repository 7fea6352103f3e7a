import { mkdir, readFile, rename, symlink, utimes, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createHost } from '../../../electron/host/createHost.ts';
import type { HostOptions, HostServices } from '../../../electron/host/createHost.ts';
import { dispatchTo } from '../../../electron/host/dispatch.ts';
import type { Handlers } from '../../../electron/host/dispatch.ts';
import type { FilePort } from '../../../electron/host/filePort.ts';
import { mimeTypeOf } from '../../../electron/host/servedPage.ts';
import type { FilePicker, SystemFilePicker } from '../../../electron/host/filePicker.ts';
import { nodeFilePort } from '../../../electron/host/nodeFilePort.ts';
import { attempt, systemError } from '../../../electron/host/systemFailure.ts';
import { createFolderFilePicker } from '../../../electron/loopback/folderFilePicker.ts';
import type { Answer, HostError, Method, Params } from '../../../shared/host/contract.ts';
import type { Result } from '../../../shared/result.ts';
import { useTemporaryFolder } from './temporaryFolder.ts';

const PAGE = '00000000-0000-4000-8000-000000000001';
const COPY = '10000000-0000-4000-8000-000000000001';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Requests that cannot be granted: each gets its own code and a sentence, and nothing is written. */
describe('The host refuses in words', () => {
  const folder = useTemporaryFolder();

  const start = (picker: FilePicker, more: Partial<HostOptions> = {}): HostServices =>
    createHost({ picker, userFolder: folder.in('user'), appVersion: '1', shell: 'electron', ...more });
  const inFolder = (more: Partial<HostOptions> = {}): HostServices =>
    start(createFolderFilePicker(more.port ?? nodeFilePort, folder.in('studies')), more);
  const system = (chosen: Partial<SystemFilePicker>): SystemFilePicker => ({
    kind: 'system',
    pickFiles: () => Promise.resolve([]),
    pickTarget: () => Promise.resolve(null),
    pickFolder: () => Promise.resolve(null),
    ...chosen,
  });
  const ask = async <M extends Method>(host: HostServices, method: M, params: Params<M>) =>
    (await host.dispatch(method, params)) as Result<Answer<M>, HostError>;
  const value = async <M extends Method>(host: HostServices, method: M, params: Params<M>): Promise<Answer<M>> => {
    const result = await ask(host, method, params);
    if (!result.ok) throw new Error(`${method}: ${result.error.code} ${result.error.message}`);
    return result.value;
  };
  const code = async <M extends Method>(host: HostServices, method: M, params: Params<M>): Promise<string | null> => {
    const result = await ask(host, method, params);
    if (result.ok) return null;
    expect(result.error.message).toMatch(/^[A-Z].{20,}\.$/s);
    return result.error.code;
  };
  const study = async (host: HostServices): Promise<string> => {
    const { grant } = await value(host, 'openInFolder', { name: 's.endplate' });
    await value(host, 'writeFile', { grant, bytes: bytesOf('one'), replaces: 'any' });
    return grant;
  };

  test('files of the program itself, chosen in a dialog to be read or to be written', async () => {
    await mkdir(folder.in('user'));
    await writeFile(folder.in('user/settings.json'), '{}');
    const own = system({
      pickFiles: () => Promise.resolve([folder.in('user/settings.json')]),
      pickTarget: () => Promise.resolve(folder.in('user/new.csv')),
    });
    expect(await code(start(own), 'pickFiles', { kind: 'table', multiple: false })).toBe('refused');
    expect(await code(start(own), 'pickTarget', { kind: 'table', suggestedName: 'new.csv' })).toBe('refused');
  });

  test('a target that is a folder, or a link to nowhere', async () => {
    await mkdir(folder.in('d.endplate'));
    await symlink(folder.in('nowhere'), folder.in('l.endplate'));
    for (const name of ['d.endplate', 'l.endplate']) {
      const host = start(system({ pickTarget: () => Promise.resolve(folder.in(name)) }));
      expect(await code(host, 'pickTarget', { kind: 'study', suggestedName: name })).toBe('refused');
    }
  });

  test('a folder that does not answer', async () => {
    await mkdir(folder.in('studies'));
    await writeFile(folder.in('studies/t.csv'), 'a');
    const broken = (call: 'readdir' | 'mkdir' | 'lstat', errno: string): FilePort => ({
      ...nodeFilePort,
      [call]: () => Promise.reject(systemError(errno, call)),
    });
    expect(await code(inFolder({ port: broken('readdir', 'EACCES') }), 'listFolder', { kind: 'study' })).toBe(
      'permission',
    );
    expect(await code(inFolder({ port: broken('mkdir', 'EROFS') }), 'openInFolder', { name: 's.endplate' })).toBe(
      'permission',
    );
    expect(await code(inFolder({ port: broken('lstat', 'EIO') }), 'openInFolder', { name: 't.csv' })).toBe(
      'notAnswering',
    );
  });

  test('siblings: of a grant that is none, with a bad name or ending, over a folder or a picture that is there', async () => {
    const host = inFolder();
    const grant = await study(host);
    await mkdir(folder.in('studies/d.csv'));
    await writeFile(folder.in('studies/film.png'), 'film');
    await writeFile(folder.in('studies/old.csv'), 'old');
    const sibling = (name: string, of = grant) => code(host, 'grantSibling', { grant: of, name });
    expect(await sibling('t.csv', 'f'.repeat(32))).toBe('notGranted');
    expect(await sibling('nul.csv')).toBe('badName');
    expect(await sibling('run.exe')).toBe('badName');
    expect(await sibling('d.csv')).toBe('refused');
    expect(await sibling('film.png')).toBe('refused');
    expect(await sibling('s.endplate')).toBe('refused');
    expect(await value(host, 'grantSibling', { grant, name: 'old.csv' })).toMatchObject({ exists: true });
    expect(await readFile(folder.in('studies/film.png'), 'utf8')).toBe('film');
  });

  test('every request about a study whose grant is none', async () => {
    const host = inFolder();
    const grant = 'f'.repeat(32);
    const asked = [
      await code(host, 'readFile', { grant }),
      await code(host, 'writeFile', { grant, bytes: bytesOf('x'), replaces: null }),
      await code(host, 'fileState', { grant, page: PAGE, alive: null }),
      await code(host, 'acquireLock', { grant, page: PAGE, alive: null, user: '', takeOver: false }),
      await code(host, 'releaseLock', { grant, page: PAGE }),
      await code(host, 'listVersions', { grant, study: null }),
      await code(host, 'readVersion', { grant, version: 'backup' }),
      await code(host, 'pinVersion', { grant, version: 'x', pinned: true }),
      await code(host, 'findImage', { sha256: sha256('x'), name: 'x.dcm', beside: grant }),
      await code(host, 'saveRecovery', { ...copyOf('x'), grant }),
    ];
    expect(asked).toEqual(asked.map(() => 'notGranted'));
  });

  test('a version that is not there, a copy that is not there, a part that is none', async () => {
    const host = inFolder();
    const grant = await study(host);
    const version = 'x.endplate';
    expect(await code(host, 'readVersion', { grant, version })).toBe('notFound');
    expect(await code(host, 'pinVersion', { grant, version, pinned: true })).toBe('notFound');
    expect(await code(host, 'readRecovery', { id: COPY })).toBe('notFound');
    expect(await code(host, 'readRecoveryPart', { id: COPY, part: sha256('x') })).toBe('notFound');
    expect(await code(host, 'saveRecovery', { ...copyOf('x'), parts: [sha256('x')] })).toBe('notFound');
  });

  test('a look at a study that cannot be read', async () => {
    let broken = false;
    const port: FilePort = {
      ...nodeFilePort,
      lstat: (file) => (broken ? Promise.reject(systemError('EIO', 'lstat')) : nodeFilePort.lstat(file)),
    };
    const host = inFolder({ port });
    const grant = await study(host);
    broken = true;
    expect(await code(host, 'fileState', { grant, page: PAGE, alive: null })).toBe('notAnswering');
  });

  test('a backup that the history does not know is listed all the same, with the time of its file', async () => {
    const host = inFolder();
    const grant = await study(host);
    await writeFile(folder.in('studies/.s.endplate.bak'), 'of another program');
    const at = new Date('2026-11-20T14:03:00.000Z');
    await utimes(folder.in('studies/.s.endplate.bak'), at, at);
    expect(await value(host, 'listVersions', { grant, study: null })).toEqual([
      {
        version: 'backup',
        savedAt: at.toISOString(),
        size: 18,
        levels: null,
        points: null,
        pinned: false,
        place: 'backup',
      },
    ]);
  });

  test('copies and parts of more than 8 MiB', async () => {
    const host = inFolder();
    const bytes = new Uint8Array((8 << 20) + 1);
    expect(await code(host, 'keepRecoveryPart', { id: COPY, bytes })).toBe('tooLarge');
    expect(await code(host, 'saveRecovery', { ...copyOf('x'), bytes })).toBe('tooLarge');
    expect(await value(host, 'keepRecoveryPart', { id: COPY, bytes: bytes.subarray(1) })).toHaveProperty('part');
  });

  test('a study larger than a study may be, before anything is written', async () => {
    const host = inFolder();
    const grant = await study(host);
    const bytes = new Uint8Array((128 << 20) + 1);
    expect(await code(host, 'writeFile', { grant, bytes, replaces: 'any' })).toBe('tooLarge');
    expect(await readFile(folder.in('studies/s.endplate'), 'utf8')).toBe('one');
  });

  test('a file that became a folder, and one that lost its end, since they were chosen', async () => {
    await mkdir(folder.in('studies'));
    await writeFile(folder.in('studies/film.dcm'), 'film');
    let facts = {};
    const port: FilePort = {
      ...nodeFilePort,
      lstat: async (file) => ({ ...(await nodeFilePort.lstat(file)), ...facts }),
    };
    const host = inFolder({ port });
    const { grant } = await value(host, 'openInFolder', { name: 'film.dcm' });
    facts = { kind: 'folder' };
    expect(await code(host, 'readFile', { grant })).toBe('refused');
    facts = { size: 400 };
    expect(await code(host, 'readFile', { grant })).toBe('busy');
  });

  test('a name that leads elsewhere than when it was chosen', async () => {
    const host = inFolder();
    const grant = await study(host);
    let place: string | null = folder.in('other.endplate');
    const port: FilePort = {
      ...nodeFilePort,
      realpath: (file) =>
        file.endsWith('s.endplate') && place !== null
          ? Promise.resolve(place)
          : Promise.reject(systemError('EIO', 'realpath')),
    };
    expect(await value(host, 'readFile', { grant })).toMatchObject({ name: 's.endplate' });
    const moved = inFolder({ port });
    place = folder.in('studies/s.endplate');
    const second = await value(moved, 'openInFolder', { name: 's.endplate' });
    place = folder.in('other.endplate');
    expect(await code(moved, 'readFile', { grant: second.grant })).toBe('notGranted');
    place = null;
    expect(await code(moved, 'readFile', { grant: second.grant })).toBe('notAnswering');
    expect(await code(moved, 'openInFolder', { name: 't.endplate' })).toBe('notAnswering');
  });

  test('settings that cannot be written, because the folder cannot be made or is full', async () => {
    const full: FilePort = { ...nodeFilePort, mkdir: () => Promise.reject(systemError('ENOSPC', 'mkdir')) };
    expect(await code(inFolder({ port: full }), 'writeSettings', {})).toBe('diskFull');
    const readOnly: FilePort = {
      ...nodeFilePort,
      open: (file, access, mode) =>
        access === 'create' ? Promise.reject(systemError('EROFS', 'open')) : nodeFilePort.open(file, access, mode),
    };
    expect(await code(inFolder({ port: readOnly }), 'writeSettings', {})).toBe('permission');
    expect(await code(inFolder({ port: readOnly }), 'keepRecoveryPart', { id: COPY, bytes: bytesOf('x') })).toBe(
      'permission',
    );
  });

  test('settings of more than 1 MiB are as if there were none', async () => {
    await mkdir(folder.in('user'));
    await writeFile(folder.in('user/settings.json'), JSON.stringify({ language: 'de', x: 'x'.repeat(1 << 20) }));
    expect(await value(inFolder(), 'readSettings', {})).toEqual({});
    await writeFile(folder.in('user/settings.json'), JSON.stringify({ language: 'de' }));
    expect(await value(inFolder(), 'readSettings', {})).toEqual({ language: 'de' });
  });

  test('an image that is found but may not be given', async () => {
    await mkdir(folder.in('studies/own'), { recursive: true });
    await writeFile(folder.in('studies/own/film.dcm'), 'film');
    const host = inFolder({ ownFolders: [folder.in('studies/own')] });
    const beside = await study(host);
    expect(await value(host, 'findImage', { sha256: sha256('film'), name: 'film.dcm', beside })).toBeNull();
  });

  test('unsaved work of a study outside of the one folder comes back without its file', async () => {
    await writeFile(folder.in('outside.endplate'), 'outside');
    const desktop = start(system({ pickFiles: () => Promise.resolve([folder.in('outside.endplate')]) }));
    const [file] = await value(desktop, 'pickFiles', { kind: 'study', multiple: false });
    await value(desktop, 'saveRecovery', { ...copyOf('work'), grant: file?.grant ?? '', base: sha256('outside') });
    expect((await value(desktop, 'readRecovery', { id: COPY })).file).toMatchObject({ name: 'outside.endplate' });
    expect((await value(inFolder(), 'readRecovery', { id: COPY })).file).toBeNull();
  });

  test('unsaved work is kept although the folder of its study is gone', async () => {
    const host = inFolder();
    const grant = await study(host);
    const facts = { id: 'study', levels: 1, points: 1 };
    await value(host, 'writeFile', { grant, bytes: bytesOf('two'), replaces: sha256('one'), facts });
    await host.settled();
    await rename(folder.in('studies'), folder.in('pulled'));
    expect(await code(host, 'readFile', { grant })).toBe('notFound');
    await value(host, 'saveRecovery', { ...copyOf('work'), grant, base: sha256('two') });
    expect(await value(host, 'readRecovery', { id: COPY })).toMatchObject({ base: sha256('two'), file: null });
    await rename(folder.in('pulled'), folder.in('studies'));
    expect((await value(host, 'readRecovery', { id: COPY })).file).toMatchObject({ name: 's.endplate' });
  });

  test('an answer of ours that breaks the contract, and a thing thrown that is no error', async () => {
    const handlers = {
      about: () => Promise.resolve({ ok: true, value: { nonsense: 1 } }),
      readSettings: () => Promise.reject('text'),
    } as unknown as Handlers;
    expect(await dispatchTo(handlers, 'about', {})).toMatchObject({ error: { detail: 'malformed answer' } });
    expect(await dispatchTo(handlers, 'readSettings', {})).toMatchObject({ error: { detail: 'unknown' } });
  });
});

const copyOf = (text: string) => ({
  id: COPY,
  page: PAGE,
  name: 's.endplate',
  grant: null,
  base: null,
  parts: [],
  points: 1,
  pointsSaved: null,
  settled: false,
  bytes: bytesOf(text),
});

test('only errors of the system become values; a bug goes on as an exception', async () => {
  expect(await attempt(() => Promise.reject(systemError('EIO', 'read')))).toEqual({
    ok: false,
    error: { code: 'EIO' },
  });
  for (const bug of [new TypeError('x'), Object.assign(new Error('x'), { code: 7 }), 'text', null]) {
    await expect(attempt(() => Promise.reject(bug))).rejects.toBe(bug);
  }
});

test('what has no known ending is served as bytes that nothing runs', () => {
  expect(['a/index.HTML', 'a.b/noEnding', 'x.exe', 'f.dcm'].map(mimeTypeOf)).toEqual([
    'text/html; charset=utf-8',
    'application/octet-stream',
    'application/octet-stream',
    'application/dicom',
  ]);
});
