import { systemClock } from '../../../electron/host/clock.ts';
import { nodeFilePort } from '../../../electron/host/nodeFilePort.ts';
import { createRecoveryFolder } from '../../../electron/host/recoveryFolder.ts';

export const COPY_ID = '10000000-0000-4000-8000-000000000001';

/** Keeps a copy of unsaved work with one part, both of one letter. */
export async function keepCopy(user: string, letter: string): Promise<void> {
  const folder = createRecoveryFolder(nodeFilePort, systemClock, user);
  const part = await folder.writePart(COPY_ID, Buffer.from(letter.repeat(40_000)));
  if (!part.ok) throw new Error(part.error.message);
  const parts = [part.value.sha256];
  const saved = await folder.write({
    id: COPY_ID,
    page: COPY_ID,
    name: 's.endplate',
    file: null,
    base: null,
    parts,
    points: 1,
    pointsSaved: null,
    settled: false,
    savedAt: '2026-11-20T14:02:00.000Z',
    session: 'session',
    bytes: new Uint8Array(Buffer.from(letter.repeat(20_000))),
  });
  if (!saved.ok) throw new Error(saved.error.message);
  await folder.tidy(COPY_ID, new Set(parts));
}
