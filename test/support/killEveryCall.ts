import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** All file calls come from the one thread of the pool, one after the other, so that they can be counted. */
const environment = { ...process.env, UV_THREADPOOL_SIZE: '1', UV_USE_IO_URING: '0', NODE_OPTIONS: '' };

interface Boundary {
  readonly call: string;
  /** Of the calls of this name in their thread, from 1. */
  readonly count: number;
}

export interface KillScenario {
  /** The folder whose calls count. */
  readonly watched: string;
  readonly trace: string;
  /** Puts everything back to the beginning; returns the arguments of the process. */
  reset(): Promise<readonly string[]>;
  /** Looks at what the killed process left, and says it in words: `old`, `new` or what is wrong. */
  judge(): Promise<string>;
}

/**
 * Kills a process at every one of its calls, found from a traced run, so that new calls are covered by themselves.
 * Null: this system cannot trace, or does not let us.
 */
export async function killAtEveryCall(scenario: KillScenario): Promise<readonly string[] | null> {
  try {
    // -y writes the path behind every descriptor.
    const args = ['-f', '-y', '-qq', '-o', scenario.trace, process.execPath, ...(await scenario.reset())];
    await run('strace', args, { env: environment });
  } catch {
    return null;
  }
  const outcomes: string[] = [];
  for (const { call, count } of boundariesOf(await readFile(scenario.trace, 'utf8'), scenario.watched)) {
    const args = await scenario.reset();
    const inject = `inject=${call}:signal=KILL:when=${count}`;
    await run('strace', ['-f', '-qq', '-o', '/dev/null', '-e', inject, process.execPath, ...args], {
      env: environment,
    }).catch(() => undefined);
    outcomes.push(`${call} ${count}: ${await scenario.judge()}`);
  }
  return outcomes;
}

/**
 * Kills a process at moments spread over the time that an undisturbed one takes: less exact than at every call, and
 * possible everywhere.
 */
export async function killAtMoments(scenario: KillScenario, moments: number): Promise<readonly string[]> {
  const begin = performance.now();
  await run(process.execPath, [...(await scenario.reset())], { env: environment });
  const whole = performance.now() - begin;
  const outcomes: string[] = [];
  for (let moment = 1; moment <= moments; moment += 1) {
    const args = await scenario.reset();
    // The program itself takes the first part of the time to start.
    const after = Math.round(whole * (0.4 + (0.6 * moment) / moments));
    await run(process.execPath, [...args], { env: environment, timeout: after, killSignal: 'SIGKILL' }).catch(
      () => undefined,
    );
    outcomes.push(`after ${after} ms: ${await scenario.judge()}`);
  }
  return outcomes;
}

/**
 * The calls of the thread that touches the folder, from its first to its last such call. After each file call it writes
 * once to wake the main thread, so that the moments between the calls are among them. The count is by thread: calls
 * that another thread makes as often would kill that one, at some earlier moment, and are left out.
 */
function boundariesOf(trace: string, watched: string): readonly Boundary[] {
  const lines = trace
    .split('\n')
    .map((line) => /^(\d+) +(\w+)\((.*)$/.exec(line))
    .filter((line) => line !== null);
  const isOurs = ([, , call, rest]: RegExpExecArray): boolean => call !== 'execve' && rest?.includes(watched) === true;
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
  const first = calls.findIndex((call) => call.isOurs);
  const last = calls.findLastIndex((call) => call.isOurs);
  return calls.slice(first, last + 2).filter(({ call, count }) => call !== 'futex' && isOursAlone(call, count));
}
