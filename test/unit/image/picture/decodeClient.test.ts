import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDecodeClient } from '../../../../renderer/image/decodeClient.ts';
import type { DecodeRequest } from '../../../../renderer/image/decodeMessage.ts';
import { failure } from '../../../../shared/result.ts';

/** The browser's worker, whose script the test plays. */
class PlayedWorker extends EventTarget {
  static readonly started: PlayedWorker[] = [];
  request: {
    readonly bytes?: Uint8Array;
    readonly preview?: boolean;
    readonly compiled?: ReadonlyMap<string, unknown>;
  } | null = null;
  ended = false;

  constructor() {
    super();
    PlayedWorker.started.push(this);
  }

  postMessage(request: DecodeRequest): void {
    this.request = request;
  }

  terminate(): void {
    this.ended = true;
  }

  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  answer(answer: unknown): void {
    this.say({ kind: 'answer', answer });
  }
}

const busy = (): PlayedWorker[] => PlayedWorker.started.filter(({ request, ended }) => request !== null && !ended);
const refused = failure({ code: 'empty', message: 'This file is empty.' } as const);
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Worker', PlayedWorker);
  PlayedWorker.started.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('decoding away from the page', () => {
  test('a file goes to the spare worker; after the answer that one is ended and another waits', async () => {
    const client = createDecodeClient();
    expect(PlayedWorker.started).toHaveLength(1);
    const answer = client.decode(Uint8Array.of(1, 2), { frame: 3 });
    await settle();
    expect(PlayedWorker.started[0]?.request).toMatchObject({ bytes: Uint8Array.of(1, 2), frame: 3, preview: false });
    PlayedWorker.started[0]?.answer(refused);
    expect(await answer).toEqual(refused);
    expect(PlayedWorker.started.map(({ ended }) => ended)).toEqual([true, false]);
  });

  test('a worker that does not answer is ended after 10 seconds, with words', async () => {
    const answer = createDecodeClient().decode(new Uint8Array(4));
    await vi.advanceTimersByTimeAsync(9999);
    expect(busy()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toMatchObject({ ok: false, error: { code: 'timeout' } });
    expect(busy()).toHaveLength(0);
  });

  test('JPEG 2000 may take 20 seconds', async () => {
    const bytes = new Uint8Array(400);
    bytes.set(new TextEncoder().encode('1.2.840.10008.1.2.4.90'), 200);
    const answer = createDecodeClient().decode(bytes);
    await vi.advanceTimersByTimeAsync(19_999);
    expect(busy()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toMatchObject({ ok: false, error: { code: 'timeout' } });
  });

  test('a worker that breaks fails its own file; the next one gets a fresh worker', async () => {
    const client = createDecodeClient();
    const first = client.decode(new Uint8Array(1));
    await settle();
    PlayedWorker.started[0]?.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
    expect(await first).toMatchObject({ ok: false, error: { code: 'decoder_failed' } });
    const second = client.decode(new Uint8Array(1));
    await settle();
    expect(PlayedWorker.started[1]?.request).not.toBeNull();
    PlayedWorker.started[1]?.answer(refused);
    expect(await second).toEqual(refused);
  });

  test('two files at once; the third waits its turn', async () => {
    const client = createDecodeClient();
    const answers = [1, 2, 3].map((byte) => client.decode(Uint8Array.of(byte)));
    await settle();
    expect(busy().map(({ request }) => request?.bytes?.[0])).toEqual([1, 2]);
    busy()[0]?.answer(refused);
    await settle();
    expect(busy().map(({ request }) => request?.bytes?.[0])).toEqual([2, 3]);
    for (const worker of busy()) worker.answer(refused);
    expect(await Promise.all(answers)).toEqual([refused, refused, refused]);
  });

  test('a preview comes before the answer; where the whole then fails, the error is the answer', async () => {
    const client = createDecodeClient();
    const seen: unknown[] = [];
    const answer = client.decode(Uint8Array.of(1), { onPreview: (preview) => seen.push(preview) });
    await settle();
    expect(PlayedWorker.started[0]?.request?.preview).toBe(true);
    PlayedWorker.started[0]?.say({ kind: 'preview', preview: 'coarse' });
    expect(seen).toEqual(['coarse']);
    PlayedWorker.started[0]?.answer(refused);
    expect(await answer).toEqual(refused);
  });

  test('getting ready compiles once, and no more where a codec is there already', async () => {
    const client = createDecodeClient();
    client.prepare();
    expect(PlayedWorker.started[0]?.request).toMatchObject({ kind: 'prepare' });
    PlayedWorker.started[0]?.say({ kind: 'compiled', url: '/codec.wasm', codec: 'machine code' });
    const answer = client.decode(Uint8Array.of(1));
    await settle();
    expect(PlayedWorker.started).toHaveLength(1);
    PlayedWorker.started[0]?.answer(refused);
    await answer;
    client.prepare();
    expect(PlayedWorker.started[1]?.request).toBeNull();
  });

  test('a codec is compiled once: the next worker is given it', async () => {
    const client = createDecodeClient();
    const first = client.decode(Uint8Array.of(1));
    await settle();
    expect([...(PlayedWorker.started[0]?.request?.compiled ?? [])]).toEqual([]);
    PlayedWorker.started[0]?.say({ kind: 'compiled', url: '/codec.wasm', codec: 'machine code' });
    PlayedWorker.started[0]?.answer(refused);
    await first;
    void client.decode(Uint8Array.of(2));
    await settle();
    expect(PlayedWorker.started[1]?.request?.compiled?.get('/codec.wasm')).toBe('machine code');
  });
});
