import { replaceFile } from '../../../electron/host/atomicFile.ts';
import { systemClock } from '../../../electron/host/clock.ts';
import { nodeFilePort } from '../../../electron/host/nodeFilePort.ts';

/**
 * One save in a process of its own, so that the process can be killed and the disk can be full: FILE, the number of
 * bytes, and the hash of what is replaced ('new' for nothing). Prints the result as JSON.
 */
const [file = '', size = '0', replaces = 'new'] = process.argv.slice(2);

void replaceFile(nodeFilePort, file, new Uint8Array(Number(size)).fill(0x6e), {
  replaces: replaces === 'new' ? null : replaces,
  clock: systemClock,
  keepsPrevious: true,
}).then((result) => {
  process.stdout.write(`${JSON.stringify(result)}\n`);
});
