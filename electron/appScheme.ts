import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { CONTENT_SECURITY_POLICY, mimeTypeOf } from './host/servedPage.ts';

/** The page is served from the program itself, under an address of its own: no server, no `file:`. */
export const APP_SCHEME = 'app';
const APP_HOST = 'endplate';
export const START_ADDRESS = `${APP_SCHEME}://${APP_HOST}/`;

/** Must be registered before the program is ready, once. `bypassCSP` and `corsEnabled` stay off. */
export const APP_SCHEME_PRIVILEGES = {
  scheme: APP_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
} as const;

/** Every address that exists, with the file behind it: an address is looked up, never turned into a path. */
export type PageFiles = ReadonlyMap<string, string>;

/** The files of the built page: `/index.html`, `/assets/index-1234.js`, ... and `/` for the page itself. */
export async function listPageFiles(folder: string): Promise<PageFiles> {
  const files = new Map<string, string>();
  await addFolder(files, folder, '/');
  const page = files.get('/index.html');
  if (page === undefined) throw new Error(`The page is missing: ${path.join(folder, 'index.html')}`);
  return files.set('/', page);
}

async function addFolder(files: Map<string, string>, folder: string, address: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) await addFolder(files, file, `${address}${entry.name}/`);
    else files.set(`${address}${entry.name}`, file);
  }
}

/** True for an address of our own page and its parts. In Node `origin` is 'null' for such addresses, hence two parts. */
export function isAppAddress(address: string): boolean {
  const url = parse(address);
  return url !== null && url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST;
}

function parse(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

/** Answers every request of the page. Never throws: an exception would show an empty page. */
export function createPageHandler(files: PageFiles): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'Method not allowed');
    const file = isAppAddress(request.url) ? files.get(pathname(request.url)) : undefined;
    if (file === undefined) return answer(404, 'Not found');
    try {
      const bytes = await readFile(file);
      return answer(200, request.method === 'HEAD' ? null : new Uint8Array(bytes), mimeTypeOf(file));
    } catch {
      return answer(500, 'Not readable');
    }
  };
}

/** Decoded once. A name that still looks encoded, or that leads upwards, is simply not in the table. */
function pathname(address: string): string {
  try {
    return decodeURIComponent(new URL(address).pathname);
  } catch {
    return '';
  }
}

function answer(
  status: number,
  body: string | Uint8Array<ArrayBuffer> | null,
  type = 'text/plain; charset=utf-8',
): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': type,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'x-dns-prefetch-control': 'off',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    },
  });
}
