import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const EXECUTABLES = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/** The executable's place inside an Electron folder; the package's own code gets it wrong on macOS without path.txt. */
export const executableName = (platform = process.platform) => EXECUTABLES[platform] ?? 'electron';

/**
 * Looks for the Electron runtime of a project, without `require('electron')`: that would begin a download at once.
 * One of: `{ state: 'ready', executable, version }`; `{ state: 'missing', packageFolder, version }`, where a download may
 * help; `{ state: 'damaged', ... }`, the same with leftovers in place; `{ state: 'wrongOverride', folder }`;
 * `{ state: 'noPackage' }`.
 */
export function findElectron({ folder, environment = process.env, platform = process.platform }) {
  const packageFolder = path.join(folder, 'node_modules/electron');
  const version = readVersion(path.join(packageFolder, 'package.json'));
  const override = environment.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const executable = path.join(override, executableName(platform));
    return isFile(executable)
      ? { state: 'ready', executable, version }
      : { state: 'wrongOverride', folder: override, version };
  }
  if (version === null) return { state: 'noPackage' };
  const dist = path.join(packageFolder, 'dist');
  const executable = path.join(dist, executableName(platform));
  const unpacked = readText(path.join(dist, 'version'));
  if (isFile(executable) && unpacked?.replace(/^v/, '') === version) return { state: 'ready', executable, version };
  return { state: existsSync(dist) ? 'damaged' : 'missing', packageFolder, version };
}

function readVersion(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).version ?? null;
  } catch {
    return null;
  }
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}

function isFile(file) {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
