import { nodeCodecs } from '../../electron/cli/codecLoader.ts';
import { readRadiograph } from '../../shared/image/readRadiograph.ts';
import type { ImageError, Radiograph } from '../../shared/image/radiograph.ts';

/** Opens bytes that must open. */
export async function opened(bytes: Uint8Array, frame = 0): Promise<Radiograph> {
  const image = await readRadiograph(bytes, { codecs: nodeCodecs, frame });
  if (!image.ok) throw new Error(`${image.error.code}: ${image.error.message}`);
  return image.value;
}

/** Opens bytes that must be refused. */
export async function refusal(bytes: Uint8Array, frame = 0): Promise<ImageError> {
  const image = await readRadiograph(bytes, { codecs: nodeCodecs, frame });
  if (image.ok) throw new Error(`opened, with warnings ${image.value.warnings.map(({ code }) => code).join()}`);
  return image.error;
}

/** Codes of the warnings of bytes that must open. */
export const warningsOf = async (bytes: Uint8Array): Promise<readonly string[]> =>
  (await opened(bytes)).warnings.map(({ code }) => code);
