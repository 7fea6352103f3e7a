import path from 'node:path';
import { rolldown } from 'rolldown';

/** A driver of this folder as one file that plain Node runs; loads nothing else, so that its file calls are the save's. */
export async function bundleDriver(folder: string, name = 'saveDriver'): Promise<string> {
  const bundle = await rolldown({
    input: path.join(import.meta.dirname, `${name}.ts`),
    platform: 'node',
    logLevel: 'silent',
  });
  const file = path.join(folder, `${name}.cjs`);
  await bundle.write({ file, format: 'cjs' });
  await bundle.close();
  return file;
}
