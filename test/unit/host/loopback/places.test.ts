import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultStudyFolder } from '../../../../electron/loopback/documentsFolder.ts';
import { createFolderFilePicker } from '../../../../electron/loopback/folderFilePicker.ts';
import { serveUntilStopped, startLoopback } from '../../../../electron/loopback/launch.ts';
import { browserCandidates, openBrowser, openerCommand } from '../../../../electron/loopback/openBrowser.ts';
import { nodeFilePort } from '../../../../electron/host/nodeFilePort.ts';
import { connect } from '../../../contract/loopbackClient.ts';
import { ManualClock } from '../manualClock.ts';
import { useTemporaryFolder } from '../temporaryFolder.ts';
import { exchange } from './rawRequest.ts';

describe('The folder for studies', () => {
  const folder = useTemporaryFolder();
  const placesOf = (environment: Record<string, string> = {}, platform: NodeJS.Platform = 'linux') => ({
    home: folder.path,
    platform,
    environment,
  });

  test('is in the documents, or in the home folder where there are none', async () => {
    expect(await defaultStudyFolder(placesOf())).toBe(folder.in('Endplate'));
    await mkdir(folder.in('Documents'));
    expect(await defaultStudyFolder(placesOf())).toBe(folder.in('Documents/Endplate'));
    expect(await defaultStudyFolder(placesOf({}, 'win32'))).toBe(folder.in('Documents/Endplate'));
  });

  test('is in the documents of a desktop in another language', async () => {
    await mkdir(folder.in('Dokumente'));
    await mkdir(folder.in('.config'));
    await writeFile(folder.in('.config/user-dirs.dirs'), '# x\nXDG_DOCUMENTS_DIR="$HOME/Dokumente"\n');
    expect(await defaultStudyFolder(placesOf())).toBe(folder.in('Dokumente/Endplate'));
    await mkdir(folder.in('docs'));
    await mkdir(folder.in('settings'));
    await writeFile(folder.in('settings/user-dirs.dirs'), `XDG_DOCUMENTS_DIR="${folder.in('docs')}"\n`);
    const moved = placesOf({ XDG_CONFIG_HOME: folder.in('settings') });
    expect(await defaultStudyFolder(moved)).toBe(folder.in('docs/Endplate'));
  });

  test('lists files of a kind, newest first, without hidden ones, links and folders', async () => {
    const names = ['a.endplate', '.a.endplate.bak', '~$a.endplate', 'b.csv', 'IM0001', 'film.png'];
    for (const name of names) await writeFile(folder.in(name), 'x');
    await mkdir(folder.in('c.endplate'));
    const picker = createFolderFilePicker(nodeFilePort, folder.path);
    const listed = async (kind: 'study' | 'image' | 'table'): Promise<readonly string[]> =>
      (await picker.list(kind)).map(({ name }) => name).sort();
    expect(await listed('study')).toEqual(['a.endplate']);
    expect(await listed('image')).toEqual(['IM0001', 'film.png']);
    expect(await listed('table')).toEqual(['b.csv']);
  });
});

describe('Starting browser mode', () => {
  const folder = useTemporaryFolder();
  const options = () => ({
    folder: folder.path,
    port: 0,
    open: false,
    staticRoot: folder.in('page'),
    userFolder: folder.in('user'),
    appVersion: '1.2.3',
  });

  test('says in a sentence that the page is not built, or the folder is none, or the port is taken', async () => {
    await expect(startLoopback(options())).rejects.toThrow(/not built.*npm run build/);
    await mkdir(folder.in('page'));
    await writeFile(folder.in('page/index.html'), 'x');
    await expect(startLoopback({ ...options(), folder: folder.in('none') })).rejects.toThrow(/is not a folder/);
    const first = await startLoopback(options());
    const port = Number(new URL(first.origin).port);
    await expect(startLoopback({ ...options(), port })).rejects.toThrow(`Port ${port} is taken`);
    await first.close();
    const second = await startLoopback({ ...options(), port });
    expect(second.origin).toBe(first.origin);
    await second.close();
  });

  test('serves until the terminal says stop, and leaves no listener behind', async () => {
    await mkdir(folder.in('page'));
    await writeFile(folder.in('page/index.html'), 'x');
    const before = process.listenerCount('SIGHUP');
    const loopback = await startLoopback(options());
    const serving = serveUntilStopped(loopback);
    expect((await fetch(loopback.origin, { headers: { 'sec-fetch-site': 'none' } })).status).toBe(200);
    process.emit('SIGHUP');
    await serving;
    await expect(fetch(loopback.origin)).rejects.toThrow();
    expect(process.listenerCount('SIGHUP')).toBe(before);
  });

  test.skipIf(process.platform === 'win32')(
    'opens the window of the named browser, and ends when it is closed',
    async () => {
      const bin = await mkdtemp(path.join(tmpdir(), 'endplate-bin-'));
      const browser = path.join(bin, 'browser');
      await writeFile(browser, `#!/bin/sh\necho "$@" > ${bin}/arguments\n`, { mode: 0o755 });
      const opened = await openBrowser('http://127.0.0.1:1/#launch=x', 'linux', { ENDPLATE_BROWSER: browser });
      await opened?.closed;
      const given = await readFile(path.join(bin, 'arguments'), 'utf8');
      expect(given).toContain('--app=http://127.0.0.1:1/#launch=x');
      expect(given).toMatch(/--user-data-dir=\S*endplate-window-/);
      await opened?.close();
      await rm(bin, { recursive: true });
    },
  );

  test.skipIf(process.platform === 'win32')(
    'goes on when the browser could not start, and stops when its window was closed',
    async () => {
      await mkdir(folder.in('page'));
      await writeFile(folder.in('page/index.html'), 'x');
      const browser = folder.in('browser');
      await writeFile(browser, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
      const broken = new ManualClock();
      const environment = { ENDPLATE_BROWSER: browser };
      const serving = await startLoopback({ ...options(), open: true, clock: broken, environment });
      await expect.poll(() => broken.waits, { timeout: 20_000 }).toEqual([2_000]);
      const host = await connect(serving.address);
      expect((await host.call('about', {})).ok).toBe(true);
      host.close();
      await serving.close();

      // A browser that ends as soon as the page was there.
      await writeFile(browser, `#!/bin/sh\nwhile [ ! -e ${folder.in('seen')} ]; do sleep 0.05; done\n`, {
        mode: 0o755,
      });
      const started = await startLoopback({ ...options(), open: true, clock: new ManualClock(), environment });
      const headers = {
        'content-type': 'application/json',
        origin: started.origin,
        'x-endplate-token': await exchange(started),
      };
      expect((await fetch(`${started.origin}/heartbeat`, { method: 'POST', headers })).status).toBe(204);
      await writeFile(folder.in('seen'), '');
      await started.closed;
    },
  );

  test('looks for browsers where each system keeps them', () => {
    expect(
      browserCandidates('linux', { PATH: '/usr/bin:relative:/opt/bin', ENDPLATE_BROWSER: '/x' }).slice(0, 3),
    ).toEqual(['/x', '/usr/bin/chromium', '/opt/bin/chromium']);
    const windows = browserCandidates('win32', { PROGRAMFILES: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\u\\L' });
    expect(windows).toContain('C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe');
    expect(browserCandidates('darwin', {})[0]).toBe('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    expect(['linux', 'darwin', 'win32'].map((platform) => openerCommand('x', platform as NodeJS.Platform)[0])).toEqual([
      'xdg-open',
      'open',
      'rundll32',
    ]);
  });
});
