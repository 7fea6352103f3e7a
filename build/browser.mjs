/**
 * Finds the Chromium that the end-to-end tests drive: a named one, the system's, or the one that Debian's package
 * manager installs where it may.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const CANDIDATES = [
  process.env.ENDPLATE_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  `${process.env.PROGRAMFILES ?? ''}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env['PROGRAMFILES(X86)'] ?? ''}\\Microsoft\\Edge\\Application\\msedge.exe`,
];

/** The executable of a Chromium, or null. */
export function findBrowser() {
  return CANDIDATES.find((candidate) => candidate && existsSync(candidate)) ?? null;
}

/**
 * The package manager that brings a Chromium without asking anybody, with the words before it, or null: Debian's, as
 * root or with a sudo that wants no password.
 */
function silentInstaller() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return null;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null;
}

/** Installs a Chromium where that is possible without asking anybody; returns what is then found. */
export function ensureBrowser({ log = console.log } = {}) {
  const found = findBrowser();
  const before = found ? null : silentInstaller();
  if (before === null) return found;
  log('Installing Chromium for the tests that drive the page...');
  const aptGet = (...args) => {
    const [command, ...rest] = [...before, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'] });
  };
  aptGet('update', '-qq');
  aptGet('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
  return findBrowser();
}

const PACKAGE_MANAGERS = [
  ['/usr/bin/apt-get', 'sudo apt-get install chromium'],
  ['/usr/bin/dnf', 'sudo dnf install chromium'],
  ['/sbin/apk', 'sudo apk add chromium'],
  ['/usr/bin/pacman', 'sudo pacman -S chromium'],
  ['/usr/bin/zypper', 'sudo zypper install chromium'],
];

/** What to do where no Chromium was found, in one sentence for this system. */
export function browserAdvice(platform = process.platform, exists = existsSync) {
  const [, command] = platform === 'linux' ? (PACKAGE_MANAGERS.find(([tool]) => exists(tool)) ?? []) : [];
  const install =
    command !== undefined
      ? `install one with "${command}"`
      : platform === 'win32'
        ? 'install Google Chrome or Microsoft Edge in its usual place'
        : platform === 'darwin'
          ? 'install Google Chrome, Chromium or Microsoft Edge in /Applications'
          : 'install Chromium';
  return `No Chromium was found, so the tests that drive the page are skipped: ${install}, or name one with ENDPLATE_CHROMIUM=PATH.`;
}
