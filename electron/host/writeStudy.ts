import type { HostError, Params, StudyFacts } from '../../shared/host/contract.ts';
import { success } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { SavedFile } from './atomicFile.ts';
import type { Clock } from './clock.ts';
import type { FileGrant } from './fileGrants.ts';
import type { FilePort } from './filePort.ts';
import { writeGranted } from './grantedFiles.ts';
import { readWhole, sha256Of } from './privateFiles.ts';
import { attempt } from './systemFailure.ts';
import type { KeptVersion, Versions } from './versions.ts';

type WriteRequest = Omit<Params<'writeFile'>, 'grant' | 'facts'> & { readonly facts: StudyFacts };

export interface SavedStudy extends SavedFile {
  /** The version before is kept whatever its age. */
  readonly keptReplaced: boolean;
}

/**
 * Saves a study and keeps its versions: the one before, if nobody has kept it yet, then the new one in the background
 * (`later` takes the promise). The history never makes a save fail.
 */
export async function writeStudy(
  use: {
    readonly port: FilePort;
    readonly clock: Clock;
    readonly versions: Versions;
    readonly today: () => Date;
    readonly later: (keeping: Promise<unknown>) => void;
    readonly onWaiting: () => void;
  },
  grant: FileGrant,
  request: WriteRequest,
): Promise<Result<SavedStudy, HostError>> {
  const { port, clock, versions, today, later, onWaiting } = use;
  const { facts, bytes, replaces, keepReplaced = false } = request;
  const before = await versionBefore(use, grant.path, facts);
  const saved = await writeGranted(port, grant, { bytes, replaces, clock, onWaiting });
  if (!saved.ok) return saved;
  const isReplaced = before !== null && before.sha256 !== saved.value.sha256;
  const shouldKeep = isReplaced && (keepReplaced || shrinks(before, { bytes, facts }));
  const keptReplaced = shouldKeep && (await versions.pin(before.name, true));
  later(versions.keep({ file: grant.path, bytes, facts, savedAt: today().getTime(), pinned: false }));
  return success({ ...saved.value, keptReplaced });
}

/** The version that is about to be replaced, as it is kept in the history; null: there is none, or it cannot be kept. */
async function versionBefore(
  { port, versions }: { readonly port: FilePort; readonly versions: Versions },
  file: string,
  { id }: StudyFacts,
): Promise<KeptVersion | null> {
  const bytes = await readWhole(port, file);
  if (bytes === null) return null;
  const sha256 = sha256Of(bytes);
  const find = async (): Promise<KeptVersion | null> =>
    (await versions.list(file, id)).find((kept) => kept.sha256 === sha256) ?? null;
  const known = await find();
  if (known !== null) return known;
  const written = await attempt(() => port.lstat(file));
  const savedAt = written.ok ? Math.max(0, Math.floor(written.value.modifiedAt)) : 0;
  await versions.keep({ file, bytes, facts: null, savedAt, pinned: false });
  return find();
}

/** More than half of the points or of the bytes would be gone: rather an accident than an edit. */
function shrinks(before: KeptVersion, now: { readonly bytes: Uint8Array; readonly facts: StudyFacts }): boolean {
  const losesPoints = before.points !== null && now.facts.points < before.points / 2;
  return losesPoints || now.bytes.length < before.size / 2;
}
