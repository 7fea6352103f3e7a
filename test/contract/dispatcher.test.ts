import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHost } from '../../electron/host/createHost.ts';
import { nodeFilePort } from '../../electron/host/nodeFilePort.ts';
import { createFolderFilePicker } from '../../electron/loopback/folderFilePicker.ts';
import type { Answer, HostError, Method } from '../../shared/host/contract.ts';
import type { Result } from '../../shared/result.ts';
import { describeHostContract } from './hostContract.ts';
import type { TestHost } from './hostContract.ts';
import { describeKeptWork } from './keptWork.ts';

function hostIn(root: string): TestHost {
  const folder = path.join(root, 'studies');
  const userFolder = path.join(root, 'user');
  const host = createHost({
    picker: createFolderFilePicker(nodeFilePort, folder),
    userFolder,
    appVersion: '1.2.3',
    shell: 'loopback',
  });
  return {
    call: async <M extends Method>(method: M, params: unknown) =>
      (await host.dispatch(method, params)) as Result<Answer<M>, HostError>,
    callAnything: (method, params) => host.dispatch(method, params),
    folder,
    userFolder,
    settled: () => host.settled(),
    restart: () => Promise.resolve(hostIn(root)),
    async close() {
      await host.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

const start = async (): Promise<TestHost> => {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'endplate-')));
  await mkdir(path.join(root, 'studies'));
  return hostIn(root);
};

describeHostContract('The dispatcher', start);
describeKeptWork('The dispatcher', start);
