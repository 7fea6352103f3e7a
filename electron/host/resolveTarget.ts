import path from 'node:path';
import type { HostError } from '../../shared/host/contract.ts';
import { failure, success } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { FilePort } from './filePort.ts';
import { saveError } from './saveError.ts';
import { attempt, isMissing } from './systemFailure.ts';

/** Some encrypted and user-space volumes cannot resolve paths; then the path is taken as it is written. */
const NO_REALPATH = new Set(['ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'EISDIR', 'UNKNOWN']);

/**
 * The place on the disk that a path leads to, links followed: of the file, or of its folder where the file does not
 * exist yet. A link that leads nowhere is refused: what it should become, nobody knows.
 */
export async function resolveTarget(port: FilePort, file: string): Promise<Result<string, HostError>> {
  const lexical = path.resolve(file);
  const whole = await attempt(() => port.realpath(lexical));
  if (whole.ok) return whole;
  if (NO_REALPATH.has(whole.error.code)) return success(lexical);
  if (!isMissing(whole.error)) return failure(saveError(whole.error, null));

  const itself = await attempt(() => port.lstat(lexical));
  if (itself.ok && itself.value.kind === 'link') return failure(deadLinkError);

  const folder = await attempt(() => port.realpath(path.dirname(lexical)));
  if (!folder.ok) return failure(saveError(folder.error, null));
  return success(path.join(folder.value, path.basename(lexical)));
}

const deadLinkError: HostError = {
  code: 'refused',
  message: 'This name is a link to a file that does not exist. Nothing was written. Choose another name.',
};
