import { failure, type Result } from '../../shared/result.ts';
import type { ImageError } from '../../shared/image/radiograph.ts';
import type { DecodedImage, ImagePreview } from './decodedImage.ts';
import type { DecodeAnswer, DecodeMessage, DecodeRequest } from './decodeMessage.ts';

export interface DecodeOptions {
  /** 0 for the first frame, the default. */
  readonly frame?: number;
  /**
   * Called at most once, before the answer, with a first coarse picture of an image that takes long to decode. Such an
   * image may still fail: then the error is the answer, and the preview has to go.
   */
  readonly onPreview?: (preview: ImagePreview) => void;
}

/** Opens images away from the page's thread. */
export interface DecodeClient {
  /**
   * Decodes one frame of a file. The memory of `bytes` moves to the worker and is gone here: pass a copy to keep it.
   * Errors are those of `readRadiograph`, and `timeout` or `decoder_failed` when the worker had to be ended.
   */
  decode(bytes: Uint8Array<ArrayBuffer>, options?: DecodeOptions): Promise<Result<DecodedImage, ImageError>>;
  /** Gets the slowest codec ready while nothing else is going on, so that the first image does not wait for it. */
  prepare(): void;
  /** Ends the spare worker. */
  close(): void;
}

/** A worker that has not answered by then is ended; JPEG 2000 of 20 megapixels may honestly need more than ten seconds. */
const WATCHDOG_MS = { usual: 10_000, slowSyntax: 20_000 } as const;

/** More at once would only divide the processor and add up memory. */
const MOST_AT_ONCE = 2;

/**
 * One worker a file, ended after its answer: a codec's memory goes with it, and a hostile file cannot spoil the next.
 * One spare worker waits with its scripts loaded, so that opening does not wait for them.
 */
export function createDecodeClient(): DecodeClient {
  const compiled = new Map<string, WebAssembly.Module>();
  const start = (): Worker => startWorker((url, codec) => compiled.set(url, codec));
  let spare: Worker | null = start();
  let running = 0;
  const waiting: (() => void)[] = [];

  const enter = async (): Promise<void> => {
    if (running < MOST_AT_ONCE) running++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  // The place passes to the next in line; only an unwanted place becomes free.
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running--;
  };

  return {
    async decode(bytes, { frame = 0, onPreview } = {}) {
      await enter();
      const worker = spare ?? start();
      spare = null;
      try {
        const request = { kind: 'decode', bytes, frame, preview: onPreview !== undefined, compiled } as const;
        return await askWorker(worker, request, onPreview);
      } finally {
        worker.terminate();
        spare ??= start();
        leave();
      }
    },
    prepare() {
      const request: DecodeRequest = { kind: 'prepare', compiled };
      if (compiled.size === 0) spare?.postMessage(request, []);
    },
    close() {
      spare?.terminate();
      spare = null;
    },
  };
}

function startWorker(onCompiled: (url: string, codec: WebAssembly.Module) => void): Worker {
  const worker = new Worker(new URL('./decodeWorker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<DecodeMessage>) => {
    if (data.kind === 'compiled') onCompiled(data.url, data.codec);
  });
  return worker;
}

function askWorker(
  worker: Worker,
  request: Extract<DecodeRequest, { kind: 'decode' }>,
  onPreview: DecodeOptions['onPreview'],
): Promise<DecodeAnswer> {
  return new Promise((resolve) => {
    const limit = looksSlow(request.bytes) ? WATCHDOG_MS.slowSyntax : WATCHDOG_MS.usual;
    const watchdog = setTimeout(() => resolve(timedOut(limit)), limit);
    const answer = (result: DecodeAnswer): void => {
      clearTimeout(watchdog);
      resolve(result);
    };
    worker.addEventListener('message', ({ data }: MessageEvent<DecodeMessage>) => {
      if (data.kind === 'answer') answer(data.answer);
      else if (data.kind === 'preview') onPreview?.(data.preview);
    });
    worker.addEventListener('error', (event) => answer(broken(event.message)));
    worker.addEventListener('messageerror', () => answer(broken('')));
    worker.postMessage(request, [request.bytes.buffer]);
  });
}

/** JPEG 2000 by the transfer syntax in the file's meta header (UIDs ending .4.90 to .4.93 and .4.20x). */
function looksSlow(bytes: Uint8Array): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 2048));
  return head.includes('1.2.840.10008.1.2.4.9') || head.includes('1.2.840.10008.1.2.4.20');
}

const timedOut = (limit: number): DecodeAnswer =>
  failure({
    code: 'timeout',
    message: `Reading this image took longer than ${limit / 1000} seconds and was stopped. The file may be damaged.`,
  });

const broken = (detail: string): DecodeAnswer =>
  failure({
    code: 'decoder_failed',
    message: `The decoder stopped while reading this image${detail === '' ? '' : ` (${detail})`}. Nothing was opened; other images are not affected.`,
  });
