import { spawn } from 'node:child_process';
import { access, constants, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

export interface OpenedBrowser {
  /** Resolves when the window was closed; never where nobody can tell. */
  readonly closed: Promise<void>;
  /** Closes the window and removes its profile. */
  close(): Promise<void>;
}

/**
 * Opens the address in a window of its own, without tabs and address bar, where a browser of the Chromium family is
 * installed; else in the user's browser. Null: nothing could be started, and the user opens the printed address.
 */
export async function openBrowser(
  address: string,
  platform: NodeJS.Platform,
  environment: Environment,
): Promise<OpenedBrowser | null> {
  for (const program of browserCandidates(platform, environment)) {
    if (await isExecutable(program)) return openAppWindow(program, address);
  }
  return openDefault(address, platform);
}

/** In the order of preference; `ENDPLATE_BROWSER` names another program. */
export function browserCandidates(platform: NodeJS.Platform, environment: Environment): readonly string[] {
  const chosen = environment['ENDPLATE_BROWSER'];
  return [...(chosen === undefined ? [] : [chosen]), ...installedPlaces(platform, environment)];
}

function installedPlaces(platform: NodeJS.Platform, environment: Environment): readonly string[] {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => environment[name]);
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return programs.flatMap((program) =>
      roots.filter((root) => root !== undefined).map((root) => path.win32.join(root, program)),
    );
  }
  const folders = (environment['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'));
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  return names.flatMap((name) => folders.map((folder) => path.posix.join(folder, name)));
}

async function isExecutable(program: string): Promise<boolean> {
  try {
    await access(program, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * A profile of its own for each run: a browser that runs already would take the address over and this process would end
 * at once; and nothing of the images stays in a cache afterwards.
 */
async function openAppWindow(program: string, address: string): Promise<OpenedBrowser | null> {
  const profile = await mkdtemp(path.join(tmpdir(), 'endplate-window-'));
  const child = spawn(
    program,
    [
      `--app=${address}`,
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-extensions',
      '--window-size=1440,900',
    ],
    { stdio: 'ignore' },
  );
  const closed = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return {
    closed,
    async close() {
      child.kill();
      await closed;
      await rm(profile, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
    },
  };
}

async function openDefault(address: string, platform: NodeJS.Platform): Promise<OpenedBrowser | null> {
  const [program, ...args] = openerCommand(address, platform);
  if (program === undefined) return null;
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  const isStarted = await new Promise<boolean>((resolve) => {
    child.once('spawn', () => resolve(true));
    child.once('error', () => resolve(false));
  });
  if (!isStarted) return null;
  child.unref();
  return { closed: new Promise<void>(() => undefined), close: () => Promise.resolve() };
}

export function openerCommand(address: string, platform: NodeJS.Platform): readonly string[] {
  if (platform === 'darwin') return ['open', address];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', address];
  return ['xdg-open', address];
}
