import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron } from 'playwright-core';
import type { ElectronApplication, Page } from 'playwright-core';
import { findElectron } from '../../../build/findElectron.mjs';
import { PRODUCTS } from '../../../build/whyBuild.mjs';

const root = path.resolve(import.meta.dirname, '../../..');

/** Why the real program cannot be driven here; null when it can. Never asks the electron package, which would download. */
export function whyNoRealElectron(): string | null {
  const found = findElectron({ folder: root });
  if (found.state !== 'ready') return 'the Electron runtime is not installed here';
  if (PRODUCTS.some((product) => !existsSync(path.join(root, 'dist', product)))) return 'dist/ has not been built';
  const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  return process.platform === 'linux' && !display ? 'this machine has no display' : null;
}

export interface RealProgram {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** A folder of its own for files of the test. */
  readonly folder: string;
  /** Console errors and uncaught errors of the page so far. */
  readonly faults: string[];
  /** Says that nothing is unsaved, since the close guard would wait for an answer, and ends the program. */
  close(): Promise<void>;
}

/** Starts the built program with user data of its own. */
export async function startRealProgram(args: readonly string[] = []): Promise<RealProgram> {
  const folder = mkdtempSync(path.join(tmpdir(), 'endplate-real-'));
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'ELECTRON_RUN_AS_NODE',
    ),
  );
  const app = await _electron.launch({
    args: ['.', `--endplate-user-data=${path.join(folder, 'user')}`, ...args],
    cwd: root,
    env: environment,
  });
  const page = await app.firstWindow();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  await page.locator('html[data-ready="true"]').waitFor();
  return {
    app,
    page,
    folder,
    faults,
    async close() {
      await app.evaluate(({ dialog }) => {
        // "Don't save".
        dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
      });
      await app.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
