import { failure, success } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

/** A file call that failed, by the name the operating system gives to the reason, e.g. ENOSPC. */
export interface SystemFailure {
  readonly code: string;
}

/** Runs file calls and turns a system error into a value. Anything else is a bug and goes on as an exception. */
export async function attempt<T>(calls: () => Promise<T>): Promise<Result<T, SystemFailure>> {
  try {
    return success(await calls());
  } catch (error) {
    const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
    if (typeof code !== 'string') throw error;
    return failure({ code });
  }
}

/** An error as the operating system would give it. */
export function systemError(code: string, call: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${call}`), { code, syscall: call });
}

export const isMissing = (reason: SystemFailure): boolean => reason.code === 'ENOENT' || reason.code === 'ENOTDIR';
