import path from 'node:path';
import type { FileFacts, FilePort, OpenFile } from '../../electron/host/filePort.ts';
import { systemError } from '../../electron/host/systemFailure.ts';

/** A file's content on its way to the device. Arrays are never changed in place. */
export interface Inode {
  readonly id: number;
  data: Uint8Array;
  /** What a flush has brought to the device; null: nothing was flushed yet. */
  synced: Uint8Array | null;
  modifiedAt: number;
  mode: number;
}

/** What one call changed in a folder: names and what they lead to afterwards. */
interface FolderChange {
  readonly folder: string;
  readonly names: readonly (readonly [string, Inode | null])[];
}

/** Everything a power cut needs to know of a moment. */
export interface Moment {
  /** The call after which it is. */
  readonly after: string;
  readonly durable: ReadonlyMap<string, Inode>;
  readonly pending: readonly FolderChange[];
  readonly contents: ReadonlyMap<Inode, { readonly data: Uint8Array; readonly synced: Uint8Array | null }>;
}

export interface MemoryDisk {
  readonly port: FilePort;
  /** Every moment after a call that changed something, in order. */
  readonly moments: readonly Moment[];
  read(file: string): string | null;
  write(file: string, text: string): void;
  files(): readonly string[];
  /** The same disk after a power cut that lost nothing; its process is another one. */
  restart(processId: number): MemoryDisk;
}

/**
 * A disk in memory that keeps apart what is visible and what would outlive a power cut: content needs a flush of the
 * file, names need a flush of the folder. `record` keeps the moments; without it the disk is only fast.
 */
export function createMemoryDisk(
  start: ReadonlyMap<string, Uint8Array> = new Map(),
  { record = false, processId = 1 }: { readonly record?: boolean; readonly processId?: number } = {},
): MemoryDisk {
  let nextId = 1;
  let clock = 1_000_000;
  const makeInode = (data: Uint8Array, synced: Uint8Array | null): Inode => ({
    id: (nextId += 1),
    data,
    synced,
    modifiedAt: (clock += 1),
    mode: 0o644,
  });
  const names = new Map<string, Inode>();
  const durable = new Map<string, Inode>();
  const folders = new Set<string>(['/']);
  const pending: FolderChange[] = [];
  const moments: Moment[] = [];
  for (const [file, data] of start) {
    const inode = makeInode(data, data);
    names.set(file, inode);
    durable.set(file, inode);
    addFolders(folders, path.dirname(file));
  }

  const remember = (after: string): void => {
    if (!record) return;
    const inodes = new Set([
      ...durable.values(),
      ...pending.flatMap((change) => change.names.map(([, inode]) => inode)),
    ]);
    const contents = new Map(
      [...inodes].flatMap((inode) => (inode ? [[inode, { data: inode.data, synced: inode.synced }] as const] : [])),
    );
    moments.push({ after, durable: new Map(durable), pending: [...pending], contents });
  };
  const change = (call: string, changed: readonly (readonly [string, Inode | null])[]): void => {
    for (const [file, inode] of changed) {
      if (inode === null) names.delete(file);
      else names.set(file, inode);
    }
    pending.push({ folder: path.dirname(changed[0]?.[0] ?? '/'), names: changed });
    remember(call);
  };
  const find = (file: string, call: string): Inode => {
    const inode = names.get(file);
    if (inode === undefined) throw systemError('ENOENT', call);
    return inode;
  };
  const facts = (file: string): FileFacts => {
    const inode = names.get(file);
    if (inode === undefined && !folders.has(file)) throw systemError('ENOENT', 'stat');
    const { data = new Uint8Array(), modifiedAt = 0, mode = 0o700 } = inode ?? {};
    const kind = inode === undefined ? 'folder' : 'file';
    return { kind, size: data.length, modifiedAt, mode, owner: 0, group: 0 };
  };

  const openFile = (inode: Inode): OpenFile => ({
    write: async (bytes) => {
      const data = new Uint8Array(inode.data.length + bytes.length);
      data.set(inode.data);
      data.set(bytes, inode.data.length);
      inode.data = data;
      inode.modifiedAt = clock += 1;
      remember('write');
      return bytes.length;
    },
    read: async (buffer, position) => {
      const part = inode.data.subarray(position, position + buffer.length);
      buffer.set(part);
      return part.length;
    },
    sync: async () => {
      inode.synced = inode.data;
      remember('fsync');
    },
    stat: async () => ({
      kind: 'file',
      size: inode.data.length,
      modifiedAt: inode.modifiedAt,
      mode: inode.mode,
      owner: 0,
      group: 0,
    }),
    close: async () => undefined,
  });
  const openFolder = (folder: string): OpenFile => ({
    ...openFile(makeInode(new Uint8Array(), null)),
    sync: async () => {
      for (const { names: changed } of pending.filter((each) => each.folder === folder)) {
        for (const [file, inode] of changed) {
          if (inode === null) durable.delete(file);
          else durable.set(file, inode);
        }
      }
      pending.splice(0, pending.length, ...pending.filter((each) => each.folder !== folder));
      remember('fsync folder');
    },
  });

  const port: FilePort = {
    machine: {
      platform: 'linux',
      hostName: 'memory',
      userName: 'tester',
      processId,
      isProcessAlive: (other) => other === processId,
    },
    async open(file, access) {
      if (access === 'folder') return openFolder(file);
      if (access === 'read') return openFile(find(file, 'open'));
      if (names.has(file)) throw systemError('EEXIST', 'open');
      if (!folders.has(path.dirname(file))) throw systemError('ENOENT', 'open');
      const inode = makeInode(new Uint8Array(), null);
      change('open', [[file, inode]]);
      return openFile(inode);
    },
    async link(existing, name) {
      const inode = find(existing, 'link');
      if (names.has(name)) throw systemError('EEXIST', 'link');
      change('link', [[name, inode]]);
    },
    async rename(from, to) {
      const inode = find(from, 'rename');
      // Two names of one file: the system leaves both.
      if (names.get(to) === inode) return;
      change('rename', [
        [to, inode],
        [from, null],
      ]);
    },
    async unlink(file) {
      find(file, 'unlink');
      change('unlink', [[file, null]]);
    },
    stat: async (file) => facts(file),
    lstat: async (file) => facts(file),
    async readdir(folder) {
      if (!folders.has(folder)) throw systemError('ENOENT', 'readdir');
      const inFolder = (file: string): boolean => file !== folder && path.dirname(file) === folder;
      return [
        ...[...names.keys()].filter(inFolder).map((file) => ({ name: path.basename(file), kind: 'file' as const })),
        ...[...folders].filter(inFolder).map((file) => ({ name: path.basename(file), kind: 'folder' as const })),
      ];
    },
    async realpath(file) {
      if (!names.has(file) && !folders.has(file)) throw systemError('ENOENT', 'realpath');
      return file;
    },
    mkdir: async (folder) => addFolders(folders, folder),
    async rmdir(folder) {
      if ([...names.keys()].some((file) => path.dirname(file) === folder)) throw systemError('ENOTEMPTY', 'rmdir');
      folders.delete(folder);
    },
    chmod: async (file, mode) => {
      find(file, 'chmod').mode = mode;
    },
    chown: async () => undefined,
    checkWritable: async (file) => void find(file, 'access'),
  };
  remember('start');
  return {
    port,
    moments,
    read: (file) => {
      const inode = names.get(file);
      return inode === undefined ? null : Buffer.from(inode.data).toString('latin1');
    },
    write: (file, text) => {
      const data = Buffer.from(text, 'latin1');
      addFolders(folders, path.dirname(file));
      const inode = makeInode(data, data);
      names.set(file, inode);
      durable.set(file, inode);
    },
    files: () => [...names.keys()],
    restart: (next) =>
      createMemoryDisk(new Map([...names].map(([file, { data }]) => [file, data])), { record, processId: next }),
  };
}

