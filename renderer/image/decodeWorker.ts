import { failure, success } from '../../shared/result.ts';
import { buildPicture } from '../../shared/image/picture/picture.ts';
import { readRadiograph } from '../../shared/image/readRadiograph.ts';
import { browserCodecs } from './codecLoader.ts';
import type { DecodedImage } from './decodedImage.ts';
import type { DecodeAnswer, DecodeRequest } from './decodeMessage.ts';
import { sha256Hex } from './sha256.ts';

/** The worker's whole life: one file in, one answer out. The page ends it afterwards. */
const scope = globalThis as unknown as DedicatedWorkerGlobalScope;

scope.addEventListener('message', (event: MessageEvent<DecodeRequest>) => {
  void decode(event.data).then(send);
});

async function decode({ bytes, frame }: DecodeRequest): Promise<DecodeAnswer> {
  try {
    const sha256 = await sha256Hex(bytes);
    const read = await readRadiograph(bytes, { codecs: browserCodecs, frame });
    if (!read.ok) return read;
    const radiograph = read.value;
    return success({ radiograph, picture: buildPicture(radiograph), sha256 });
  } catch (fault) {
    // A bug or no memory: the page gets words instead of a silent pane.
    const detail = fault instanceof Error ? fault.message : String(fault);
    return failure({
      code: 'decoder_failed',
      message: `This image could not be read (${detail}). Nothing was opened.`,
    });
  }
}

function send(answer: DecodeAnswer): void {
  scope.postMessage(answer, answer.ok ? memoryOf(answer.value) : []);
}

/** The memory that moves to the page instead of being copied; shared parts are named once. */
function memoryOf({ radiograph, picture }: DecodedImage): ArrayBuffer[] {
  const { histogram } = picture;
  const arrays = [
    radiograph.pixels,
    ...radiograph.overlays.map((overlay) => overlay.bits),
    ...picture.levels.map((level) => level.samples),
    ...(picture.overlay ?? []).map((level) => level.samples),
    histogram.values,
    histogram.cumulative,
  ];
  const buffers = new Set(arrays.map((array) => array.buffer));
  return [...buffers].filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer);
}
