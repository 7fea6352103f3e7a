import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer, HostError, Method, Params } from '../../shared/host/contract.ts';
import type { Result } from '../../shared/result.ts';

/** A host under test, with one real folder in which files are chosen by name. */
export interface TestHost {
  call<M extends Method>(method: M, params: Params<M>): Promise<Result<Answer<M>, HostError>>;
  /** Past the types, as a hostile page would. */
  callAnything(method: string, params: unknown): Promise<Result<unknown, HostError>>;
  readonly folder: string;
  readonly userFolder: string;
  /** The same folders, another process. */
  restart(): Promise<TestHost>;
  /** Waits for what the host does in the background; without it the host does it in the same turn. */
  settled?(): Promise<void>;
  close(): Promise<void>;
}

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

export function valueOf<T>(result: Result<T, HostError>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message} (${result.error.detail ?? ''})`);
  return result.value;
}

export function errorOf(result: Result<unknown, HostError>): HostError {
  if (result.ok) throw new Error(`Expected an error, got ${JSON.stringify(result.value)}`);
  return result.error;
}

/** What every host with a folder promises, whatever carries the requests. */
export function describeHostContract(name: string, start: () => Promise<TestHost>): void {
  describe(`${name} keeps the contract`, () => {
    let host: TestHost;
    beforeEach(async () => {
      host = await start();
    });
    afterEach(() => host.close());

    const inFolder = (file: string): string => path.join(host.folder, file);
    const open = async (file: string): Promise<Answer<'openInFolder'>> =>
      valueOf(await host.call('openInFolder', { name: file }));
    const save = async (file: string, text: string, replaces: string | null): Promise<Result<unknown, HostError>> =>
      host.call('writeFile', { grant: (await open(file)).grant, bytes: bytesOf(text), replaces });

    test('about names the folder without its path', async () => {
      const about = valueOf(await host.call('about', {}));
      expect(about).toMatchObject({ picker: 'folder', folderName: path.basename(host.folder), launchFiles: [] });
      expect(JSON.stringify(about)).not.toContain(path.dirname(host.folder));
    });

    test('a new study is written, read back and listed', async () => {
      const target = await open('series.endplate');
      expect(target.exists).toBe(false);
      const written = valueOf(
        await host.call('writeFile', { grant: target.grant, bytes: bytesOf('{"a":1}'), replaces: null }),
      );
      expect(written).toEqual({ sha256: sha256('{"a":1}'), confirmed: true });

      const read = valueOf(await host.call('readFile', { grant: target.grant }));
      expect({ ...read, bytes: textOf(read.bytes) }).toEqual({
        name: 'series.endplate',
        bytes: '{"a":1}',
        sha256: sha256('{"a":1}'),
      });
      const listed = valueOf(await host.call('listFolder', { kind: 'study' }));
      expect(listed.map(({ name: file, size }) => [file, size])).toEqual([['series.endplate', 7]]);
    });

    test('every byte value comes back as it was, also an empty file and one of 3 MiB', async () => {
      const all = new Uint8Array(3 << 20).map((_value, index) => (index * 31 + (index >> 8)) & 0xff);
      for (const [file, bytes] of [
        ['all.endplate', all],
        ['empty.endplate', new Uint8Array(0)],
      ] as const) {
        const { grant } = await open(file);
        valueOf(await host.call('writeFile', { grant, bytes, replaces: null }));
        const read = valueOf(await host.call('readFile', { grant }));
        expect(read.sha256).toBe(sha256(bytes));
        expect(Buffer.from(read.bytes).equals(Buffer.from(bytes))).toBe(true);
        expect(sha256(await readFile(inFolder(file)))).toBe(sha256(bytes));
      }
    });

    test('the version before is kept once, hidden beside the study', async () => {
      valueOf(await save('s.endplate', 'one', null));
      valueOf(await save('s.endplate', 'two', sha256('one')));
      valueOf(await save('s.endplate', 'three', sha256('two')));
      expect((await readdir(host.folder)).sort()).toEqual(['.s.endplate.bak', 's.endplate']);
      expect(await readFile(inFolder('.s.endplate.bak'), 'utf8')).toBe('two');
      expect(valueOf(await host.call('listFolder', { kind: 'study' }))).toHaveLength(1);
    });

    test('tables leave no backup behind', async () => {
      valueOf(await save('t.csv', 'a', null));
      valueOf(await save('t.csv', 'b', 'any'));
      expect(await readdir(host.folder)).toEqual(['t.csv']);
    });

    test('a change by somebody else is never overwritten', async () => {
      valueOf(await save('s.endplate', 'mine', null));
      await writeFile(inFolder('s.endplate'), 'theirs');
      const error = errorOf(await save('s.endplate', 'mine, later', sha256('mine')));
      expect(error.code).toBe('changedOnDisk');
      expect(await readdir(host.folder)).toEqual(['s.endplate']);
      expect(await readFile(inFolder('s.endplate'), 'utf8')).toBe('theirs');
    });

    test('a file that was rewritten with the same content is no conflict', async () => {
      valueOf(await save('s.endplate', 'mine', null));
      await writeFile(inFolder('s.endplate'), 'mine');
      valueOf(await save('s.endplate', 'mine, later', sha256('mine')));
      expect(await readFile(inFolder('s.endplate'), 'utf8')).toBe('mine, later');
    });

    test('a file that must not exist is not replaced', async () => {
      await writeFile(inFolder('s.endplate'), 'theirs');
      expect(errorOf(await save('s.endplate', 'mine', null)).code).toBe('changedOnDisk');
      expect(await readFile(inFolder('s.endplate'), 'utf8')).toBe('theirs');
    });

    test('a study that was moved away is not made again in silence', async () => {
      valueOf(await save('s.endplate', 'one', null));
      await rename(inFolder('s.endplate'), inFolder('moved.endplate'));
      expect(errorOf(await save('s.endplate', 'two', sha256('one'))).code).toBe('notFound');
      expect(await readdir(host.folder)).toEqual(['moved.endplate']);
    });

    test('two saves at once: one wins, the other is told', async () => {
      valueOf(await save('s.endplate', 'start', null));
      const results = await Promise.all(['left', 'right'].map((text) => save('s.endplate', text, sha256('start'))));
      expect(results.filter((result) => result.ok)).toHaveLength(1);
      expect(results.filter((result) => !result.ok && result.error.code === 'changedOnDisk')).toHaveLength(1);
    });

    test('radiographs are read and never written', async () => {
      await writeFile(inFolder('film.png'), 'pixels');
      const { grant, exists } = await open('film.png');
      expect(exists).toBe(true);
      expect(valueOf(await host.call('readFile', { grant })).sha256).toBe(sha256('pixels'));
      const written = await host.call('writeFile', { grant, bytes: bytesOf('x'), replaces: 'any' });
      expect(errorOf(written).code).toBe('refused');
      expect(await readFile(inFolder('film.png'), 'utf8')).toBe('pixels');
    });

    test('a sibling is written beside the first table, and a study is never overwritten that way', async () => {
      valueOf(await save('results.csv', 'a', null));
      valueOf(await save('other.endplate', 'study', null));
      const { grant } = await open('results.csv');
      const sibling = valueOf(await host.call('grantSibling', { grant, name: 'codebook.csv' }));
      expect(sibling).toMatchObject({ name: 'codebook.csv', exists: false });
      valueOf(await host.call('writeFile', { grant: sibling.grant, bytes: bytesOf('b'), replaces: null }));
      expect(await readFile(inFolder('codebook.csv'), 'utf8')).toBe('b');
      expect(errorOf(await host.call('grantSibling', { grant, name: 'other.endplate' })).code).toBe('refused');
      expect(errorOf(await host.call('readFile', { grant: sibling.grant })).code).toBe('refused');
    });

    test.each([
      '../outside.endplate',
      '..',
      '.',
      'a/b.endplate',
      'a\\b.endplate',
      '/etc/passwd',
      'C:\\study.endplate',
      'study.endplate:stream',
      'nul.endplate',
      'COM1',
      'con .endplate',
      'study.endplate.',
      'study.endplate ',
      'a\0b.endplate',
      'a\nb.endplate',
      'abc\u202Eetalpdne.exe',
      '.hidden.endplate',
      '~$lock.endplate',
      `${'n'.repeat(300)}.endplate`,
      `${'ä'.repeat(130)}.endplate`,
      'start.bat',
      'study.desktop',
      'noending',
      '%2e%2e%2fpasswd',
    ])('the name %j is refused and nothing is written', async (file) => {
      const result = await host.callAnything('openInFolder', { name: file });
      expect(['badName', 'refused']).toContain(errorOf(result).code);
      expect(await readdir(host.folder)).toEqual([]);
    });

    test('a link in the folder leads nowhere', async () => {
      const outside = path.join(path.dirname(host.folder), 'outside.endplate');
      await writeFile(outside, 'secret');
      await symlink(outside, inFolder('link.endplate'));
      expect(errorOf(await host.call('openInFolder', { name: 'link.endplate' })).code).toBe('refused');
      expect(valueOf(await host.call('listFolder', { kind: 'study' }))).toEqual([]);
    });

    test('a granted file that was replaced by a link is not followed', async () => {
      const outside = path.join(path.dirname(host.folder), 'outside.endplate');
      await writeFile(outside, 'secret');
      await writeFile(inFolder('s.endplate'), 'mine');
      const { grant } = await open('s.endplate');
      await rename(inFolder('s.endplate'), inFolder('kept.endplate'));
      await symlink(outside, inFolder('s.endplate'));
      expect(errorOf(await host.call('readFile', { grant })).code).toBe('notGranted');
      const written = await host.call('writeFile', { grant, bytes: bytesOf('x'), replaces: 'any' });
      expect(errorOf(written).code).toBe('notGranted');
      expect(await readFile(outside, 'utf8')).toBe('secret');
    });

    test('grants are not guessed, and die with the process', async () => {
      await writeFile(inFolder('s.endplate'), 'mine');
      const { grant } = await open('s.endplate');
      expect(errorOf(await host.call('readFile', { grant: 'deadbeef' })).code).toBe('notGranted');
      const next = await host.restart();
      try {
        expect(errorOf(await next.call('readFile', { grant })).code).toBe('notGranted');
      } finally {
        await next.close();
      }
    });

    test('an image is found beside the study by name and content, below it, and under another name', async () => {
      valueOf(await save('s.endplate', 'study', null));
      const { grant: beside } = await open('s.endplate');
      const wanted = { sha256: sha256('film'), name: 'film.dcm', beside };
      expect(valueOf(await host.call('findImage', wanted))).toBeNull();

      await writeFile(inFolder('film.dcm'), 'another film');
      expect(valueOf(await host.call('findImage', wanted))).toBeNull();

      await mkdir(inFolder('a/b/c'), { recursive: true });
      await writeFile(inFolder('a/b/c/IM0001'), 'film');
      const found = valueOf(await host.call('findImage', wanted));
      expect(found?.name).toBe('IM0001');
      expect(textOf(valueOf(await host.call('readFile', { grant: found?.grant ?? '' })).bytes)).toBe('film');

      await writeFile(inFolder('a/FILM.DCM'), 'film');
      expect(valueOf(await host.call('findImage', wanted))?.name).toBe('FILM.DCM');
    });

    test('an image four folders down is out of reach', async () => {
      valueOf(await save('s.endplate', 'study', null));
      const { grant: beside } = await open('s.endplate');
      await mkdir(inFolder('1/2/3/4'), { recursive: true });
      await writeFile(inFolder('1/2/3/4/film.dcm'), 'film');
      const found = await host.call('findImage', { sha256: sha256('film'), name: 'film.dcm', beside });
      expect(valueOf(found)).toBeNull();
    });

    test('settings outlive the process; damaged ones become the defaults, entry by entry', async () => {
      expect(valueOf(await host.call('readSettings', {}))).toEqual({});
      valueOf(await host.call('writeSettings', { readerCode: 'R1', theme: 'dark' }));
      const second = await host.restart();
      expect(valueOf(await second.call('readSettings', {}))).toEqual({ readerCode: 'R1', theme: 'dark' });
      const settingsFile = path.join(host.userFolder, 'settings.json');
      await writeFile(settingsFile, '{"readerCode":"R2","theme":"purple","__proto__":{"x":1},"other":1}');
      expect(valueOf(await second.call('readSettings', {}))).toEqual({ readerCode: 'R2' });
      await writeFile(settingsFile, '{"readerCode":"R2"');
      expect(valueOf(await second.call('readSettings', {}))).toEqual({});
      await second.close();
    });

    test.each([
      ['erase', {}],
      ['constructor', {}],
      ['__proto__', {}],
      ['toString', {}],
      ['readFile', {}],
      ['readFile', { grant: 1 }],
      ['readFile', null],
      ['writeFile', { grant: 'x', bytes: 'text', replaces: null }],
      ['writeFile', { grant: 'x', bytes: new Uint8Array(1), replaces: 'abc' }],
      ['listFolder', { kind: 'secret' }],
      ['openInFolder', { name: '' }],
      ['pickFiles', { kind: 'study', multiple: false }],
      ['pickTarget', { kind: 'study', suggestedName: 'a.endplate' }],
      ['grantDropped', { files: ['/etc/passwd'] }],
    ])('%s with %j is refused', async (method, params) => {
      expect(errorOf(await host.callAnything(method, params)).code).toBe('refused');
    });

    test('an error is words for people, and names no path', async () => {
      await writeFile(inFolder('s.endplate'), 'theirs');
      const { message } = errorOf(await save('s.endplate', 'mine', sha256('other')));
      expect(message).toMatch(/^[A-Z].{40,}\.$/s);
      expect(message).not.toContain(host.folder);
    });
  });
}
