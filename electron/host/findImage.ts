import path from 'node:path';
import type { FilePort } from './filePort.ts';
import { isOfKind } from './fileNames.ts';
import { hashFile } from './readThrough.ts';
import { attempt } from './systemFailure.ts';

/** Folders below the study's own. */
const DEEPEST = 3;
const MOST_ENTRIES = 5_000;
/** How much is read to find an image that was renamed. */
const MOST_BYTES_HASHED = 1 << 30;
const LARGEST_IMAGE = 512 << 20;

export interface WantedImage {
  readonly sha256: string;
  readonly name: string;
  /** Where to look, with everything below it; null: nowhere but in the last known place. */
  readonly folder: string | null;
  readonly lastKnown: string | null;
}

/**
 * The path of the file with this content: in the folder and below it, files of this name first, then the others; at
 * last where the image was opened before. Bounded in depth, entries and bytes; links are not followed. Null: not found.
 */
export async function findImage(port: FilePort, wanted: WantedImage): Promise<string | null> {
  const name = comparable(wanted.name);
  const files = wanted.folder === null ? [] : await imagesBelow(port, wanted.folder, new Set([name]));
  const hasName = (file: string): boolean => comparable(path.basename(file)) === name;
  const lastKnown = wanted.lastKnown === null ? [] : [wanted.lastKnown];
  const inOrder = [...files.filter(hasName), ...lastKnown, ...files.filter((file) => !hasName(file))];
  let bytesLeft = MOST_BYTES_HASHED;
  for (const file of inOrder) {
    const facts = await attempt(() => port.lstat(file));
    if (!facts.ok || facts.value.kind !== 'file' || facts.value.size > LARGEST_IMAGE) continue;
    if (facts.value.size > bytesLeft) continue;
    bytesLeft -= facts.value.size;
    const content = await attempt(() => hashFile(port, file));
    if (content.ok && content.value.sha256 === wanted.sha256) return file;
  }
  return null;
}

/**
 * The files in a folder and below it that may be images by their ending, or have one of the `comparable` names. Breadth
 * first, so that what lies near the study is seen before the limit is reached.
 */
export async function imagesBelow(
  port: FilePort,
  root: string,
  names: ReadonlySet<string>,
): Promise<readonly string[]> {
  const files: string[] = [];
  let entriesLeft = MOST_ENTRIES;
  let folders: readonly string[] = [root];
  for (let depth = 0; depth <= DEEPEST && folders.length > 0; depth += 1) {
    const below: string[] = [];
    for (const folder of folders) {
      const listing = await attempt(() => port.readdir(folder));
      if (!listing.ok) continue;
      const seen = listing.value.slice(0, entriesLeft);
      entriesLeft -= seen.length;
      for (const entry of seen) {
        if (entry.name.startsWith('.')) continue;
        if (entry.kind === 'folder') below.push(path.join(folder, entry.name));
        const isCandidate = isOfKind(entry.name, 'image') || names.has(comparable(entry.name));
        if (entry.kind === 'file' && isCandidate) files.push(path.join(folder, entry.name));
      }
    }
    folders = below;
  }
  return files;
}

/** Equal for two spellings of one name: upper and lower case, both Unicode forms. */
export const comparable = (name: string): string => name.normalize('NFC').toLowerCase();
