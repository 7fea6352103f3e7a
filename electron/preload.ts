import { contextBridge, ipcRenderer, webUtils } from 'electron/renderer';
import { BRIDGE_NAME, CALL_CHANNEL, EVENT_CHANNEL } from '../shared/host/bridge.ts';
import type { HostBridge } from '../shared/host/bridge.ts';
import type { HostEvent } from '../shared/host/contract.ts';

/** Events that came before the page listened: a file opened by the system may be faster than the page. */
const waiting: HostEvent[] = [];
const listeners = new Set<(event: HostEvent) => void>();

ipcRenderer.on(EVENT_CHANNEL, (_event, sent: HostEvent) => {
  if (listeners.size === 0) waiting.push(sent);
  for (const listener of listeners) listener(sent);
});

/** The path of a dropped file; empty for everything that is no file on a disk, so that no page can name a path. */
function pathOf(file: unknown): string {
  try {
    return webUtils.getPathForFile(file as File);
  } catch {
    return '';
  }
}

/** Dropped files leave as their paths, and text that the page made up as an empty one; nothing else is interpreted. */
function outgoing(method: string, params: unknown): unknown {
  if (method !== 'grantDropped') return params;
  const files = (params as { readonly files?: unknown } | null)?.files;
  return { files: Array.isArray(files) ? files.map(pathOf) : [] };
}

const bridge: HostBridge = {
  async call(method, params) {
    try {
      return (await ipcRenderer.invoke(CALL_CHANNEL, method, outgoing(method, params))) as unknown;
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return { ok: false, error: { code: 'failed', message: 'Endplate could not carry out this request.', detail } };
    }
  },
  onEvent(listener) {
    // A wrapper of its own for each subscription: the same function may be subscribed twice.
    const subscription = (event: HostEvent): void => listener(event);
    listeners.add(subscription);
    for (const event of waiting.splice(0)) subscription(event);
    return () => {
      listeners.delete(subscription);
    };
  },
};

contextBridge.exposeInMainWorld(BRIDGE_NAME, Object.freeze(bridge));
