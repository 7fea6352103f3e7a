import type { FilePort, OpenFile } from '../../../electron/host/filePort.ts';
import { systemError } from '../../../electron/host/systemFailure.ts';

/** What goes wrong with a call. */
export type Fault =
  /** The call is refused and nothing happens. */
  | { readonly kind: 'error'; readonly code: string }
  /** The call is done, and its answer is lost: network disks do this. */
  | { readonly kind: 'lostAnswer'; readonly code: string }
  /** The call never comes back. */
  | { readonly kind: 'hang' }
  /** Half of the bytes are written, and the disk says so: no error to the system. */
  | { readonly kind: 'shortWrite' }
  /** Half of the bytes are written, and the disk says that all were. */
  | { readonly kind: 'lyingWrite' }
  /** One bit changes on the way to the disk. */
  | { readonly kind: 'flippedBit' };

export interface Injection {
  readonly fault: Fault;
  /** Of all calls in order, counted from 0. */
  readonly call: number;
  /** Also every later call of the same name. */
  readonly persistent: boolean;
}

export interface FaultyPort {
  readonly port: FilePort;
  /** The names of the calls so far, in order. */
  readonly calls: readonly string[];
}

/** The real disk, on which a call fails as asked. `onHang` is called after a call that will not come back was made. */
export function createFaultyPort(real: FilePort, injection: Injection | null, onHang: () => void): FaultyPort {
  const calls: string[] = [];

  const faultOf = (name: string): Fault | null => {
    const index = calls.push(name) - 1;
    if (injection === null) return null;
    const isLater = injection.persistent && index > injection.call && name === calls[injection.call];
    return index === injection.call || isLater ? injection.fault : null;
  };

  const run = async <T>(name: string, action: () => Promise<T>): Promise<T> => {
    const fault = faultOf(name);
    if (fault?.kind === 'error') throw systemError(fault.code, name);
    if (fault?.kind === 'hang') {
      setImmediate(onHang);
      return new Promise<T>(() => undefined);
    }
    if (fault?.kind === 'lostAnswer') {
      await action();
      throw systemError(fault.code, name);
    }
    return action();
  };

  const write = async (file: OpenFile, bytes: Uint8Array): Promise<number> => {
    const injected = injection?.fault.kind;
    const isContentFault = injected === 'shortWrite' || injected === 'lyingWrite' || injected === 'flippedBit';
    if (!isContentFault) return run('write', () => file.write(bytes));
    if (faultOf('write') === null) return file.write(bytes);
    if (injected === 'flippedBit') {
      const changed = Uint8Array.from(bytes);
      changed[bytes.length >> 1] = (changed[bytes.length >> 1] ?? 0) ^ 1;
      return file.write(changed);
    }
    const half = await file.write(bytes.subarray(0, Math.ceil(bytes.length / 2)));
    return injected === 'lyingWrite' ? bytes.length : half;
  };

  const wrap = (file: OpenFile): OpenFile => ({
    write: (bytes) => write(file, bytes),
    read: (buffer, position) => run('read', () => file.read(buffer, position)),
    sync: () => run('fsync', () => file.sync()),
    stat: () => run('fstat', () => file.stat()),
    // The system frees the descriptor whatever close answers, so the test does so first.
    close: async () => {
      await file.close();
      await run('close', () => Promise.resolve());
    },
  });

  const port: FilePort = {
    machine: real.machine,
    open: async (path, access, mode) => {
      let opened: OpenFile | null = null;
      try {
        return await run(`open ${access}`, async () => wrap((opened = await real.open(path, access, mode))));
      } catch (error) {
        await (opened as OpenFile | null)?.close();
        throw error;
      }
    },
    link: (existing, name) => run('link', () => real.link(existing, name)),
    rename: (from, to) => run('rename', () => real.rename(from, to)),
    unlink: (path) => run('unlink', () => real.unlink(path)),
    stat: (path) => run('stat', () => real.stat(path)),
    lstat: (path) => run('lstat', () => real.lstat(path)),
    readdir: (path) => run('readdir', () => real.readdir(path)),
    realpath: (path) => run('realpath', () => real.realpath(path)),
    mkdir: (path, mode) => run('mkdir', () => real.mkdir(path, mode)),
    rmdir: (path) => run('rmdir', () => real.rmdir(path)),
    chmod: (path, mode) => run('chmod', () => real.chmod(path, mode)),
    chown: (path, owner, group) => run('chown', () => real.chown(path, owner, group)),
    checkWritable: (path) => run('access', () => real.checkWritable(path)),
  };
  return { port, calls };
}
