import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { FileKind, HostError } from '../../shared/host/contract.ts';
import { failure, success } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { FilePort } from './filePort.ts';
import { queueKey } from './pathQueue.ts';
import { resolveTarget } from './resolveTarget.ts';

export interface FileRights {
  readonly kind: FileKind;
  readonly mayRead: boolean;
  readonly mayWrite: boolean;
}

/** One file that the user chose, and what may be done with it. */
export interface FileGrant extends FileRights {
  readonly id: string;
  /** Absolute, links resolved. Never leaves the host. */
  readonly path: string;
  readonly name: string;
}

/**
 * The files that the user chose in this run of the program. The page knows them by a random name; paths stay here, and
 * everything is forgotten when the process ends.
 */
export interface FileGrants {
  /** Links are resolved; refused inside the program's own folders. One file with the same rights keeps its grant. */
  grant(file: string, rights: FileRights): Promise<Result<FileGrant, HostError>>;
  /** The grant of this name, if its path still leads to the same place. */
  find(id: string): Promise<Result<FileGrant, HostError>>;
  /** The grant of this name without a look at the disk: its folder may be gone. Not for reading or writing the file. */
  known(id: string): Result<FileGrant, HostError>;
}

export function createFileGrants(port: FilePort, ownFolders: readonly string[]): FileGrants {
  const grants = new Map<string, FileGrant>();
  const ids = new Map<string, string>();
  const known = (id: string): Result<FileGrant, HostError> => {
    const grant = grants.get(id);
    return grant === undefined ? failure(notGrantedError) : success(grant);
  };

  return {
    async grant(file, rights) {
      const resolved = await resolveTarget(port, file);
      if (!resolved.ok) return resolved;
      if (await isInside(port, resolved.value, ownFolders)) return failure(ownFolderError);
      const key = `${rights.kind} ${rights.mayRead} ${rights.mayWrite} ${resolved.value}`;
      const existing = grants.get(ids.get(key) ?? '');
      if (existing !== undefined) return success(existing);
      const id = randomBytes(16).toString('hex');
      const grant: FileGrant = { ...rights, id, path: resolved.value, name: path.basename(resolved.value) };
      grants.set(id, grant);
      ids.set(key, id);
      return success(grant);
    },
    known,
    async find(id) {
      const found = known(id);
      if (!found.ok) return found;
      const grant = found.value;
      const resolved = await resolveTarget(port, grant.path);
      if (!resolved.ok) return resolved;
      return resolved.value === grant.path ? success(grant) : failure(movedError);
    },
  };
}

async function isInside(port: FilePort, file: string, folders: readonly string[]): Promise<boolean> {
  const { platform } = port.machine;
  for (const folder of folders) {
    const resolved = await resolveTarget(port, folder);
    const root = queueKey(resolved.ok ? resolved.value : path.resolve(folder), platform);
    const relative = path.relative(root, queueKey(file, platform));
    if (relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative))) return true;
  }
  return false;
}

const notGrantedError: HostError = {
  code: 'notGranted',
  message: 'This file was not chosen since the program started. Nothing was changed. Open it again.',
};

const movedError: HostError = {
  code: 'notGranted',
  message: 'This name now leads to another place than when you chose the file. Nothing was changed. Open it again.',
};

const ownFolderError: HostError = {
  code: 'refused',
  message: 'This folder belongs to the program itself. Choose a file in another folder.',
};
