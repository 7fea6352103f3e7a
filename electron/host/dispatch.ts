import { contract } from '../../shared/host/contract.ts';
import type { Contract, HostError, Method } from '../../shared/host/contract.ts';
import { failure, success } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { z } from 'zod';

/** One function a request. Parameters are validated before, results after. */
export type Handlers = {
  readonly [M in Method]: (
    params: z.output<Contract[M]['params']>,
  ) => Promise<Result<z.input<Contract[M]['result']>, HostError>>;
};

const isMethod = (method: string): method is Method => Object.hasOwn(contract, method);

/**
 * Validates, runs, validates. What is unknown or malformed is refused; an exception is a bug of ours, and the page gets
 * a sentence instead of it.
 */
export async function dispatchTo(
  handlers: Handlers,
  method: string,
  params: unknown,
): Promise<Result<unknown, HostError>> {
  if (!isMethod(method)) return failure(unknownMethodError);
  const parsed = contract[method].params.safeParse(params);
  if (!parsed.success) return failure(badParamsError(parsed.error));
  try {
    // The compiler cannot follow that the handler and the parsed parameters belong to the same method.
    const handler = handlers[method] as (params: unknown) => Promise<Result<unknown, HostError>>;
    const result = await handler(parsed.data);
    if (!result.ok) return result;
    const answer = contract[method].result.safeParse(result.value);
    return answer.success ? success(answer.data) : failure(bugError('malformed answer'));
  } catch (error) {
    return failure(bugError(error instanceof Error ? error.name : 'unknown'));
  }
}

const unknownMethodError: HostError = {
  code: 'refused',
  message: 'This version of Endplate does not know the request. Nothing was changed.',
};

/** Names the field, never its content. */
const badParamsError = (error: z.ZodError): HostError => ({
  code: 'refused',
  message: 'The request was not understood. Nothing was changed.',
  detail: error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; '),
});

/** The text of the exception stays here: it may hold a path. */
const bugError = (detail: string): HostError => ({
  code: 'failed',
  message: 'Something went wrong inside Endplate. Your work is still open in this window. Try again.',
  detail,
});
