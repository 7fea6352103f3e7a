/**
 * Every line that `npm start` and the set-up of `npm test` print themselves, in one place: one plain sentence each, with
 * the reason and, where there is something to do, what to do.
 */
export const messages = {
  nodeTooOld: (found, needed) =>
    `Endplate needs Node ${needed} or newer; this is Node ${found}. Install it from nodejs.org.`,
  installing: (reason) => `Installing the packages that Endplate is built from, once (${reason}).`,
  stillInstalling: (seconds) => `  still installing, ${seconds} s`,
  installed: (seconds) => `Packages installed in ${seconds} s.`,
  installRetry: 'The exact install did not work here; trying once more in a more forgiving way.',
  installFailed: (reason) =>
    `The packages could not be installed: ${reason}. Check the network connection and try again.`,
  building: (reason) => `Building Endplate (${reason}).`,
  built: (seconds) => `Built in ${seconds} s.`,
  buildFailed: 'Endplate could not be built; the lines above say why.',
  fetchingRuntime: (version) => `Fetching the Electron ${version} runtime, once (about 120 MB; Ctrl-C skips it).`,
  stillFetching: (seconds) => `  still fetching, ${seconds} s`,
  runtimeFetched: (seconds) => `Electron runtime ready after ${seconds} s.`,
  browserMode: (reason) => `The desktop window cannot be opened (${reason}); starting Endplate in the browser instead.`,
  desktopOnly: (reason) => `The desktop window cannot be opened: ${reason}.`,
  bothSides: 'Choose either --browser or --desktop, not both.',
  interrupted: 'Stopped.',
};

/** Why the desktop window cannot be opened: the words put into `browserMode` and `desktopOnly`. */
export const reasons = {
  noPackage: 'the electron package is not installed',
  notDownloaded: 'the Electron runtime is not here and --no-download was given',
  wrongOverride: (folder) => `ELECTRON_OVERRIDE_DIST_PATH names ${folder}, which holds no Electron`,
  downloadFailed: (detail) => `the Electron runtime could not be downloaded: ${detail}`,
  downloadTimedOut: (seconds) => `the Electron runtime was not downloaded within ${seconds} s`,
  downloadSkipped: 'the download of the Electron runtime was skipped',
  damagedRuntime: 'the Electron runtime is incomplete',
  noDisplay: 'this machine has no display',
  sandbox: 'this system does not let Electron set up its sandbox',
  root: 'Electron does not run as root with its sandbox on',
  graphics: 'its graphics could not be started; --safe-graphics may help',
  missingLibrary: (name) => `the system library ${name} is missing`,
  notStartable: (detail) => `the Electron runtime does not start: ${detail}`,
  endedEarly: (code, detail) => `it ended before its window opened, exit code ${code}${detail ? `: ${detail}` : ''}`,
};
