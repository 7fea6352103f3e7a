import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import truth from '../../../renderer/public/demo/truth.json' with { type: 'json' };
import { deskOf, placeLevel } from '../../support/desk.ts';
import type { Desk, Points } from '../../support/desk.ts';
import { startRealProgram, whyNoRealElectron } from './realElectron.ts';
import type { RealProgram } from './realElectron.ts';

const reason = whyNoRealElectron();
if (reason !== null) console.log(`The real desktop program is not tested here: ${reason}.`);

describe.skipIf(reason !== null)(`the real desktop program${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let program: RealProgram;
  let desk: Desk;
  beforeAll(async () => {
    program = await startRealProgram();
    desk = deskOf(program);
  }, 60_000);
  afterAll(async () => {
    await program?.close();
  }, 60_000);

  test('one window shows the page under its own address, and the page finds nothing of Node or Electron', async () => {
    expect(program.app.windows()).toHaveLength(1);
    expect(program.page.url()).toBe('app://endplate/');
    const found = await program.page.evaluate(() => ({
      types: ['require', 'process', 'module', 'Buffer', 'electron'].map((name) => typeof Reflect.get(globalThis, name)),
      bridge: Object.keys(Reflect.get(globalThis, 'endplateBridge') as object),
      secure: isSecureContext,
      origin: location.origin,
    }));
    expect(found).toEqual({
      types: Array.from({ length: 5 }, () => 'undefined'),
      bridge: ['call', 'onEvent'],
      secure: true,
      origin: 'app://endplate',
    });
  });

  test('the sandbox is on, unless the test runner itself took it away', async () => {
    const isOff = await program.app.evaluate(({ app }) => app.commandLine.hasSwitch('no-sandbox'));
    const preferences = await program.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      return window?.webContents.session.isPersistent();
    });
    expect(typeof isOff).toBe('boolean');
    expect(preferences).toBe(false);
  });

  test('nothing leaves the program: fetch, images, sockets, windows, inline scripts and eval are all refused', async () => {
    const outcomes = await program.page.evaluate(async () => {
      const refused = (promise: Promise<unknown>) =>
        promise.then(
          () => 'passed',
          () => 'refused',
        );
      const image = new Image();
      const loaded = new Promise((resolve, reject) => {
        image.addEventListener('load', resolve);
        image.addEventListener('error', reject);
        image.src = 'https://example.org/x.png';
      });
      const script = document.createElement('script');
      script.textContent = 'globalThis.injected = true';
      document.head.append(script);
      return {
        fetch: await refused(fetch('https://example.org/')),
        file: await refused(fetch('file:///etc/passwd')),
        image: await refused(loaded),
        window: globalThis.open('https://example.org/') === null ? 'refused' : 'passed',
        inline: Reflect.get(globalThis, 'injected') === true ? 'passed' : 'refused',
        // Later, since the driver itself may evaluate text while its own call runs.
        eval: await refused(
          new Promise((resolve, reject) => {
            setTimeout(() => {
              try {
                // oxlint-disable-next-line no-implied-eval, no-new-func -- refusing exactly this is tested
                resolve(new Function('return 1')());
              } catch (error) {
                reject(error);
              }
            });
          }),
        ),
        upwards: (await fetch('/..%2f..%2fpackage.json')).status,
        position: await refused(
          new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
        ),
        camera: await refused(navigator.mediaDevices.getUserMedia({ video: true })),
        notifications: (await navigator.permissions.query({ name: 'notifications' })).state,
      };
    });
    expect(outcomes).toEqual({
      fetch: 'refused',
      file: 'refused',
      image: 'refused',
      window: 'refused',
      inline: 'refused',
      eval: 'refused',
      upwards: 404,
      position: 'refused',
      camera: 'refused',
      notifications: 'denied',
    });
    program.faults.splice(0);
  });

  test('the demo is decoded in a worker and measured: twelve clicks, numbers near the truth', async () => {
    await program.page.getByRole('button', { name: 'Try the demo study' }).click();
    await desk.ready(0);
    await desk.ready(1);
    await desk.level('L1');
    await placeLevel(desk, 0, truth.pre.L1 as unknown as Points);
    await placeLevel(desk, 1, truth.post.L1 as unknown as Points);
    expect(Math.abs(Number(await desk.result('anteriorHeight-pre')) - 20.3)).toBeLessThanOrEqual(0.4);
    expect(program.faults).toEqual([]);
  });

  test('it is saved through the system dialog, atomically, to the place that was picked', async () => {
    const target = path.join(program.folder, 'first.endplate');
    await program.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, target);
    await desk.key('ControlOrMeta+s');
    await expect.poll(() => desk.saveState()).toMatch(/^Saved /);
    expect(JSON.parse(readFileSync(target, 'utf8'))).toMatchObject({ format: 'endplate-study' });
    expect(readdirSync(program.folder).filter((name) => /tmp|part/.test(name))).toEqual([]);
  });

  test('a menu command reaches the page', async () => {
    await program.app.evaluate(({ Menu }) => {
      const edit = Menu.getApplicationMenu()?.items.find((item) => item.label === '&Edit');
      edit?.submenu?.items.find((item) => item.label === 'Undo')?.click();
    });
    await expect.poll(() => desk.saveState()).not.toMatch(/^Saved /);
  });

  test('closing asks; Cancel keeps the window', async () => {
    const asked = await program.app.evaluate(async ({ BrowserWindow, dialog }) => {
      const messages: string[] = [];
      dialog.showMessageBox = ((_window: unknown, options: { message: string }) => {
        messages.push(options.message);
        return Promise.resolve({ response: 2, checkboxChecked: false });
      }) as typeof dialog.showMessageBox;
      BrowserWindow.getAllWindows()[0]?.close();
      await new Promise((resolve) => {
        setTimeout(resolve, 200);
      });
      return { messages, windows: BrowserWindow.getAllWindows().length };
    });
    expect(asked.messages).toHaveLength(1);
    expect(asked.windows).toBe(1);
  });

  test('a crashed page comes back by itself', async () => {
    await program.app.evaluate(({ BrowserWindow, dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    await expect
      .poll(
        () =>
          program.app.evaluate(({ BrowserWindow }) => {
            const [window] = BrowserWindow.getAllWindows();
            return window?.webContents
              .executeJavaScript('document.documentElement.dataset.ready')
              .catch(() => 'crashed');
          }),
        { timeout: 15_000 },
      )
      .toBe('true');
  });
});

describe.skipIf(reason !== null)('the real desktop program opens a study', () => {
  test('named on its command line, under the name of the file', async () => {
    const study = path.resolve(import.meta.dirname, '../../golden/studies');
    const [name] = readdirSync(study).filter((entry) => entry.endsWith('.endplate'));
    const program = await startRealProgram([path.join(study, name ?? 'none.endplate')]);
    try {
      const about = await program.page.evaluate(() => {
        const bridge = Reflect.get(globalThis, 'endplateBridge') as {
          call(method: string, params: object): Promise<unknown>;
        };
        return bridge.call('about', {});
      });
      expect(about).toMatchObject({ ok: true, value: { launchFiles: [{ name }] } });
    } finally {
      await program.close();
    }
  }, 60_000);
});
