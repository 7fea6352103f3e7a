/** The outcome of an operation that can fail in expected ways. An exception is a bug; an expected failure is a value. */
export type Result<T, E> = Success<T> | Failure<E>;

export interface Success<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Failure<E> {
  readonly ok: false;
  readonly error: E;
}

export const success = <T>(value: T): Success<T> => ({ ok: true, value });

export const failure = <E>(error: E): Failure<E> => ({ ok: false, error });

/** Ends every exhaustive switch: a new state that nobody handles is then a compile error. */
export function assertNever(state: never): never {
  throw new Error(`Unhandled state: ${JSON.stringify(state)}`);
}
