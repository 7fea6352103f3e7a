import { failure, type Failure } from '../result.ts';

/** Why a table as a whole is not imported. `message` is one plain sentence; single rows are rejected, not the table. */
export interface ImportError {
  readonly code:
    | 'empty'
    | 'not_text'
    | 'not_a_table'
    | 'too_large'
    | 'unclosed_quote'
    | 'double_header'
    | 'no_subject_column'
    | 'nothing_to_import'
    | 'bad_map'
    | 'unknown_column'
    | 'unknown_timepoint';
  readonly message: string;
}

export const importFailure = (code: ImportError['code'], message: string): Failure<ImportError> =>
  failure({ code, message });

/** More than any table of a study, less than what would stop the program. */
export const IMPORT_LIMITS = {
  bytes: 64 * 1024 * 1024,
  rows: 1_000_000,
  columns: 500,
  cellLength: 20_000,
} as const;
