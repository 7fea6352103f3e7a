import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../electron/host/clock.ts';
import type { FilePort } from '../../../electron/host/filePort.ts';
import { writeNewFolder } from '../../../electron/host/newFolder.ts';
import { nodeFilePort } from '../../../electron/host/nodeFilePort.ts';
import { systemError } from '../../../electron/host/systemFailure.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'endplate-folder-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const FILES = [
  { name: 'a.csv', bytes: bytes('a') },
  { name: 'import_r.R', bytes: bytes('r') },
  { name: 'import_python.py', bytes: bytes('p') },
];
const write = (name = 'out', files = FILES, port: FilePort = nodeFilePort) =>
  writeNewFolder({ port, clock: systemClock }, folder, { name, files });

describe('files that belong together', () => {
  test('get a folder of their own', async () => {
    expect(await write()).toEqual({ ok: true, value: 'out' });
    expect(readdirSync(folder)).toEqual(['out']);
    expect(readdirSync(path.join(folder, 'out'))).toEqual(['a.csv', 'import_python.py', 'import_r.R']);
  });

  test('touch nothing that exists: the next folder is out_2', async () => {
    mkdirSync(path.join(folder, 'out'));
    writeFileSync(path.join(folder, 'out_2'), 'a file');
    expect(await write()).toEqual({ ok: true, value: 'out_3' });
    expect(readdirSync(path.join(folder, 'out'))).toEqual([]);
    expect(readFileSync(path.join(folder, 'out_2'), 'utf8')).toBe('a file');
  });

  test('are all there or none: a disk that fills up leaves nothing behind', async () => {
    let made = 0;
    const full: FilePort = {
      ...nodeFilePort,
      open: (file, access, mode) =>
        access === 'create' && (made += 1) > 2
          ? Promise.reject(systemError('ENOSPC', 'open'))
          : nodeFilePort.open(file, access, mode),
    };
    expect(await write('out', FILES, full)).toMatchObject({ ok: false, error: { code: 'diskFull' } });
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ['../out', FILES],
    ['nul', FILES],
    ['out', [{ name: '../a.csv', bytes: bytes('x') }]],
    ['out', [{ name: 'a.exe', bytes: bytes('x') }]],
    ['out', [...FILES, { name: 'A.CSV', bytes: bytes('x') }]],
  ] as const)('with a name that leads elsewhere, or of a program, are refused: %s', async (name, files) => {
    expect(await write(name, [...files])).toMatchObject({ ok: false, error: { code: 'badName' } });
    expect(readdirSync(folder)).toEqual([]);
  });
});
