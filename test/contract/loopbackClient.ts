import { setTimeout as pause } from 'node:timers/promises';
import { createLoopbackHost } from '../../renderer/hosts/loopbackHost.ts';
import type { LoopbackHost, LoopbackPage } from '../../renderer/hosts/loopbackHost.ts';

/** As much of a browser as the client needs: an address, a session's storage, requests with the page's origin. */
export interface TestPage extends LoopbackPage {
  readonly address: () => string;
  readonly storage: Map<string, string>;
  /** Runs what waits for the next heartbeat. */
  beat(): void;
}

export function openPage(address: string, storage = new Map<string, string>()): TestPage {
  const url = new URL(address);
  const actions = new Set<() => void>();
  return {
    fetch: (path, request) =>
      fetch(new URL(path, url), {
        ...request,
        headers: {
          ...(request.headers as Record<string, string>),
          origin: url.origin,
          'sec-fetch-site': 'same-origin',
        },
      }),
    fragment: () => url.hash.slice(1),
    dropFragment: () => {
      url.hash = '';
    },
    tokens: {
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => void storage.set(key, value),
      removeItem: (key) => void storage.delete(key),
    },
    every: (_milliseconds, action) => {
      actions.add(action);
      return () => actions.delete(action);
    },
    pause: async () => {
      await pause(1);
    },
    address: () => url.href,
    storage,
    beat: () => {
      for (const action of actions) action();
    },
  };
}

export const connect = (address: string): Promise<LoopbackHost> => createLoopbackHost(openPage(address));
