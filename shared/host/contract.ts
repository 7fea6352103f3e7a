import { z } from 'zod';
import { shellWordsSchema } from './shellWords.ts';

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
  /** Per cent of the usual size of letters. */
  textSize: z.literal([100, 125, 150, 200]).optional(),
  noticeAccepted: z.boolean().optional(),
  /** False: keys without Ctrl do nothing (WCAG 2.1.4). */
  singleKeys: z.boolean().optional(),
  /** The program that tables were exported for last, and its decimal sign where the user chose one. */
  exportPreset: z.enum(['analysis', 'excel', 'redcap', 'sr']).optional(),
  exportDecimal: z.enum(['.', ',']).optional(),
  /** Keys chosen instead of the usual ones, by action; an empty text: none. */
  keys: z.record(z.string().max(40), z.string().max(8)).optional(),
  /** Windowing by drag in the other direction, as some viewers have it. */
  inverseWindowDrag: z.boolean().optional(),
  /** Image pixels of an arrow key. */
  nudge: z.union([z.literal(0.1), z.literal(0.25), z.literal(0.5), z.literal(1)]).optional(),
  placingOrder: z.enum(['round', 'endplates']).optional(),
  /** CSS pixels from a finger up to the point that it places. */
  touchOffset: z.int().min(0).max(80).optional(),
  loupeSize: z.enum(['small', 'usual', 'large']).optional(),
  /** File names and titles are hidden wherever somebody could read them over a shoulder. */
  privacyView: z.boolean().optional(),
  /** False: the studies opened last are not remembered. */
  recentStudies: z.boolean().optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** A random name that the page gives itself when it is loaded; tells its locks and copies from those of another. */
const pageId = z.uuid();
/** Pages of this program that are open now, as far as the asking page can know; null: it cannot. */
const alivePages = z.array(pageId).max(1000).nullable();
const count = z.int().min(0);
const time = z.iso.datetime();

/** A study opened before; its path stays with the host. */
const recentStudy = z.object({ id: z.string().regex(/^[0-9a-f]{32}$/), name: fileName, openedAt: time });
export type RecentStudy = z.infer<typeof recentStudy>;

/** What a list of versions shows of a study without opening it. */
const studyFacts = z.object({
  /** The study's own id, so that its versions are found after the file was renamed. */
  id: z.string().min(1).max(200),
  levels: count,
  points: count,
});
export type StudyFacts = z.infer<typeof studyFacts>;

export const recoverySchema = z.object({
  id: z.uuid(),
  /** Of the study's file; of the study where it was never saved. */
  name: z.string().max(255),
  savedAt: time,
  points: count,
  /** Points in the file that was last saved; null: it was never saved. */
  pointsSaved: count.nullable(),
});
export type Recovery = z.infer<typeof recoverySchema>;

export const versionSchema = z.object({
  version: z.string().min(1).max(200),
  savedAt: time,
  size: count,
  /** Null where nobody has counted: another program wrote this version. */
  levels: count.nullable(),
  points: count.nullable(),
  /** Kept whatever its age. */
  pinned: z.boolean(),
  /** `backup`: the hidden file beside the study; `history`: the folder of this user. */
  place: z.enum(['backup', 'history']),
});
export type Version = z.infer<typeof versionSchema>;

const holder = z.object({ user: z.string(), host: z.string(), since: z.string() });
export type LockHolder = z.infer<typeof holder>;

/**
 * Who may change a study. `held`: this page. `other`: somebody else; `abandoned` when that program has shown no sign of
 * life for 90 seconds of our own clock. `unavailable`: no lock can be made here now; `mayWrite` is
 * false where nothing can be written in this folder at all.
 */
