/**
 * Every file call of the host, in one small interface, so that tests can put a failing disk in its place. All methods
 * reject with a system error (an Error with a `code` such as ENOSPC). Paths are absolute.
 */
export interface FilePort {
  readonly machine: Machine;
  open(path: string, access: FileAccess, mode?: number): Promise<OpenFile>;
  /** A second name for a file; refused with EEXIST where the name is taken. */
  link(existing: string, name: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** Of what the path leads to. */
  stat(path: string): Promise<FileFacts>;
  /** Of the path itself: a link is a link. */
  lstat(path: string): Promise<FileFacts>;
  readdir(path: string): Promise<readonly FolderEntry[]>;
  realpath(path: string): Promise<string>;
  /** With the parents that are missing; no error where it exists. */
  mkdir(path: string, mode?: number): Promise<void>;
  /** An empty folder only. */
  rmdir(path: string): Promise<void>;
  chmod(path: string, mode: number): Promise<void>;
  chown(path: string, owner: number, group: number): Promise<void>;
  /** Rejects where the file may not be changed by this user. */
  checkWritable(path: string): Promise<void>;
}

/** `create`: to write, and the file must not exist. `folder`: a folder, to flush it. */
export type FileAccess = 'read' | 'create' | 'folder';

export interface OpenFile {
  /** Writes at the end of what was written; may write less than it was given. */
  write(bytes: Uint8Array): Promise<number>;
  /** Fills the buffer from a position of the file; may fill less; 0 at the end. */
  read(buffer: Uint8Array, position: number): Promise<number>;
  /** Flushes to the device. */
  sync(): Promise<void>;
  stat(): Promise<FileFacts>;
  close(): Promise<void>;
}

export type EntryKind = 'file' | 'folder' | 'link' | 'other';

export interface FileFacts {
  readonly kind: EntryKind;
  readonly size: number;
  /** Milliseconds since 1970, by the clock of the machine that holds the file. */
  readonly modifiedAt: number;
  readonly mode: number;
  readonly owner: number;
  readonly group: number;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

/** What the file routines must know of the machine. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly hostName: string;
  /** The name by which the system knows the user; empty where it has none. */
  readonly userName: string;
  readonly processId: number;
  isProcessAlive(processId: number): boolean;
}
