import { mkdir, rmdir } from 'node:fs/promises';
import path from 'node:path';
import type { HostError } from '../../shared/host/contract.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import { replaceFile } from '../host/atomicFile.ts';
import type { FilePort } from '../host/filePort.ts';
import { attempt, isMissing } from '../host/systemFailure.ts';
import { commandFailure, shown, type CommandError } from './commandError.ts';
import type { CommandContext } from './verb.ts';

export interface NewFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const MOST_ENDINGS = 9_999;

/**
 * Writes files that belong together into a folder, which is made where it does not exist: all of them, or on any error
 * none, and then no folder either. What is there already is never replaced: where one name is taken, all get the ending
 * `_2`, then `_3`, so that files of one export are known by their names. Returns the names.
 */
export async function writeNewFiles(
  context: Pick<CommandContext, 'port' | 'clock' | 'onStop'>,
  folder: string,
  files: readonly NewFile[],
): Promise<Result<readonly string[], CommandError>> {
  let isStopped = false;
  const release = context.onStop(() => (isStopped = true));
  try {
    const made = await makeFolder(context.port, folder);
    if (!made.ok) return made;
    const written = await writeSet(context, { folder, files, isStopped: () => isStopped });
    if (!written.ok) await removeFolders(folder, made.value);
    return written;
  } finally {
    release();
  }
}

/**
 * The same for files that name each other: where one name is taken, all go under their own names into a new folder in
 * the wanted one, `NAME_2`, then `NAME_3`. Returns the folder that holds them.
 */
export async function writeNewSet(
  context: Pick<CommandContext, 'port' | 'clock' | 'onStop'>,
  wanted: { readonly folder: string; readonly name: string },
  files: readonly NewFile[],
): Promise<Result<string, CommandError>> {
  const names = files.map(({ name }) => name);
  for (let ending = 1; ending <= MOST_ENDINGS; ending += 1) {
    const folder = ending === 1 ? wanted.folder : path.join(wanted.folder, `${wanted.name}_${ending}`);
    const isFree =
      ending === 1 ? !(await isAnyThere(context.port, folder, names)) : await isNothing(context.port, folder);
    if (!isFree) continue;
    const written = await writeNewFiles(context, folder, files);
    if (!written.ok) return written;
    if (written.value.every((name, index) => name === names[index])) return success(folder);
    // Another program took a name meanwhile, and the files got endings: they must not stand beside each other so.
    for (const name of written.value) await attempt(() => context.port.unlink(path.join(folder, name)));
    if (ending > 1) await attempt(() => rmdir(folder));
  }
  return commandFailure(
    'folder_full',
    `${shown(wanted.folder)}: too many exports are there already; name another folder.`,
  );
}

async function isNothing(port: FilePort, folder: string): Promise<boolean> {
  const facts = await attempt(() => port.lstat(folder));
  return !facts.ok && isMissing(facts.error);
}

interface FileSet {
  readonly folder: string;
  readonly files: readonly NewFile[];
  readonly isStopped: () => boolean;
}

/** A name may be taken between looking and writing: then the next ending is tried. */
async function writeSet(
  context: Pick<CommandContext, 'port' | 'clock'>,
  set: FileSet,
): Promise<Result<readonly string[], CommandError>> {
  for (let ending = 1; ending <= MOST_ENDINGS; ending += 1) {
    const names = set.files.map(({ name }) => withEnding(name, ending));
    if (await isAnyThere(context.port, set.folder, names)) continue;
    const written = await writeAll(context, set, names);
    if (written !== 'taken') return written;
  }
  return commandFailure(
    'folder_full',
    `${shown(set.folder)}: too many exports are there already; name another folder.`,
  );
}

function withEnding(name: string, ending: number): string {
  const { name: stem, ext } = path.parse(name);
  return ending === 1 ? name : `${stem}_${ending}${ext}`;
}

async function isAnyThere(port: FilePort, folder: string, names: readonly string[]): Promise<boolean> {
  for (const name of names) {
    const facts = await attempt(() => port.lstat(path.join(folder, name)));
    if (facts.ok || !isMissing(facts.error)) return facts.ok;
  }
  return false;
}

