import { ipcMain } from 'electron/main';
import type { BrowserWindow, IpcMainInvokeEvent } from 'electron/main';
import { CALL_CHANNEL } from '../shared/host/bridge.ts';
import type { HostError } from '../shared/host/contract.ts';
import { exactBytes } from '../shared/host/exactBytes.ts';
import { failure } from '../shared/result.ts';
import type { Result } from '../shared/result.ts';
import { isAppAddress } from './appScheme.ts';

export type Answered = Result<unknown, HostError>;

export interface IpcOptions {
  /** The window whose page may call; null while there is none. */
  readonly window: () => BrowserWindow | null;
  /** The dispatcher that both shells share: checks method and parameters, never rejects. */
  readonly dispatch: (method: string, params: unknown) => Promise<Answered>;
  /** Told of each call when it begins; the function that it returns is told the answer. */
  readonly observe: (method: string) => (answer: Answered) => void;
  readonly log: (line: string) => void;
}

const refused = failure<HostError>({ code: 'refused', message: 'Endplate answers only its own window.' });

/** The one channel through which the page calls. First who asks, then what. */
export function registerIpc(options: IpcOptions): void {
  ipcMain.handle(CALL_CHANNEL, async (event, method: unknown, params: unknown): Promise<Answered> => {
    // Synchronous and first: the frame is gone after the first wait.
    if (!isOwnPage(event, options.window()) || typeof method !== 'string') return refused;
    const ended = options.observe(method);
    const answer = await run(options, method, params);
    ended(answer);
    return answer;
  });
}

async function run(options: IpcOptions, method: string, params: unknown): Promise<Answered> {
  try {
    return outgoing(await options.dispatch(method, params));
  } catch (error) {
    options.log(`${method} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return failure({ code: 'failed', message: 'Endplate could not carry out this request. Please try again.' });
  }
}

function isOwnPage(event: IpcMainInvokeEvent, window: BrowserWindow | null): boolean {
  try {
    const frame = event.senderFrame;
    if (window === null || window.isDestroyed() || frame === null) return false;
    return event.sender === window.webContents && frame.parent === null && isAppAddress(frame.url);
  } catch {
    // A frame that went away in this very moment throws when it is read.
    return false;
  }
}

/** Bytes leave as arrays that own their whole buffer. */
function outgoing(answer: Answered): Answered {
  if (!answer.ok || typeof answer.value !== 'object' || answer.value === null) return answer;
  if (!('bytes' in answer.value) || !(answer.value.bytes instanceof Uint8Array)) return answer;
  return { ok: true, value: { ...answer.value, bytes: exactBytes(answer.value.bytes) } };
}
