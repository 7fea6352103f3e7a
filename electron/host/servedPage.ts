/**
 * How the page is served, in both shells: the desktop window's own scheme and the loopback server send the same policy
 * and the same types.
 *
 * The policy goes with every answer, since a worker obeys that of its own script and not that of the page. The codecs
 * are WebAssembly, hence `wasm-unsafe-eval`; pictures of exported figures are `blob:` and `data:`.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.dcm': 'application/dicom',
};

/** By the ending of a file name; without a known one the bytes are nothing to run and nothing to show. */
export const mimeTypeOf = (fileName: string): string =>
  MIME_TYPES[/\.[^./\\]*$/.exec(fileName)?.[0].toLowerCase() ?? ''] ?? 'application/octet-stream';
