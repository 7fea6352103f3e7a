import type { Host } from '../../shared/host/host.ts';
import { createElectronHost, hasElectronBridge } from './electronHost.ts';
import { createLoopbackHost } from './loopbackHost.ts';

/** The host of this shell: the desktop program's bridge where it is there, else the loopback server that sent the page. */
export const chooseHost = async (): Promise<Host> =>
  hasElectronBridge() ? createElectronHost() : createLoopbackHost();
