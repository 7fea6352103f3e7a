import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A start of the program as the system described it. */
export interface Start {
  readonly argv: readonly string[];
  readonly cwd: string;
}

export interface LaunchArguments {
  /** Absolute paths of study files to open. */
  readonly files: readonly string[];
  /** Draw without the graphics card. */
  readonly safeGraphics: boolean;
  /** Where settings and recovery copies are kept, if not in the usual place: tests each use a folder of their own. */
  readonly userData: string | null;
}

const SAFE_GRAPHICS = '--safe-graphics';
const USER_DATA = '--endplate-user-data=';

/**
 * Reads the command line. Chromium adds flags of its own, so everything with a dash that we do not know is skipped.
 * An unpackaged program is started as `electron . file`, a packaged one as `endplate file`.
 */
export function readLaunchArguments(start: Start, isPackaged: boolean): LaunchArguments {
  const own = start.argv.slice(1);
  const userData = own.find((argument) => argument.startsWith(USER_DATA))?.slice(USER_DATA.length);
  const named = own.filter((argument) => argument !== '' && !argument.startsWith('-'));
  return {
    files: (isPackaged ? named : named.slice(1)).flatMap((argument) => studyPath(argument, start.cwd)),
    safeGraphics: own.includes(SAFE_GRAPHICS),
    userData: userData ? path.resolve(start.cwd, userData) : null,
  };
}

/** Linux desktops hand over `file:` addresses, terminals relative paths. Only study files are opened this way. */
function studyPath(argument: string, cwd: string): string[] {
  const file = argument.startsWith('file:') ? fromAddress(argument) : path.resolve(cwd, argument);
  return file !== null && path.extname(file).toLowerCase() === '.endplate' ? [file] : [];
}

function fromAddress(address: string): string | null {
  try {
    return fileURLToPath(address);
  } catch {
    return null;
  }
}

/** What a second start sent to the first one; null when it is not what we send. */
export function readStart(sent: unknown): Start | null {
  if (typeof sent !== 'object' || sent === null || !('argv' in sent) || !('cwd' in sent)) return null;
  const { argv, cwd } = sent;
  if (typeof cwd !== 'string' || !Array.isArray(argv)) return null;
  const texts = argv.filter((argument): argument is string => typeof argument === 'string');
  return texts.length === argv.length ? { argv: texts, cwd } : null;
}
