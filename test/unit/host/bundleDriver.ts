import path from 'node:path';
import { rolldown } from 'rolldown';

/** The save of the program as one file that plain Node runs; loads nothing else, so that its file calls are the save's. */
export async function bundleDriver(folder: string): Promise<string> {
  const bundle = await rolldown({
    input: path.join(import.meta.dirname, 'saveDriver.ts'),
    platform: 'node',
    logLevel: 'silent',
  });
  const file = path.join(folder, 'saveDriver.cjs');
  await bundle.write({ file, format: 'cjs' });
  await bundle.close();
  return file;
}