function addFolders(folders: Set<string>, folder: string): void {
  for (let each = folder; !folders.has(each); each = path.dirname(each)) folders.add(each);
}

/** What a power cut at a moment may leave: by name, the content. `choose(n)` answers with 0 to n - 1. */
export function afterPowerCut(moment: Moment, choose: (count: number) => number): ReadonlyMap<string, Uint8Array> {
  const names = new Map(moment.durable);
  // Journals keep the order, but not all do: any of the changes may be missing.
  for (const { names: changed } of moment.pending) {
    if (choose(2) === 0) continue;
    for (const [file, inode] of changed) {
      if (inode === null) names.delete(file);
      else names.set(file, inode);
    }
  }
  const chosen = new Map<Inode, Uint8Array>();
  return new Map(
    [...names].map(([file, inode]) => {
      const content = chosen.get(inode) ?? contentAfterCut(moment.contents.get(inode), choose);
      chosen.set(inode, content);
      return [file, content];
    }),
  );
}

const BLOCKS = [512, 4096];

/** Flushed content stays. The rest may be there, missing, zero, or cut at a block. */
function contentAfterCut(
  content: { readonly data: Uint8Array; readonly synced: Uint8Array | null } | undefined,
  choose: (count: number) => number,
): Uint8Array {
  if (content === undefined) return new Uint8Array();
  const { data, synced } = content;
  if (synced === data) return data;
  const kept = synced?.length ?? 0;
  switch (choose(5)) {
    case 0:
      return data;
    case 1:
      return synced ?? new Uint8Array();
    case 2:
      return filled(data, kept, () => 0);
    case 3: {
      const block = BLOCKS[choose(BLOCKS.length)] ?? 512;
      return data.subarray(0, Math.max(kept, block * choose(Math.ceil(data.length / block) + 1)));
    }
    default: {
      // Single blocks arrived, others did not.
      const arrived = Array.from({ length: Math.ceil(data.length / 512) }, () => choose(2) === 1);
      return filled(data, kept, (index) => (arrived[Math.floor(index / 512)] === true ? (data[index] ?? 0) : 0));
    }
  }
}

const filled = (data: Uint8Array, kept: number, byte: (index: number) => number): Uint8Array =>
  data.map((value, index) => (index < kept ? value : byte(index)));
