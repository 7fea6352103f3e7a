/** What the page in a browser and its server on this computer must agree on. */
export const LOOPBACK = {
  /** The one-time code in the address of the page: `#launch=CODE`. Fragments are neither sent nor logged. */
  launchParameter: 'launch',
  launchPath: '/launch',
  rpcPath: '/rpc/',
  eventsPath: '/events',
  heartbeatPath: '/heartbeat',
  /** Carries the token; a header of our own, so that no other page can send it without asking first. */
  tokenHeader: 'x-endplate-token',
  heartbeatMs: 30_000,
  /** Of one request: the largest file that may be written, and 1 MiB for everything else in it. */
  largestRequestBytes: 257 * 2 ** 20,
} as const;

export const BINARY_TYPE = 'application/octet-stream';
export const JSON_TYPE = 'application/json';

/** The detail of the failure of every request once the program behind the page has ended. */
export const HOST_STOPPED = 'stopped';
