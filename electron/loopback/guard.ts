import type { IncomingMessage } from 'node:http';

/** Why a request is turned away, before anything of it is looked at more closely. */
export interface Refusal {
  readonly status: 400 | 403 | 405;
  readonly reason: string;
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);

/**
 * The first check of every request, whatever its method and path; null: it comes from our own page or is its first
 * load. The order matters: a page of somebody else whose name was made to lead to this computer is recognised by its
 * `Host` alone, everything else about it looks like our own.
 */
export function findRefusal(request: IncomingMessage, port: number): Refusal | null {
  const host = `127.0.0.1:${port}`;
  const hosts = headerValues(request, 'host');
  if (hosts.length !== 1 || hosts[0] !== host) return { status: 403, reason: 'Wrong host.' };
  if (!METHODS.has(request.method ?? '')) return { status: 405, reason: 'Method not allowed.' };
  if (request.url?.startsWith('/') !== true) return { status: 400, reason: 'Wrong address.' };

  const isReading = request.method !== 'POST';
  const origins = headerValues(request, 'origin');
  const isOurOrigin = origins.length === 1 && origins[0] === `http://${host}`;
  if (!isOurOrigin && (origins.length > 0 || !isReading)) return { status: 403, reason: 'Wrong origin.' };

  // Says who asked, in browsers since 2023. `none` is the user: an address that was typed or opened by a program.
  const site = request.headers['sec-fetch-site'];
  const isOurSite = site === undefined || site === 'same-origin' || (site === 'none' && isReading);
  return isOurSite ? null : { status: 403, reason: 'Wrong site.' };
}

/** All values, also of a header that must not come twice and of which Node keeps the first only. */
function headerValues({ rawHeaders }: IncomingMessage, name: string): readonly string[] {
  return rawHeaders.filter((_value, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
}
