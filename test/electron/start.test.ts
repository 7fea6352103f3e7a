import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { settled } from './standIn/standInDialog.ts';
import { pageOf } from './standIn/standInIpc.ts';
import { standInEvent } from './standIn/strict.ts';
import { useShell } from './standIn/useShell.ts';

const { run } = useShell();

describe('before ready', () => {
  test('the scheme is registered once, standard and secure, and never past the content security policy', async () => {
    const { electron } = await run();
    expect(electron.schemes).toEqual([
      [{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }],
    ]);
    expect(electron.violations.list).toEqual([]);
  });

  test('sandbox and resolver rule come before the lock, and the lock before anything else', async () => {
    const { electron } = await run();
    expect(electron.calls).toEqual([
      'registerSchemesAsPrivileged',
      'enableSandbox',
      'switch host-resolver-rules=MAP * ~NOTFOUND',
      'requestSingleInstanceLock',
    ]);
  });

  test('with --no-sandbox on the command line the sandbox switch is left alone', async () => {
    const { electron } = await run({ switches: ['no-sandbox'] });
    expect(electron.calls).not.toContain('enableSandbox');
  });

  test('graphics acceleration goes off by flag, or by the marker of this version', async () => {
    const mark = (version: string) => (folder: string) => {
      mkdirSync(path.join(folder, 'user'));
      writeFileSync(path.join(folder, 'user/safe-graphics'), version);
    };
    expect((await run()).electron.calls).not.toContain('disableHardwareAcceleration');
    expect((await run({ args: ['--safe-graphics'] })).electron.calls).toContain('disableHardwareAcceleration');
    expect((await run({ prepare: mark('0.1.0') })).electron.calls).toContain('disableHardwareAcceleration');
    expect((await run({ prepare: mark('0.0.9') })).electron.calls).not.toContain('disableHardwareAcceleration');
  });

  test('two failures of the graphics process leave the marker; one, or one of another process, does not', async () => {
    const { electron, folder } = await run();
    const gone = (type: string): void => {
      electron.appEvents.send('child-process-gone', standInEvent(), { type, reason: 'crashed', exitCode: 5 });
    };
    gone('Utility');
    gone('GPU');
    expect(existsSync(path.join(folder, 'user/safe-graphics'))).toBe(false);
    gone('GPU');
    expect(readFileSync(path.join(folder, 'user/safe-graphics'), 'utf8')).toBe('0.1.0');
  });

  test('a folder of its own for the user data is set before the lock is asked for', async () => {
    const { electron, folder } = await run({ args: ['--endplate-user-data=/tmp/endplate-none'] });
    expect(electron.calls.indexOf('setPath userData')).toBeGreaterThanOrEqual(0);
    expect(electron.calls.indexOf('setPath userData')).toBeLessThan(
      electron.calls.indexOf('requestSingleInstanceLock'),
    );
    expect(electron.paths['userData']).toBe(path.resolve('/tmp/endplate-none'));
    expect(folder).not.toBe('');
  });
});

describe('one program at a time', () => {
  test('without the lock: quit and nothing else, no window, no session, no handler', async () => {
    const { electron } = await run({ hasLock: false });
    expect(electron.calls.at(-1)).toBe('quit');
    expect(electron.windows).toEqual([]);
    expect(electron.sessions).toEqual([]);
    expect(electron.ipc.handlers.size).toBe(0);
    expect(electron.menus).toEqual([]);
    expect(electron.violations.list).toEqual([]);
  });

  test('the lock carries our own command line, and the running program opens the file that it names', async () => {
    const { electron, folder } = await run({ args: ['a.endplate'] });
    expect(electron.lockData).toEqual({ argv: ['/opt/endplate', 'a.endplate'], cwd: process.cwd() });
    writeFileSync(path.join(folder, 'documents/second.endplate'), '{}');
    const [window] = electron.windows;
    const sent = { argv: ['endplate', '--type=x', 'second.endplate'], cwd: path.join(folder, 'documents') };
    electron.appEvents.send('second-instance', standInEvent(), ['wrong.endplate'], '/', sent);
    await vi.waitFor(() => expect(window?.sent).toHaveLength(1));
    expect(window?.sent[0]?.value).toMatchObject({ type: 'openFiles', files: [{ name: 'second.endplate' }] });
    expect(JSON.stringify(window?.sent)).not.toContain(folder);
  });

  test('a second start that sends nonsense only brings the window to the front', async () => {
    const { electron } = await run();
    for (const nonsense of [null, 'x', { argv: 'x', cwd: '/' }, { argv: [1], cwd: '/' }, { argv: [] }]) {
      electron.appEvents.send('second-instance', standInEvent(), [], '/', nonsense);
    }
    await settled();
    expect(electron.windows[0]?.sent).toEqual([]);
    expect(electron.violations.list).toEqual([]);
  });

  test('the start script is told: the window is open, or another program has taken over', async () => {
    const { folder } = await run();
    const open = path.join(folder, 'open');
    vi.stubEnv('ENDPLATE_START_SIGNAL', open);
    await run();
    expect(readFileSync(open, 'utf8')).toBe('open');
    const second = path.join(folder, 'second');
    vi.stubEnv('ENDPLATE_START_SIGNAL', second);
    await run({ hasLock: false });
    expect(readFileSync(second, 'utf8')).toBe('handed-over');
  });
});

