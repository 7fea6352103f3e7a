import path from 'node:path';
import type { HostError } from '../../shared/host/contract.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import { replaceFile } from './atomicFile.ts';
import type { Clock } from './clock.ts';
import { endingOf, fileNameProblem } from './fileNames.ts';
import type { Handlers } from './dispatch.ts';
import type { FileGrants } from './fileGrants.ts';
import type { FilePicker } from './filePicker.ts';
import type { FilePort } from './filePort.ts';
import { flushFolder } from './flushFolder.ts';
import { LARGEST_FILE } from './grantedFiles.ts';
import { saveError } from './saveError.ts';
import { attempt, isMissing } from './systemFailure.ts';
import { releaseTemporary, reserveTemporary } from './temporaryName.ts';

export interface NewFolderFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What an export consists of: tables, descriptions, scripts, structured reports; nothing that a system runs. */
const ENDINGS = new Set(['csv', 'json', 'txt', 'r', 'py', 'sps', 'dcm']);
const MOST_FOLDERS = 999;

/**
 * Writes files that belong together into a new folder of this name, or `NAME_2`, `NAME_3` where that is taken: all of
 * them or none. The folder gets its name when everything is in it. Nothing that exists is touched. Returns the folder's
 * name.
 */
export async function writeNewFolder(
  { port, clock }: { readonly port: FilePort; readonly clock: Clock },
  parent: string,
  { name, files }: { readonly name: string; readonly files: readonly NewFolderFile[] },
): Promise<Result<string, HostError>> {
  const problem = nameProblem(name, files);
  if (problem !== null) return failure(problem);
  const temporary = reserveTemporary(port.machine, path.join(parent, name));
  try {
    return await fill({ port, clock }, { parent, temporary, name, files });
  } finally {
    releaseTemporary(temporary);
  }
}

interface Filling {
  readonly parent: string;
  readonly temporary: string;
  readonly name: string;
  readonly files: readonly NewFolderFile[];
}

async function fill(
  { port, clock }: { readonly port: FilePort; readonly clock: Clock },
  { parent, temporary, name, files }: Filling,
): Promise<Result<string, HostError>> {
  const made = await attempt(() => port.mkdir(temporary));
  if (!made.ok) return failure(saveError(made.error, null));
  for (const file of files) {
    const saved = await replaceFile(port, path.join(temporary, file.name), file.bytes, { replaces: null, clock });
    if (saved.ok) continue;
    await discard(port, temporary, files);
    return saved;
  }
  return giveName(port, { parent, temporary, name, files });
}

async function giveName(
  port: FilePort,
  { parent, temporary, name, files }: Filling,
): Promise<Result<string, HostError>> {
  for (let ending = 1; ending <= MOST_FOLDERS; ending += 1) {
    const wanted = ending === 1 ? name : `${name}_${ending}`;
    const facts = await attempt(() => port.lstat(path.join(parent, wanted)));
    if (facts.ok || !isMissing(facts.error)) continue;
    const moved = await attempt(() => port.rename(temporary, path.join(parent, wanted)));
    if (moved.ok) {
      await flushFolder(port, parent);
      return success(wanted);
    }
    // Somebody made a folder of this name in between; else it cannot be named at all.
    if (moved.error.code === 'ENOTEMPTY' || moved.error.code === 'EEXIST') continue;
    await discard(port, temporary, files);
    return failure(saveError(moved.error, null));
  }
  await discard(port, temporary, files);
  return failure(takenError);
}

/** The request of the page: asks where, applies the rules of every file to the place, writes. */
export function newFolderHandler(use: {
  readonly port: FilePort;
  readonly clock: Clock;
  readonly picker: FilePicker;
  readonly grants: FileGrants;
}): Handlers['writeNewFolder'] {
  return async ({ name, files }) => {
    const place = await folderPlace(use.picker, name);
    if (!place.ok) return place;
    if (place.value === null) return success(null);
    // Resolved, and never in the program's own folders.
    const granted = await use.grants.grant(place.value, { kind: 'table', mayRead: false, mayWrite: false });
    if (!granted.ok) return granted;
    const written = await writeNewFolder(use, path.dirname(granted.value.path), { name, files });
    return written.ok ? success({ name: written.value }) : written;
  };
}

/** Where a new folder of this name goes; null: the user cancelled. */
async function folderPlace(picker: FilePicker, name: string): Promise<Result<string | null, HostError>> {
  if (picker.kind === 'system') {
    const parent = await picker.pickFolder();
    return success(parent === null ? null : path.join(parent, path.basename(name)));
  }
  const place = picker.pathOf(name);
  if (place === null) return failure(fileNameProblem(name) ?? takenError);
  const made = await attempt(() => picker.prepare());
  return made.ok ? success(place) : failure(saveError(made.error, null));
}

function nameProblem(name: string, files: readonly NewFolderFile[]): HostError | null {
  const names = [name, ...files.map((file) => file.name)];
  const bad = names.map(fileNameProblem).find((problem) => problem !== null);
  if (bad) return bad;
  if (new Set(names.map((each) => each.toLowerCase())).size !== names.length) return doubleError;
  if (files.some((file) => !ENDINGS.has(endingOf(file.name)))) return endingError;
  return files.some(({ bytes }) => bytes.length > LARGEST_FILE.table) ? tooLargeError : null;
}

/** Takes away what was written for nothing. */
async function discard(port: FilePort, folder: string, files: readonly NewFolderFile[]): Promise<void> {
  for (const { name } of files) await attempt(() => port.unlink(path.join(folder, name)));
  await attempt(() => port.rmdir(folder));
}

const takenError: HostError = {
  code: 'refused',
  message: 'Too many exports of this name are there already. Nothing was written. Choose another folder.',
};

const doubleError: HostError = {
  code: 'badName',
  message: 'Two files of this export have one name. Nothing was written.',
};

const endingError: HostError = {
  code: 'badName',
  message: 'Endplate does not write files with this ending. Nothing was written.',
};

const tooLargeError: HostError = {
  code: 'tooLarge',
  message: 'A table would be larger than is allowed. Nothing was written. Split the study.',
};
