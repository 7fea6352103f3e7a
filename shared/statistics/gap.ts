import { failure, type Failure, type Result } from '../result.ts';

/** Why a statistic does not exist for the data at hand. */
export const GAP_CODES = [
  'all_missing',
  'too_few',
  'no_variation',
  'all_zero',
  'one_reader',
  'no_error',
  'not_applicable',
  'not_identifiable',
] as const;
export type GapCode = (typeof GAP_CODES)[number];

/** What is missing and why, in one plain sentence. It stands where the number would have stood. */
export interface Gap {
  readonly code: GapCode;
  readonly message: string;
}

/** A statistic, or the reason why the data do not give it. Never NaN, never an invented number. */
export type Answer<T> = Result<T, Gap>;

export const gap = (code: GapCode, message: string): Failure<Gap> => failure({ code, message });
