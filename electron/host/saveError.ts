import type { HostError } from '../../shared/host/contract.ts';
import type { SystemFailure } from './systemFailure.ts';

const NOT_ANSWERING = new Set([
  'EIO',
  'ESTALE',
  'ETIMEDOUT',
  'ENOTCONN',
  'ECONNRESET',
  'ECONNABORTED',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENXIO',
  'ENODEV',
]);

/** Words for the state of the file on the disk: `null` when there was no file before. */
export function untouched(lastVersion: Date | null): string {
  if (lastVersion === null) return 'Nothing was written.';
  const time = `${String(lastVersion.getHours()).padStart(2, '0')}:${String(lastVersion.getMinutes()).padStart(2, '0')}`;
  return `The file on disk is still the version of ${time}.`;
}

const SAFE = 'Your work is still open in this window.';

/**
 * A file call that failed while saving, as people need it: what happened, what is safe, what to do. `lastVersion` is
 * the time of the file that the save would have replaced.
 */
export function saveError(reason: SystemFailure, lastVersion: Date | null): HostError {
  const state = `${SAFE} ${untouched(lastVersion)}`;
  const detail = reason.code;
  const still = lastVersion === null ? { detail } : { detail, lastVersion: lastVersion.toISOString() };
  switch (reason.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        code: 'diskFull',
        message: `The disk is full. ${state} Free some space and try again, or save to another disk.`,
        ...still,
      };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return {
        code: 'permission',
        message: `You do not have permission to change this file or its folder. ${state} Save a copy in another folder.`,
        ...still,
      };
    case 'EBUSY':
    case 'ETXTBSY':
      return {
        code: 'busy',
        message: `Another program is holding the file (often a virus scanner or a second computer). ${state} Try again in a moment, or save under another name.`,
        ...still,
      };
    case 'ENOENT':
    case 'ENOTDIR':
      return {
        code: 'notFound',
        message: `The folder of this file is no longer there: it was moved, renamed or disconnected. ${SAFE} Save it in another folder.`,
        detail,
      };
    case 'ENAMETOOLONG':
      return {
        code: 'badName',
        message: `The file name is too long for this disk. ${SAFE} Save under a shorter name.`,
        detail,
      };
    case 'EFBIG':
      return {
        code: 'tooLarge',
        message: `The file is larger than this disk allows. ${state} Save to another disk.`,
        ...still,
      };
    default:
      if (NOT_ANSWERING.has(reason.code)) {
        return {
          code: 'notAnswering',
          message: `The disk or network folder is not answering. ${state} Try again, or save to this computer.`,
          ...still,
        };
      }
      return {
        code: 'failed',
        message: `The file could not be saved. ${state} Try again, or save under another name.`,
        ...still,
      };
  }
}

/** A file call that failed while reading or looking for a file. */
export function readError(reason: SystemFailure): HostError {
  const detail = reason.code;
  switch (reason.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return {
        code: 'notFound',
        message: 'The file is no longer there: it was moved, renamed or deleted. Open it from its new place.',
        detail,
      };
    case 'EACCES':
    case 'EPERM':
      return {
        code: 'permission',
        message: 'You do not have permission to read this file. Ask its owner, or open a copy.',
        detail,
      };
    case 'EBUSY':
      return {
        code: 'busy',
        message: 'Another program is holding the file. Close it there, or try again in a moment.',
        detail,
      };
    default:
      if (NOT_ANSWERING.has(reason.code)) {
        return {
          code: 'notAnswering',
          message: 'The disk or network folder is not answering. Nothing was changed. Try again in a moment.',
          detail,
        };
      }
      return { code: 'failed', message: 'The file could not be read. Nothing was changed. Try again.', detail };
  }
}

export const existsError: HostError = {
  code: 'changedOnDisk',
  message:
    'A file of this name is already there. It was not changed. Choose another name, or confirm that it may be replaced.',
  detail: 'exists',
};

export const goneError: HostError = {
  code: 'notFound',
  message:
    'The file is no longer there: it was moved, renamed or deleted. Your work is still open in this window. Save it under a name of your choice.',
};
