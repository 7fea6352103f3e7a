import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { BINARY_TYPE, JSON_TYPE, LOOPBACK } from '../../shared/host/loopbackPaths.ts';
import { decodeMessage, encodeMessageParts } from '../../shared/host/wire.ts';
import type { HostServices } from '../host/createHost.ts';
import type { AccessKeys } from './accessKeys.ts';
import type { EventStreams } from './eventStreams.ts';
import { findRefusal } from './guard.ts';
import { PAGE_HEADERS } from './pageHeaders.ts';
import { readBody } from './requestBody.ts';
import type { StaticFiles } from './staticFiles.ts';

const KIB = 1 << 10;
const MIB = 1 << 20;
const LARGEST_PARAMS = MIB;
const LARGEST_CODE = KIB;
/** Requests that carry files; every other one is small. */
const LIMITS: ReadonlyMap<string, number> = new Map([
  ['writeFile', LOOPBACK.largestRequestBytes],
  ['saveRecovery', 10 * MIB],
  ['keepRecoveryPart', 10 * MIB],
]);

export interface Served {
  readonly port: () => number;
  readonly files: StaticFiles;
  readonly keys: AccessKeys;
  readonly host: HostServices;
  readonly events: EventStreams;
  readonly onSignOfLife: () => void;
}

/** Answers one request: the guard first, then the address, then the token, then the body. Never throws. */
export async function handleRequest(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const refusal = findRefusal(request, served.port());
  if (refusal !== null) return refuse(response, refusal.status, refusal.reason);
  const address = (request.url ?? '').split('?', 1)[0] ?? '';

  if (address === LOOPBACK.eventsPath) return openEvents(served, request, response);
  const isRpc = address.startsWith(LOOPBACK.rpcPath);
  const isOurs = isRpc || address === LOOPBACK.launchPath || address === LOOPBACK.heartbeatPath;
  if (!isOurs) return sendStatic(served.files, address, request, response);

  if (request.method !== 'POST') return refuse(response, 405, 'Method not allowed.');
  const type = isRpc ? BINARY_TYPE : JSON_TYPE;
  if (request.headers['content-type'] !== type) return refuse(response, 415, 'Wrong content type.');
  if (address === LOOPBACK.launchPath) return exchangeCode(served.keys, request, response);
  if (!hasToken(served.keys, request)) return refuse(response, 401, 'Not allowed.');
  served.onSignOfLife();
  if (!isRpc) return send(response, 204, {}, []);
  return runRpc(served, address.slice(LOOPBACK.rpcPath.length), request, response);
}

const hasToken = (keys: AccessKeys, { headers }: IncomingMessage): boolean => {
  const token = headers[LOOPBACK.tokenHeader];
  return typeof token === 'string' && keys.isToken(token);
};

function openEvents(served: Served, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== 'GET') return refuse(response, 405, 'Method not allowed.');
  if (!hasToken(served.keys, request)) return refuse(response, 401, 'Not allowed.');
  served.onSignOfLife();
  served.events.open(response);
}

function sendStatic(files: StaticFiles, address: string, request: IncomingMessage, response: ServerResponse): void {
  if (request.method === 'POST') return refuse(response, 405, 'Method not allowed.');
  const file = files.get(address);
  if (file === undefined) return refuse(response, 404, 'Not found.');
  send(response, 200, { 'content-type': file.type }, [file.bytes]);
}

async function exchangeCode(keys: AccessKeys, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request, LARGEST_CODE);
  if (!body.ok) return refuse(response, body.error, 'Too large.');
  const token = keys.exchange(Buffer.from(body.value).toString('utf8'));
  if (token === null) return refuse(response, 403, 'This address was used already.');
  send(response, 200, { 'content-type': JSON_TYPE }, [Buffer.from(JSON.stringify({ token }))]);
}

async function runRpc(
  served: Served,
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, LIMITS.get(method) ?? LARGEST_PARAMS);
  if (!body.ok) return refuse(response, body.error, 'Too large.');
  const params = decodeMessage(body.value);
  if (!params.ok) return refuse(response, 400, params.error.message);
  const answer = await served.host.dispatch(method, params.value);
  send(response, 200, { 'content-type': BINARY_TYPE }, encodeMessageParts(answer));
}

function send(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  parts: readonly Uint8Array[],
): void {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const size = status === 204 ? {} : { 'content-length': length };
  response.writeHead(status, { ...PAGE_HEADERS, ...headers, ...size });
  if (response.req.method !== 'HEAD') for (const part of parts) response.write(part);
  response.end();
}

/** Nothing more of the request is read, and the connection ends. */
function refuse(response: ServerResponse, status: number, reason: string): void {
  const headers = { 'content-type': 'text/plain; charset=utf-8', connection: 'close' };
  send(response, status, headers, [Buffer.from(`${reason}\n`)]);
}
