import { createHash } from 'node:crypto';
import path from 'node:path';
import { failure, success, type Result } from '../../shared/result.ts';
import { MAXIMUM_STUDY_BYTES, serializeStudy } from '../../shared/study/studyFile.ts';
import type { Study } from '../../shared/study/study.ts';
import { replaceFile } from '../host/atomicFile.ts';
import { lockPath, readLock } from '../host/lockFile.ts';
import { commandFailure, shown, type CommandError } from './commandError.ts';
import type { CommandContext } from './verb.ts';

export interface StudyFileTarget {
  readonly file: string;
  /** The bytes that the study was read from, which must still be there; null: the file must not exist yet. */
  readonly replaces: Uint8Array | null;
  /** ISO 8601 in UTC. */
  readonly savedAt: string;
}

/**
 * Writes a study file at once or not at all; the version before is kept beside it as `.NAME.bak`. Refused where another
 * program has changed the file meanwhile, and while Endplate has it open. Resolves with the number of bytes.
 */
export async function writeStudyFile(
  { port, clock, appVersion }: Pick<CommandContext, 'port' | 'clock' | 'appVersion'>,
  study: Study,
  { file, replaces, savedAt }: StudyFileTarget,
): Promise<Result<number, CommandError>> {
  const name = shown(file);
  const bytes = serializeStudy(study, { appVersion, savedAt });
  if (bytes.length > MAXIMUM_STUDY_BYTES) {
    return commandFailure('too_large', `${name}: the study would not open again at this size; nothing was written.`);
  }
  const saved = await replaceFile(port, path.resolve(file), bytes, {
    clock,
    replaces: replaces === null ? null : createHash('sha256').update(replaces).digest('hex'),
    keepsPrevious: true,
  });
  if (saved.ok) return success(bytes.length);
  const { code, message } = saved.error;
  const reason = code === 'changedOnDisk' && replaces === null ? 'there is a file of this name already' : message;
  return failure({
    code: CODES[code] ?? 'not_writable',
    message: `${name}: ${shown(reason.replace(/\.$/, ''))}; nothing was written.`,
  });
}

const CODES: Readonly<Record<string, string>> = { changedOnDisk: 'changed', diskFull: 'disk_full' };

/** Fails while Endplate has the study open: its window would then have to choose between two versions. */
export async function refuseWhenOpen(port: CommandContext['port'], file: string): Promise<Result<null, CommandError>> {
  const lock = await readLock(port, path.resolve(file));
  if (!lock.ok || lock.value === null) return success(null);
  const { user = '', host = '' } = lock.value.lock ?? {};
  const where = host === '' ? '' : ` (${shown(user)} on ${shown(host)})`;
  return commandFailure(
    'locked',
    `${shown(file)}: this study is open in Endplate${where}. Close it there and try again; if nobody has it open, delete ${shown(path.basename(lockPath(file)))} beside it.`,
  );
}
