import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { createHost } from '../../../electron/host/createHost.ts';
import type { FilePicker } from '../../../electron/host/filePicker.ts';
import type { FilePort } from '../../../electron/host/filePort.ts';
import { nodeFilePort } from '../../../electron/host/nodeFilePort.ts';
import { systemError } from '../../../electron/host/systemFailure.ts';
import { createFolderFilePicker } from '../../../electron/loopback/folderFilePicker.ts';
import { readAnswer } from '../../../shared/host/readAnswer.ts';
import { useTemporaryFolder } from './temporaryFolder.ts';

const FILES = [{ name: 'a.csv', bytes: new TextEncoder().encode('a') }];

describe('A new folder goes where the user says, or nowhere', () => {
  const folder = useTemporaryFolder();
  const write = async (picker: FilePicker, name = 'export', port: FilePort = nodeFilePort): Promise<unknown> => {
    const host = createHost({ picker, userFolder: folder.in('user'), appVersion: '1', shell: 'electron', port });
    const result = await host.dispatch('writeNewFolder', { name, files: FILES });
    return result.ok ? result.value : result.error.code;
  };
  const system = (parent: string | null): FilePicker =>
    ({ kind: 'system', pickFolder: () => Promise.resolve(parent) }) as unknown as FilePicker;
  const inFolder = (port: FilePort = nodeFilePort): FilePicker => createFolderFilePicker(port, folder.in('studies'));

  test('in the folder of a dialog, under the next free name', async () => {
    expect(await write(system(folder.path))).toEqual({ name: 'export' });
    expect(await write(system(folder.path))).toEqual({ name: 'export_2' });
    expect(await readdir(folder.in('export_2'))).toEqual(['a.csv']);
  });

  test('nowhere when the dialog is cancelled, or the folder belongs to the program', async () => {
    expect(await write(system(null))).toBeNull();
    await mkdir(folder.in('user'));
    expect(await write(system(folder.in('user')))).toBe('refused');
    expect(await readdir(folder.in('user'))).toEqual([]);
  });

  test('in the one folder, which is made when it is missing', async () => {
    expect(await write(inFolder())).toEqual({ name: 'export' });
    expect(await readdir(folder.in('studies/export'))).toEqual(['a.csv']);
    expect(await write(inFolder(), '..')).toBe('badName');
    const readOnly: FilePort = { ...nodeFilePort, mkdir: () => Promise.reject(systemError('EROFS', 'mkdir')) };
    expect(await write(inFolder(readOnly), 'export', readOnly)).toBe('permission');
  });

  test('not in a folder of files that was made in the same moment, and not where nothing can be named', async () => {
    await mkdir(folder.in('studies'));
    const late: FilePort = {
      ...nodeFilePort,
      rename: async (from, to) => {
        if (to.endsWith('/export')) {
          await mkdir(to);
          await writeFile(`${to}/theirs`, '');
        }
        await nodeFilePort.rename(from, to);
      },
    };
    expect(await write(inFolder(), 'export', late)).toEqual({ name: 'export_2' });
    expect(await readdir(folder.in('studies/export'))).toEqual(['theirs']);
    for (const code of ['EEXIST', 'EIO']) {
      const never: FilePort = { ...nodeFilePort, rename: () => Promise.reject(systemError(code, 'rename')) };
      expect(await write(inFolder(), 'other', never)).toBe(code === 'EIO' ? 'notAnswering' : 'refused');
    }
    expect((await readdir(folder.in('studies'))).sort()).toEqual(['export', 'export_2']);
  });
});

test('an answer that is none becomes a failure in words, whatever a transport brings', () => {
  const error = { code: 'busy', message: 'Held.' };
  for (const answer of [
    null,
    1,
    'x',
    {},
    { ok: true },
    { ok: true, value: 7 },
    { ok: false },
    { ok: false, error: {} },
  ]) {
    expect(readAnswer('about', answer)).toMatchObject({
      ok: false,
      error: { code: 'failed', detail: 'answer to about' },
    });
  }
  expect(readAnswer('about', { ok: false, error })).toEqual({ ok: false, error });
  expect(readAnswer('releaseLock', { ok: true, value: {} })).toEqual({ ok: true, value: {} });
});
