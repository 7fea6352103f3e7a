import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { BRIDGE_NAME, CALL_CHANNEL, EVENT_CHANNEL } from '../../shared/host/bridge.ts';
import type { HostBridge } from '../../shared/host/bridge.ts';
import { ENGLISH_SHELL_WORDS } from '../../shared/host/shellWords.ts';
import { settled } from './standIn/standInDialog.ts';
import { pageOf } from './standIn/standInIpc.ts';
import { standInEvent } from './standIn/strict.ts';
import { useShell } from './standIn/useShell.ts';
import type { Shell } from './standIn/useShell.ts';

const { open } = useShell();
const call = ({ electron, window }: Shell, method: string, params: object): Promise<unknown> =>
  electron.ipc.invoke(pageOf(window), CALL_CHANNEL, method, params);
const setUnsaved = (shell: Shell, unsaved: boolean): Promise<unknown> =>
  call(shell, 'setUnsaved', { unsaved, title: 'Kyphoplasty series' });
async function openUnsaved(): Promise<Shell> {
  const shell = await open({ platform: 'linux' });
  await setUnsaved(shell, true);
  return shell;
}

describe('closing the window', () => {
  test('without unsaved work: at once, without a question', async () => {
    const shell = await open({ platform: 'linux' });
    expect(shell.window.close().defaultPrevented).toBe(false);
    expect(shell.electron.dialog.boxes).toEqual([]);
  });

  test('with unsaved work: prevented in the same moment, one question however often it is tried', async () => {
    const shell = await openUnsaved();
    expect(shell.window.close().defaultPrevented).toBe(true);
    expect(shell.window.close().defaultPrevented).toBe(true);
    await settled();
    expect(shell.electron.dialog.boxes).toHaveLength(1);
    expect(shell.electron.dialog.boxes[0]).toMatchObject({
      message: 'Save the changes to “Kyphoplasty series”?',
      buttons: ['Save', 'Don’t save', 'Cancel'],
      defaultId: 0,
      cancelId: 2,
    });
    await shell.electron.dialog.press('Cancel');
    expect(shell.window.destroyed).toBe(false);
    // After Cancel the next try asks again.
    shell.window.close();
    expect(shell.electron.dialog.boxes).toHaveLength(2);
  });

  test('the question is in the language of the page, once it has said its words; a later message keeps them', async () => {
    const shell = await open({ platform: 'linux' });
    const words = {
      ...ENGLISH_SHELL_WORDS,
      saveTitle: 'Änderungen an „{title}“ speichern?',
      dontSave: 'Nicht speichern',
    };
    await call(shell, 'setUnsaved', { unsaved: false, title: 'x', words });
    await call(shell, 'setUnsaved', { unsaved: true, title: 'Serie $& 1' });
    shell.window.close();
    await settled();
    expect(shell.electron.dialog.boxes[0]).toMatchObject({
      message: 'Änderungen an „Serie $& 1“ speichern?',
      buttons: ['Save', 'Nicht speichern', 'Cancel'],
    });
  });

  test("Don't save closes", async () => {
    const shell = await openUnsaved();
    shell.window.close();
    await shell.electron.dialog.press('Don’t save');
    expect(shell.window.destroyed).toBe(true);
  });

  test('Save asks the page, and the window closes as soon as the page says that all is saved', async () => {
    const shell = await openUnsaved();
    shell.window.close();
    await shell.electron.dialog.press('Save');
    expect(shell.window.sent).toEqual([{ channel: EVENT_CHANNEL, value: { type: 'saveBeforeClosing' } }]);
    expect(shell.window.destroyed).toBe(false);
    await setUnsaved(shell, false);
    expect(shell.window.destroyed).toBe(true);
    expect(shell.electron.violations.list).toEqual([]);
  });

  test('Save, then Cancel in the dialog for the name: the window stays', async () => {
    const shell = await openUnsaved();
    shell.window.close();
    await shell.electron.dialog.press('Save');
    await call(shell, 'pickTarget', { kind: 'study', suggestedName: 'a.endplate' });
    await setUnsaved(shell, false);
    expect(shell.window.destroyed).toBe(false);
  });

  test('a page that does nothing at all is asked about after ten seconds', async () => {
    const shell = await openUnsaved();
    shell.window.close();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      await shell.electron.dialog.press('Save');
      vi.advanceTimersByTime(9_999);
      expect(shell.electron.dialog.boxes).toHaveLength(1);
      vi.advanceTimersByTime(1);
      await settled();
      expect(shell.electron.dialog.boxes[1]?.buttons).toEqual(['Keep open', 'Close without saving']);
      await shell.electron.dialog.press('Keep open');
    } finally {
      vi.useRealTimers();
    }
    expect(shell.window.destroyed).toBe(false);
  });

  test('a page that has crashed cannot hold the window', async () => {
    const shell = await openUnsaved();
    shell.window.contentsEvents.send('render-process-gone', standInEvent(), { reason: 'crashed', exitCode: 11 });
    expect(shell.window.close().defaultPrevented).toBe(false);
  });
});

