import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
/** Provided by the Electron runtime itself; everything else is bundled in. */
const provided = [/^node:/, /^electron(\/.*)?$/];

/** The two halves of the desktop shell, one file each. */
export const electronConfigs = [
  {
    input: path.join(root, 'electron/main.ts'),
    platform: 'node',
    external: provided,
    output: { file: path.join(root, 'dist/electron/main.js'), format: 'esm', codeSplitting: false, sourcemap: false },
  },
  {
    // A sandboxed preload runs as the body of a function, so it is CommonJS whatever package.json says.
    input: path.join(root, 'electron/preload.ts'),
    platform: 'browser',
    external: provided,
    output: {
      file: path.join(root, 'dist/electron/preload.cjs'),
      format: 'cjs',
      codeSplitting: false,
      sourcemap: false,
    },
  },
];
