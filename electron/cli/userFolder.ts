import path from 'node:path';

/** Where settings of this user are kept; the place that the desktop program uses on each system. */
export function userFolder(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  if (platform === 'win32') {
    return path.win32.join(environment['APPDATA'] ?? path.win32.join(home, 'AppData', 'Roaming'), 'Endplate');
  }
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Application Support', 'Endplate');
  return path.posix.join(environment['XDG_CONFIG_HOME'] || path.posix.join(home, '.config'), 'Endplate');
}
