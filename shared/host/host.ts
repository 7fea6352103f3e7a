import type { Result } from '../result.ts';
import type { Answer, HostError, HostEvent, Method, Params } from './contract.ts';

/** The host as the page sees it, whatever the shell. */
export interface Host {
  call<M extends Method>(method: M, params: Params<M>): Promise<Result<Answer<M>, HostError>>;
  /** Returns the function that ends the subscription. */
  onEvent(listener: (event: HostEvent) => void): () => void;
}
