import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFolderMemory } from '../../../electron/folderMemory.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'endplate-folders-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function place(name: string): string {
  const made = path.join(folder, name);
  mkdirSync(made, { recursive: true });
  return made;
}

test('each kind has its folder; a kind without one begins where the last dialog ended', () => {
  const file = path.join(folder, 'user/folders.json');
  const memory = createFolderMemory(file);
  expect(memory.of('image')).toBeNull();
  memory.remember('image', place('films'));
  memory.remember('study', place('studies'));
  expect(memory.of('image')).toBe(place('films'));
  expect(memory.of('table')).toBe(place('studies'));
  expect(createFolderMemory(file).of('image')).toBe(place('films'));
});

test('a folder that is gone is not offered', () => {
  const memory = createFolderMemory(path.join(folder, 'folders.json'));
  memory.remember('image', place('films'));
  memory.remember('study', place('studies'));
  rmSync(place('films'), { recursive: true });
  expect(memory.of('image')).toBe(place('studies'));
});

test('a damaged or foreign file is as good as none', () => {
  const file = path.join(folder, 'folders.json');
  for (const content of ['', 'null', '[]', '{"image":7}', '{"image":']) {
    writeFileSync(file, content);
    expect(createFolderMemory(file).of('image')).toBeNull();
  }
});

test('a place that cannot be written is remembered for this run', () => {
  writeFileSync(path.join(folder, 'file'), '');
  const memory = createFolderMemory(path.join(folder, 'file/folders.json'));
  memory.remember('image', place('films'));
  expect(memory.of('image')).toBe(place('films'));
});
