import { failure, success } from '../../shared/result.ts';
import { buildPicture, type Picture } from '../../shared/image/picture/picture.ts';
import { buildPreviewPicture } from '../../shared/image/picture/previewPicture.ts';
import type { CodecLoader } from '../../shared/image/codecLoader.ts';
import { readPreview, readRadiograph } from '../../shared/image/readRadiograph.ts';
import { browserCodecs } from './codecLoader.ts';
import type { DecodedImage, ImagePreview } from './decodedImage.ts';
import type { DecodeAnswer, DecodeMessage, DecodeRequest } from './decodeMessage.ts';
import { reusedInstance } from './reusedInstance.ts';
import { sha256Hex } from './sha256.ts';

/** The worker's whole life: one file in, one answer out. The page ends it afterwards. */
const scope = globalThis as unknown as DedicatedWorkerGlobalScope;

scope.addEventListener('message', ({ data }: MessageEvent<DecodeRequest>) => {
  const codecs = browserCodecs(data.compiled, (url, codec) => post({ kind: 'compiled', url, codec }));
  if (data.kind === 'prepare') void codecs.openJpeg().catch(() => null);
  else
    void decode(data, codecs).then((answer) =>
      post({ kind: 'answer', answer }, answer.ok ? memoryOf(answer.value) : []),
    );
});

type DecodeJob = Extract<DecodeRequest, { kind: 'decode' }>;

async function decode({ bytes, frame, preview }: DecodeJob, codecs: CodecLoader): Promise<DecodeAnswer> {
  try {
    // The browser computes it beside the preview; before the whole, since it takes a copy of the file.
    const hash = sha256Hex(bytes);
    const wholeCodecs = preview ? await sendPreview(bytes, { codecs, frame, hash }) : codecs;
    const sha256 = await hash;
    const read = await readRadiograph(bytes, { codecs: wholeCodecs, frame });
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

interface PreviewJob {
  readonly codecs: CodecLoader;
  readonly frame: number;
  readonly hash: Promise<string>;
}

/**
 * What is wrong with the file, the full decode will say: a preview that cannot be made is no error. Gives the codecs for
 * the full decode.
 */
async function sendPreview(bytes: Uint8Array, { codecs, frame, hash }: PreviewJob): Promise<CodecLoader> {
  const { forPreview, afterPreview } = reusedInstance(codecs);
  const read = await readPreview(bytes, { codecs: forPreview, frame });
  if (!read?.ok) return codecs;
  // Neighbouring indices of a palette are not neighbouring colours: such a picture has no coarse form.
  if (read.value.image.palette) return afterPreview;
  const picture = buildPreviewPicture(read.value);
  const { pixels: _, overlays: __, minimum: ___, maximum: ____, ...facts } = read.value.image;
  const { fullRows: rows, fullColumns: columns } = read.value;
  const preview: ImagePreview = { picture, sha256: await hash, frame, facts: { ...facts, rows, columns } };
  post({ kind: 'preview', preview }, buffersOf(pictureArrays(picture)));
  return afterPreview;
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
