import { parentPort, Worker } from 'node:worker_threads';
import type { Inspection } from '../../shared/image/inspection.ts';
import type { ImageError } from '../../shared/image/radiograph.ts';
import { failure, type Result } from '../../shared/result.ts';
import { inspectBytes } from './inspectBytes.ts';

type Answer = Result<Inspection, ImageError>;

interface Request {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly frame: number;
}

export interface WorkerLimits {
  readonly milliseconds: number;
  /** Of the JavaScript heap; what is allocated for pixels has limits of its own. */
  readonly heapMb: number;
}

const LIMITS: WorkerLimits = { milliseconds: 20_000, heapMb: 2048 };

/**
 * Decodes a file in a thread that is ended when it takes too long or too much memory, so that no file can hang or crash
 * the command. `script` answers with `answerInspection`. The memory of `bytes` moves there and is gone here. Errors are
 * those of `readRadiograph`, and `timeout` or `decoder_failed` where the thread had to be ended.
 */
export async function inspectInWorker(
  script: URL,
  request: Request,
  { milliseconds, heapMb }: WorkerLimits = LIMITS,
): Promise<Answer> {
  const worker = new Worker(script, {
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    // What a codec prints must not get between the lines of the command.
    stdout: true,
    stderr: true,
  });
  let watchdog: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Answer>((resolve) => {
      watchdog = setTimeout(() => resolve(timedOut(milliseconds)), milliseconds);
      worker.once('message', (answer: Answer) => resolve(answer));
      worker.once('messageerror', () => resolve(broken('its answer was not readable')));
      worker.once('error', (fault) => resolve(broken(reasonOf(fault))));
      worker.once('exit', () => resolve(broken('it ended without an answer')));
      worker.postMessage(request, [request.bytes.buffer]);
    });
  } finally {
    clearTimeout(watchdog);
    await worker.terminate();
  }
}

/** The whole life of the thread: one file in, one answer out. */
export function answerInspection(): void {
  parentPort?.once('message', (request: Request) => {
    void inspectBytes(request.bytes, request.frame)
      .catch((fault: unknown) => broken(reasonOf(fault)))
      .then((answer: Answer) => parentPort?.postMessage(answer, []));
  });
}

function reasonOf(fault: unknown): string {
  if (!(fault instanceof Error)) return 'no reason given';
  if ('code' in fault && fault.code === 'ERR_WORKER_OUT_OF_MEMORY') return 'it needed too much memory';
  return fault.message.split('\n')[0] ?? '';
}

const timedOut = (milliseconds: number): Answer =>
  failure({
    code: 'timeout',
    message: `Reading this image took longer than ${milliseconds / 1000} seconds and was stopped. The file may be damaged.`,
  });

const broken = (reason: string): Answer =>
  failure({ code: 'decoder_failed', message: `The decoder stopped while reading this image (${reason}). Use a copy.` });