async function writeAll(
  { port, clock }: Pick<CommandContext, 'port' | 'clock'>,
  { folder, files, isStopped }: FileSet,
  names: readonly string[],
): Promise<Result<readonly string[], CommandError> | 'taken'> {
  const done: string[] = [];
  const undo = async (): Promise<void> => {
    for (const file of done) await attempt(() => port.unlink(file));
  };
  for (const [index, { bytes }] of files.entries()) {
    const file = path.join(folder, names[index] ?? '');
    const saved = await replaceFile(port, file, bytes, { replaces: null, clock });
    if (saved.ok) done.push(file);
    if (saved.ok && !isStopped()) continue;
    await undo();
    if (saved.ok) return failure({ code: 'stopped', message: 'Stopped; nothing was written.', exitCode: 130 });
    return isTaken(saved.error) ? 'taken' : failure(writeError(folder, saved.error));
  }
  return success(names);
}

const isTaken = ({ code, detail }: HostError): boolean => code === 'changedOnDisk' && detail === 'exists';

/**
 * Makes a folder with its parents, one by one: Node's own recursion never ends in places such as /proc, where a folder
 * can neither be made nor be found. Returns the uppermost one that had to be made; null: it was there.
 */
async function makeFolder(port: FilePort, folder: string): Promise<Result<string | null, CommandError>> {
  const missing: string[] = [];
  for (let current = folder; ; current = path.dirname(current)) {
    const facts = await attempt(() => port.stat(current));
    if (facts.ok && facts.value.kind !== 'folder') return notAFolder(folder);
    if (facts.ok) break;
    if (!isMissing(facts.error)) return notMade(folder, facts.error.code);
    missing.unshift(current);
    if (path.dirname(current) === current) return notMade(folder, facts.error.code);
  }
  for (const each of missing) {
    const made = await attempt(() => mkdir(each));
    if (made.ok || made.error.code === 'EEXIST') continue;
    await removeFolders(folder, missing[0] ?? null);
    return notMade(folder, made.error.code);
  }
  return success(missing[0] ?? null);
}

const notAFolder = (folder: string) =>
  commandFailure('not_a_folder', `${shown(folder)}: there is a file of this name; name a folder for --out.`);

function notMade(folder: string, code: string) {
  const reason = MAKING[code] ?? `it could not be made (${code})`;
  return commandFailure(
    'not_writable',
    `${shown(folder)}: ${reason}; nothing was written; name another folder for --out.`,
  );
}

const MAKING: Readonly<Record<string, string>> = {
  EACCES: 'you do not have permission to make this folder',
  EPERM: 'you do not have permission to make this folder',
  EROFS: 'this disk can only be read',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the name of this folder is too long',
};

/** Takes away the folders that were made for nothing, from the inside; one that is not empty stays. */
async function removeFolders(folder: string, uppermost: string | null): Promise<void> {
  if (uppermost === null) return;
  for (let current = folder; current.length >= uppermost.length; current = path.dirname(current)) {
    const removed = await attempt(() => rmdir(current));
    if (!removed.ok && !isMissing(removed.error)) return;
  }
}

/** The host's codes in words for a command that has nothing open and nothing to lose. */
function writeError(folder: string, { code, detail }: HostError): CommandError {
  const reason = WRITING[code] ?? `the tables could not be written${detail === undefined ? '' : ` (${detail})`}`;
  return {
    code: code === 'diskFull' ? 'disk_full' : 'not_writable',
    message: `${shown(folder)}: ${reason}; nothing was written; free it or name another folder for --out.`,
  };
}

const WRITING: Readonly<Partial<Record<HostError['code'], string>>> = {
  diskFull: 'the disk is full',
  permission: 'you do not have permission to write here',
  busy: 'another program is holding a file here (often a virus scanner)',
  notAnswering: 'the disk or network folder is not answering',
  notFound: 'the folder went away while the tables were written',
};
