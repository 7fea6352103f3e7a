import { describe, expect, test } from 'vitest';
import { nodeCodecs } from '../../../../electron/cli/codecLoader.ts';
import { readRadiograph } from '../../../../shared/image/readRadiograph.ts';
import { element, imageElements, sequence, SYNTAX, writeDicom, writeImage } from '../../../support/dicomWriter.ts';
import { opened, refusal, warningsOf } from '../../../support/openImage.ts';

const image = { rows: 2, columns: 3, cells: [1, 2, 300, 4, 5, 65535] };
const encodings = [
  ['implicit little endian', SYNTAX.implicit],
  ['explicit little endian', SYNTAX.explicit],
  ['explicit big endian', SYNTAX.bigEndian],
  ['deflated', SYNTAX.deflated],
] as const;

describe('element encodings', () => {
  test.each(encodings)('%s', async (_, syntax) => {
    const radiograph = await opened(writeImage(image, { syntax }));
    expect(Array.from(radiograph.pixels)).toEqual(image.cells);
    expect(radiograph).toMatchObject({
      rows: 2,
      columns: 3,
      transferSyntax: syntax,
      minimum: 1,
      maximum: 65535,
      warnings: [],
    });
  });

  test.each(encodings.slice(0, 3))('%s without preamble and meta header', async (_, syntax) => {
    const radiograph = await opened(writeImage(image, { syntax, preamble: false, meta: false }));
    expect(Array.from(radiograph.pixels)).toEqual(image.cells);
    expect(radiograph.transferSyntax).toBeNull();
  });

  test.each(encodings)('%s without preamble, with meta header', async (_, syntax) => {
    expect(Array.from((await opened(writeImage(image, { syntax, preamble: false }))).pixels)).toEqual(image.cells);
  });

  test.each(encodings.slice(0, 3))('%s with preamble, without meta header', async (_, syntax) => {
    expect(Array.from((await opened(writeImage(image, { syntax, meta: false }))).pixels)).toEqual(image.cells);
  });

  test('the file says implicit and is explicit: read as it is, with a warning', async () => {
    const bytes = writeImage(image);
    const at = new TextDecoder('latin1').decode(bytes).indexOf('1.2.840.10008.1.2.1');
    bytes.set([0, 0], at + 17);
    const radiograph = await opened(bytes);
    expect(Array.from(radiograph.pixels)).toEqual(image.cells);
    expect(radiograph.warnings).toMatchObject([{ code: 'transfer_syntax_mismatch' }]);
  });

  test("Node's Buffer, also in the middle of its pool, is read like any bytes", async () => {
    const file = writeImage(image);
    const odd = Buffer.concat([Buffer.from('x'), file]).subarray(1);
    expect(Array.from((await opened(odd)).pixels)).toEqual(image.cells);
  });

  test('opening changes nothing in the bytes', async () => {
    for (const [, syntax] of encodings) {
      const bytes = writeImage({ ...image, bitsStored: 12 }, { syntax });
      const before = bytes.slice();
      await opened(bytes);
      expect(bytes).toEqual(before);
    }
  });

  test('the preamble may look like another file type', async () => {
    const bytes = writeImage(image);
    bytes.set([0x4d, 0x5a, 0x90], 0);
    bytes.set([0x49, 0x49, 0x2a, 0], 64);
    expect((await opened(bytes)).rows).toBe(2);
    bytes.set([0x49, 0x49, 0x2a, 0], 0);
    expect((await opened(bytes)).rows).toBe(2);
  });
});

