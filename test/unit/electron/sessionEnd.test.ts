import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserWindow, PowerMonitor } from 'electron/main';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { guardSessionEnd, writeRecoverySync } from '../../../electron/sessionEnd.ts';
import { DocumentedEmitter, standInEvent, Violations } from '../../electron/standIn/strict.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'endplate-end-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (): string => path.join(folder, 'recovery/study.endplate');

/** The process is ended right after the handler: what is not on the disk by then never will be. */
test('session-end and shutdown leave the whole copy on the disk before their handlers return', () => {
  for (const which of ['session-end', 'shutdown'] as const) {
    const window = new DocumentedEmitter('BrowserWindow', new Violations());
    const power = new DocumentedEmitter('PowerMonitor', new Violations());
    const released: string[] = [];
    const bytes = new Uint8Array(300_000).map((_, i) => i % 251);
    guardSessionEnd(window as unknown as BrowserWindow, power as unknown as PowerMonitor, {
      newestRecovery: () => ({ file: file(), bytes }),
      isSaving: () => false,
      unsaved: () => true,
      release: () => released.push(which),
      log: () => {},
    });
    const query = standInEvent({ reasons: ['logoff'] });
    window.send('query-session-end', query);
    expect(query.defaultPrevented).toBe(false);
    if (which === 'shutdown') power.send(which);
    else window.send(which, standInEvent({ reasons: ['logoff'] }));
    expect(Buffer.compare(readFileSync(file()), bytes)).toBe(0);
    expect(released).toEqual([which]);
    rmSync(file());
  }
});

test('where there is no unsaved work nothing is written, and nothing is released', () => {
  const window = new DocumentedEmitter('BrowserWindow', new Violations());
  const power = new DocumentedEmitter('PowerMonitor', new Violations());
  const released: string[] = [];
  guardSessionEnd(window as unknown as BrowserWindow, power as unknown as PowerMonitor, {
    newestRecovery: () => null,
    isSaving: () => false,
    unsaved: () => false,
    release: () => released.push('released'),
    log: () => {},
  });
  const query = standInEvent({ reasons: ['logoff'] });
  window.send('query-session-end', query);
  window.send('session-end', standInEvent({ reasons: ['logoff'] }));
  expect({ prevented: query.defaultPrevented, released, exists: existsSync(file()) }).toEqual({
    prevented: false,
    released: [],
    exists: false,
  });
});

test('while a file is being written, Windows is asked to wait', () => {
  const window = new DocumentedEmitter('BrowserWindow', new Violations());
  const power = new DocumentedEmitter('PowerMonitor', new Violations());
  guardSessionEnd(window as unknown as BrowserWindow, power as unknown as PowerMonitor, {
    newestRecovery: () => ({ file: file(), bytes: Uint8Array.of(1) }),
    isSaving: () => true,
    unsaved: () => false,
    release: () => {},
    log: () => {},
  });
  const query = standInEvent({ reasons: ['shutdown'] });
  window.send('query-session-end', query);
  expect(query.defaultPrevented).toBe(true);
});

test('the copy replaces the older one as a whole and belongs to this user alone', () => {
  writeRecoverySync({ file: file(), bytes: new Uint8Array(10).fill(1) });
  writeRecoverySync({ file: file(), bytes: Uint8Array.of(2, 3) });
  expect([...readFileSync(file())]).toEqual([2, 3]);
  expect(existsSync(`${file()}.new`)).toBe(false);
  if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test('a copy that cannot be written is a line in the log, and the window still asks its question', () => {
  writeFileSync(path.join(folder, 'recovery'), 'a file where the folder should be');
  const window = new DocumentedEmitter('BrowserWindow', new Violations());
  const power = new DocumentedEmitter('PowerMonitor', new Violations());
  const lines: string[] = [];
  guardSessionEnd(window as unknown as BrowserWindow, power as unknown as PowerMonitor, {
    newestRecovery: () => ({ file: file(), bytes: Uint8Array.of(1) }),
    isSaving: () => false,
    unsaved: () => true,
    release: () => lines.push('released'),
    log: (line) => lines.push(line),
  });
  power.send('shutdown');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('recovery copy not written');
});
