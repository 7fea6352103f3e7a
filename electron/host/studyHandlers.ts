import type { HostError, Version } from '../../shared/host/contract.ts';
import { failure, success } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { backupPath } from './backup.ts';
import type { Handlers } from './dispatch.ts';
import type { FileGrant, FileGrants } from './fileGrants.ts';
import type { FilePort } from './filePort.ts';
import type { FileWatch } from './fileWatch.ts';
import { readWhole, sha256Of } from './privateFiles.ts';
import type { StudyLocks } from './studyLocks.ts';
import { attempt } from './systemFailure.ts';
import type { KeptVersion, Versions } from './versions.ts';

type StudyRequests = Pick<
  Handlers,
  'fileState' | 'acquireLock' | 'releaseLock' | 'listVersions' | 'readVersion' | 'pinVersion'
>;

/** The name of the backup in requests; never one of the history, whose names begin with a digit. */
const BACKUP = 'backup';

/** What can be asked about a study that is open: who else has it, what is there now, what was there before. */
export function studyHandlers(use: {
  readonly port: FilePort;
  readonly grants: FileGrants;
  readonly locks: StudyLocks;
  readonly watch: FileWatch;
  readonly versions: Versions;
}): StudyRequests {
  const { port, grants, locks, watch, versions } = use;

  const study = async (id: string): Promise<Result<FileGrant, HostError>> => {
    const found = await grants.find(id);
    return found.ok && found.value.kind !== 'study' ? failure(notAStudyError) : found;
  };

  const backup = async (file: string, kept: readonly KeptVersion[]): Promise<readonly Version[]> => {
    const facts = await attempt(() => port.lstat(backupPath(file)));
    const bytes = facts.ok && facts.value.kind === 'file' ? await readWhole(port, backupPath(file)) : null;
    if (!facts.ok || bytes === null) return [];
    const sha256 = sha256Of(bytes);
    const same = kept.find((version) => version.sha256 === sha256);
    return [
      {
        version: BACKUP,
        savedAt: new Date(same?.savedAt ?? facts.value.modifiedAt).toISOString(),
        size: bytes.length,
        levels: same?.levels ?? null,
        points: same?.points ?? null,
        pinned: false,
        place: 'backup',
      },
    ];
  };

  return {
    async fileState({ grant, page, alive }) {
      const found = await study(grant);
      if (!found.ok) return found;
      const { path } = found.value;
      const [file, lock] = await Promise.all([watch.look(path), locks.look(path, { page, alive })]);
      return file.ok ? success({ file: file.value, lock, lastHolder: locks.lastHolder(path) }) : file;
    },
    async acquireLock({ grant, ...request }) {
      const found = await study(grant);
      return found.ok ? success(await locks.acquire(found.value.path, request)) : found;
    },
    async releaseLock({ grant, page }) {
      const found = await study(grant);
      if (found.ok) await locks.release(found.value.path, page);
      return found.ok ? success({}) : found;
    },
    async listVersions({ grant, study: studyId }) {
      const found = await study(grant);
      if (!found.ok) return found;
      const kept = await versions.list(found.value.path, studyId);
      const listed = kept.map(({ name, savedAt, size, levels, points, pinned }) => ({
        version: name,
        size,
        levels,
        points,
        pinned,
        savedAt: new Date(savedAt).toISOString(),
        place: 'history' as const,
      }));
      return success([...(await backup(found.value.path, kept)), ...listed]);
    },
    async readVersion({ grant, version }) {
      const found = await study(grant);
      if (!found.ok) return found;
      const bytes =
        version === BACKUP ? await readWhole(port, backupPath(found.value.path)) : await versions.read(version);
      return bytes === null ? failure(noVersionError) : success({ bytes, sha256: sha256Of(bytes) });
    },
    async pinVersion({ grant, version, pinned }) {
      const found = await study(grant);
      if (!found.ok) return found;
      return (await versions.pin(version, pinned)) ? success({}) : failure(noVersionError);
    },
  };
}

const notAStudyError: HostError = { code: 'refused', message: 'Only studies have versions and locks.' };

const noVersionError: HostError = {
  code: 'notFound',
  message: 'This version is no longer there. Choose another one.',
};
