import { createHash } from 'node:crypto';
import { inspectionOf, type Inspection } from '../../shared/image/inspection.ts';
import type { ImageError } from '../../shared/image/radiograph.ts';
import { readRadiograph } from '../../shared/image/readRadiograph.ts';
import { sampleBytes, storedSamples } from '../../shared/image/storedSamples.ts';
import { success, type Result } from '../../shared/result.ts';
import { nodeCodecs } from './codecLoader.ts';

/** Decodes one frame (0: the first) and tells about it. Runs as long as the file makes it: see `inspectInWorker`. */
export async function inspectBytes(bytes: Uint8Array, frame: number): Promise<Result<Inspection, ImageError>> {
  const read = await readRadiograph(bytes, { codecs: nodeCodecs, frame });
  if (!read.ok) return read;
  const samples = storedSamples(read.value, bytes);
  const sha256 = createHash('sha256').update(sampleBytes(samples)).digest('hex');
  return success(inspectionOf(read.value, samples, sha256));
}