export const lockSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('free') }),
  z.object({ state: z.literal('held') }),
  z.object({ state: z.literal('lost') }),
  z.object({ state: z.literal('other'), holder, abandoned: z.boolean() }),
  z.object({ state: z.literal('unavailable'), reason: z.string(), mayWrite: z.boolean() }),
]);
export type Lock = z.infer<typeof lockSchema>;

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
  /**
   * Files that belong together, into a new folder of their own: all or none. The user says where in the system's dialog,
   * else it stands in the one folder. Nothing that exists is touched: the folder's name then ends in _2. Null: cancelled.
   */
  writeNewFolder: {
    params: z.object({
      name: fileName,
      files: z
        .array(z.object({ name: fileName, bytes }))
        .min(1)
        .max(5000),
    }),
    result: z.object({ name: fileName }).nullable(),
  },
  readFile: {
    params: z.object({ grant }),
    result: z.object({ name: fileName, bytes, sha256 }),
  },
  /**
   * Replaces or creates a file atomically. `replaces` is the SHA-256 of the content that the caller believes to be
   * there, null for a file that must not exist yet, 'any' after the user has confirmed the overwrite in a dialog.
   * `confirmed` is false when the folder could not be flushed: saved, but not yet certain on the disk.
   * A study comes with its `facts`, and its versions are kept; `keepReplaced` asks to keep the one before whatever its
   * age. `keptReplaced` says that this was done, also unasked where more than half of the points or bytes are gone.
   */
  writeFile: {
    params: z.object({
      grant,
      bytes,
      replaces: z.union([sha256, z.literal('any')]).nullable(),
      facts: studyFacts.optional(),
      keepReplaced: z.boolean().optional(),
    }),
    result: z.object({ sha256, confirmed: z.boolean(), keptReplaced: z.boolean().optional() }),
  },
  /**
   * What is there now, by content: `file` is null when it is gone. Also the lock of this page on it, and who had the
   * file open last besides this page.
   */
  fileState: {
    params: z.object({ grant, page: pageId, alive: alivePages }),
    result: z.object({
      file: z.object({ sha256, modifiedAt: time, size: count }).nullable(),
      lock: lockSchema,
      lastHolder: holder.nullable(),
    }),
  },
  /**
   * Says to other computers that this page is changing the study. Taking over is possible where the lock is abandoned;
   * one of a page or process of this computer that has ended is taken over without asking.
   */
  acquireLock: {
    params: z.object({ grant, page: pageId, alive: alivePages, user: z.string().max(100), takeOver: z.boolean() }),
    result: lockSchema,
  },
  releaseLock: { params: z.object({ grant, page: pageId }), result: z.object({}) },
  /**
   * Keeps unsaved work in the folder of this user. The work is a base (the content of the study's file with this hash,
   * copied once; null: none), then parts kept before, then the `bytes` of this request, each changing what came before.
   * What they mean is the page's affair. Complete or not at all; replaces the copy of the same id.
   */
  saveRecovery: {
    params: z.object({
      id: z.uuid(),
      page: pageId,
      name: z.string().max(255),
      grant: grant.nullable(),
      base: sha256.nullable(),
      parts: z.array(sha256).max(10_000),
      points: count,
      pointsSaved: count.nullable(),
      /** The work is in the file, but the disk has not confirmed it: offered only if the file lost it. */
      settled: z.boolean(),
      bytes,
    }),
    result: z.object({ savedAt: time }),
  },
  /** Keeps a part of at most 8 MiB for a copy that follows. */
  keepRecoveryPart: {
    params: z.object({ id: z.uuid(), bytes }),
    result: z.object({ part: sha256 }),
  },
  /** Copies that no open page is working on, newest first. */
  listRecoveries: {
    params: z.object({ alive: alivePages }),
    result: z.array(recoverySchema),
  },
  /** A copy, and the file it belongs to (null: it is gone, or there was none). `base` and `parts` are read one by one. */
  readRecovery: {
    params: z.object({ id: z.uuid() }),
    result: recoverySchema.extend({
      base: sha256.nullable(),
      parts: z.array(sha256),
      bytes,
      file: grantedFile.nullable(),
    }),
  },
  readRecoveryPart: {
    params: z.object({ id: z.uuid(), part: sha256 }),
    result: z.object({ bytes }),
  },
  dropRecovery: { params: z.object({ id: z.uuid() }), result: z.object({}) },
  /** Earlier versions of a study, newest first: the backup beside it and those in the folder of this user. */
  listVersions: {
    params: z.object({ grant, study: z.string().max(200).nullable() }),
    result: z.array(versionSchema),
  },
  readVersion: {
    params: z.object({ grant, version: z.string().min(1).max(200) }),
    result: z.object({ bytes, sha256 }),
  },
  pinVersion: {
    params: z.object({ grant, version: z.string().min(1).max(200), pinned: z.boolean() }),
    result: z.object({}),
  },
  /**
   * Removes the recovery copies that no open page is working on, all earlier versions except the backups, the list of
   * studies opened last and where images were found.
   */
  clearKept: { params: z.object({ alive: alivePages }), result: z.object({ removed: count }) },
  /**
   * Finds an image of a study again: by name beside the study file and below it, then where it was last opened,
   * and only if its content has this hash. Null: ask the user.
   */
  findImage: {
    params: z.object({ sha256, name: fileName, beside: grant.nullable() }),
    result: grantedFile.nullable(),
  },
  /** The studies opened last, newest first; empty where the user does not want them remembered. */
  listRecent: { params: z.object({}), result: z.array(recentStudy) },
  /** The user chose one of the list. Null: it is no longer listed. */
  openRecent: { params: z.object({ id: recentStudy.shape.id }), result: grantedFile.nullable() },
  clearRecent: { params: z.object({}), result: z.object({}) },
  /** Versions, system and log for a helper: no path, no name, no value of a study. Nothing is sent anywhere. */
  diagnostics: { params: z.object({}), result: z.object({ text: z.string().max(200_000) }) },
  readSettings: { params: z.object({}), result: settingsSchema },
  writeSettings: { params: settingsSchema, result: z.object({}) },
  /** Tells the host whether closing now would lose work, the study's title, and the words for its own questions. */
  setUnsaved: {
    params: z.object({ unsaved: z.boolean(), title: z.string().max(200), words: shellWordsSchema.optional() }),
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
  /** Of a save that failed: when the version was saved that is still in the file. */
  lastVersion: time.optional(),
});
export type HostError = z.infer<typeof hostError>;

/** What the host tells the page unasked. */
export type HostEvent =
  | { readonly type: 'command'; readonly command: string }
  | { readonly type: 'openFiles'; readonly files: readonly GrantedFile[] }
  /** A save waits, for up to ten seconds, because another program holds the file. */
  | { readonly type: 'fileBusy' }
  | { readonly type: 'saveBeforeClosing' };

export const hostEvent: z.ZodType<HostEvent> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('command'), command: z.string() }),
  z.object({ type: z.literal('openFiles'), files: z.array(grantedFile) }),
  z.object({ type: z.literal('fileBusy') }),
  z.object({ type: z.literal('saveBeforeClosing') }),
]);
