import type { HostEvent } from './contract.ts';

/** The names on which the desktop shell's three parts (main, preload, page) must agree. One channel each way. */
export const CALL_CHANNEL = 'endplate:call';
export const EVENT_CHANNEL = 'endplate:event';
/** The property of the page's `window` that carries the bridge. */
export const BRIDGE_NAME = 'endplateBridge';

/** What the preload shows the page. Only plain values, bytes and files cross it; failures are values, never exceptions. */
export interface HostBridge {
  call(method: string, params: unknown): Promise<unknown>;
  onEvent(listener: (event: HostEvent) => void): () => void;
}
