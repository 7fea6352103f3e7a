import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LOOPBACK } from '../../shared/host/loopbackPaths.ts';
import type { Clock } from '../host/clock.ts';
import type { HostServices } from '../host/createHost.ts';
import { createAccessKeys } from './accessKeys.ts';
import { createEventStreams } from './eventStreams.ts';
import type { EventStreams } from './eventStreams.ts';
import { watchIdle } from './idleWatch.ts';
import { handleRequest } from './requestHandler.ts';
import type { Served } from './requestHandler.ts';
import type { StaticFiles } from './staticFiles.ts';

const HOST = '127.0.0.1';

export interface LoopbackServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** An address that opens the page once: it holds a one-time code. */
  mintAddress(): string;
  readonly events: EventStreams;
  /** Whether a page has ever been let in. */
  wasUsed(): boolean;
  /** Ends what was begun, then everything. The same promise however often it is called. */
  close(): Promise<void>;
}

/** Serves the page and its host to this computer only. Rejects with a system error where the port is taken. */
export async function startServer(options: {
  readonly host: HostServices;
  readonly files: StaticFiles;
  /** 0: any free port. */
  readonly port: number;
  readonly clock: Clock;
  readonly onIdle: () => void;
}): Promise<LoopbackServer> {
  const keys = createAccessKeys();
  const events = createEventStreams(options.clock);
  const idle = watchIdle(options.clock, {
    isBusy: () => events.count() > 0 || options.host.unsavedState().unsaved,
    onIdle: options.onIdle,
  });
  let port = 0;
  let wasUsed = false;
  const onSignOfLife = (): void => {
    wasUsed = true;
    idle.alive();
  };
  const running = new Set<Promise<void>>();
  const served: Served = { ...options, keys, events, port: () => port, onSignOfLife };
  const server = createLimitedServer(served, running);
  await listen(server, options.port);
  ({ port } = server.address() as AddressInfo);
  const origin = `http://${HOST}:${port}`;

  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    idle.stop();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    events.closeAll();
    await Promise.all(running);
    await options.host.close();
    server.closeAllConnections();
    await closed;
  };
  return {
    origin,
    mintAddress: () => `${origin}/#${LOOPBACK.launchParameter}=${keys.mintLaunchCode()}`,
    events,
    wasUsed: () => wasUsed,
    close: () => (closing ??= close()),
  };
}

/** Node's own limits are wide: 60 s for headers, any number of connections, any size. */
function createLimitedServer(served: Served, running: Set<Promise<void>>): Server {
  const server = createServer({
    headersTimeout: 5_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 1_000,
    maxHeaderSize: 8 << 10,
    // The guard itself answers a request without a host, as it does a wrong one.
    requireHostHeader: false,
  });
  server.maxConnections = 32;
  server.on('request', (request, response) => {
    const answering = handleRequest(served, request, response).catch(() => {
      response.destroy();
    });
    running.add(answering);
    void answering.finally(() => running.delete(answering));
  });
  // Nothing of ours waits for permission to send, and nothing is ever upgraded.
  server.on('checkContinue', (_request, response) => response.writeHead(417, { connection: 'close' }).end());
  server.on('checkExpectation', (_request, response) => response.writeHead(417, { connection: 'close' }).end());
  server.on('upgrade', (_request, socket) => {
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  return server;
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
