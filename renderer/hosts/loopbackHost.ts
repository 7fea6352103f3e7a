import { hostEvent } from '../../shared/host/contract.ts';
import type { Answer, HostError, HostEvent, Method, Params } from '../../shared/host/contract.ts';
import type { Host } from '../../shared/host/host.ts';
import { BINARY_TYPE, HOST_STOPPED, JSON_TYPE, LOOPBACK } from '../../shared/host/loopbackPaths.ts';
import { readAnswer } from '../../shared/host/readAnswer.ts';
import { decodeMessage, encodeMessageParts } from '../../shared/host/wire.ts';
import { failure } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

/** Survives a reload, but not the window: the token is worth nothing once the server has ended. */
const TOKEN_KEY = 'endplate.token';
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** What the client uses of the browser; tests run it in Node over real HTTP. */
export interface LoopbackPage {
  readonly fetch: (path: string, request: RequestInit) => Promise<Response>;
  /** The part of the address after `#`, without it. */
  readonly fragment: () => string;
  /** Removes the fragment from the address bar and from the history. */
  readonly dropFragment: () => void;
  readonly tokens: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Returns the function that ends it. */
  readonly every: (milliseconds: number, action: () => void) => () => void;
  readonly pause: (milliseconds: number) => Promise<void>;
}

export interface LoopbackHost extends Host {
  /** Ends heartbeat and events; for tests, a page simply goes away. */
  close(): void;
}

/** The page in this browser. */
export const browserPage = (): LoopbackPage => ({
  fetch: (path, request) => fetch(path, request),
  fragment: () => location.hash.slice(1),
  dropFragment: () => history.replaceState(history.state, '', `${location.pathname}${location.search}`),
  tokens: sessionStorage,
  every: (milliseconds, action) => {
    const timer = setInterval(action, milliseconds);
    return () => clearInterval(timer);
  },
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});

/**
 * The host of browser mode: every call is a request to the server on this computer. Always gives a host; where the page
 * has no right to speak to the server (its address was used before), every call answers `refused` with what to do.
 */
export async function createLoopbackHost(page: LoopbackPage = browserPage()): Promise<LoopbackHost> {
  const token = (await exchangeLaunchCode(page)) ?? page.tokens.getItem(TOKEN_KEY);
  const ending = new AbortController();
  const send: Send = (path, { headers, ...request }) =>
    page.fetch(path, {
      ...request,
      headers: { ...headers, [LOOPBACK.tokenHeader]: token ?? '' },
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    });

  const listeners = new Set<(event: HostEvent) => void>();
  if (token !== null) {
    const beat = { method: 'POST', headers: { 'content-type': JSON_TYPE } };
    const stop = page.every(LOOPBACK.heartbeatMs, () => {
      send(LOOPBACK.heartbeatPath, beat).catch(() => undefined);
    });
    ending.signal.addEventListener('abort', stop);
    void receiveEvents(page, send, ending.signal, (event) => {
      for (const listener of listeners) listener(event);
    });
  }

  return {
    call: (method, params) => (token === null ? Promise.resolve(failure(noAccessError)) : call(send, method, params)),
    onEvent(listener) {
      const subscription = (event: HostEvent): void => listener(event);
      listeners.add(subscription);
      return () => {
        listeners.delete(subscription);
      };
    },
    close: () => ending.abort(),
  };
}

interface OwnRequest extends Omit<RequestInit, 'headers'> {
  readonly headers?: Readonly<Record<string, string>>;
}

type Send = (path: string, request: OwnRequest) => Promise<Response>;

async function exchangeLaunchCode(page: LoopbackPage): Promise<string | null> {
  const code = new URLSearchParams(page.fragment()).get(LOOPBACK.launchParameter);
  if (code === null) return null;
  page.dropFragment();
  try {
    const headers = { 'content-type': JSON_TYPE };
    const response = await page.fetch(LOOPBACK.launchPath, { method: 'POST', headers, body: code });
    const answer: unknown = response.ok ? await response.json() : null;
    if (typeof answer !== 'object' || answer === null || !('token' in answer)) return null;
    if (typeof answer.token !== 'string') return null;
    page.tokens.setItem(TOKEN_KEY, answer.token);
    return answer.token;
  } catch {
    return null;
  }
}

async function call<M extends Method>(send: Send, method: M, params: Params<M>): Promise<Result<Answer<M>, HostError>> {
  const body = new Blob([...encodeMessageParts(params)]);
  // The server would end the connection before it is all sent, and that looks as if it had stopped.
  if (body.size > LOOPBACK.largestRequestBytes) return failure(tooLargeError);
  let response: Response;
  let bytes: Uint8Array;
  try {
    response = await send(`${LOOPBACK.rpcPath}${method}`, {
      method: 'POST',
      headers: { 'content-type': BINARY_TYPE },
      body,
    });
    bytes = new Uint8Array(await response.arrayBuffer());
  } catch {
    return failure(stoppedError);
  }
  if (response.status === 401) return failure(noAccessError);
  if (response.status === 413) return failure(tooLargeError);
  const message = response.ok ? decodeMessage(bytes) : null;
  return readAnswer(method, message?.ok === true ? message.value : null);
}

/** One answer that does not end, a JSON document a line; begun again when the connection is lost. */
async function receiveEvents(
  page: LoopbackPage,
  send: Send,
  signal: AbortSignal,
  deliver: (event: HostEvent) => void,
): Promise<void> {
  let pause = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    try {
      const response = await send(LOOPBACK.eventsPath, { method: 'GET', signal });
      if (response.status === 401) return;
      if (response.ok && response.body !== null) {
        pause = FIRST_PAUSE_MS;
        await readLines(response.body, (line) => {
          const event = hostEvent.safeParse(parseJson(line));
          if (event.success) deliver(event.data);
        });
      }
    } catch {
      // The server has ended, or the connection was lost; the next call says so in words.
    }
    if (signal.aborted) return;
    await page.pause(pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

async function readLines(body: ReadableStream<Uint8Array>, visit: (line: string) => void): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') visit(line);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const noAccessError: HostError = {
  code: 'refused',
  message:
    'This window is not connected to Endplate: its address was used before, or Endplate was started again. Close it and use the address that Endplate shows when it starts.',
};

const stoppedError: HostError = {
  code: 'notAnswering',
  message:
    'Endplate has stopped on this computer. Your work is still open in this window. Start Endplate again, or try again in a moment.',
  detail: HOST_STOPPED,
};

const tooLargeError: HostError = {
  code: 'tooLarge',
  message: 'This is larger than Endplate can save. Your work is still open in this window. Nothing was written.',
};
