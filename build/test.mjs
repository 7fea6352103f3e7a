/**
 * `npm test`: everything from nothing. Installs what is missing, builds, runs all tests in one run and ends with the
 * line "N passed, N failed". Arguments go to the test runner.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { browserAdvice, ensureBrowser } from './browser.mjs';
import { ensureDependencies } from './install.mjs';

const root = path.resolve(import.meta.dirname, '..');

function fail(reason) {
  console.error(reason);
  console.log('\n0 passed, 1 failed');
  process.exit(1);
}

const installed = await ensureDependencies();
if (!installed.ok) fail(installed.message);
const browser = ensureBrowser();
if (!browser) console.log(browserAdvice());
if (spawnSync(process.execPath, [path.join(root, 'build/build.mjs')], { cwd: root, stdio: 'inherit' }).status !== 0) {
  fail('The build failed, so nothing was tested.');
}
const run = spawnSync(
  process.execPath,
  [
    path.join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    path.join(root, 'build/vitest.config.ts'),
    '--reporter=default',
    `--reporter=${path.join(root, 'build/reporter.mjs')}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...(browser ? { ENDPLATE_CHROMIUM: browser } : {}) } },
);
process.exit(run.status ?? 1);