describe('the window comes', () => {
  test('after ready, with the menu already there, hidden until its first picture', async () => {
    const { electron } = await run();
    const [window] = electron.windows;
    expect(electron.windows).toHaveLength(1);
    expect(electron.menus).toHaveLength(1);
    expect(window?.options).toMatchObject({ name: 'main', windowStatePersistence: true, show: false });
    expect(window?.shown).toBe(true);
    expect(window?.url).toBe('app://endplate/');
    expect(electron.violations.list).toEqual([]);
  });

  test('a page that is missing is said in a box and on stderr, and the program ends with 1', async () => {
    const exit = vi.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const broken = await run({ prepare: (folder) => rmSync(path.join(folder, 'dist/renderer/index.html')) });
    expect(broken.electron.dialog.errorBoxes[0]).toContain('Endplate could not start: The page is missing');
    expect(error).toHaveBeenCalledWith(expect.stringContaining('Endplate could not start'));
    expect(exit).toHaveBeenCalledWith(1);
  });

  test('a window that is closed while it loads is no failure', async () => {
    const { electron } = await run({
      platform: 'darwin',
      beforeReady: ({ appEvents, windows }) => {
        appEvents.on('web-contents-created', () => setImmediate(() => windows[0]?.destroy()));
      },
    });
    await settled();
    expect(electron.windows[0]?.destroyed).toBe(true);
    expect(electron.dialog.errorBoxes).toEqual([]);
    expect(electron.violations.list).toEqual([]);
  });

  test('a file opened by the system before ready is among the files that the page asks for', async () => {
    const opened = standInEvent();
    const { electron, folder } = await run({
      platform: 'darwin',
      prepare: (place) => writeFileSync(path.join(place, 'documents/early.endplate'), '{}'),
      beforeReady: (started) => {
        started.appEvents.send('open-file', opened, path.join(started.paths['documents'] ?? '', 'early.endplate'));
      },
    });
    expect(opened.defaultPrevented).toBe(true);
    const [window] = electron.windows;
    const about = window && (await electron.ipc.invoke(pageOf(window), 'endplate:call', 'about', {}));
    expect(about).toMatchObject({ ok: true, value: { shell: 'electron', launchFiles: [{ name: 'early.endplate' }] } });
    expect(JSON.stringify(about)).not.toContain(folder);
  });

  test('a file opened by the system later reaches the page as an event', async () => {
    const { electron, folder } = await run({ platform: 'darwin' });
    const file = path.join(folder, 'documents/late.endplate');
    writeFileSync(file, '{}');
    electron.appEvents.send('open-file', standInEvent(), file);
    await vi.waitFor(() => expect(electron.windows[0]?.sent).toHaveLength(1));
    expect(electron.windows[0]?.sent[0]).toMatchObject({ channel: 'endplate:event', value: { type: 'openFiles' } });
  });

  test('on macOS a closed window leaves the program running, and a click in the dock opens a new one', async () => {
    const { electron } = await run({ platform: 'darwin' });
    electron.windows[0]?.close();
    await settled();
    expect(electron.calls).not.toContain('quit');
    electron.appEvents.send('activate', standInEvent(), false);
    await vi.waitFor(() => expect(electron.windows[1]?.shown).toBe(true));
    expect(electron.violations.list).toEqual([]);
  });

  test('elsewhere the last window ends the program, after everything begun is on the disk', async () => {
    const { electron } = await run({ platform: 'linux' });
    electron.windows[0]?.close();
    await vi.waitFor(() => expect(electron.ended).toBe(true));
    expect(electron.violations.list).toEqual([]);
  });
});
