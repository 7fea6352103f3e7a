import { connect } from 'node:net';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Clock } from '../../../../electron/host/clock.ts';
import type { FilePort } from '../../../../electron/host/filePort.ts';
import { startLoopback } from '../../../../electron/loopback/launch.ts';
import type { Loopback } from '../../../../electron/loopback/launch.ts';
import { LOOPBACK } from '../../../../shared/host/loopbackPaths.ts';

export const PAGE = '<!doctype html><title>Endplate</title>';
export const SCRIPT = 'export const answer = 42;';

/** A server with a page of two files and one empty folder. */
export interface ServerUnderTest extends Loopback {
  readonly port: number;
  readonly root: string;
  readonly token: string;
  end(): Promise<void>;
}

export async function startTestServer(clock?: Clock, filePort?: FilePort): Promise<ServerUnderTest> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'endplate-')));
  await mkdir(path.join(root, 'studies'));
  await mkdir(path.join(root, 'page/assets'), { recursive: true });
  await writeFile(path.join(root, 'page/index.html'), PAGE);
  await writeFile(path.join(root, 'page/assets/main-1a2b.js'), SCRIPT);
  await writeFile(path.join(root, 'secret.txt'), 'secret');
  const loopback = await startLoopback({
    folder: path.join(root, 'studies'),
    port: 0,
    open: false,
    staticRoot: path.join(root, 'page'),
    userFolder: path.join(root, 'user'),
    appVersion: '1.2.3',
    clock,
    filePort,
  });
  const port = Number(new URL(loopback.origin).port);
  const token = await exchange(loopback);
  return {
    ...loopback,
    port,
    root,
    token,
    async end() {
      await loopback.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

export const codeOf = (address: string): string =>
  new URLSearchParams(new URL(address).hash.slice(1)).get(LOOPBACK.launchParameter) ?? '';

/** The token, for the code in the address. */
export async function exchange(loopback: Loopback): Promise<string> {
  const response = await fetch(`${loopback.origin}${LOOPBACK.launchPath}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: loopback.origin },
    body: codeOf(loopback.address),
  });
  return ((await response.json()) as { token: string }).token;
}

export interface RawAnswer {
  /** 0: the connection ended without an answer. */
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** Bytes to the server as they are, everything that it answers until it ends the connection. */
export function sendRaw(port: number, text: string | Uint8Array): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const parts: Uint8Array[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (part) => parts.push(part));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const [head = '', ...body] = Buffer.concat(parts).toString('latin1').split('\r\n\r\n');
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body: body.join('\r\n\r\n') });
    });
  });
}

export interface RequestParts {
  readonly method?: string;
  readonly target?: string;
  /** Replaces a header of a good request, or removes it with null. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly body?: string | Uint8Array;
}

/** A request as our own page would send it, but for the given parts. Ends the connection afterwards. */
export function send(server: ServerUnderTest, parts: RequestParts): Promise<RawAnswer> {
  const { method = 'GET', target = '/', body = '' } = parts;
  const bytes = Buffer.from(body);
  const headers: Record<string, string | readonly string[] | null> = {
    host: `127.0.0.1:${server.port}`,
    origin: method === 'GET' ? null : server.origin,
    'sec-fetch-site': 'same-origin',
    'content-type': method === 'POST' ? contentType(target) : null,
    [LOOPBACK.tokenHeader]: server.token,
    'content-length': bytes.length > 0 || method === 'POST' ? String(bytes.length) : null,
    connection: 'close',
    ...parts.headers,
  };
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    value === null ? [] : [value].flat().map((each) => `${name}: ${each}`),
  );
  const head = Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return sendRaw(server.port, Buffer.concat([head, bytes]));
}

const contentType = (target: string): string =>
  target.startsWith(LOOPBACK.rpcPath) ? 'application/octet-stream' : 'application/json';
