import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** What a build makes and a start needs. */
export const PRODUCTS = ['electron/main.js', 'electron/preload.cjs', 'renderer/index.html', 'cli/endplate.js'];
const SOURCES = ['shared', 'electron', 'renderer', 'package.json', 'package-lock.json'];
const RECIPE = /^(build\.mjs|components\.mjs|vite\.config\.ts|rolldown\..*|tsconfig\.base\.json)$/;
const NOT_BUILT = /\.(md|d\.ts)$|^tsconfig.*\.json$/;

/** Why dist/ of a project has to be built, in words; null when it is newer than everything that it is made from. */
export function whyBuild(folder) {
  const times = PRODUCTS.map((product) => modified(path.join(folder, 'dist', product)));
  if (times.includes(null)) return 'it has not been built yet';
  const built = Math.min(...times);
  const recipe = readdirSync(path.join(folder, 'build')).filter((name) => RECIPE.test(name));
  for (const source of [...SOURCES, ...recipe.map((name) => path.join('build', name))]) {
    if (newest(path.join(folder, source)) > built) return 'its sources are newer';
  }
  return null;
}

/** The latest change in a file or folder. Folders count themselves: a deleted file changes its folder. */
function newest(place) {
  let latest = modified(place) ?? 0;
  if (latest === 0 || !statSync(place).isDirectory()) return latest;
  for (const entry of readdirSync(place, { withFileTypes: true })) {
    if (!NOT_BUILT.test(entry.name)) latest = Math.max(latest, newest(path.join(place, entry.name)));
  }
  return latest;
}

function modified(place) {
  try {
    return statSync(place).mtimeMs;
  } catch {
    return null;
  }
}
