/**
 * `node build/makeExamples.mjs`: makes the example studies that are shipped from the tables under `test/golden`. A test
 * says when they no longer agree.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createServer } from 'vite';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, 'renderer/public/examples');

// The import is TypeScript like all sources; Vite's module loader runs it as it is.
const server = await createServer({
  configFile: false,
  root,
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true, include: [] },
});
try {
  const { seriesFile } = await server.ssrLoadModule('/test/support/seriesStudy.ts');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'series22.endplate');
  writeFileSync(file, seriesFile());
  console.log(path.relative(root, file));
} finally {
  await server.close();
}
