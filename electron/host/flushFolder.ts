import type { FilePort } from './filePort.ts';
import { attempt } from './systemFailure.ts';

/** Folders that cannot be flushed answer with one of these; their file systems keep a rename without it. */
const NOT_NEEDED = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** Makes a rename outlive a power cut. Windows has no such call and needs none. False: nothing is promised. */
export async function flushFolder(port: FilePort, folder: string): Promise<boolean> {
  if (port.machine.platform === 'win32') return true;
  const opened = await attempt(() => port.open(folder, 'folder'));
  if (!opened.ok) return NOT_NEEDED.has(opened.error.code);
  const flushed = await attempt(() => opened.value.sync());
  await attempt(() => opened.value.close());
  return flushed.ok || NOT_NEEDED.has(flushed.error.code);
}
