import type { CodecLoader } from '../../shared/image/codecLoader.ts';

/**
 * A loader for the preview of a frame and then the whole of the same frame: both run in one instance of the codec, whose
 * memory is large. Only for that: `afterPreview` must not be used where the preview failed, since a damaged stream may
 * leave an instance broken, nor for another image.
 */
export function reusedInstance(codecs: CodecLoader): {
  readonly forPreview: CodecLoader;
  readonly afterPreview: CodecLoader;
} {
  let used: Awaited<ReturnType<CodecLoader['openJpeg']>> | null = null;
  return {
    forPreview: {
      ...codecs,
      openJpeg: async () => {
        used = await codecs.openJpeg();
        return used;
      },
    },
    afterPreview: {
      ...codecs,
      openJpeg: () => {
        const instance = used;
        used = null;
        return instance ? Promise.resolve(instance) : codecs.openJpeg();
      },
    },
  };
}
