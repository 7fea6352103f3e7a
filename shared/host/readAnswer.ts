import { failure, success } from '../result.ts';
import type { Result } from '../result.ts';
import { contract, hostError } from './contract.ts';
import type { Answer, HostError, Method } from './contract.ts';

/** What came back from a host, checked against the contract: the page trusts no transport. */
export function readAnswer<M extends Method>(method: M, answer: unknown): Result<Answer<M>, HostError> {
  if (typeof answer === 'object' && answer !== null && 'ok' in answer) {
    if (answer.ok === true && 'value' in answer) {
      const value = contract[method].result.safeParse(answer.value);
      if (value.success) return success(value.data as Answer<M>);
    }
    if (answer.ok === false && 'error' in answer) {
      const error = hostError.safeParse(answer.error);
      if (error.success) return failure(error.data);
    }
  }
  return failure({
    code: 'failed',
    message:
      'Endplate could not read the answer of its own program. Your work is still open in this window. Try again.',
    detail: `answer to ${method}`,
  });
}
