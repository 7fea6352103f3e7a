import type { GrantedFile, HostError } from '../../shared/host/contract.ts';
import { failure } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { FilePicker } from './filePicker.ts';

export interface HostOptions {
  readonly picker: FilePicker;
  /** The folder of this user for settings and the like; made when needed. No file inside it is ever granted. */
  readonly userFolder: string;
  readonly appVersion: string;
  readonly shell: 'electron' | 'loopback';
  /** Files named on the command line or by the system at start; those that do not exist are left out. */
  readonly launchPaths?: readonly string[];
}

/** What the page said last about its work: the window's close question depends on it. */
export interface UnsavedState {
  readonly unsaved: boolean;
  readonly title: string;
}

export interface HostServices {
  /** Validates the parameters, runs the method, validates the result. Never throws and never rejects. */
  dispatch(method: string, params: unknown): Promise<Result<unknown, HostError>>;
  /**
   * Grants for files that the user named outside the page: a second start of the program, a file opened by the system.
   * Null where a path is no readable file. Not for text that came from the page.
   */
  grantPaths(paths: readonly string[]): Promise<readonly (GrantedFile | null)[]>;
  unsavedState(): UnsavedState;
  /** Waits until everything that was begun is on the disk. */
  close(): Promise<void>;
}

/** The one dispatcher behind both shells. */
export function createHost(_options: HostOptions): HostServices {
  return {
    dispatch: () => Promise.resolve(failure({ code: 'refused', message: 'Endplate does not know this request.' })),
    grantPaths: () => Promise.resolve([]),
    unsavedState: () => ({ unsaved: false, title: '' }),
    close: () => Promise.resolve(),
  };
}
