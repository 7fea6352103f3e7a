import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { replaceFile } from '../../../electron/host/atomicFile.ts';
import { systemClock } from '../../../electron/host/clock.ts';
import { nodeFilePort } from '../../../electron/host/nodeFilePort.ts';

/**
 * One of two people who save the same file: FILE, a name, and how many saves. Each save adds a line to what is there; a
 * conflict means that the other one was faster, so it is read again. Prints how many conflicts there were.
 */
const [file = '', name = '', saves = '0'] = process.argv.slice(2);

async function saveAll(): Promise<{ saved: number; conflicts: number }> {
  let conflicts = 0;
  let saved = 0;
  while (saved < Number(saves)) {
    const before = await readFile(file);
    const bytes = Buffer.concat([before, Buffer.from(`${name} ${saved}\n`)]);
    const result = await replaceFile(nodeFilePort, file, bytes, {
      replaces: createHash('sha256').update(before).digest('hex'),
      clock: systemClock,
      keepsPrevious: true,
    });
    if (result.ok) saved += 1;
    else if (result.error.code === 'changedOnDisk') conflicts += 1;
    else throw new Error(JSON.stringify(result.error));
  }
  return { saved, conflicts };
}

void saveAll().then((done) => process.stdout.write(JSON.stringify(done)));
