import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { readLaunchArguments, readStart } from '../../../electron/launchArguments.ts';

const cwd = path.resolve('/home/ana/series');
const packaged = (...args: string[]) => readLaunchArguments({ argv: ['/opt/endplate', ...args], cwd }, true);

test('study files by relative path, absolute path and address; nothing else is opened', () => {
  const absolute = path.resolve('/data/Ünïcode study.ENDPLATE');
  const address = pathToFileURL(path.resolve('/data/a b.endplate')).href;
  expect(packaged('x.endplate', absolute, address, 'film.dcm', 'https://example.org/x.endplate', '').files).toEqual([
    path.join(cwd, 'x.endplate'),
    absolute,
    path.resolve('/data/a b.endplate'),
    path.join(cwd, 'https:/example.org/x.endplate'),
  ]);
});

test('an address that names no file of this machine is left out', () => {
  expect(packaged('file://%00', 'file://elsewhere/%2f/x.endplate').files).toEqual([]);
});

test('flags are no files, whoever added them', () => {
  expect(packaged('--type=renderer', '-psn_0_1', '--no-sandbox', '--x=a.endplate')).toEqual({
    files: [],
    safeGraphics: false,
    userData: null,
  });
});

test('unpackaged, the first word is the program itself', () => {
  const start = { argv: ['electron', '--inspect=0', '.', 'x.endplate'], cwd };
  expect(readLaunchArguments(start, false).files).toEqual([path.join(cwd, 'x.endplate')]);
  expect(readLaunchArguments({ argv: ['electron', 'checkout.endplate'], cwd }, false).files).toEqual([]);
});

test('own flags: safe graphics, and a folder for the user data relative to the start', () => {
  expect(packaged('--safe-graphics', '--endplate-user-data=here')).toEqual({
    files: [],
    safeGraphics: true,
    userData: path.join(cwd, 'here'),
  });
  expect(packaged('--endplate-user-data=').userData).toBeNull();
});

test('what a second start sends is read or refused as a whole', () => {
  expect(readStart({ argv: ['a', 'b'], cwd: '/x', more: 1 })).toEqual({ argv: ['a', 'b'], cwd: '/x' });
  for (const wrong of [
    undefined,
    null,
    'x',
    [],
    { argv: ['a'] },
    { argv: ['a', 1], cwd: '/' },
    { argv: 'a', cwd: '/' },
  ]) {
    expect(readStart(wrong)).toBeNull();
  }
});
