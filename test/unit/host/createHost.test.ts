import { mkdir, readFile, readdir, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createHost } from '../../../electron/host/createHost.ts';
import type { HostOptions, HostServices } from '../../../electron/host/createHost.ts';
import type { SystemFilePicker } from '../../../electron/host/filePicker.ts';
import { nodeFilePort } from '../../../electron/host/nodeFilePort.ts';
import { createFolderFilePicker } from '../../../electron/loopback/folderFilePicker.ts';
import type { Answer, HostError, Method, Params } from '../../../shared/host/contract.ts';
import { ENGLISH_SHELL_WORDS } from '../../../shared/host/shellWords.ts';
import type { Result } from '../../../shared/result.ts';
import { useTemporaryFolder } from './temporaryFolder.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

async function ask<M extends Method>(
  host: HostServices,
  method: M,
  params: Params<M>,
): Promise<Result<Answer<M>, HostError>> {
  return (await host.dispatch(method, params)) as Result<Answer<M>, HostError>;
}

async function value<M extends Method>(host: HostServices, method: M, params: Params<M>): Promise<Answer<M>> {
  const result = await ask(host, method, params);
  if (!result.ok) throw new Error(`${method}: ${result.error.code} ${result.error.message}`);
  return result.value;
}

async function errorCode<M extends Method>(host: HostServices, method: M, params: Params<M>): Promise<string | null> {
  const result = await ask(host, method, params);
  return result.ok ? null : result.error.code;
}

