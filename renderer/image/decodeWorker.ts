import { failure, success } from '../../shared/result.ts';
import { buildPicture, type Picture } from '../../shared/image/picture/picture.ts';
import { buildPreviewPicture } from '../../shared/image/picture/previewPicture.ts';
import { readPreview, readRadiograph } from '../../shared/image/readRadiograph.ts';
import { browserCodecs } from './codecLoader.ts';
import type { DecodedImage, ImagePreview } from './decodedImage.ts';
import type { DecodeAnswer, DecodeMessage, DecodeRequest } from './decodeMessage.ts';
import { sha256Hex } from './sha256.ts';

/** The worker's whole life: one file in, one answer out. The page ends it afterwards. */
const scope = globalThis as unknown as DedicatedWorkerGlobalScope;

scope.addEventListener('message', (event: MessageEvent<DecodeRequest>) => {
  void decode(event.data).then((answer) => post({ kind: 'answer', answer }, answer.ok ? memoryOf(answer.value) : []));
});

async function decode({ bytes, frame, preview, compiled }: DecodeRequest): Promise<DecodeAnswer> {
  const codecs = browserCodecs(compiled, (url, codec) => post({ kind: 'compiled', url, codec }));
  try {
    const sha256 = await sha256Hex(bytes);
    if (preview) await sendPreview(bytes, { codecs, frame, sha256 });
    const read = await readRadiograph(bytes, { codecs, frame });
    if (!read.ok) return read;
    const radiograph = read.value;
    return success({ radiograph, picture: buildPicture(radiograph), sha256, frame });
  } catch (fault) {
    // A bug or no memory: the page gets words instead of a silent pane.
    const detail = fault instanceof Error ? fault.message : String(fault);
    return failure({
      code: 'decoder_failed',
      message: `This image could not be read (${detail}). Nothing was opened.`,
    });
  }
}

type PreviewRequest = { readonly codecs: ReturnType<typeof browserCodecs>; frame: number; sha256: string };

/** What is wrong with the file, the full decode will say: a preview that cannot be made is no error. */
async function sendPreview(bytes: Uint8Array, { codecs, frame, sha256 }: PreviewRequest): Promise<void> {
  const read = await readPreview(bytes, { codecs, frame });
  // Neighbouring indices of a palette are not neighbouring colours: such a picture has no coarse form.
  if (!read?.ok || read.value.image.palette) return;
  const picture = buildPreviewPicture(read.value);
  const { pixels: _, overlays: __, minimum: ___, maximum: ____, ...facts } = read.value.image;
  const { fullRows: rows, fullColumns: columns } = read.value;
  const preview: ImagePreview = { picture, sha256, frame, facts: { ...facts, rows, columns } };
  post({ kind: 'preview', preview }, buffersOf(pictureArrays(picture)));
}

function post(message: DecodeMessage, moved: ArrayBuffer[] = []): void {
  scope.postMessage(message, moved);
}

/** The memory that moves to the page instead of being copied. */
function memoryOf({ radiograph, picture }: DecodedImage): ArrayBuffer[] {
  const overlays = radiograph.overlays.map((overlay) => overlay.bits);
  return buffersOf([radiograph.pixels, ...overlays, ...pictureArrays(picture)]);
}

const pictureArrays = ({ levels, overlay, histogram }: Picture): readonly ArrayBufferView[] => [
  ...levels.map((level) => level.samples),
  ...(overlay ?? []).map((level) => level.samples),
  histogram.values,
  histogram.cumulative,
];

/** Shared memory is named once. */
function buffersOf(arrays: readonly ArrayBufferView[]): ArrayBuffer[] {
  const buffers = new Set(arrays.map((array) => array.buffer));
  return [...buffers].filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer);
}
