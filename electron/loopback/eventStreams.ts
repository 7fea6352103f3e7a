import type { ServerResponse } from 'node:http';
import type { HostEvent } from '../../shared/host/contract.ts';
import type { Clock } from '../host/clock.ts';
import { PAGE_HEADERS } from './pageHeaders.ts';

/** An empty line now and then tells the page, and whatever sits between, that the stream is alive. */
const KEEP_ALIVE_MS = 15_000;

/** Open pages that wait for events: one JSON document a line, on an answer that does not end. */
export interface EventStreams {
  open(response: ServerResponse): void;
  send(event: HostEvent): void;
  readonly count: () => number;
  closeAll(): void;
}

export function createEventStreams(clock: Clock): EventStreams {
  const streams = new Set<ServerResponse>();
  const write = (line: string): void => {
    for (const stream of streams) stream.write(line);
  };
  const stopKeepAlive = clock.every(KEEP_ALIVE_MS, () => write('\n'));
  return {
    open(response) {
      response.writeHead(200, { ...PAGE_HEADERS, 'content-type': 'application/x-ndjson; charset=utf-8' });
      response.write('\n');
      streams.add(response);
      response.once('close', () => streams.delete(response));
    },
    send: (event) => write(`${JSON.stringify(event)}\n`),
    count: () => streams.size,
    closeAll() {
      stopKeepAlive();
      for (const stream of streams) stream.end();
    },
  };
}
