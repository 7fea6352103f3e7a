import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inspectInWorker } from '../../../electron/cli/inspectInWorker.ts';
import { createDesk, type Desk } from '../../support/commandLine.ts';

let desk: Desk;
beforeEach(() => (desk = createDesk()));
afterEach(() => desk.clear());

/** Runs a script in place of the decoder. */
const inspectWith = (script: string, milliseconds: number) =>
  inspectInWorker(
    pathToFileURL(desk.write('worker.mjs', script)),
    { bytes: new Uint8Array(8), frame: 0 },
    { milliseconds, heapMb: 32 },
  );

test('a decoder that never ends is ended', async () => {
  expect(await inspectWith('for (;;);', 300)).toEqual({
    ok: false,
    error: {
      code: 'timeout',
      message: 'Reading this image took longer than 0.3 seconds and was stopped. The file may be damaged.',
    },
  });
});

test('one that takes all memory is ended, and the command goes on', async () => {
  const answer = await inspectWith('const all = []; for (;;) all.push(new Array(1000).fill({}));', 60_000);
  expect(answer).toMatchObject({ ok: false, error: { code: 'decoder_failed' } });
  expect(answer.ok ? '' : answer.error.message).toContain('it needed too much memory');
});

test('one that breaks, and one that goes without a word, are named', async () => {
  const broken = await inspectWith('throw new Error("no such table\\nat line 1")', 60_000);
  expect(broken.ok ? '' : broken.error.message).toBe(
    'The decoder stopped while reading this image (no such table). Use a copy.',
  );
  const silent = await inspectWith('process.exit(0)', 60_000);
  expect(silent.ok ? '' : silent.error.message).toContain('it ended without an answer');
});

test('what it prints stays off the output of the command', async () => {
  const script =
    "import { parentPort } from 'node:worker_threads';" +
    "console.log('noise'); parentPort.once('message', ({ bytes }) => parentPort.postMessage({ ok: true, value: bytes.length }));";
  expect(await inspectWith(script, 60_000)).toEqual({ ok: true, value: 8 });
});
