import { BRIDGE_NAME } from '../../shared/host/bridge.ts';
import type { HostBridge } from '../../shared/host/bridge.ts';
import { contract, hostError } from '../../shared/host/contract.ts';
import type { Answer, HostError, Method, Params } from '../../shared/host/contract.ts';
import { exactBytes } from '../../shared/host/exactBytes.ts';
import type { Host } from '../../shared/host/host.ts';
import { failure, success } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

/** True in the desktop app; false where this page runs in a browser. */
export const hasElectronBridge = (): boolean => BRIDGE_NAME in globalThis;

function pageBridge(): HostBridge {
  const bridge = (globalThis as Record<string, unknown>)[BRIDGE_NAME];
  if (bridge === undefined) throw new Error('The bridge of the desktop app is missing.');
  return bridge as HostBridge;
}

/** The host of the desktop app: every call goes through the preload's bridge to the main process. */
export function createElectronHost(bridge: HostBridge = pageBridge()): Host {
  return {
    async call<M extends Method>(method: M, params: Params<M>): Promise<Result<Answer<M>, HostError>> {
      return readAnswer(method, await bridge.call(method, outgoing(params)));
    },
    onEvent: (listener) => bridge.onEvent(listener),
  };
}

/** A part of a larger buffer would cross the bridge with the whole buffer. */
function outgoing(params: object): object {
  if (!('bytes' in params) || !(params.bytes instanceof Uint8Array)) return params;
  return { ...params, bytes: exactBytes(params.bytes) };
}

function readAnswer<M extends Method>(method: M, answer: unknown): Result<Answer<M>, HostError> {
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
    message: 'Endplate could not read the answer of its own program. Nothing was changed; please try again.',
    detail: `answer to ${method}`,
  });
}
