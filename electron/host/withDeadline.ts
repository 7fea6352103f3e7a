import type { Clock } from './clock.ts';
import type { FilePort, OpenFile } from './filePort.ts';
import { systemError } from './systemFailure.ts';

/** How long one file call may take before the place is taken to be out of reach. */
const DEADLINE_MS = 15_000;
/** A flush may take longer, by what there is to flush: the slowest clinic network still moves 1 MiB a second. */
const FLUSH_MS_PER_BYTE = 1_000 / 1_048_576;

const closeLate = (file: OpenFile): void => void file.close().catch(() => undefined);

/**
 * The same port, but a call that does not come back is given up with ETIMEDOUT: a network folder that went away must
 * not leave the user without an answer. The call itself cannot be stopped; what it opens late is closed.
 */
export function withDeadline(port: FilePort, clock: Clock): FilePort {
  const limited = <T>(
    name: string,
    call: Promise<T>,
    milliseconds = DEADLINE_MS,
    tidy?: (late: T) => void,
  ): Promise<T> =>
    new Promise((resolve, reject) => {
      let isOver = false;
      const cancel = clock.after(milliseconds, () => {
        isOver = true;
        reject(systemError('ETIMEDOUT', name));
      });
      call.then(
        (value) => {
          cancel();
          if (isOver) tidy?.(value);
          else resolve(value);
        },
        (error: unknown) => {
          cancel();
          reject(error);
        },
      );
    });

  const limitedFile = (file: OpenFile): OpenFile => {
    let written = 0;
    return {
      write: async (bytes) => {
        const count = await limited('write', file.write(bytes));
        written += count;
        return count;
      },
      read: (buffer, position) => limited('read', file.read(buffer, position)),
      sync: () => limited('fsync', file.sync(), DEADLINE_MS + written * FLUSH_MS_PER_BYTE),
      stat: () => limited('fstat', file.stat()),
      close: () => limited('close', file.close()),
    };
  };

  return {
    machine: port.machine,
    open: async (path, access, mode) =>
      limitedFile(await limited('open', port.open(path, access, mode), DEADLINE_MS, closeLate)),
    link: (existing, name) => limited('link', port.link(existing, name)),
    rename: (from, to) => limited('rename', port.rename(from, to)),
    unlink: (path) => limited('unlink', port.unlink(path)),
    stat: (path) => limited('stat', port.stat(path)),
    lstat: (path) => limited('lstat', port.lstat(path)),
    readdir: (path) => limited('readdir', port.readdir(path)),
    realpath: (path) => limited('realpath', port.realpath(path)),
    mkdir: (path, mode) => limited('mkdir', port.mkdir(path, mode)),
    rmdir: (path) => limited('rmdir', port.rmdir(path)),
    chmod: (path, mode) => limited('chmod', port.chmod(path, mode)),
    chown: (path, owner, group) => limited('chown', port.chown(path, owner, group)),
    checkWritable: (path) => limited('access', port.checkWritable(path)),
  };
}
