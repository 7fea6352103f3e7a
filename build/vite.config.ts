import path from 'node:path';
import react from '@vitejs/plugin-react';
import { createLogger, defineConfig, type LogOptions } from 'vite';

const root = path.resolve(import.meta.dirname, '..');

/** The codecs have a branch for Node that is dead in a browser; saying so at every build would only hide real warnings. */
const logger = createLogger('warn');
const quiet = {
  ...logger,
  warn: (message: string, options?: LogOptions): void => {
    if (!message.includes('has been externalized for browser compatibility')) logger.warn(message, options);
  },
};

/** The page. Everything is a file of its own (no inlined worker or WASM), so that one strict CSP covers all. */
export default defineConfig({
  root: path.join(root, 'renderer'),
  base: '/',
  customLogger: quiet,
  publicDir: path.join(root, 'renderer/public'),
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: path.join(root, 'dist/renderer'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    target: 'es2023',
  },
});
