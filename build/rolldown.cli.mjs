import path from 'node:path';
import { readFileSync } from 'node:fs';

const root = path.resolve(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** The command line and the loopback shell: one file, nothing but Node beside it. */
export const cliConfig = {
  input: path.join(root, 'electron/cli/main.ts'),
  platform: 'node',
  external: [/^node:/],
  transform: { define: { __APP_VERSION__: JSON.stringify(version) } },
  output: {
    file: path.join(root, 'dist/cli/endplate.js'),
    format: 'esm',
    banner: '#!/usr/bin/env node',
    sourcemap: false,
  },
};
