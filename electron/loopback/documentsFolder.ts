import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

const FOLDER_NAME = 'Endplate';

export interface HomePlaces {
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The folder for studies where the user names none: `Endplate` in the user's documents, or in the home folder where
 * there are no documents. It is not made here.
 */
export async function defaultStudyFolder(places: HomePlaces): Promise<string> {
  const documents = (await linuxDocuments(places)) ?? path.join(places.home, 'Documents');
  return path.join((await isFolder(documents)) ? documents : places.home, FOLDER_NAME);
}

/** The documents folder has another name in every language; desktops write it to `user-dirs.dirs`. */
async function linuxDocuments({ home, platform, environment }: HomePlaces): Promise<string | null> {
  if (platform === 'win32' || platform === 'darwin') return null;
  const settings = path.join(environment['XDG_CONFIG_HOME'] ?? path.join(home, '.config'), 'user-dirs.dirs');
  try {
    const match = /^XDG_DOCUMENTS_DIR="(?:\$HOME(?=\/|"))?([^"$]*)"$/m.exec(await readFile(settings, 'utf8'));
    if (match === null) return null;
    const isBelowHome = match[0].includes('$HOME');
    return isBelowHome ? path.join(home, match[1] ?? '') : (match[1] ?? null);
  } catch {
    return null;
  }
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}
