import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startLoopback } from '../../electron/loopback/launch.ts';
import type { Method, Params } from '../../shared/host/contract.ts';
import { describeHostContract } from './hostContract.ts';
import type { TestHost } from './hostContract.ts';
import { describeKeptWork } from './keptWork.ts';
import { connect } from './loopbackClient.ts';

async function hostIn(root: string): Promise<TestHost> {
  const folder = path.join(root, 'studies');
  const userFolder = path.join(root, 'user');
  const loopback = await startLoopback({
    folder,
    port: 0,
    open: false,
    staticRoot: path.join(root, 'page'),
    userFolder,
    appVersion: '1.2.3',
  });
  const host = await connect(loopback.address);
  return {
    call: (method, params) => host.call(method, params),
    callAnything: (method, params) => host.call(method as Method, params as Params<Method>),
    folder,
    userFolder,
    settled: () => loopback.settled(),
    restart: () => hostIn(root),
    async close() {
      host.close();
      await loopback.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

const start = async (): Promise<TestHost> => {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'endplate-')));
  await mkdir(path.join(root, 'studies'));
  await mkdir(path.join(root, 'page'));
  await writeFile(path.join(root, 'page/index.html'), '<!doctype html><title>Endplate</title>');
  return hostIn(root);
};

describeHostContract('Real HTTP with the client of the page', start);
describeKeptWork('Real HTTP with the client of the page', start);