describe('The host of the desktop', () => {
  const folder = useTemporaryFolder();

  const desktop = (chosen: Partial<SystemFilePicker>, more: Partial<HostOptions> = {}): HostServices =>
    createHost({
      picker: {
        kind: 'system',
        pickFiles: () => Promise.resolve([]),
        pickTarget: () => Promise.resolve(null),
        pickFolder: () => Promise.resolve(null),
        ...chosen,
      },
      userFolder: folder.in('user'),
      appVersion: '1.2.3',
      shell: 'electron',
      ...more,
    });

  test('grants what the dialog gives: images to read, studies to read and write', async () => {
    await writeFile(folder.in('film.dcm'), 'film');
    await writeFile(folder.in('s.endplate'), 'study');
    const host = desktop({
      pickFiles: ({ kind }) => Promise.resolve([folder.in(kind === 'image' ? 'film.dcm' : 's.endplate')]),
    });
    const [film] = await value(host, 'pickFiles', { kind: 'image', multiple: true });
    const [study] = await value(host, 'pickFiles', { kind: 'study', multiple: false });
    expect([film?.name, study?.name]).toEqual(['film.dcm', 's.endplate']);
    const write = { bytes: bytesOf('new'), replaces: 'any' } as const;
    expect(await errorCode(host, 'writeFile', { grant: film?.grant ?? '', ...write })).toBe('refused');
    expect(await errorCode(host, 'writeFile', { grant: study?.grant ?? '', ...write })).toBeNull();
    expect(await readFile(folder.in('film.dcm'), 'utf8')).toBe('film');
    expect(await readFile(folder.in('s.endplate'), 'utf8')).toBe('new');
  });

  test('a cancelled dialog is no error', async () => {
    const host = desktop({});
    expect(await value(host, 'pickFiles', { kind: 'study', multiple: false })).toEqual([]);
    expect(await value(host, 'pickTarget', { kind: 'study', suggestedName: 's.endplate' })).toBeNull();
  });

  test('a save dialog gives a file to write, and says whether it is there', async () => {
    const host = desktop({ pickTarget: ({ suggestedName }) => Promise.resolve(folder.in(suggestedName)) });
    const first = await value(host, 'pickTarget', { kind: 'study', suggestedName: 's.endplate' });
    expect(first).toMatchObject({ name: 's.endplate', exists: false });
    await value(host, 'writeFile', { grant: first?.grant ?? '', bytes: bytesOf('one'), replaces: null });
    const second = await value(host, 'pickTarget', { kind: 'study', suggestedName: 's.endplate' });
    expect(second).toEqual({ ...first, exists: true });
    expect(await errorCode(host, 'pickTarget', { kind: 'image', suggestedName: 'film.dcm' })).toBe('refused');
    expect(await errorCode(host, 'pickTarget', { kind: 'study', suggestedName: 'nul.endplate' })).toBe('badName');
  });

  test('dropped files become grants by what they are; what is no file becomes null', async () => {
    await writeFile(folder.in('IM0001'), 'film');
    await mkdir(folder.in('folder'));
    const files = [folder.in('IM0001'), folder.in('folder'), folder.in('missing'), '', { path: folder.in('IM0001') }];
    const granted = await value(desktop({}), 'grantDropped', { files });
    expect(granted.map((file) => file?.name ?? null)).toEqual(['IM0001', null, null, null, null]);
  });

  test('no file of the program itself is granted, also not through a link', async () => {
    await mkdir(folder.in('user'));
    await mkdir(folder.in('app'));
    for (const name of ['user/settings.json', 'app/main.js', 'user-files.endplate'])
      await writeFile(folder.in(name), '{}');
    await symlink(folder.in('user/settings.json'), folder.in('link.endplate'));
    const host = desktop({}, { ownFolders: [folder.in('app')] });
    const files = ['user/settings.json', 'app/main.js', 'link.endplate', 'user-files.endplate'].map((name) =>
      folder.in(name),
    );
    const granted = await value(host, 'grantDropped', { files });
    expect(granted.map((file) => file?.name ?? null)).toEqual([null, null, null, 'user-files.endplate']);
  });

  test('files named at the start are there when the page asks', async () => {
    await writeFile(folder.in('s.endplate'), 'study');
    const host = desktop({}, { launchPaths: [folder.in('s.endplate'), folder.in('missing.endplate')] });
    const { launchFiles } = await value(host, 'about', {});
    expect(launchFiles.map(({ name }) => name)).toEqual(['s.endplate']);
    expect((await value(host, 'readFile', { grant: launchFiles[0]?.grant ?? '' })).sha256).toBe(sha256('study'));
  });

  test('one file keeps one grant, so that asking again costs nothing', async () => {
    await writeFile(folder.in('s.endplate'), 'study');
    const host = desktop({});
    const [first] = await host.grantPaths([folder.in('s.endplate')]);
    const [second] = await host.grantPaths([folder.in('./x/../s.endplate')]);
    expect(second).toEqual(first);
    expect(first?.grant).toMatch(/^[0-9a-f]{32}$/);
  });

  test('an image is found where it was opened last, in the next process too', async () => {
    await mkdir(folder.in('elsewhere'));
    await writeFile(folder.in('elsewhere/film.dcm'), 'film');
    const first = desktop({});
    const [film] = await first.grantPaths([folder.in('elsewhere/film.dcm')]);
    await value(first, 'readFile', { grant: film?.grant ?? '' });
    await first.close();
    expect((await stat(folder.in('user/images.json'))).mode & 0o077).toBe(0);

    const second = desktop({});
    const wanted = { sha256: sha256('film'), name: 'other name.dcm', beside: null };
    expect((await value(second, 'findImage', wanted))?.name).toBe('film.dcm');
    await writeFile(folder.in('elsewhere/film.dcm'), 'another');
    expect(await value(second, 'findImage', wanted)).toBeNull();
  });

  test('where one folder was given, nothing outside of it is opened, even if it was opened before', async () => {
    await mkdir(folder.in('elsewhere'));
    await mkdir(folder.in('studies'));
    await writeFile(folder.in('elsewhere/film.dcm'), 'film');
    const first = desktop({});
    const [film] = await first.grantPaths([folder.in('elsewhere/film.dcm')]);
    await value(first, 'readFile', { grant: film?.grant ?? '' });
    await first.close();
    const browser = createHost({
      picker: createFolderFilePicker(nodeFilePort, folder.in('studies')),
      userFolder: folder.in('user'),
      appVersion: '1.2.3',
      shell: 'loopback',
    });
    expect(await value(browser, 'findImage', { sha256: sha256('film'), name: 'film.dcm', beside: null })).toBeNull();
  });

  test('a damaged index of images costs nothing but the question', async () => {
    await mkdir(folder.in('user'));
    for (const text of ['[["x"]]', '{', '[]', 'null']) {
      await writeFile(folder.in('user/images.json'), text);
      const wanted = { sha256: sha256('film'), name: 'film.dcm', beside: null };
      expect(await value(desktop({}), 'findImage', wanted)).toBeNull();
    }
  });

  test('a study that grows while it is read is not taken for whole', async () => {
    await writeFile(folder.in('s.endplate'), 'x'.repeat(100));
    const port: HostOptions['port'] = {
      ...nodeFilePort,
      lstat: async (file) => ({ ...(await nodeFilePort.lstat(file)), size: 50 }),
    };
    const host = desktop({}, { port });
    const [study] = await host.grantPaths([folder.in('s.endplate')]);
    expect(await errorCode(host, 'readFile', { grant: study?.grant ?? '' })).toBe('busy');
  });

  test('an image of more than 512 MiB is refused before anything is read', async () => {
    await writeFile(folder.in('film.dcm'), 'film');
    const port: HostOptions['port'] = {
      ...nodeFilePort,
      lstat: async (file) => ({ ...(await nodeFilePort.lstat(file)), size: 513 * 2 ** 20 }),
      open: () => Promise.reject(new Error('opened')),
    };
    const host = desktop({}, { port });
    const [film] = await host.grantPaths([folder.in('film.dcm')]);
    expect(await errorCode(host, 'readFile', { grant: film?.grant ?? '' })).toBe('tooLarge');
  });

  test('a file that went away is not found; the message says so', async () => {
    await writeFile(folder.in('film.dcm'), 'film');
    const host = desktop({});
    const [film] = await host.grantPaths([folder.in('film.dcm')]);
    await rename(folder.in('film.dcm'), folder.in('moved.dcm'));
    expect(await errorCode(host, 'readFile', { grant: film?.grant ?? '' })).toBe('notFound');
  });

  test('an exception inside is a sentence outside, without paths', async () => {
    const host = desktop({ pickFiles: () => Promise.reject(new TypeError(`bad ${folder.path}`)) });
    const result = await ask(host, 'pickFiles', { kind: 'study', multiple: false });
    expect(result).toMatchObject({ ok: false, error: { code: 'failed', detail: 'TypeError' } });
    expect(JSON.stringify(result)).not.toContain(folder.path);
  });

  test('remembers what the page said of unsaved work', async () => {
    const host = desktop({});
    expect(host.unsavedState()).toEqual({ unsaved: false, title: '', words: ENGLISH_SHELL_WORDS });
    await value(host, 'setUnsaved', { unsaved: true, title: 'Series' });
    expect(host.unsavedState()).toEqual({ unsaved: true, title: 'Series', words: ENGLISH_SHELL_WORDS });
  });

  test('ends only when what was begun to be written is there, with its versions', async () => {
    const slow: HostOptions['port'] = {
      ...nodeFilePort,
      open: async (file, access, mode) => {
        for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
        return nodeFilePort.open(file, access, mode);
      },
    };
    const host = desktop(
      { pickTarget: ({ suggestedName }) => Promise.resolve(folder.in(suggestedName)) },
      { port: slow },
    );
    const target = await value(host, 'pickTarget', { kind: 'study', suggestedName: 's.endplate' });
    const facts = { id: 'study', levels: 1, points: 1 };
    void ask(host, 'writeFile', { grant: target?.grant ?? '', bytes: bytesOf('one'), replaces: null, facts });
    await host.close();
    expect(await readFile(folder.in('s.endplate'), 'utf8')).toBe('one');
    expect(await readdir(folder.in('user/versions'))).toHaveLength(1);
  });

  test('requests of the other shell are refused in words', async () => {
    const host = desktop({});
    expect(await errorCode(host, 'listFolder', { kind: 'study' })).toBe('refused');
    expect(await errorCode(host, 'openInFolder', { name: 's.endplate' })).toBe('refused');
  });

  test('the folder for studies is made at the first save and not before', async () => {
    const host = createHost({
      picker: createFolderFilePicker(nodeFilePort, folder.in('Documents/Endplate')),
      userFolder: folder.in('user'),
      appVersion: '1.2.3',
      shell: 'loopback',
    });
    expect(await value(host, 'listFolder', { kind: 'study' })).toEqual([]);
    expect(await readdir(folder.path)).toEqual([]);
    const target = await value(host, 'openInFolder', { name: 's.endplate' });
    await value(host, 'writeFile', { grant: target.grant, bytes: bytesOf('one'), replaces: null });
    expect(await readFile(folder.in('Documents/Endplate/s.endplate'), 'utf8')).toBe('one');
  });
});
