import { describe, expect, test } from 'vitest';
import type { FilePort, OpenFile } from '../../../electron/host/filePort.ts';
import { nodeFilePort } from '../../../electron/host/nodeFilePort.ts';
import { attempt } from '../../../electron/host/systemFailure.ts';
import { withDeadline } from '../../../electron/host/withDeadline.ts';
import { ManualClock } from './manualClock.ts';

const never = <T>(): Promise<T> => new Promise(() => undefined);
const settled = async (promise: Promise<unknown>): Promise<string> =>
  Promise.race([attempt(() => promise).then((result) => (result.ok ? 'done' : result.error.code)), later('pending')]);
const later = (text: string): Promise<string> => new Promise((resolve) => setImmediate(() => resolve(text)));

const fileOf = (calls: Partial<OpenFile>): OpenFile => ({
  write: (bytes) => Promise.resolve(bytes.length),
  read: () => Promise.resolve(0),
  sync: () => Promise.resolve(),
  stat: never,
  close: () => Promise.resolve(),
  ...calls,
});

describe('A disk that does not answer', () => {
  test('is given up after 15 seconds, not before', async () => {
    const clock = new ManualClock();
    const port = withDeadline({ ...nodeFilePort, lstat: never }, clock);
    const asking = port.lstat('/x');
    asking.catch(() => undefined);
    await clock.advance(14_999);
    expect(await settled(asking)).toBe('pending');
    await clock.advance(1);
    expect(await settled(asking)).toBe('ETIMEDOUT');
  });

  test('has a second more for each MiB that is to be flushed', async () => {
    const clock = new ManualClock();
    const real: FilePort = { ...nodeFilePort, open: () => Promise.resolve(fileOf({ sync: never })) };
    const file = await withDeadline(real, clock).open('/x', 'create');
    await file.write(new Uint8Array(3 << 20));
    const flushing = file.sync();
    flushing.catch(() => undefined);
    await clock.advance(17_999);
    expect(await settled(flushing)).toBe('pending');
    await clock.advance(1);
    expect(await settled(flushing)).toBe('ETIMEDOUT');
  });

  test('and opens a file after all: it is closed, since nobody waits for it', async () => {
    const clock = new ManualClock();
    const closed: string[] = [];
    let answer: (file: OpenFile) => void = () => undefined;
    const real: FilePort = {
      ...nodeFilePort,
      open: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    };
    const opening = withDeadline(real, clock).open('/x', 'read');
    opening.catch(() => undefined);
    await clock.advance(15_000);
    expect(await settled(opening)).toBe('ETIMEDOUT');
    answer(fileOf({ close: async () => void closed.push('closed') }));
    await later('');
    expect(closed).toEqual(['closed']);
  });
});
