import path from 'node:path';
import { app, dialog, protocol } from 'electron/main';
import { APP_SCHEME_PRIVILEGES } from './appScheme.ts';
import { createDesktop } from './desktop.ts';
import { LOG_FILE, createLog } from './diagnostics.ts';
import { readLaunchArguments, readStart } from './launchArguments.ts';
import { wantsSafeGraphics, watchGraphics } from './safeGraphics.ts';
import { closeSession } from './session.ts';
import { signalStart } from './startSignal.ts';
import { refuseNavigation } from './window.ts';

/** Only wires: what must happen before the program is ready happens here, in this order, and at module level. */
const FINISH_MS = 10_000;
const start = { argv: process.argv, cwd: process.cwd() };
const launch = readLaunchArguments(start, app.isPackaged);
if (launch.userData !== null) app.setPath('userData', launch.userData);
const userData = app.getPath('userData');
const log = createLog(path.join(userData, LOG_FILE));

let reported = false;
function reportBug(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  log(`bug: ${text}`);
  console.error(text);
  if (reported) return;
  reported = true;
  dialog.showErrorBox('Endplate met an error', 'Please save your work and start the program again.');
}
process.on('uncaughtException', reportBug);
process.on('unhandledRejection', reportBug);

function endWithFailure(error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  log(`start failed: ${text}`);
  console.error(`Endplate could not start: ${text}`);
  dialog.showErrorBox('Endplate could not start', text);
  process.exit(1);
}

protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES]);
// It would remove a --no-sandbox that a test or a container needs, and child processes would then refuse to start.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
const marker = path.join(userData, 'safe-graphics');
if (launch.safeGraphics || wantsSafeGraphics(marker, app.getVersion())) app.disableHardwareAcceleration();
// No name is ever looked up: the page is inside the program.
app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
if (process.platform === 'win32') app.setAppUserModelId('org.endplate.desktop');

if (app.requestSingleInstanceLock(start)) run();
else {
  signalStart('handed-over');
  app.quit();
}

function run(): void {
  const onRefused = (scheme: string): void => log(`refused a request of scheme ${scheme}`);
  const desktop = createDesktop({
    userFolder: userData,
    bundleFolder: import.meta.dirname,
    log,
    onRefused,
    onFailure: reportBug,
  });
  desktop.openFiles(launch.files);

  app.on('open-file', (event, file) => {
    event.preventDefault();
    desktop.openFiles([file]);
  });
  app.on('second-instance', (_event, _argv, _cwd, sent) => {
    // The argv that Electron passes on is reordered and extended; the one that we sent is not.
    const again = readStart(sent);
    desktop.show();
    if (again !== null) desktop.openFiles(readLaunchArguments(again, app.isPackaged).files);
  });
  app.on('session-created', (created) => closeSession(created, onRefused));
  app.on('web-contents-created', (_event, contents) => refuseNavigation(contents));
  watchGraphics(app, marker, log);
  app.on('before-quit', () => desktop.quitRequested());
  app.on('activate', () => desktop.show());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  finishBeforeQuit(() => desktop.finish());

  app
    .whenReady()
    .then(() => desktop.start())
    .catch(endWithFailure);
}

/** A file that is being written when the last window closes is written to its end. */
function finishBeforeQuit(finish: () => Promise<void>): void {
  let finished = false;
  app.on('will-quit', (event) => {
    if (finished) return;
    event.preventDefault();
    const limit = new Promise<void>((resolve) => {
      setTimeout(resolve, FINISH_MS);
    });
    void Promise.race([finish(), limit]).finally(() => {
      finished = true;
      app.quit();
    });
  });
}
