import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { executableName } from '../../../build/findElectron.mjs';
import { finished, StartProject } from './startProject.ts';

let project: StartProject;
beforeEach(() => {
  project = new StartProject();
});
afterEach(() => project.remove());

const OPENS_A_WINDOW = `
require('node:fs').writeFileSync(process.env.ENDPLATE_START_SIGNAL, 'open', { flag: 'wx' });
console.log('window', JSON.stringify(process.argv.slice(2)), 'as node:', process.env.ELECTRON_RUN_AS_NODE ?? 'no');
`;
/** As root, Electron refuses its sandbox, and the script says so before it fetches anything. */
const NO_ROOT = '--no-sandbox';

/** The stand-ins for the runtime are scripts with a first line that only these systems read. */
const onUnix = describe.skipIf(process.platform === 'win32');

onUnix('npm start opens the window', () => {
  test('builds what has not been built, opens the window, passes the rest on, and ends with its exit code', async () => {
    project.runtime(`${OPENS_A_WINDOW} process.exitCode = 5;`);
    const { code, output } = await project.run([NO_ROOT, 'a study.endplate'], { ELECTRON_RUN_AS_NODE: '1' });
    expect(output).toContain('Building Endplate (it has not been built yet).\nthe build ran\nBuilt in');
    expect(output).toContain(`window [".","--no-sandbox","a study.endplate"] as node: no`);
    expect(output).not.toContain('browser mode');
    expect(code).toBe(5);
  });

  test('builds again only when a source is newer', async () => {
    project.runtime(OPENS_A_WINDOW);
    await project.run([NO_ROOT]);
    expect((await project.run([NO_ROOT])).output).not.toContain('Building');
  });

  test('a runtime that ends before its window opens: one line with the reason, then the browser', async () => {
    project.runtime(
      `console.error('[12:0101/FATAL] The SUID sandbox helper binary was found, but is not'); process.exit(133)`,
    );
    const { code, output } = await project.run([NO_ROOT, '--port', '8123', '--no-open', 'a.endplate']);
    expect(output).toContain(
      'The desktop window cannot be opened (this system does not let Electron set up its sandbox); starting Endplate in the browser instead.\n' +
        'browser mode serve --port 8123 --no-open\n',
    );
    expect(code).toBe(7);
  });

  test('a second start that hands over to the running program is no failure', async () => {
    project.runtime(`require('node:fs').writeFileSync(process.env.ENDPLATE_START_SIGNAL, 'handed-over')`);
    const { code, output } = await project.run([NO_ROOT]);
    expect(output).not.toContain('cannot be opened');
    expect(code).toBe(0);
  });

  test('--desktop: the window or nothing; an executable that is none is said to be so', async () => {
    project.runtime(OPENS_A_WINDOW);
    project.write(`node_modules/electron/dist/${executableName()}`, 'this is no program');
    const { code, output } = await project.run([NO_ROOT, '--desktop']);
    expect(output).toMatch(
      /The desktop window cannot be opened: (it ended before|the Electron runtime does not start)/,
    );
    expect(output).not.toContain('browser mode');
    expect(code).toBe(1);
  });

  test('--browser, ENDPLATE_BROWSER=1, and the word on the command line that outweighs it', async () => {
    project.runtime(OPENS_A_WINDOW);
    expect((await project.run(['--browser'])).output).toContain('browser mode serve');
    expect((await project.run([], { ENDPLATE_BROWSER: '1' })).output).toContain('browser mode serve');
    expect((await project.run([NO_ROOT, '--desktop'], { ENDPLATE_BROWSER: '1' })).output).toContain('window [');
    expect(await project.run(['--browser', '--desktop'])).toEqual({
      code: 2,
      output: 'Choose either --browser or --desktop, not both.\n',
    });
  });
});

