import type { Result } from '../../shared/result.ts';
import type { ImageError } from '../../shared/image/radiograph.ts';
import type { Inspection } from '../../shared/image/inspection.ts';
import type { Clock } from '../host/clock.ts';
import type { FilePort } from '../host/filePort.ts';
import type { CommandError } from './commandError.ts';

/** One command of the program: `endplate NAME OPERAND... --OPTION...`. */
export interface Verb {
  readonly name: string;
  /** One line for the list of verbs. */
  readonly summary: string;
  /** Names of what must be given, in order, e.g. FILE. */
  readonly operands: readonly string[];
  /** By name, without the dashes. Every verb has `--json` and `--help` besides. */
  readonly options: Readonly<Record<string, VerbOption>>;
  /** Further lines for `--help`. */
  readonly notes: readonly string[];
  run(invocation: Invocation, context: CommandContext): Promise<Result<Outcome, CommandError>>;
}

export interface VerbOption {
  /** What the value stands for, e.g. DIR; left out for an option that is there or not. */
  readonly value?: string;
  readonly help: string;
}

/** What the user typed, checked against the verb: all operands are there, and only options that it has. */
export interface Invocation {
  readonly operands: readonly string[];
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly flags: ReadonlySet<string>;
}

/** What a verb answers. Nothing is printed before all of it is known. */
export interface Outcome {
  /** The document for `--json`. */
  readonly json: object;
  /** The same for people, without the last line end. */
  readonly text: string;
  /** 1: a check failed. */
  readonly exitCode?: 0 | 1;
  /** Goes on after the answer was printed. */
  readonly lasting?: Promise<void>;
}

/** What the verbs need of the world. */
export interface CommandContext {
  readonly appVersion: string;
  readonly port: FilePort;
  readonly clock: Clock;
  readonly stdin: AsyncIterable<Uint8Array>;
  /**
   * Calls `stop` when the user or the system asks the program to end, instead of ending it at once; only while files
   * are written. Returns the function that gives this up again.
   */
  readonly onStop: (stop: () => void) => () => void;
  /** Decodes one frame, 0 for the first, where a hostile file can do no harm. The bytes may be gone afterwards. */
  readonly inspectBytes: (bytes: Uint8Array<ArrayBuffer>, frame: number) => Promise<Result<Inspection, ImageError>>;
  /** The built page, for browser mode. */
  readonly staticRoot: string;
  /** Settings of this user. */
  readonly userFolder: string;
}
