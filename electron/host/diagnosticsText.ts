import os from 'node:os';
import { attempt } from './systemFailure.ts';
import { readWhole } from './privateFiles.ts';
import type { FilePort } from './filePort.ts';
import { withoutPaths } from './withoutPaths.ts';

const MOST_LINES = 200;

const gigabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 30)} GiB`;

/**
 * What a helper needs to know, and no more: versions, system, and the last lines of the log. No file, no name, no value
 * of a study. It is shown before it is copied, and sent nowhere.
 */
export async function diagnosticsText(options: {
  readonly port: FilePort;
  readonly appVersion: string;
  readonly shell: string;
  /** Null: this shell keeps no log. */
  readonly logFile: string | null;
}): Promise<string> {
  const { port, appVersion, shell, logFile } = options;
  const { electron, chrome, node } = process.versions as Readonly<Record<string, string | undefined>>;
  const head = [
    `Endplate ${appVersion} (${shell})`,
    `System: ${os.platform()} ${os.release()} ${os.arch()}`,
    `Runtime: node ${node ?? '?'}${electron === undefined ? '' : `, electron ${electron}, chrome ${chrome ?? '?'}`}`,
    `Memory: ${gigabytes(os.totalmem())}, processors: ${os.cpus().length}`,
  ];
  const log = logFile === null ? null : await attempt(() => readWhole(port, logFile));
  const text = log?.ok === true && log.value !== null ? Buffer.from(log.value).toString('utf8') : '';
  const lines = text.split('\n').filter((line) => line !== '');
  const shown = lines.slice(-MOST_LINES).map(withoutPaths);
  return [...head, '', shown.length === 0 ? 'The log is empty.' : 'Log:', ...shown, ''].join('\n');
}