describe('quitting', () => {
  test('a prevented close cancels the quit, and Save asks for it again', async () => {
    const shell = await openUnsaved();
    shell.electron.quit();
    expect(shell.electron.ended).toBe(false);
    await shell.electron.dialog.press('Save');
    await setUnsaved(shell, false);
    await vi.waitFor(() => expect(shell.electron.ended).toBe(true));
  });

  test("Don't save quits; Cancel forgets the quit, so that closing later only closes", async () => {
    const discarded = await openUnsaved();
    discarded.electron.quit();
    await discarded.electron.dialog.press('Don’t save');
    await vi.waitFor(() => expect(discarded.electron.ended).toBe(true));

    const kept = await open({ platform: 'darwin' });
    await setUnsaved(kept, true);
    kept.electron.quit();
    await kept.electron.dialog.press('Cancel');
    kept.window.close();
    await kept.electron.dialog.press('Don’t save');
    expect(kept.window.destroyed).toBe(true);
    expect(kept.electron.calls.filter((name) => name === 'quit')).toHaveLength(1);
  });

  test('a file that is being written is finished before the program ends', async () => {
    const shell = await open({ platform: 'linux' });
    const file = path.join(shell.folder, 'documents/table.csv');
    shell.electron.dialog.saveAnswers = [file];
    const target = (await call(shell, 'pickTarget', { kind: 'table', suggestedName: 't.csv' })) as {
      readonly value: { readonly grant: string };
    };
    const bytes = new Uint8Array(2_000_000).fill(65);
    const writing = call(shell, 'writeFile', { grant: target.value.grant, bytes, replaces: null });
    shell.window.close();
    expect(shell.electron.ended).toBe(false);
    await vi.waitFor(() => expect(shell.electron.ended).toBe(true));
    expect(readFileSync(file)).toHaveLength(2_000_000);
    await writing;
  });
});

describe('the system goes down', () => {
  test('Windows is asked to wait while work would be lost, and not otherwise', async () => {
    const shell = await open();
    const query = (): boolean => {
      const event = standInEvent({ reasons: ['shutdown'] });
      shell.window.events.send('query-session-end', event);
      return event.defaultPrevented;
    };
    expect(query()).toBe(false);
    await setUnsaved(shell, true);
    expect(query()).toBe(true);
    await setUnsaved(shell, false);
    expect(query()).toBe(false);
    shell.window.events.send('session-end', standInEvent({ reasons: ['shutdown'] }));
    shell.electron.power.send('shutdown');
    expect(shell.electron.violations.list).toEqual([]);
  });

  test('a closed window no longer listens to the power monitor', async () => {
    const { electron, window } = await open({ platform: 'darwin' });
    expect(electron.power.listens('shutdown')).toBe(1);
    window.close();
    expect(electron.power.listens('shutdown')).toBe(0);
  });
});

describe('a page in trouble', () => {
  const crash = ({ window }: Shell): void =>
    window.contentsEvents.send('render-process-gone', standInEvent(), { reason: 'oom', exitCode: 9 });

  test('is loaded again once by itself and said so; a second crash soon after is asked about', async () => {
    const shell = await openUnsaved();
    crash(shell);
    await settled();
    expect(shell.window.reloads).toBe(1);
    expect(shell.electron.dialog.boxes[0]).toMatchObject({
      message: 'The window stopped working and was opened again',
      detail: 'What you measured since the last save was kept. It is offered to you now.',
    });
    await shell.electron.dialog.press('OK');
    crash(shell);
    await settled();
    expect(shell.window.reloads).toBe(1);
    await shell.electron.dialog.press('Reload');
    expect(shell.window.reloads).toBe(2);
  });

  test('that answers again takes its question away', async () => {
    const { electron, window } = await open();
    window.contentsEvents.send('unresponsive');
    window.contentsEvents.send('unresponsive');
    await settled();
    expect(electron.dialog.boxes).toHaveLength(1);
    window.contentsEvents.send('responsive');
    await settled();
    expect(window.reloads).toBe(0);
    window.contentsEvents.send('unresponsive');
    expect(electron.dialog.boxes).toHaveLength(2);
  });

  test('whose preload fails leaves a line in the log', async () => {
    const { window, folder } = await open();
    window.contentsEvents.send('preload-error', standInEvent(), 'preload.cjs', new Error('module not found: fs'));
    expect(readFileSync(path.join(folder, 'user/logs/endplate.log'), 'utf8')).toContain('module not found: fs');
  });

  test('that is gone receives nothing: files opened later and menu commands touch no destroyed object', async () => {
    const { electron, window, folder } = await open({ platform: 'darwin' });
    const file = path.join(folder, 'documents/x.endplate');
    writeFileSync(file, '{}');
    electron.appEvents.send('open-file', standInEvent(), file);
    window.close();
    clickAll(electron.menus);
    await settled();
    expect(window.sent).toEqual([]);
    expect(electron.violations.list).toEqual([]);
  });
});

