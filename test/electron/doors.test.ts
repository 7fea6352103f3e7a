import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { standInEvent } from './standIn/strict.ts';
import { useShell } from './standIn/useShell.ts';

const { open, run } = useShell();
const root = path.resolve(import.meta.dirname, '../..');

describe('the page is served from the program', () => {
  test('by the very session that the window uses, and by no other', async () => {
    const { electron, window } = await open();
    const [session] = electron.sessions;
    expect(electron.sessions).toHaveLength(1);
    expect(window.options.webPreferences?.session).toBe(session?.session);
    expect(window.options.webPreferences?.partition).toBeUndefined();
    expect([...(session?.schemes.keys() ?? [])]).toEqual(['app']);
    expect(electron.defaultSession.schemes.size).toBe(0);
  });

  test('the session lives in memory', async () => {
    const { electron } = await open();
    expect(electron.sessions[0]?.partition).not.toMatch(/^persist:|^$/);
    expect(electron.sessions[0]?.session.isPersistent()).toBe(false);
  });

  test('with a type, a content policy and nosniff on every answer, also on refusals', async () => {
    const { electron } = await open();
    const handler = electron.sessions[0]?.schemes.get('app');
    const types: Record<string, string> = {};
    for (const address of ['', 'index.html', 'assets/page.js', 'assets/codec.wasm', 'missing.js']) {
      const answer = await handler?.(new Request(`app://endplate/${address}`));
      types[address] = answer?.headers.get('content-type') ?? '';
      const policy = answer?.headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self';/);
      expect(policy).not.toMatch(/unsafe-inline|unsafe-eval'.*unsafe-eval|'unsafe-eval'|https?:|\*/);
      expect(answer?.headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect(types).toEqual({
      '': 'text/html; charset=utf-8',
      'index.html': 'text/html; charset=utf-8',
      'assets/page.js': 'text/javascript; charset=utf-8',
      'assets/codec.wasm': 'application/wasm',
      'missing.js': 'text/plain; charset=utf-8',
    });
  });

  test('whole: the bytes of the file, and none of them for HEAD', async () => {
    const { electron } = await open();
    const handler = electron.sessions[0]?.schemes.get('app');
    const answer = await handler?.(new Request('app://endplate/assets/page.js'));
    expect(await answer?.text()).toBe('export const page = 1;');
    const head = await handler?.(new Request('app://endplate/assets/page.js', { method: 'HEAD' }));
    expect([head?.status, await head?.text()]).toEqual([200, '']);
  });

  test('nothing else: upwards, encoded upwards, backslashes, other hosts, other methods', async () => {
    const { electron } = await open();
    const handler = electron.sessions[0]?.schemes.get('app');
    const refused = [
      'app://endplate/../../package.json',
      'app://endplate/%2e%2e/%2e%2e/package.json',
      'app://endplate/..%2f..%2fpackage.json',
      'app://endplate/..%5c..%5cpackage.json',
      'app://endplate/assets/..\\..\\..\\package.json',
      'app://endplate//etc/passwd',
      'app://endplate/%2fetc/passwd',
      'app://endplate/%E0%A4%A',
      'app://endplate/assets/',
      'app://endplate/constructor',
      'app://elsewhere/index.html',
    ];
    for (const address of refused) {
      const answer = await handler?.(new Request(address));
      expect([address, answer?.status, await answer?.text()]).toEqual([address, 404, 'Not found']);
    }
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      expect((await handler?.(new Request('app://endplate/', { method })))?.status).toBe(405);
    }
  });
});

/** Every permission that the pinned version knows, read from its types. */
const PERMISSIONS = (() => {
  const types = readFileSync(path.join(root, 'node_modules/electron/electron.d.ts'), 'utf8');
  const [, union = ''] =
    /setPermissionCheckHandler\(handler: \(\(webContents: [^,]*, permission: ([^,]*),/.exec(types) ?? [];
  return [...union.matchAll(/'([^']+)'/g)].map(([, name = '']) => name);
})();

describe('permissions', () => {
  test('of all that exist, the page may write text to the clipboard and nothing else', async () => {
    const { electron } = await open();
    const [session] = electron.sessions;
    expect(PERMISSIONS.length).toBeGreaterThan(40);
    const granted = PERMISSIONS.filter((permission) => {
      const answers: boolean[] = [];
      const details = { requestingUrl: 'app://endplate/', isMainFrame: true } as never;
      session?.permissionRequest?.({} as never, permission as never, (answer) => answers.push(answer), details);
      const checked = session?.permissionCheck?.(null, permission as never, 'app://endplate', {} as never);
      expect(answers).toEqual([checked]);
      return checked;
    });
    expect(granted.toSorted()).toEqual(['clipboard-sanitized-write', 'fullscreen']);
  });

  test('not for other addresses, no device, no screen; the default session grants nothing either', async () => {
    const { electron } = await open();
    for (const session of [...electron.sessions, electron.defaultSession]) {
      for (const origin of ['https://endplate', 'app://endplate.example', 'null', '', 'app://other/']) {
        expect(session.permissionCheck?.(null, 'clipboard-sanitized-write', origin, {} as never)).toBe(false);
      }
      expect(session.devicePermission?.({} as never)).toBe(false);
      const streams: unknown[] = [];
      session.displayMedia?.({} as never, (given) => streams.push(given));
      expect(streams).toEqual([null]);
    }
  });
});

describe('no network', () => {
  test('one filter a session, one answer a request: only the program itself passes', async () => {
    const { electron } = await open();
    for (const session of [...electron.sessions, electron.defaultSession]) {
      expect(session.beforeRequest).toHaveLength(1);
      const passing = ['app://endplate/', 'app://endplate/a.js', 'blob:app://endplate/1', 'data:image/png;base64,AA'];
      expect(passing.filter((address) => session.cancels(address))).toEqual([]);
      const refused = [
        'http://localhost/',
        'https://example.org/app://endplate/',
        'ws://example.org/',
        'wss://example.org/',
        'ftp://example.org/',
        'file:///etc/passwd',
        'chrome-extension://abc/x.js',
        'devtools://devtools/bundled/x.html',
        'app://example/',
        'appx://endplate/',
        'not an address',
      ];
      expect(refused.filter((address) => !session.cancels(address))).toEqual([]);
    }
  });

  test('the developer tools work in a checkout only', async () => {
    const { electron, window } = await open({ isPackaged: false });
    expect(electron.sessions[0]?.cancels('devtools://devtools/bundled/x.html')).toBe(false);
    expect(window.options.webPreferences?.devTools).toBe(true);
    const packaged = await open({ isPackaged: true });
    expect(packaged.window.options.webPreferences?.devTools).toBe(false);
  });

  test('no proxy is looked for, no name is resolved, no dictionary is fetched, nothing is downloaded', async () => {
    const { electron, window } = await open();
    expect(electron.appProxies).toEqual([{ mode: 'direct' }]);
    expect(electron.hostResolver).toEqual([{ secureDnsMode: 'off', enableBuiltInResolver: false }]);
    expect(window.options.webPreferences?.spellcheck).toBe(false);
    for (const session of [...electron.sessions, electron.defaultSession]) {
      expect(session.proxies).toEqual([{ mode: 'direct' }]);
      expect(session.spellChecker).toBe(false);
      const event = standInEvent();
      session.events.send('will-download', event, {}, {});
      expect(event.defaultPrevented).toBe(true);
    }
  });
});

describe('the window is locked down', () => {
  test('sandbox, isolation, an absolute CommonJS preload, and none of the dangerous preferences', async () => {
    const { window } = await open();
    const preferences = window.options.webPreferences ?? {};
    expect(path.isAbsolute(preferences.preload ?? '')).toBe(true);
    expect(preferences.preload).toMatch(/preload\.cjs$/);
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
    });
    for (const name of ['webSecurity', 'allowRunningInsecureContent', 'experimentalFeatures', 'enableBlinkFeatures']) {
      expect(preferences).not.toHaveProperty(name);
    }
  });

  test('no new window, no embedded page, no way to another address; a reload of the page is one', async () => {
    const { window } = await open();
    expect(window.openHandler?.({ url: 'app://endplate/' })).toEqual({ action: 'deny' });
    const prevented = (event: string, fields: object): boolean => {
      const sent = standInEvent(fields);
      window.contentsEvents.send(event, sent);
      return sent.defaultPrevented;
    };
    expect(prevented('will-attach-webview', {})).toBe(true);
    for (const url of ['https://example.org/', 'app://endplate/other.html', 'file:///x', 'app://endplate.example/']) {
      expect(prevented('will-navigate', { url, isMainFrame: true })).toBe(true);
      expect(prevented('will-frame-navigate', { url, isMainFrame: true })).toBe(true);
      expect(prevented('will-redirect', { url, isMainFrame: true })).toBe(true);
    }
    expect(prevented('will-navigate', { url: 'app://endplate/', isMainFrame: true })).toBe(false);
    expect(prevented('will-frame-navigate', { url: 'app://endplate/', isMainFrame: true })).toBe(false);
    expect(prevented('will-frame-navigate', { url: 'app://endplate/', isMainFrame: false })).toBe(true);
  });

  test('the title comes from the program, not from the page', async () => {
    const { window } = await open();
    const event = standInEvent();
    window.events.send('page-title-updated', event, 'Bank of Somewhere', true);
    expect(event.defaultPrevented).toBe(true);
  });

  test('the menu has our own undo, no zoom, and no developer tools in a package', async () => {
    const rolesOf = async (isPackaged: boolean): Promise<string> => {
      const { electron } = await run({ isPackaged });
      return JSON.stringify(electron.menus);
    };
    expect(await rolesOf(true)).not.toMatch(
      /"role":"(undo|redo|reload|forceReload|toggleDevTools|zoomIn|zoomOut|resetZoom)"/i,
    );
    expect(await rolesOf(false)).toMatch(/"role":"toggleDevTools"/);
  });
});

describe('what the program does not do at all', () => {
  const sources = readdirSync(path.join(root, 'electron'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, text: readFileSync(path.join(root, 'electron', name), 'utf8') }));

  test('open addresses, tell the system about files, send crashes, update itself, run other programs', () => {
    const doors = /\b(openExternal|openPath|addRecentDocument|crashReporter|autoUpdater|contentTracing|net\.fetch)\b/;
    expect(sources.length).toBeGreaterThan(60);
    expect(sources.filter(({ text }) => doors.test(text)).map(({ name }) => name)).toEqual([]);
    const running = sources.filter(({ text }) => text.includes('node:child_process')).map(({ name }) => name);
    // The browser mode opens the user's browser, and nothing else.
    expect(running).toEqual(['loopback/openBrowser.ts']);
  });

  test('speak to any network: only the loopback server listens, and nothing connects', () => {
    const network = /from 'node:(http|https|http2|net|tls|dns|dgram)'/;
    const values = sources.filter(({ text }) =>
      text.split('\n').some((line) => network.test(line) && !line.startsWith('import type')),
    );
    expect(values.map(({ name }) => name)).toEqual(['loopback/server.ts']);
    expect(sources.filter(({ text }) => /(?<![.\w])fetch\(|new WebSocket\(/.test(text))).toEqual([]);
  });
});
