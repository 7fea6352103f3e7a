import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createElectronHost } from '../../renderer/hosts/electronHost.ts';
import { BRIDGE_NAME, CALL_CHANNEL, EVENT_CHANNEL } from '../../shared/host/bridge.ts';
import type { HostBridge } from '../../shared/host/bridge.ts';
import { contract } from '../../shared/host/contract.ts';
import type { HostEvent } from '../../shared/host/contract.ts';
import { pageOf } from './standIn/standInIpc.ts';
import type { Sender } from './standIn/standInIpc.ts';
import { useShell } from './standIn/useShell.ts';
import type { Shell } from './standIn/useShell.ts';

const { open, preload } = useShell();
const bridgeOf = (shell: Shell): HostBridge => shell.openPage().world[BRIDGE_NAME] as HostBridge;

describe('the preload', () => {
  test('is one CommonJS text that requires nothing but the runtime', () => {
    const text = preload();
    expect(text).not.toMatch(/^\s*(import|export)\b|\bimport\(/m);
    expect([...text.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['electron/renderer']);
  });

  test('shows the page one frozen object with two functions, and no part of Electron', async () => {
    const shell = await open();
    const { world } = shell.openPage();
    expect(Object.keys(world)).toEqual([BRIDGE_NAME]);
    const bridge = world[BRIDGE_NAME] as Record<string, unknown>;
    expect(Object.entries(bridge).map(([name, value]) => [name, typeof value])).toEqual([
      ['call', 'function'],
      ['onEvent', 'function'],
    ]);
    expect(Object.isFrozen(bridge)).toBe(true);
    expect(shell.electron.violations.list).toEqual([]);
  });

  test('uses one channel for calls, which main handles, and one for events', async () => {
    const shell = await open();
    expect([...shell.electron.ipc.handlers.keys()]).toEqual([CALL_CHANNEL]);
    expect(preload()).toContain(JSON.stringify(CALL_CHANNEL));
    expect(preload()).toContain(JSON.stringify(EVENT_CHANNEL));
  });

  test('keeps events until the page listens, gives each once, and stops after unsubscribing', async () => {
    const shell = await open();
    const bridge = bridgeOf(shell);
    const send = (command: string): void => shell.window.receive?.(EVENT_CHANNEL, { type: 'command', command });
    const heard: string[] = [];
    const hear = (event: HostEvent): void => void (event.type === 'command' && heard.push(event.command));
    send('save');
    const stop = bridge.onEvent(hear);
    send('undo');
    stop();
    send('redo');
    expect(heard).toEqual(['save', 'undo']);
  });

  test('a call that main cannot answer is a value, too', async () => {
    const shell = await open();
    const bridge = bridgeOf(shell);
    shell.electron.ipc.handlers.clear();
    expect(await bridge.call('about', {})).toMatchObject({ ok: false, error: { code: 'failed' } });
  });
});

describe('the whole way: page, bridge, preload, main, host', () => {
  test('every request of the contract is known at the other end', async () => {
    const shell = await open();
    const bridge = bridgeOf(shell);
    const unknown: string[] = [];
    for (const method of Object.keys(contract)) {
      const answer = (await bridge.call(method, { nonsense: true })) as { ok: boolean; error?: { message: string } };
      if (JSON.stringify(answer).includes('does not know this request')) unknown.push(method);
    }
    expect(unknown).toEqual([]);
    expect(await bridge.call('removeFile', {})).toMatchObject({ ok: false, error: { code: 'refused' } });
    expect(await bridge.call('constructor', {})).toMatchObject({ ok: false });
  });

  test('a picked file is read, written and read again, bytes and all, and its path never reaches the page', async () => {
    const shell = await open();
    const host = createElectronHost(bridgeOf(shell));
    const file = path.join(shell.folder, 'documents/a.png');
    const content = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
    writeFileSync(file, content);
    shell.electron.dialog.openAnswers = [[file]];
    const picked = await host.call('pickFiles', { kind: 'image', multiple: true });
    expect(picked).toMatchObject({ ok: true, value: [{ name: 'a.png' }] });
    const grant = picked.ok ? (picked.value[0]?.grant ?? '') : '';
    const read = await host.call('readFile', { grant });
    expect(read.ok && [...read.value.bytes]).toEqual([...content]);

    shell.electron.dialog.saveAnswers = [path.join(shell.folder, 'documents/b')];
    const target = await host.call('pickTarget', { kind: 'study', suggestedName: 'My study.endplate' });
    expect(target).toMatchObject({ ok: true, value: { name: 'b.endplate', exists: false } });
    // A view into the middle of a larger buffer: only its own bytes may leave.
    const view = new Uint8Array(64).fill(7).subarray(10, 13);
    const saved = await host.call('writeFile', {
      grant: target.ok ? (target.value?.grant ?? '') : '',
      bytes: view,
      replaces: null,
    });
    expect(saved).toMatchObject({ ok: true, value: { confirmed: true } });
    expect(JSON.stringify([picked, target, saved])).not.toContain(shell.folder);
    expect(shell.electron.violations.list).toEqual([]);
  });

  test('dropped files become grants; text in their place, and files without a path, become nothing', async () => {
    const shell = await open();
    const page = shell.openPage();
    const host = createElectronHost(page.world[BRIDGE_NAME] as HostBridge);
    const file = path.join(shell.folder, 'documents/c.dcm');
    writeFileSync(file, 'DICM');
    const files = [page.dropFile('c.dcm', file), file, { path: file }, new File(['x'], 'made up.dcm'), null];
    const answer = await host.call('grantDropped', { files });
    expect(answer).toMatchObject({ ok: true, value: [{ name: 'c.dcm' }, null, null, null, null] });
    expect(await host.call('grantDropped', { files: 'x' as never })).toMatchObject({ ok: true, value: [] });
  });

  test('an answer of the wrong shape is a failure, not a surprise', async () => {
    const host = createElectronHost({
      call: () => Promise.resolve({ ok: true, value: { appVersion: 1 } }),
      onEvent: () => () => {},
    });
    expect(await host.call('about', {})).toMatchObject({
      ok: false,
      error: { code: 'failed', detail: 'answer to about' },
    });
  });
});

describe('only the own page is answered', () => {
  test('not a frame that is gone, a frame inside, another window, another address, or a frame that throws', async () => {
    const { electron, window } = await open();
    const own = pageOf(window);
    const wrong: Record<string, Sender> = {
      'no frame': { ...own, frame: null },
      'sub-frame': { ...own, frame: { url: 'app://endplate/', parent: {} } },
      'foreign contents': { ...own, contents: {} },
      'foreign host': { ...own, frame: { url: 'app://endplate.example/', parent: null } },
      'foreign scheme': { ...own, frame: { url: 'https://endplate/', parent: null } },
      'blank page': { ...own, frame: { url: 'about:blank', parent: null } },
      'disposed frame': {
        ...own,
        frame: {
          get url(): string {
            throw new Error('Render frame was disposed before WebFrameMain could be accessed');
          },
          parent: null,
        },
      },
    };
    for (const [name, sender] of Object.entries(wrong)) {
      const answer = await electron.ipc.invoke(sender, CALL_CHANNEL, 'writeSettings', { readerCode: 'wrong' });
      expect([name, answer]).toMatchObject([name, { ok: false, error: { code: 'refused' } }]);
    }
    expect(await electron.ipc.invoke(own, CALL_CHANNEL, 'readSettings', {})).toEqual({ ok: true, value: {} });
    expect(electron.violations.list).toEqual([]);
  });

  test('a method that is no text is refused; parameters of the wrong shape are, too', async () => {
    const { electron, window } = await open();
    for (const method of [undefined, null, 7, {}, ['about']]) {
      expect(await electron.ipc.invoke(pageOf(window), CALL_CHANNEL, method, {})).toMatchObject({ ok: false });
    }
    expect(await electron.ipc.invoke(pageOf(window), CALL_CHANNEL, 'readFile', { grant: 7 })).toMatchObject({
      ok: false,
    });
  });

  test('after the window is closed nobody is answered', async () => {
    const { electron, window } = await open({ platform: 'darwin' });
    const own = pageOf(window);
    window.close();
    expect(await electron.ipc.invoke(own, CALL_CHANNEL, 'about', {})).toMatchObject({ ok: false });
    expect(electron.violations.list).toEqual([]);
  });
});
