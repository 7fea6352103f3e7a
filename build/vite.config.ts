import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = path.resolve(import.meta.dirname, '..');

/** The page. Everything is a file of its own (no inlined worker or WASM), so that one strict CSP covers all. */
export default defineConfig({
  root: path.join(root, 'renderer'),
  base: '/',
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