describe('elements around the image', () => {
  const nested = (depth: number, undefinedLength: boolean): ReturnType<typeof sequence> =>
    sequence(0x0040a730, [depth > 1 ? [nested(depth - 1, undefinedLength)] : [element(0x00280010, 'US', [99])]], {
      undefinedLength,
    });

  test.each([
    [SYNTAX.explicit, false],
    [SYNTAX.explicit, true],
    [SYNTAX.implicit, false],
    [SYNTAX.implicit, true],
    [SYNTAX.bigEndian, true],
  ])('sequences in sequences, %s, undefined length %s: their rows are not those of the image', async (syntax, open) => {
    const bytes = writeImage(image, { syntax, changes: [nested(16, open)] });
    expect((await opened(bytes)).rows).toBe(2);
  });

  test('private elements and sequences are passed over', async () => {
    const changes = [
      element(0x00090010, 'LO', 'VENDOR'),
      element(0x00091001, 'UN', Uint8Array.of(1, 2, 3)),
      sequence(0x00091002, [[element(0x00091003, 'OB', Uint8Array.of(9))]], { undefinedLength: true }),
      element(0x00291010, 'OB', new Uint8Array(1000)),
    ];
    expect(await warningsOf(writeImage(image, { changes }))).toEqual([]);
  });

  test('an icon inside a sequence is not the image', async () => {
    const icon = [element(0x00280010, 'US', [1]), element(0x00280011, 'US', [1]), element(0x7fe00010, 'OW', [7])];
    const radiograph = await opened(writeImage(image, { changes: [sequence(0x00880200, [icon])] }));
    expect(Array.from(radiograph.pixels)).toEqual(image.cells);
  });

  test('a sequence of type UN is written implicitly inside', async () => {
    // (0028,3010) as UN: one item of undefined length with a description, implicit little endian.
    const inner = [0xfe, 0xff, 0x00, 0xe0, 12, 0, 0, 0, 0x28, 0, 0x03, 0x30, 4, 0, 0, 0, 0x42, 0x4f, 0x4e, 0x45];
    const radiograph = await opened(
      writeImage(image, { changes: [element(0x00283010, 'UN', Uint8Array.from(inner))] }),
    );
    expect(radiograph.rows).toBe(2);
    expect(radiograph.warnings).toMatchObject([{ code: 'lut_invalid' }]);
  });

  test('VRs younger than the element parser have long lengths', async () => {
    const changes = [
      element(0x00180000 + 0x9999, 'OV', new Uint8Array(70000)),
      element(0x00189998, 'UV', new Uint8Array(8)),
    ];
    expect((await opened(writeImage(image, { changes }))).rows).toBe(2);
  });

  test('odd lengths, against the standard, do not disturb', async () => {
    const odd = { ...element(0x00081030, 'LO', 'abc') };
    const bytes = writeDicom({
      elements: [...imageElements(image), odd, element(0x7fe00010, 'OW', image.cells)],
    });
    const at = new TextDecoder('latin1').decode(bytes).indexOf('LO\u0004\u0000abc ');
    const shorter = Uint8Array.from([
      ...bytes.slice(0, at + 2),
      3,
      0,
      ...bytes.slice(at + 4, at + 7),
      ...bytes.slice(at + 8),
    ]);
    expect(Array.from((await opened(shorter)).pixels)).toEqual(image.cells);
  });

  test('of two equal elements the first counts', async () => {
    const bytes = writeDicom({
      keepOrder: true,
      elements: [
        ...imageElements(image).slice(0, -1),
        element(0x00280010, 'US', [50]),
        element(0x00280103, 'US', [0]),
        element(0x7fe00010, 'OW', image.cells),
      ],
    });
    expect((await opened(bytes)).rows).toBe(2);
  });
});

describe('what is not a DICOM image says so', () => {
  test.each([
    ['no bytes', new Uint8Array(0), 'empty'],
    ['text', new TextEncoder().encode('just some text'), 'not_an_image'],
    ['a ZIP', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), 'unsupported_format'],
    ['a PDF', new TextEncoder().encode('%PDF-1.4'), 'unsupported_format'],
    ['a bare JPEG 2000 stream', Uint8Array.of(0xff, 0x4f, 0xff, 0x51, 0, 41, 0, 0), 'unsupported_format'],
    ['a JP2 file', Uint8Array.of(0, 0, 0, 12, 0x6a, 0x50, 0x20, 0x20, 13, 10, 0x87, 10), 'unsupported_format'],
    ['a telephone picture', new TextEncoder().encode('\0\0\0\u0018ftypheic\0\0\0\0'), 'unsupported_format'],
    ['a gzip', Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0), 'unsupported_format'],
    ['HTML', new TextEncoder().encode('  <!DOCTYPE html><script>'), 'unsupported_format'],
    ['SVG', new TextEncoder().encode('<?xml version="1.0"?><svg>'), 'unsupported_format'],
    ['a preamble alone', writeDicom({ elements: [] }).slice(0, 132), 'truncated'],
    ['a meta header alone', writeDicom({ elements: [] }), 'truncated'],
  ])('%s', async (_, bytes, code) => {
    expect((await refusal(bytes)).code).toBe(code);
  });

  test.each([
    ['1.2.840.10008.5.1.4.1.1.88.11', 'a structured report'],
    ['1.2.840.10008.5.1.4.1.1.88.59', 'a key object note'],
    ['1.2.840.10008.5.1.4.1.1.11.1', 'a presentation state'],
    ['1.2.840.10008.5.1.4.1.1.104.1', 'an encapsulated document'],
  ])('%s is %s', async (uid, name) => {
    const error = await refusal(writeDicom({ elements: [element(0x00080016, 'UI', uid)] }));
    expect(error.code).toBe('not_an_image');
    expect(error.message).toContain(name);
  });

  test('an unknown transfer syntax is named', async () => {
    const error = await refusal(writeImage(image, { syntax: '1.2.840.10008.1.2.4.100' }));
    expect(error.code).toBe('unsupported_transfer_syntax');
    expect(error.message).toContain('video');
  });

  test('a frame number that is none', async () => {
    for (const frame of [-1, 0.5, Number.NaN, 1]) {
      const result = await readRadiograph(writeImage(image), { codecs: nodeCodecs, frame });
      expect(result).toMatchObject({ ok: false, error: { code: 'no_such_frame' } });
    }
  });
});