onUnix('npm start fetches the runtime', () => {
  test('fetches a missing runtime with the installer of the package, over the leftovers of an earlier try', async () => {
    project.write('node_modules/electron/dist/half', '');
    project.installer(`
      const fs = require('node:fs');
      if (fs.existsSync(__dirname + '/dist/half')) process.exit(9);
      const executable = __dirname + '/dist/${executableName()}';
      fs.mkdirSync(require('node:path').dirname(executable), { recursive: true });
      fs.writeFileSync(executable, ${JSON.stringify(`#!${process.execPath}\n${OPENS_A_WINDOW}`)}, { mode: 0o755 });
      fs.writeFileSync(__dirname + '/dist/version', 'v45.4.1');
    `);
    const { code, output } = await project.run([NO_ROOT]);
    expect(output).toContain('Fetching the Electron 45.4.1 runtime, once');
    expect(output).toMatch(/Electron runtime ready after \d+ s\.\nwindow \["\.","--no-sandbox"\]/);
    expect(code).toBe(0);
  });

  test('a failed download: its reason in the one line, nothing half-unpacked left', async () => {
    project.installer(`
      require('node:fs').mkdirSync(__dirname + '/dist');
      console.error('TypeError: fetch failed\\n    at x { [cause]: Error: getaddrinfo ENOTFOUND github.com }');
      process.exit(1);
    `);
    const { output } = await project.run([NO_ROOT]);
    expect(output).toContain(
      '(the Electron runtime could not be downloaded: no connection to the download server, ENOTFOUND); starting Endplate in the browser instead.\nbrowser mode serve',
    );
    expect(project.exists('node_modules/electron/dist')).toBe(false);
  });

  test('--no-download, a wrong override, and no package at all each have their words', async () => {
    expect((await project.run([NO_ROOT, '--no-download'])).output).toContain('and --no-download was given)');
    const empty = path.join(project.folder, 'empty');
    expect((await project.run([NO_ROOT], { ELECTRON_OVERRIDE_DIST_PATH: empty })).output).toContain(
      `(ELECTRON_OVERRIDE_DIST_PATH names ${empty}, which holds no Electron)`,
    );
    rmSync(path.join(project.folder, 'node_modules/electron'), { recursive: true });
    expect((await project.run([NO_ROOT])).output).toContain('(the electron package is not installed)');
  });

  test('Ctrl-C during the download goes on in the browser at once', async () => {
    project.installer('setInterval(() => {}, 1000)');
    const child = project.start([NO_ROOT]);
    let interrupted = false;
    const { code, output } = await finished(child, (sofar) => {
      if (interrupted || !sofar.includes('Fetching')) return;
      interrupted = true;
      child.kill('SIGINT');
    });
    expect(output).toContain('(the download of the Electron runtime was skipped)');
    expect(output).toContain('browser mode serve');
    expect(code).toBe(7);
  });
});

onUnix('npm start stops', () => {
  test('Ctrl-C before the window is open ends the program, without the browser', async () => {
    project.runtime(`console.log('starting'); setInterval(() => {}, 1000)`);
    const child = project.start([NO_ROOT]);
    const { code, output } = await finished(child, (sofar) => {
      if (sofar.includes('starting')) child.kill('SIGINT');
    });
    expect(output).not.toContain('browser mode');
    expect(code).toBe(130);
  });

  test('a build that fails ends the start with its exit code', async () => {
    project.write('build/build.mjs', `console.error('line 3: wrong'); process.exit(1)`);
    const { code, output } = await project.run([NO_ROOT]);
    expect(output).toContain('line 3: wrong');
    expect(output).toContain('Endplate could not be built; the lines above say why.');
    expect(code).toBe(1);
  });

  test.skipIf(process.platform !== 'linux')('without a display nothing is fetched', async () => {
    project.installer(`console.log('must not run')`);
    const { output } = await project.run([], { DISPLAY: '', WAYLAND_DISPLAY: '' });
    expect(output).toContain('(this machine has no display); starting Endplate in the browser instead.');
    expect(output).not.toContain('Fetching');
  });

  test.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)('as root nothing is fetched', async () => {
    project.runtime(OPENS_A_WINDOW);
    expect((await project.run()).output).toContain('(Electron does not run as root with its sandbox on)');
  });
});
