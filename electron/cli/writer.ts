import type { Writable } from 'node:stream';

/**
 * Writes text to a stream of the process; resolves when it is written. A reader that has gone, as `| head` does, is no
 * error: it has what it wanted. False: the text is lost, e.g. on a full disk.
 */
export function writerTo(stream: Writable): (text: string) => Promise<boolean> {
  // Without a listener Node ends the process with a stack trace.
  stream.on('error', () => undefined);
  return (text) =>
    new Promise((resolve) => {
      stream.write(text, (error) => resolve(error === null || error === undefined || isReaderGone(error)));
    });
}

const isReaderGone = (error: Error): boolean =>
  'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
