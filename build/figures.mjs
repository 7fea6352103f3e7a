/**
 * `npm run figures -- NAME [--json] [--quick]`: runs a committed measurement and prints its table, or one JSON document. Numbers in
 * the README come from here.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createServer } from 'vite';
import { ensureBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { ensureDependencies } from './install.mjs';

const root = path.resolve(import.meta.dirname, '..');
const [name, ...options] = process.argv.slice(2);
const asJson = options.includes('--json');
const say = asJson ? () => undefined : console.log;

if (!name || !/^[a-z]+$/.test(name) || !existsSync(path.join(root, `test/bench/${name}.ts`))) {
  console.error(`There is no measurement "${name ?? ''}". Those that exist are the files in test/bench.`);
  process.exit(2);
}
const installed = await ensureDependencies({ say });
if (!installed.ok) {
  console.error(installed.message);
  process.exit(1);
}
const browser = ensureBrowser({ log: say });
if (browser) process.env.ENDPLATE_CHROMIUM = browser;
if (!options.includes('--no-build')) await build();

// The measurements are TypeScript like the sources; Vite's module loader runs them as they are.
const server = await createServer({
  configFile: false,
  root,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true, include: [] },
});
try {
  const { measure } = await server.ssrLoadModule(`/test/bench/${name}.ts`);
  const figures = await measure({
    say,
    quick: options.includes('--quick'),
    run: (command, args) => spawnSync(command, args, { cwd: root, encoding: 'utf8' }),
  });
  if (asJson) console.log(JSON.stringify(figures));
  else printTable(figures);
} finally {
  await server.close();
}

function printTable(figures, indent = '') {
  for (const [key, value] of Object.entries(figures)) {
    if (Array.isArray(value) && value.every((row) => typeof row === 'object' && row !== null)) {
      console.log(`${indent}${key}`);
      console.table(value);
    } else if (typeof value === 'object' && value !== null) {
      console.log(`${indent}${key}`);
      printTable(value, `${indent}  `);
    } else {
      console.log(`${indent}${key.padEnd(28 - indent.length)} ${value}`);
    }
  }
}
