import type { IpcMain } from 'electron/main';
import { standInEvent, strict } from './strict.ts';
import type { Violations } from './strict.ts';
import type { StandInWindow } from './standInWindow.ts';

type Listener = (event: unknown, ...args: unknown[]) => unknown;

/** Who sends: the contents, and the frame inside them. */
export interface Sender {
  readonly contents: object;
  /** A throwing `url` is a frame that went away. */
  readonly frame: { readonly url: string; readonly parent: object | null } | null;
}

export const pageOf = (window: StandInWindow): Sender => ({
  contents: window.contents,
  frame: { url: window.url, parent: null },
});

/** `ipcMain.handle` and `ipcRenderer.invoke` with their copies and their stringified errors. */
export class StandInIpc {
  readonly handlers = new Map<string, Listener>();
  readonly ipcMain: IpcMain;
  readonly #violations: Violations;

  constructor(violations: Violations) {
    this.#violations = violations;
    const handle = (channel: string, listener: Listener): void => {
      if (this.handlers.has(channel)) violations.fail(`a second handler for ${channel}`);
      this.handlers.set(channel, listener);
    };
    this.ipcMain = strict('IpcMain', { handle }, violations) as unknown as IpcMain;
  }

  async invoke(sender: Sender, channel: string, ...args: unknown[]): Promise<unknown> {
    const listener = this.handlers.get(channel);
    if (listener === undefined) throw new Error(`No handler registered for '${channel}'`);
    let gone = false;
    const event = standInEvent({ sender: sender.contents });
    Object.defineProperty(event, 'senderFrame', {
      get: () => {
        if (gone) this.#violations.fail('senderFrame was read after a wait');
        return sender.frame;
      },
    });
    let answer: unknown;
    try {
      const running = listener(event, ...args.map((arg) => structuredClone(arg)));
      gone = true;
      answer = await running;
    } catch (error) {
      throw new Error(`Error invoking remote method '${channel}': ${String(error)}`, { cause: error });
    }
    this.#checkViews(answer, channel);
    return structuredClone(answer);
  }

  /** A view is copied with its whole buffer: other files' bytes would go along. */
  #checkViews(value: unknown, place: string): void {
    if (typeof value !== 'object' || value === null) return;
    if (ArrayBuffer.isView(value)) {
      if (value.byteLength !== value.buffer.byteLength) this.#violations.fail(`${place}: a view of a larger buffer`);
      if (value.constructor !== Uint8Array) this.#violations.fail(`${place}: ${value.constructor.name} as bytes`);
      return;
    }
    for (const [name, part] of Object.entries(value)) this.#checkViews(part, `${place}.${name}`);
  }
}
