import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { bundleDriver } from './bundleDriver.ts';
import { useTemporaryFolder } from './temporaryFolder.ts';

const run = promisify(execFile);
const OLD = 'o'.repeat(300_000);
const SIZE = 310_000;
const NEW = 'n'.repeat(SIZE);

/** All file calls come from the one thread of the pool, one after the other, so that they can be counted. */
const environment = { ...process.env, UV_THREADPOOL_SIZE: '1', UV_USE_IO_URING: '0', NODE_OPTIONS: '' };

interface Boundary {
  readonly call: string;
  /** Of the calls of this name in their thread, from 1. */
  readonly count: number;
}

describe('A process that is killed while it saves', () => {
  const folder = useTemporaryFolder();

  const reset = async (): Promise<readonly string[]> => {
    await rm(folder.in('studies'), { recursive: true, force: true });
    await mkdir(folder.in('studies'));
    await writeFile(folder.in('studies/s.endplate'), OLD);
    const old = createHash('sha256').update(OLD).digest('hex');
    return [folder.in('saveDriver.cjs'), folder.in('studies/s.endplate'), String(SIZE), old];
  };

  /**
   * The calls of the thread that touches the folder, from its first to its last such call. After each file call it
   * writes once to wake the main thread, so that the moments between the calls are among them. The count is by thread:
   * calls that another thread makes as often would kill that one, at some earlier moment, and are left out.
   */
  const boundariesOf = (trace: string): readonly Boundary[] => {
    const lines = trace
      .split('\n')
      .map((line) => /^(\d+) +(\w+)\((.*)$/.exec(line))
      .filter((line) => line !== null);
    const isOurs = ([, , call, rest]: RegExpExecArray): boolean =>
      call !== 'execve' && rest?.includes(folder.in('studies')) === true;
    const thread = lines.find(isOurs)?.[1];
    const counts = new Map<string, number>();
    const counted = lines.map((line) => {
      const key = `${line[1]} ${line[2]}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      return { thread: line[1], call: line[2] ?? '', count: counts.get(key) ?? 0, isOurs: isOurs(line) };
    });
    const calls = counted.filter((line) => line.thread === thread);
    const ofOthers = counted.filter((line) => line.thread !== thread);
    const isOursAlone = (call: string, count: number): boolean =>
      ofOthers.every((other) => other.call !== call || other.count < count);
    const last = calls.findLastIndex((call) => call.isOurs);
    return calls
      .slice(
        calls.findIndex((call) => call.isOurs),
        last + 2,
      )
      .filter(({ call, count }) => call !== 'futex' && isOursAlone(call, count));
  };

  test('leaves the whole old or the whole new version, whatever call it was killed at', async (context) => {
    const trace = folder.in('trace');
    await bundleDriver(folder.path);
    const args = await reset();
    try {
      // -y writes the path behind every descriptor.
      await run('strace', ['-f', '-y', '-qq', '-o', trace, process.execPath, ...args], { env: environment });
    } catch {
      return context.skip('strace is missing, or not allowed to trace here');
    }
    const boundaries = boundariesOf(await readFile(trace, 'utf8'));
    const outcomes: string[] = [];
    for (const { call, count } of boundaries) {
      const again = await reset();
      const inject = `inject=${call}:signal=KILL:when=${count}`;
      await run('strace', ['-f', '-qq', '-o', '/dev/null', '-e', inject, process.execPath, ...again], {
        env: environment,
      }).catch(() => undefined);
      const content = await readFile(folder.in('studies/s.endplate'), 'utf8').catch(() => null);
      const state = content === OLD ? 'old' : content === NEW ? 'new' : 'broken';
      const orphans = (await readdir(folder.in('studies'))).filter((name) => name.endsWith('.tmp'));
      await run(process.execPath, [
        ...again.slice(0, 3),
        createHash('sha256')
          .update(content ?? '')
          .digest('hex'),
      ]);
      const names = await readdir(folder.in('studies'));
      const isClean = names.sort().join() === '.s.endplate.bak,s.endplate';
      outcomes.push(`${call} ${count}: ${state}, ${orphans.length} left, ${isClean ? 'clean' : names.join()}`);
    }
    expect(outcomes.filter((outcome) => /broken|[3-9] left|left, (?!clean)/.test(outcome))).toEqual([]);
    expect(outcomes.some((outcome) => outcome.includes('old'))).toBe(true);
    expect(outcomes.some((outcome) => outcome.includes('new'))).toBe(true);
    expect(boundaries.length).toBeGreaterThan(15);
    return undefined;
  }, 180_000);
});
