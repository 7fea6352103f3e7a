/**
 * Builds everything into dist/: the page (Vite), the desktop shell and the command line (rolldown), and the image
 * codecs beside the command line, which loads them as files.
 */
import { chmod, cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { build as viteBuild } from 'vite';
import { createComponentList, writeComponents } from './components.mjs';
import { cliConfig } from './rolldown.cli.mjs';
import { electronConfigs } from './rolldown.electron.mjs';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');

async function bundle({ output, ...input }, plugin) {
  const built = await rolldown({ ...input, plugins: [plugin], logLevel: 'warn' });
  await built.write(output);
  await built.close();
}

/** The codecs' own files, unbundled: their loaders look for the WASM file beside themselves. */
async function copyCodecs(components) {
  const target = path.join(dist, 'cli/codecs');
  await mkdir(target, { recursive: true });
  await writeFile(path.join(target, 'package.json'), '{ "type": "commonjs" }\n');
  const scope = path.join(root, 'node_modules/@cornerstonejs');
  for (const codec of await readdir(scope)) {
    if (!codec.startsWith('codec-')) continue;
    const folder = path.join(scope, codec, 'dist');
    for (const file of await readdir(folder)) {
      if (/(wasm_decode|openjphjs|libjpegturbowasm_decode)\.(js|wasm)$/.test(file)) {
        await cp(path.join(folder, file), path.join(target, file));
        components.remember(path.join(folder, file));
      }
    }
  }
}

export async function build() {
  await rm(dist, { recursive: true, force: true });
  const components = createComponentList();
  const { plugin } = components;
  await viteBuild({
    configFile: path.join(root, 'build/vite.config.ts'),
    logLevel: 'warn',
    plugins: [plugin],
    worker: { plugins: () => [plugin] },
  });
  for (const config of [cliConfig, ...electronConfigs]) await bundle(config, plugin);
  await chmod(cliConfig.output.file, 0o755);
  await copyCodecs(components);
  await writeComponents(root, components.folders(), path.join(dist, 'renderer'));
}

if (process.argv[1] === import.meta.filename) await build();
