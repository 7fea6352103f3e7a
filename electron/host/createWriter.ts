import type { Clock } from './clock.ts';
import type { Handlers } from './dispatch.ts';
import type { FileGrants } from './fileGrants.ts';
import type { FilePort } from './filePort.ts';
import { writeGranted } from './grantedFiles.ts';
import type { KeptWork } from './keptWork.ts';
import type { RecentStudies } from './recentStudies.ts';
import { writeStudy } from './writeStudy.ts';

/** The request that writes: studies with their versions, everything else as it is. */
export function createWriter(use: {
  readonly port: FilePort;
  readonly clock: Clock;
  readonly today: () => Date;
  readonly grants: FileGrants;
  readonly kept: KeptWork;
  readonly recent: RecentStudies;
  readonly onWaiting: () => void;
}): Handlers['writeFile'] {
  const { port, clock, today, grants, kept, recent, onWaiting } = use;
  const write: Handlers['writeFile'] = async ({ grant, facts, ...request }) => {
    const found = await grants.find(grant);
    if (!found.ok) return found;
    if (facts === undefined || found.value.kind !== 'study') {
      return writeGranted(port, found.value, { ...request, clock, onWaiting });
    }
    const saved = await writeStudy({ port, clock, today, onWaiting, ...kept }, found.value, { ...request, facts });
    if (saved.ok) recent.remember(found.value.path, 'saved');
    return saved;
  };
  return (request) => {
    const writing = write(request);
    // The program may be told to end meanwhile; it ends after the file.
    kept.later(writing);
    return writing;
  };
}
