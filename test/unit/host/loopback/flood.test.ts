import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeMessage } from '../../../../shared/host/wire.ts';
import { send, sendRaw, startTestServer, type ServerUnderTest } from './rawRequest.ts';

const CONNECTIONS = 10_000;
const AT_ONCE = 100;
/** What the runtime keeps for itself changes by a few megabytes from one look to the next. */
const FLAT = 16 * 2 ** 20;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const heap = (): number => {
  collect();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
};

describe('A flood from this computer', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.end());

  /** How often each status came; 0: cut off without an answer. */
  const flood = async (count: number, request: (index: number) => string): Promise<ReadonlyMap<number, number>> => {
    const statuses = new Map<number, number>();
    let next = 0;
    const client = async (): Promise<void> => {
      for (let index = next++; index < count; index = next++) {
        const { status } = await sendRaw(server.port, request(index));
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, client));
    return statuses;
  };

  test(`of ${CONNECTIONS} connections none gets in, memory stays flat, and the page is still answered`, async () => {
    const right = `Host: 127.0.0.1:${server.port}\r\nOrigin: http://127.0.0.1:${server.port}\r\nConnection: close\r\n`;
    const attacks: readonly (() => string)[] = [
      () => 'GET / HTTP/1.1\r\nHost: clinic.example\r\nConnection: close\r\n\r\n',
      () => `POST /rpc/about HTTP/1.1\r\n${right}Content-Type: application/octet-stream\r\nContent-Length: 0\r\n\r\n`,
      () => `POST /launch HTTP/1.1\r\n${right}Content-Type: application/json\r\nContent-Length: 3\r\n\r\nabc`,
      () => `GET /events HTTP/1.1\r\n${right}X-Endplate-Token: ${'A'.repeat(43)}\r\n\r\n`,
      () => `GET /${'x'.repeat(300)}/../../etc/passwd HTTP/1.1\r\n${right}\r\n`,
    ];
    const wave = (count: number) => flood(count, (index) => attacks[index % attacks.length]?.() ?? '');
    await wave(500);
    const before = heap();
    const statuses = await wave(CONNECTIONS);
    const after = heap();
    expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(CONNECTIONS);
    expect([...statuses.keys()].filter((status) => ![0, 401, 403, 404].includes(status))).toEqual([]);
    expect(after - before).toBeLessThan(FLAT);
    const about = { method: 'POST', target: '/rpc/about', body: encodeMessage({}) };
    await expect.poll(async () => (await send(server, about)).status, { timeout: 20_000 }).toBe(200);
  }, 120_000);
});
