import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeMessage, encodeMessage } from '../../../../shared/host/wire.ts';
import { PAGE, SCRIPT, codeOf, send, sendRaw, startTestServer } from './rawRequest.ts';
import type { RawAnswer, RequestParts, ServerUnderTest } from './rawRequest.ts';

/** Every kind of address there is, each as a request that is answered well when nothing is wrong with it. */
const ROUTES: readonly RequestParts[] = [
  { target: '/' },
  { target: '/index.html' },
  { method: 'HEAD', target: '/' },
  { target: '/assets/main-1a2b.js' },
  { target: '/does-not-exist' },
  { target: '/events' },
  { method: 'POST', target: '/launch', body: 'x' },
  { method: 'POST', target: '/heartbeat' },
  { method: 'POST', target: '/rpc/about', body: encodeMessage({}) },
  { method: 'POST', target: '/rpc/nothing', body: encodeMessage({}) },
  { method: 'OPTIONS', target: '/rpc/about' },
  { method: 'DELETE', target: '/' },
];

describe('The server on this computer', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.end());

  const about = (parts: RequestParts = {}): Promise<RawAnswer> =>
    send(server, { method: 'POST', target: '/rpc/about', body: encodeMessage({}), ...parts });

  test('answers its own page', async () => {
    const answer = await about();
    expect(answer.status).toBe(200);
    const value = decodeMessage(Buffer.from(answer.body, 'latin1'));
    expect(value).toMatchObject({ ok: true, value: { ok: true, value: { appVersion: '1.2.3', shell: 'loopback' } } });
    expect((await send(server, { target: '/' })).body).toBe(PAGE);
    expect((await send(server, { target: '/assets/main-1a2b.js?v=2' })).body).toBe(SCRIPT);
    expect((await send(server, { method: 'HEAD' })).body).toBe('');
    expect((await send(server, { method: 'POST', target: '/heartbeat' })).status).toBe(204);
  });

  describe.each(ROUTES)('for $method $target', (route) => {
    test.each([
      ['another name that was made to lead here', 'clinic.example'],
      ['another name with the right port', 'PORT:clinic.example'],
      ['localhost', 'PORT:localhost'],
      ['no port', '127.0.0.1'],
      ['another port', '127.0.0.1:1'],
      ['the IPv6 address', 'PORT:[::1]'],
      ['another way to write the number', 'PORT:127.1'],
      ['all addresses', 'PORT:0.0.0.0'],
      ['a dot at the end', 'PORT:127.0.0.1.'],
      ['a user name', 'PORT:x@127.0.0.1'],
      ['nothing', ''],
    ])('the host %s is refused', async (_name, host) => {
      const value = host.startsWith('PORT:') ? `${host.slice(5)}:${server.port}` : host;
      expect((await send(server, { ...route, headers: { host: value } })).status).toBe(403);
    });

    test('no host at all is refused, in HTTP 1.0 too', async () => {
      expect((await send(server, { ...route, headers: { host: null } })).status).toBe(403);
      const old = await sendRaw(server.port, `${route.method ?? 'GET'} ${route.target ?? '/'} HTTP/1.0\r\n\r\n`);
      expect(old.status).toBe(403);
    });

    test('two hosts are refused, whichever is right', async () => {
      const right = `127.0.0.1:${server.port}`;
      for (const host of [
        [right, 'clinic.example'],
        ['clinic.example', right],
        [right, right],
      ]) {
        // The parser itself answers 400 to a host that comes twice.
        expect([400, 403]).toContain((await send(server, { ...route, headers: { host } })).status);
      }
    });

    test.each(['http://clinic.example', 'null', 'https://127.0.0.1:PORT', 'http://127.0.0.1', 'http://localhost:PORT'])(
      'the origin %s is refused',
      async (origin) => {
        const value = origin.replace('PORT', String(server.port));
        const { status } = await send(server, { ...route, headers: { origin: value } });
        expect(['OPTIONS', 'DELETE'].includes(route.method ?? '') ? [405] : [403]).toContain(status);
      },
    );

    test.each(['cross-site', 'same-site', 'anything'])('a request from a %s page is refused', async (site) => {
      const { status } = await send(server, { ...route, headers: { 'sec-fetch-site': site } });
      expect(['OPTIONS', 'DELETE'].includes(route.method ?? '') ? [405] : [403]).toContain(status);
    });
  });

  test('the replay of a rebinding attack ends at the host, with everything else right', async () => {
    const host = `clinic.example:${server.port}`;
    const answer = await about({ headers: { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' } });
    expect(answer.status).toBe(403);
  });

  test('a form of another page is refused', async () => {
    const headers = { origin: 'http://clinic.example', 'content-type': 'application/x-www-form-urlencoded' };
    expect((await about({ headers })).status).toBe(403);
    for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', null]) {
      expect((await about({ headers: { 'content-type': type } })).status).toBe(415);
    }
  });

  test('a write without an origin is refused', async () => {
    expect((await about({ headers: { origin: null } })).status).toBe(403);
    expect((await send(server, { method: 'POST', target: '/heartbeat', headers: { origin: null } })).status).toBe(403);
  });

  test('an old browser that says nothing of the site is let in by origin and token', async () => {
    expect((await about({ headers: { 'sec-fetch-site': null } })).status).toBe(200);
    expect((await send(server, { headers: { 'sec-fetch-site': 'none' } })).status).toBe(200);
    expect((await about({ headers: { 'sec-fetch-site': 'none' } })).status).toBe(403);
  });

  test.each([null, '', 'x', 'A'.repeat(43), 'A'.repeat(7000)])('the token %j is refused', async (token) => {
    const headers = { 'x-endplate-token': token };
    expect((await about({ headers })).status).toBe(401);
    expect((await send(server, { target: '/events', headers })).status).toBe(401);
    expect((await send(server, { method: 'POST', target: '/heartbeat', headers })).status).toBe(401);
  });

  test('a token that differs in one character, or of another server, is refused', async () => {
    const last = server.token.endsWith('A') ? 'B' : 'A';
    expect((await about({ headers: { 'x-endplate-token': server.token.slice(0, -1) + last } })).status).toBe(401);
    const other = await startTestServer();
    try {
      expect((await about({ headers: { 'x-endplate-token': other.token } })).status).toBe(401);
    } finally {
      await other.end();
    }
  });

  test('a token in the address, in a cookie or in the body opens nothing', async () => {
    const headers = { 'x-endplate-token': null, cookie: `x-endplate-token=${server.token}; token=${server.token}` };
    const target = `/rpc/about?x-endplate-token=${server.token}`;
    expect((await about({ target, headers })).status).toBe(401);
  });

  test('a launch code opens once, and no other text opens', async () => {
    const exchange = (body: string): Promise<RawAnswer> => send(server, { method: 'POST', target: '/launch', body });
    const code = codeOf(server.mintAddress());
    expect(code).toMatch(/^[\w-]{43}$/);
    expect((await exchange('')).status).toBe(403);
    expect((await exchange(code.slice(0, -1))).status).toBe(403);
    const first = await exchange(code);
    expect(JSON.parse(first.body)).toEqual({ token: server.token });
    expect((await exchange(code)).status).toBe(403);
    expect((await exchange(codeOf(server.address))).status).toBe(403);
    expect((await exchange('x'.repeat(2000))).status).toBe(413);
  });

  test('the address holds no token and is of this computer', () => {
    expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#launch=[\w-]{43}$/);
    expect(server.address).not.toContain(server.token);
  });

  test('no answer allows another origin, sets a cookie or may be kept', async () => {
    for (const route of ROUTES.filter(({ target }) => target !== '/events')) {
      const { head } = await send(server, route);
      expect(head).not.toMatch(/access-control|set-cookie|x-powered-by|^server:/im);
      expect(head).toMatch(/content-security-policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
      expect(head).toMatch(/x-content-type-options: nosniff/);
      expect(head).toMatch(/referrer-policy: no-referrer/);
      expect(head).toMatch(/cross-origin-resource-policy: same-origin/);
      expect(head).toMatch(/cross-origin-opener-policy: same-origin/);
      expect(head).toMatch(/cache-control: no-store/);
    }
  });

  test.each(['OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND'])('%s is not answered', async (method) => {
    const headers = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-endplate-token' };
    for (const target of ['/', '/rpc/about', '/launch', '/events']) {
      expect((await send(server, { method, target, headers })).status).toBe(405);
    }
  });

  test('an address of the wrong method is not answered', async () => {
    expect((await send(server, { target: '/rpc/about' })).status).toBe(405);
    expect((await send(server, { target: '/launch' })).status).toBe(405);
    expect((await send(server, { method: 'POST', target: '/', body: 'x' })).status).toBe(405);
    expect((await send(server, { method: 'POST', target: '/events', body: 'x' })).status).toBe(405);
  });

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/%252e%252e/secret.txt',
    '/assets/%00',
    '//secret.txt',
    '/./index.html',
    '/assets',
    '/assets/',
    '/INDEX.HTML',
    '/index.html/',
    '/index.html%00.js',
    '/constructor',
    '/__proto__',
    `/${'n'.repeat(300)}`,
  ])('%s is no address', async (target) => {
    const { status, body } = await send(server, { target });
    expect(status).toBe(404);
    expect(body).not.toContain('secret');
  });

  test.each(['http://clinic.example/', '*', 'index.html'])('the request target %s is refused', async (target) => {
    expect([400, 403]).toContain((await send(server, { target })).status);
  });

  test('a NUL in the address, a broken line, a smuggled length: refused by the parser', async () => {
    expect((await sendRaw(server.port, 'GET /\0 HTTP/1.1\r\n\r\n')).status).toBe(400);
    expect((await sendRaw(server.port, 'rubbish\r\n\r\n')).status).toBe(400);
    const both = { 'transfer-encoding': 'chunked', 'content-length': '5' };
    expect((await about({ headers: both })).status).toBe(400);
  });

  test('a WebSocket, a tunnel and a request that waits for leave are refused', async () => {
    const headers = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
    expect((await send(server, { target: '/events', headers })).status).toBe(403);
    expect((await send(server, { headers: { ...headers, host: 'clinic.example' } })).status).toBe(403);
    expect((await sendRaw(server.port, 'CONNECT clinic.example:443 HTTP/1.1\r\nHost: x\r\n\r\n')).status).toBe(0);
    expect((await about({ headers: { expect: '100-continue' } })).status).toBe(417);
  });

  test('headers of more than 8 KiB are refused', async () => {
    expect((await about({ headers: { 'x-filler': 'x'.repeat(9000) } })).status).toBe(431);
  });

  test('a body that says it is too large is refused before it is sent', async () => {
    const announced = (length: number): Promise<RawAnswer> => about({ headers: { 'content-length': String(length) } });
    expect((await announced(2 << 20)).status).toBe(413);
    expect((await announced(600 * 2 ** 20)).status).toBe(413);
    const write = { target: '/rpc/writeFile', headers: { 'content-length': String(300 * 2 ** 20) } };
    expect((await about(write)).status).toBe(413);
  });

  test('a body that turns out too large is refused while it is sent', async () => {
    const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
    const headers = { 'transfer-encoding': 'chunked', 'content-length': null };
    const answer = await about({ headers, body: `${chunk}${chunk}0\r\n\r\n` });
    // The refusal may be lost when the connection ends while the other side still sends.
    expect([0, 413]).toContain(answer.status);
    expect((await about()).status).toBe(200);
  });

  test.each([
    ['nothing', new Uint8Array(0)],
    ['less than its length', new Uint8Array([0, 0])],
    ['a head longer than the message', new Uint8Array([0xff, 0xff, 0xff, 0xff, 0x7b])],
    ['no JSON', new Uint8Array([0, 0, 0, 1, 0x7b])],
    ['bytes left over', new Uint8Array([...encodeMessage({}), 1])],
  ])('a message of %s is refused', async (_name, body) => {
    expect((await about({ body })).status).toBe(400);
  });

  test('the method of a request is a name, never a path', async () => {
    for (const method of ['', '../about', '%61bout', 'about/', 'hasOwnProperty', '__proto__']) {
      const answer = await about({ target: `/rpc/${method}` });
      expect(answer.body).toContain('does not know the request');
    }
  });

  test('a hundred idle connections leave room again when they end', async () => {
    const sockets = await Promise.all(
      Array.from(
        { length: 100 },
        () =>
          new Promise<Socket>((resolve) => {
            const socket = connect(server.port, '127.0.0.1', () => resolve(socket));
            socket.on('error', () => undefined);
          }),
      ),
    );
    const ended = Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    for (const socket of sockets) socket.destroy();
    await ended;
    await expect.poll(async () => (await about()).status, { timeout: 20_000 }).toBe(200);
  });

  test('a client that sends its headers a letter at a time is cut off', async () => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: 127'));
    const parts: string[] = [];
    socket.setEncoding('latin1').on('data', (part: string) => parts.push(part));
    const drip = setInterval(() => socket.write('.'), 500);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(drip);
    expect(parts.join('')).toMatch(/^HTTP\/1\.1 408 /);
  }, 20_000);
});
