import { failure, type Failure } from '../../shared/result.ts';

/** Why a command ended without doing its work. */
export interface CommandError {
  readonly code: string;
  /** One line: what is wrong, where, and what to do. */
  readonly message: string;
  /** 2, bad input or usage, unless the user stopped the command. */
  readonly exitCode?: 2 | 130;
}

export const commandFailure = (code: string, message: string): Failure<CommandError> => failure({ code, message });

/**
 * A name as it may be shown on a terminal: control characters would let a file name clear the screen, and others turn
 * the direction of writing so that it reads as another name.
 */
export const shown = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, '\ufffd');
