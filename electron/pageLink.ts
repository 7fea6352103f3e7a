import type { BrowserWindow } from 'electron/main';
import { EVENT_CHANNEL } from '../shared/host/bridge.ts';
import type { HostEvent } from '../shared/host/contract.ts';

/** Sends events to the page of one window. */
export interface PageLink {
  /** Sent at once, or as soon as the page is there; dropped when the window is gone. */
  send(event: HostEvent): void;
}

/** Events wait until the page has been loaded; the preload keeps them until the page listens. */
export function createPageLink(window: BrowserWindow): PageLink {
  const waiting: HostEvent[] = [];
  let loaded = false;

  const deliver = (event: HostEvent): void => {
    if (!window.isDestroyed() && !window.webContents.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event);
  };
  window.webContents.on('did-finish-load', () => {
    loaded = true;
    for (const event of waiting.splice(0)) deliver(event);
  });
  window.webContents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) loaded = false;
  });
  return {
    send: (event) => {
      if (loaded) deliver(event);
      else waiting.push(event);
    },
  };
}
