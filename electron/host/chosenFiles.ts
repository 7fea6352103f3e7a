import path from 'node:path';
import type { Answer, FileKind, GrantedFile, HostError } from '../../shared/host/contract.ts';
import { failure, success } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { FileGrant, FileGrants, FileRights } from './fileGrants.ts';
import { fileNameProblem, isOfKind, mayBeRadiograph, writtenKind } from './fileNames.ts';
import type { FilePort } from './filePort.ts';
import { resolveTarget } from './resolveTarget.ts';
import { readError } from './saveError.ts';
import { attempt, isMissing } from './systemFailure.ts';

type Target = Answer<'openInFolder'>;

/**
 * The rules that turn a choice of the user into a grant. Images are read only, whatever happens; a file that is there
 * already is written only where the user chose just this file.
 */
export interface ChosenFiles {
  /** Existing files, chosen in a dialog for this kind. */
  toRead(file: string, kind: FileKind): Promise<Result<GrantedFile, HostError>>;
  /** An existing file of which only the path is known: dropped, or named at the start of the program. */
  ofUnknownKind(file: string): Promise<Result<GrantedFile, HostError>>;
  /** A file to write, chosen in a dialog that has asked about replacing it. */
  toWrite(file: string, kind: FileKind): Promise<Result<Target, HostError>>;
  /** A file of the one folder, existing or new. A link is refused: it would lead out of the folder. */
  inFolder(file: string): Promise<Result<Target, HostError>>;
  /** A new file, or an earlier export, beside a granted file. */
  beside(grant: FileGrant, name: string): Promise<Result<Target, HostError>>;
}

const readRights = (kind: FileKind): FileRights => ({ kind, mayRead: true, mayWrite: kind === 'study' });

const publicFile = (grant: FileGrant): GrantedFile => ({ grant: grant.id, name: grant.name });

export function createChosenFiles(port: FilePort, grants: FileGrants): ChosenFiles {
  const grantExisting = async (file: string, kind: FileKind): Promise<Result<GrantedFile, HostError>> => {
    const facts = await attempt(() => port.stat(file));
    if (!facts.ok) return failure(readError(facts.error));
    if (facts.value.kind !== 'file') return failure(notAFileError);
    const grant = await grants.grant(file, readRights(kind));
    return grant.ok ? success(publicFile(grant.value)) : grant;
  };

  const grantTarget = async (
    file: string,
    rights: FileRights & { readonly exists: boolean },
  ): Promise<Result<Target, HostError>> => {
    const { exists, kind, mayRead, mayWrite } = rights;
    const grant = await grants.grant(file, { kind, mayRead, mayWrite });
    return grant.ok ? success({ ...publicFile(grant.value), exists }) : grant;
  };

  const exists = async (file: string): Promise<Result<boolean, HostError>> => {
    const facts = await attempt(() => port.lstat(file));
    if (facts.ok) return facts.value.kind === 'file' ? success(true) : failure(notAFileError);
    return isMissing(facts.error) ? success(false) : failure(readError(facts.error));
  };

  return {
    toRead: grantExisting,
    ofUnknownKind: (file) => grantExisting(file, kindOf(file)),

    async toWrite(file, kind) {
      if (kind === 'image') return failure(imageError);
      // The dialog follows links, as the user does.
      const target = await resolveTarget(port, file);
      if (!target.ok) return target;
      const found = await exists(target.value);
      if (!found.ok) return found;
      const problem = found.value ? null : fileNameProblem(path.basename(file));
      if (problem !== null) return failure(problem);
      return grantTarget(file, { kind, mayRead: true, mayWrite: true, exists: found.value });
    },

    async inFolder(file) {
      const name = path.basename(file);
      const problem = fileNameProblem(name);
      if (problem !== null) return failure(problem);
      const found = await exists(file);
      if (!found.ok) return found;
      const kind = writtenKind(name);
      if (found.value && (kind === null || mayBeRadiograph(name))) {
        return grantTarget(file, { ...readRights('image'), exists: true });
      }
      if (kind === null) return failure(endingError);
      return grantTarget(file, { kind, mayRead: true, mayWrite: true, exists: found.value });
    },

    async beside(grant, name) {
      const problem = fileNameProblem(name);
      if (problem !== null) return failure(problem);
      const kind = writtenKind(name);
      if (kind === null) return failure(endingError);
      const file = path.join(path.dirname(grant.path), name);
      const found = await exists(file);
      if (!found.ok) return found;
      if (found.value && (kind === 'study' || mayBeRadiograph(name))) return failure(takenError);
      return grantTarget(file, { kind, mayRead: false, mayWrite: true, exists: found.value });
    },
  };
}

function kindOf(file: string): FileKind {
  const name = path.basename(file);
  if (isOfKind(name, 'study')) return 'study';
  return isOfKind(name, 'table') ? 'table' : 'image';
}

const notAFileError: HostError = {
  code: 'refused',
  message: 'This is a folder, a link or a device, not a file. Choose a file.',
};

const imageError: HostError = {
  code: 'refused',
  message: 'Endplate never writes radiographs. Nothing was written.',
};

const endingError: HostError = {
  code: 'badName',
  message: 'Endplate does not write files with this ending. Nothing was written. Choose a name such as results.csv.',
};

const takenError: HostError = {
  code: 'refused',
  message:
    'A study or a picture of this name is already there, and it was not chosen to be replaced. Nothing was written. Choose another name.',
};
