import { describe, expect, test } from 'vitest';
import { nodeCodecs } from '../../../../electron/cli/codecLoader.ts';
import { decodeJpeg2000 } from '../../../../shared/image/codecs/jpeg2000.ts';
import { decodeJpegLs } from '../../../../shared/image/codecs/jpegLs.ts';
import type { CodecLoader } from '../../../../shared/image/codecLoader.ts';
import { encodeJpeg2000, encodeJpegLs } from '../../../support/codecEncoders.ts';

const shape = { rows: 16, columns: 16, samplesPerPixel: 1, bitsAllocated: 16 } as const;
const frame = { width: 16, height: 16, bitsPerSample: 12, componentCount: 1, isSigned: false };
const cells = Array.from({ length: 256 }, (_, i) => i * 3);

describe('codec loading', () => {
  test('every call gives an instance of its own, so that no picture outlives its frame', async () => {
    const [first, second] = await Promise.all([nodeCodecs.openJpeg(), nodeCodecs.openJpeg()]);
    expect(first.module).not.toBe(second.module);
    const decoder = new second.module.J2KDecoder();
    expect(decoder.getDecodedBuffer()).toHaveLength(0);
  });

  test('300 frames one after another do not pile up memory', async () => {
    const stream = await encodeJpegLs(cells, frame);
    await decodeJpegLs(stream, shape, nodeCodecs);
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 300; i++) expect(await decodeJpegLs(stream, shape, nodeCodecs)).toMatchObject({ ok: true });
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  });

  test('a codec that cannot be loaded is an error with words, and the next image tries again', async () => {
    let tries = 0;
    const failing: CodecLoader = {
      ...nodeCodecs,
      openJpeg: () => (++tries === 1 ? Promise.reject(new Error('offline')) : nodeCodecs.openJpeg()),
    };
    const stream = await encodeJpeg2000(cells, frame);
    expect(await decodeJpeg2000(stream, shape, failing)).toMatchObject({
      ok: false,
      error: { code: 'decoder_failed' },
    });
    expect(await decodeJpeg2000(stream, shape, failing)).toMatchObject({ ok: true });
  });
});
