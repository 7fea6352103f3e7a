import { homedir, userInfo } from 'node:os';

/** Folders, and the name of the file at their end. */
const PATH = /(?:[A-Za-z]:)?[\\/](?:[^\s\\/:*?"'<>|()]+[\\/])+([^\s\\/:*?"'<>|()]*)/g;
/** Files of the program itself: where a fault happened. */
const PROGRAM_FILE = /^[\w.-]+\.(?:[cm]?js|tsx?|html|asar)$/;
const QUOTED = /(['"`])[^'"`\n]*[\\/][^'"`\n]*\1/g;

/**
 * A line as it may be kept or shown to a helper: folders may be named after people and clinics, so no path stays
 * but the names of the program's own files, and neither does the name of the user.
 */
export function withoutPaths(line: string): string {
  let safe = line.replaceAll(QUOTED, '$1…$1');
  const home = homedir();
  if (home.length > 1) safe = safe.replaceAll(home, '…');
  safe = safe.replaceAll(PATH, (_path, name: string) => `…/${PROGRAM_FILE.test(name) ? name : '…'}`);
  const user = userName();
  return user === null ? safe : safe.replaceAll(user, '…');
}

/** Null where the system does not tell, or tells something that could be part of any word. */
function userName(): string | null {
  try {
    const { username } = userInfo();
    return username.length >= 4 && username !== 'root' ? username : null;
  } catch {
    return null;
  }
}
