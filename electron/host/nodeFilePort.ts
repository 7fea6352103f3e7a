import { constants } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import * as fs from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import type { EntryKind, FileAccess, FileFacts, FilePort, Machine, OpenFile } from './filePort.ts';

const FLAGS: Record<FileAccess, number> = {
  read: constants.O_RDONLY,
  create: constants.O_CREAT | constants.O_EXCL | constants.O_RDWR,
  folder: constants.O_RDONLY,
};

function kindOf(entry: Dirent | Stats): EntryKind {
  if (entry.isSymbolicLink()) return 'link';
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'folder' : 'other';
}

const factsOf = (stats: Stats): FileFacts => ({
  kind: kindOf(stats),
  size: stats.size,
  modifiedAt: stats.mtimeMs,
  mode: stats.mode & 0o7777,
  owner: stats.uid,
  group: stats.gid,
});

function openFileOf(handle: fs.FileHandle): OpenFile {
  return {
    write: async (bytes) => (await handle.write(bytes, 0, bytes.length, null)).bytesWritten,
    read: async (buffer, position) => (await handle.read(buffer, 0, buffer.length, position)).bytesRead,
    sync: () => handle.sync(),
    stat: async () => factsOf(await handle.stat()),
    close: () => handle.close(),
  };
}

/** Signal 0 asks without doing anything; EPERM means that the process lives but belongs to somebody else. */
function isProcessAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Accounts without an entry in the system's list make the call throw. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

const thisMachine: Machine = {
  platform: process.platform,
  hostName: hostname(),
  userName: userName(),
  processId: process.pid,
  isProcessAlive,
};

/** The real disk. */
export const nodeFilePort: FilePort = {
  machine: thisMachine,
  open: async (path, access, mode) => openFileOf(await fs.open(path, FLAGS[access], mode)),
  link: (existing, name) => fs.link(existing, name),
  rename: (from, to) => fs.rename(from, to),
  unlink: (path) => fs.unlink(path),
  stat: async (path) => factsOf(await fs.stat(path)),
  lstat: async (path) => factsOf(await fs.lstat(path)),
  readdir: async (path) =>
    (await fs.readdir(path, { withFileTypes: true })).map((entry) => ({ name: entry.name, kind: kindOf(entry) })),
  realpath: (path) => fs.realpath(path),
  mkdir: async (path, mode) => {
    await fs.mkdir(path, { recursive: true, mode });
  },
  rmdir: (path) => fs.rmdir(path),
  chmod: (path, mode) => fs.chmod(path, mode),
  chown: (path, owner, group) => fs.chown(path, owner, group),
  checkWritable: (path) => fs.access(path, constants.W_OK),
};
