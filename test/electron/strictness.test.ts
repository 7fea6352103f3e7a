import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { documentedClass } from './standIn/documentedApi.ts';
import { StandInElectron } from './standIn/standInElectron.ts';
import { DocumentedEmitter, strict, Violations } from './standIn/strict.ts';

/** What the program sees, without types: these tests are about wrong uses. */
interface Loose {
  readonly [name: string]: Loose;
  (...args: readonly unknown[]): Loose;
}

const looseMain = (): { readonly electron: StandInElectron; readonly main: Loose } => {
  const electron = new StandInElectron({ folder: tmpdir() });
  return { electron, main: electron.main as unknown as Loose };
};

/** The stand-in is only worth something if it refuses: each of these is a mistake that the real runtime punishes. */
describe('the stand-in refuses', () => {
  test('members that it does not emulate, whether they exist or not', () => {
    const { electron, main } = looseMain();
    expect(() => main['app']?.['exit']?.(1)).toThrow('App.exit is not emulated');
    expect(() => main['app']?.['makeCoffee']).toThrow('is not emulated');
    expect(main['crashReporter']).toBeUndefined();
    expect(main['net']).toBeUndefined();
    expect(main['shell']).toBeUndefined();
    expect(main['autoUpdater']).toBeUndefined();
    expect(electron.violations.list).toHaveLength(2);
  });

  test('members that the pinned types do not know, even if somebody emulated them', () => {
    const invented = strict('App', { brew: () => 1 }, new Violations());
    expect(() => invented.brew()).toThrow('electron.d.ts knows no App.brew');
  });

  test('events that the pinned types do not know, and wrong numbers of arguments', () => {
    const emitter = new DocumentedEmitter('WebContents', new Violations());
    expect(() => emitter.on('crashed', () => {})).toThrow("no event 'crashed' of WebContents");
    const { main } = looseMain();
    expect(() => main['app']?.['getPath']?.()).toThrow('takes 1 to 1 arguments, not 0');
    expect(() => main['app']?.['quit']?.(0)).toThrow('takes 0 to 0 arguments, not 1');
  });

  test('windows, sessions, dialogs and network settings before ready', async () => {
    const { electron, main } = looseMain();
    const create = (options: object): Loose => Reflect.construct(main['BrowserWindow'] as never, [options]) as Loose;
    expect(() => create({})).toThrow('before ready');
    expect(() => main['session']?.['fromPartition']?.('x')).toThrow('before ready');
    expect(() => main['session']?.['defaultSession']).toThrow('before ready');
    expect(() => main['dialog']?.['showOpenDialog']?.({}, {})).toThrow('before ready');
    expect(() => main['powerMonitor']?.['on']?.('shutdown', () => {})).toThrow('before ready');
    expect(() => main['app']?.['setProxy']?.({})).toThrow('before ready');
    expect(() => main['app']?.['configureHostResolver']?.({})).toThrow('before ready');
    await electron.becomeReady();
    expect(() => main['app']?.['enableSandbox']?.()).toThrow('after ready');
    expect(() => main['protocol']?.['registerSchemesAsPrivileged']?.([])).toThrow('after ready');
  });

  test('a second scheme registration, handler or window of one name; dialogs without window or folder', async () => {
    const { electron, main } = looseMain();
    main['protocol']?.['registerSchemesAsPrivileged']?.([]);
    expect(() => main['protocol']?.['registerSchemesAsPrivileged']?.([])).toThrow('twice');
    main['ipcMain']?.['handle']?.('x', () => {});
    expect(() => main['ipcMain']?.['handle']?.('x', () => {})).toThrow('a second handler for x');
    await electron.becomeReady();
    const create = (options: object): Loose => Reflect.construct(main['BrowserWindow'] as never, [options]) as Loose;
    const window = create({ name: 'main' });
    expect(() => create({ name: 'main' })).toThrow('name in use');
    expect(() => main['dialog']?.['showOpenDialog']?.({}, { defaultPath: '/' })).toThrow('live window');
    expect(() => main['dialog']?.['showOpenDialog']?.(window, {})).toThrow('Downloads');
    expect(() => main['dialog']?.['showMessageBox']?.(window, { message: 'x' })).toThrow('cancelId');
    window?.['close']?.();
    expect(() => window?.['setTitle']?.('x')).toThrow('Object has been destroyed');
    expect(() => main['dialog']?.['showOpenDialog']?.(window, { defaultPath: '/' })).toThrow('live window');
  });

  test('a result that carries more than its own bytes', async () => {
    const { electron, main } = looseMain();
    main['ipcMain']?.['handle']?.('view', () => ({ bytes: new Uint8Array(8).subarray(2, 4) }));
    main['ipcMain']?.['handle']?.('throws', () => {
      throw Object.assign(new Error('broken'), { code: 'E' });
    });
    const sender = { contents: {}, frame: null };
    await expect(electron.ipc.invoke(sender, 'view')).rejects.toThrow('a view of a larger buffer');
    await expect(electron.ipc.invoke(sender, 'throws')).rejects.toThrow(
      "Error invoking remote method 'throws': Error: broken",
    );
  });
});

test('the reader of the types sees what is there: WebContents inherits nothing, BrowserWindow its base', () => {
  expect(documentedClass('App').members.get('requestSingleInstanceLock')).toEqual({
    kind: 'method',
    fewest: 0,
    most: 1,
  });
  expect(documentedClass('App').members.get('commandLine')).toEqual({ kind: 'property' });
  expect(documentedClass('Session').members.get('setPermissionRequestHandler')).toMatchObject({ fewest: 1, most: 1 });
  expect(documentedClass('BrowserWindow').members.get('setTitle')).toMatchObject({ fewest: 1, most: 1 });
  expect(documentedClass('BrowserWindow').events.has('query-session-end')).toBe(true);
  expect(documentedClass('WebContents').events.size).toBeGreaterThan(50);
});
