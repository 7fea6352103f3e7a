import { z } from 'zod';

/**
 * What the page may ask of its host, in the user's words. Both shells (Electron IPC, loopback HTTP) carry the same
 * requests to the same dispatcher. The page never sees a path: a picker mints a grant, grants die with the process.
 */
const grant = z.string().min(1).max(64);
const fileName = z.string().min(1).max(255);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Bytes never travel as text: the transports carry them as binary. */
const bytes = z.instanceof(Uint8Array);

export const fileKind = z.enum(['image', 'study', 'table', 'picture']);
export type FileKind = z.infer<typeof fileKind>;

const grantedFile = z.object({ grant, name: fileName });
export type GrantedFile = z.infer<typeof grantedFile>;

const folderFile = z.object({ name: fileName, modifiedAt: z.string(), size: z.number() });
export type FolderFile = z.infer<typeof folderFile>;

export const settingsSchema = z.object({
  readerCode: z.string().max(64).optional(),
  language: z.enum(['en', 'pt-BR', 'es', 'de']).optional(),
  theme: z.enum(['dark', 'light', 'system']).optional(),
  noticeAccepted: z.boolean().optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** One entry a request: what goes in, what comes out. */
export const contract = {
  /** Who the host is. `picker` says whether files are chosen in system dialogs or by name in one folder. */
  about: {
    params: z.object({}),
    result: z.object({
      appVersion: z.string(),
      shell: z.enum(['electron', 'loopback']),
      picker: z.enum(['system', 'folder']),
      /** The folder's own name (no path) where files are chosen by name. */
      folderName: z.string().nullable(),
      /** Files named on the command line or by the system at start. */
      launchFiles: z.array(grantedFile),
    }),
  },
  /** System dialog for existing files; only where `picker` is `system`. Empty: the user cancelled. */
  pickFiles: {
    params: z.object({ kind: fileKind, multiple: z.boolean() }),
    result: z.array(grantedFile),
  },
  /** System dialog for a file to write; null: cancelled. Only where `picker` is `system`. */
  pickTarget: {
    params: z.object({ kind: fileKind, suggestedName: fileName }),
    result: grantedFile.extend({ exists: z.boolean() }).nullable(),
  },
  /** The files of the one folder; only where `picker` is `folder`. */
  listFolder: {
    params: z.object({ kind: fileKind }),
    result: z.array(folderFile),
  },
  /** A grant for a name in the one folder, existing or new; only where `picker` is `folder`. */
  openInFolder: {
    params: z.object({ name: fileName }),
    result: grantedFile.extend({ exists: z.boolean() }),
  },
  /** A grant for each file dropped on the window; the transport replaces files by paths that the page never sees. */
  grantDropped: {
    params: z.object({ files: z.array(z.unknown()).max(2000) }),
    result: z.array(grantedFile.nullable()),
  },
  /** A new sibling file beside a granted one, e.g. the second and third table of one export. */
  grantSibling: {
    params: z.object({ grant, name: fileName }),
    result: grantedFile.extend({ exists: z.boolean() }),
  },
  readFile: {
    params: z.object({ grant }),
    result: z.object({ name: fileName, bytes, sha256 }),
  },
  /**
   * Replaces or creates a file atomically. `replaces` is the SHA-256 of the content that the caller believes to be
   * there, null for a file that must not exist yet, 'any' after the user has confirmed the overwrite in a dialog.
   * `confirmed` is false when the folder could not be flushed: saved, but not yet certain on the disk.
   */
  writeFile: {
    params: z.object({ grant, bytes, replaces: z.union([sha256, z.literal('any')]).nullable() }),
    result: z.object({ sha256, confirmed: z.boolean() }),
  },
  /**
   * Finds an image of a study again: by name beside the study file and below it, then where it was last opened,
   * and only if its content has this hash. Null: ask the user.
   */
  findImage: {
    params: z.object({ sha256, name: fileName, beside: grant.nullable() }),
    result: grantedFile.nullable(),
  },
  readSettings: { params: z.object({}), result: settingsSchema },
  writeSettings: { params: settingsSchema, result: z.object({}) },
  /** Tells the host whether closing now would lose work, and the words for its question. */
  setUnsaved: {
    params: z.object({ unsaved: z.boolean(), title: z.string().max(200) }),
    result: z.object({}),
  },
} as const satisfies Record<string, { params: z.ZodType; result: z.ZodType }>;

export type Contract = typeof contract;
export type Method = keyof Contract;
export type Params<M extends Method> = z.input<Contract[M]['params']>;
export type Answer<M extends Method> = z.output<Contract[M]['result']>;

export const HOST_ERROR_CODES = [
  'notGranted',
  'notFound',
  'changedOnDisk',
  'locked',
  'diskFull',
  'permission',
  'busy',
  'notAnswering',
  'badName',
  'tooLarge',
  'refused',
  'failed',
] as const;

/** `message` is for people: what happened, what is safe, what to do. `detail` may name a system code. */
export const hostError = z.object({
  code: z.enum(HOST_ERROR_CODES),
  message: z.string(),
  detail: z.string().optional(),
});
export type HostError = z.infer<typeof hostError>;

/** What the host tells the page unasked. */
export type HostEvent =
  | { readonly type: 'command'; readonly command: string }
  | { readonly type: 'openFiles'; readonly files: readonly GrantedFile[] }
  | { readonly type: 'saveBeforeClosing' };

export const hostEvent: z.ZodType<HostEvent> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('command'), command: z.string() }),
  z.object({ type: z.literal('openFiles'), files: z.array(grantedFile) }),
  z.object({ type: z.literal('saveBeforeClosing') }),
]);