interface MenuItem {
  readonly label?: string;
  readonly click?: () => void;
  readonly submenu?: readonly MenuItem[];
}

function itemsOf(menus: readonly unknown[]): readonly MenuItem[] {
  const [menu] = menus as readonly { readonly template: readonly MenuItem[] }[];
  return (menu?.template ?? []).flatMap((top) => top.submenu ?? []);
}

const clickAll = (menus: readonly unknown[]): void => {
  for (const item of itemsOf(menus)) item.click?.();
};

describe('dialogs and menu', () => {
  test('each command of the menu reaches the page once, on every system', async () => {
    for (const platform of ['linux', 'win32', 'darwin'] as const) {
      const shell = await open({ platform });
      const bridge = shell.openPage().world[BRIDGE_NAME] as HostBridge;
      const heard: string[] = [];
      bridge.onEvent((event) => void (event.type === 'command' && heard.push(event.command)));
      clickAll(shell.electron.menus);
      expect(heard.sort()).toEqual(
        'about copy-results diagnostics earlier-versions export import-table open-images open-study print redo save save-as settings shortcuts undo'.split(
          ' ',
        ),
      );
    }
  });

  test('dialogs begin in the documents, then where the last one ended, also in the next run', async () => {
    const shell = await open();
    const series = path.join(shell.folder, 'documents/series');
    mkdirSync(series);
    writeFileSync(path.join(series, 'a.dcm'), '');
    shell.electron.dialog.openAnswers = [[path.join(series, 'a.dcm')]];
    await call(shell, 'pickFiles', { kind: 'image', multiple: true });
    await call(shell, 'pickFiles', { kind: 'image', multiple: false });
    await call(shell, 'pickTarget', { kind: 'study', suggestedName: '../../x/My study' });
    const { openDialogs, saveDialogs } = shell.electron.dialog;
    expect(openDialogs.map((options) => options.defaultPath)).toEqual([path.join(shell.folder, 'documents'), series]);
    expect(openDialogs.map((options) => options.properties)).toEqual([['openFile', 'multiSelections'], ['openFile']]);
    expect(saveDialogs[0]?.defaultPath).toBe(path.join(series, 'My study'));

    const next = await open({ args: [`--endplate-user-data=${path.join(shell.folder, 'user')}`] });
    await call(next, 'pickFiles', { kind: 'image', multiple: false });
    expect(next.electron.dialog.openDialogs[0]?.defaultPath).toBe(series);
    expect(shell.electron.violations.list).toEqual([]);
  });

  test('a name without an ending gets one, and a file that this would replace is asked about', async () => {
    const shell = await open();
    const typed = path.join(shell.folder, 'documents/mine');
    writeFileSync(`${typed}.endplate`, 'precious');
    shell.electron.dialog.saveAnswers = [typed, typed];
    const pick = (): Promise<unknown> => call(shell, 'pickTarget', { kind: 'study', suggestedName: 'mine.endplate' });
    const first = pick();
    await settled();
    await shell.electron.dialog.press('Cancel');
    expect(await first).toEqual({ ok: true, value: null });
    const second = pick();
    await settled();
    await shell.electron.dialog.press('Replace');
    expect(await second).toMatchObject({ ok: true, value: { name: 'mine.endplate', exists: true } });
    expect(existsSync(typed)).toBe(false);
  });

  test('the title names the work, and whether it is saved', async () => {
    const shell = await open();
    await setUnsaved(shell, true);
    await setUnsaved(shell, false);
    expect(shell.window.titles).toEqual(['Kyphoplasty series - Endplate (not saved)', 'Kyphoplasty series - Endplate']);
  });
});
