import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { electronConfigs } from '../../../build/rolldown.electron.mjs';

type Config = (typeof electronConfigs)[number];

/** Top-level names of the module that the program may use; any other import does not even bundle. */
const MAIN_NAMES = ['app', 'BrowserWindow', 'dialog', 'ipcMain', 'Menu', 'powerMonitor', 'protocol', 'session'];

/**
 * Bundles the real main and preload with the configurations of the build. Only the name `electron/main` leads elsewhere:
 * to the stand-in of the test that runs it. Returns the texts of both files.
 */
export async function bundleShell(): Promise<{ readonly main: string; readonly preload: string }> {
  const [main, preload] = electronConfigs;
  const folder = mkdtempSync(path.join(tmpdir(), 'endplate-bundle-'));
  const standIn = path.join(folder, 'electronMain.js');
  writeFileSync(standIn, `export const { ${MAIN_NAMES.join(', ')} } = globalThis.endplateStandIn;\n`);
  try {
    return {
      main: await bundle({ ...main, external: [/^node:/], resolve: { alias: { 'electron/main': standIn } } }),
      preload: await bundle(preload),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bundle({ output, ...input }: Config): Promise<string> {
  const built = await rolldown({ ...input, logLevel: 'warn' });
  const { output: chunks } = await built.generate({ ...output, file: undefined, dir: undefined });
  await built.close();
  if (chunks.length !== 1 || chunks[0].type !== 'chunk') throw new Error(`${chunks.length} files instead of one`);
  return chunks[0].code;
}

/** A program folder as the build leaves it, with a page of three files. */
export function installShell(bundles: { readonly main: string; readonly preload: string }): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'endplate-shell-'));
  const files = {
    'package.json': '{ "type": "module", "name": "endplate" }',
    'dist/electron/main.js': bundles.main,
    'dist/electron/preload.cjs': bundles.preload,
    'dist/renderer/index.html': '<!doctype html><script type="module" src="/assets/page.js"></script>',
    'dist/renderer/assets/page.js': 'export const page = 1;',
    'dist/renderer/assets/codec.wasm': '\0asm',
    'documents/readme.txt': '',
    'load.cjs': 'module.exports = (address) => import(address);',
  };
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}
