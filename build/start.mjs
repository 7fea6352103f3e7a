/**
 * `npm start`: from a fresh clone to the running program. Installs and builds what is missing, then opens the desktop
 * window, or, where there can be none, says why in one line and starts the same program in the browser.
 *
 *   --browser       the browser at once (also ENDPLATE_BROWSER=1)      --desktop   the desktop window or nothing
 *   --no-download   does not fetch the Electron runtime
 *   --folder DIR, --port N, --no-open   for browser mode      everything else, e.g. a study file, for the desktop
 */
import path from 'node:path';
import { startChild } from './childProcess.mjs';
import { ensureDependencies, root } from './install.mjs';
import { messages } from './messages.mjs';
import { startDesktop } from './startDesktop.mjs';
import { readStartArguments } from './startArguments.mjs';
import { whyBuild } from './whyBuild.mjs';

const say = (line) => console.log(line);

async function build() {
  const reason = whyBuild(root);
  if (reason === null) return 0;
  say(messages.building(reason));
  const began = performance.now();
  const { ended } = startChild(process.execPath, [path.join(root, 'build/build.mjs')], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const { code } = await ended;
  if (code === 0) say(messages.built(Math.round((performance.now() - began) / 1000)));
  else if (code < 128) say(messages.buildFailed);
  return code;
}

async function startBrowser(args) {
  const environment = { ...process.env };
  // Here '1' chooses the side; for browser mode itself this variable names a browser.
  if (environment.ENDPLATE_BROWSER === '1') delete environment.ENDPLATE_BROWSER;
  const { ended } = startChild(process.execPath, [path.join(root, 'dist/cli/endplate.js'), 'serve', ...args], {
    env: environment,
    stdio: 'inherit',
  });
  return (await ended).code;
}

async function start() {
  const choice = readStartArguments(process.argv.slice(2), process.env);
  if (choice.side === 'both') {
    say(messages.bothSides);
    return 2;
  }
  const installed = await ensureDependencies({ say });
  if (!installed.ok) {
    say(installed.message);
    return 1;
  }
  const built = await build();
  if (built !== 0) return built;

  if (choice.side === 'browser') return startBrowser(choice.browserArguments);
  const desktop = await startDesktop({ folder: root, args: choice.desktopArguments, download: choice.download, say });
  if ('code' in desktop) return desktop.code;
  if (choice.side === 'desktop') {
    say(messages.desktopOnly(desktop.reason));
    return 1;
  }
  say(messages.browserMode(desktop.reason));
  return startBrowser(choice.browserArguments);
}

process.exitCode = await start();
