import { encodeHtj2k, encodeJpeg2000, encodeJpegLs } from './codecEncoders.ts';
import { element, encapsulated, sequence, SYNTAX, writeCompressed, writeImage, type Element } from './dicomWriter.ts';
import { encodeJpegDct } from './jpegDctEncoder.ts';
import { encodeJpegLossless } from './jpegLosslessEncoder.ts';
import { encodeRle } from './rleEncoder.ts';

const rows = 16;
const columns = 12;
const cells = Array.from({ length: rows * columns }, (_, i) => (i * 21 + (i % columns) * 5) & 0xfff);
const image = { rows, columns, bitsStored: 12, cells };
const frame = { width: columns, height: rows, bitsPerSample: 12, componentCount: 1, isSigned: false };

/** Elements of every kind that the reader looks into. */
const rich: readonly Element[] = [
  element(0x00080005, 'CS', 'ISO 2022 IR 100\\ISO 2022 IR 87'),
  element(0x00080022, 'DA', '20240229'),
  element(0x00100010, 'PN', 'DOE^JANE'),
  element(0x00200020, 'CS', 'A\\F'),
  element(0x00280030, 'DS', '0.1\\0.1'),
  element(0x00280120, 'US', [7]),
  element(0x00281050, 'DS', '100\\200'),
  element(0x00281051, 'DS', '50\\60'),
  element(0x00281053, 'DS', '1'),
  element(0x00281052, 'DS', '0'),
  sequence(0x00283000, [[element(0x00283002, 'US', [4, 0, 12]), element(0x00283006, 'OW', [1, 2, 3, 4])]]),
  sequence(0x00283010, [[element(0x00283002, 'US', [4, 0, 12]), element(0x00283006, 'OW', [1, 2, 3, 4])]], {
    undefinedLength: true,
  }),
  sequence(0x0040a730, [[sequence(0x0040a730, [[]], { undefinedLength: true })]]),
  element(0x00091001, 'OB', new Uint8Array(10)),
  element(0x60000010, 'US', [rows]),
  element(0x60000011, 'US', [columns]),
  element(0x60000050, 'SS', [1, 1]),
  element(0x60003000, 'OW', new Uint8Array((rows * columns) / 8)),
];

export interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** One small good file of each encoding and compression, as material for mutations. */
export async function dicomSeeds(): Promise<readonly Seed[]> {
  const eight = cells.map((each) => each >> 4);
  const twoFrames = { ...image, frames: 2 };
  const lossless = encodeJpegLossless(cells, { rows, columns, precision: 12, predictor: 4 });
  const compressed = async (name: string, syntax: string, stream: Uint8Array | Promise<Uint8Array>): Promise<Seed> => ({
    name,
    bytes: writeCompressed(image, syntax, encapsulated([await stream]), rich),
  });
  const palette = [0x1101, 0x1102, 0x1103].flatMap((low) => [
    element(0x00280000 + low, 'US', [16, 0, 16]),
    element(
      0x00280000 + low + (low === 0x1103 ? 0x120 : 0x100),
      'OW',
      low === 0x1103 ? [0, 1, 9, 1, 15, 200] : eight.slice(0, 16),
    ),
  ]);
  return [
    { name: 'explicit', bytes: writeImage(image, { changes: rich }) },
    { name: 'implicit', bytes: writeImage(image, { changes: rich, syntax: SYNTAX.implicit }) },
    { name: 'big endian', bytes: writeImage(image, { changes: rich, syntax: SYNTAX.bigEndian }) },
    { name: 'deflated', bytes: writeImage(image, { changes: rich, syntax: SYNTAX.deflated }) },
    { name: 'headless', bytes: writeImage(image, { changes: rich, preamble: false, meta: false }) },
    {
      name: 'palette',
      bytes: writeImage(
        { ...image, bitsAllocated: 8, bitsStored: 8, photometric: 'PALETTE COLOR', cells: eight },
        { changes: palette },
      ),
    },
    await compressed('RLE', SYNTAX.rle, encodeRle(cells, { samplesPerPixel: 1, bitsAllocated: 16 })),
    await compressed('JPEG lossless', SYNTAX.jpegLossless, lossless),
    await compressed('JPEG extended', SYNTAX.jpegExtended, encodeJpegDct(cells, { rows, columns, precision: 12 })),
    await compressed('JPEG-LS', SYNTAX.jpegLs, encodeJpegLs(cells, frame)),
    await compressed('JPEG 2000', SYNTAX.jpeg2000Lossless, encodeJpeg2000(cells, frame)),
    await compressed('HTJ2K', SYNTAX.htj2kLossless, encodeHtj2k(cells, frame)),
    {
      name: 'two frames',
      bytes: writeCompressed(
        twoFrames,
        SYNTAX.jpegLossless,
        encapsulated([lossless, lossless], { offsetTable: [0, lossless.length + 8] }),
      ),
    },
  ];
}
