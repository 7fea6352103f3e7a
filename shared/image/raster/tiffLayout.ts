import { checkRasterSize } from './rasterLimits.ts';
import {
  TIFF_TAG,
  TiffFault,
  tiffDamaged,
  tiffNumber,
  tiffNumbers,
  tiffTruncated,
  tiffUnsupported,
  type TiffDirectory,
} from './tiffDirectory.ts';

/** A strip or a tile: the piece of the picture that one run of (compressed) bytes holds. */
export interface TiffPiece {
  readonly bytes: Uint8Array;
  readonly row: number;
  readonly column: number;
  /** Of the data; a tile may reach over the edge of the picture. */
  readonly rows: number;
  readonly columns: number;
  /** The colour of separate planes; 0 where colours are interleaved. */
  readonly plane: number;
}

/** What a page says of its picture, checked; nothing is allocated for it yet. */
export interface TiffLayout {
  readonly rows: number;
  readonly columns: number;
  /** Bits of each sample. */
  readonly bits: number;
  /** Samples of a pixel in the file, extra ones included. */
  readonly samples: number;
  readonly photometric: 'whiteIsZero' | 'blackIsZero' | 'rgb' | 'palette';
  readonly compression: 'none' | 'lzw' | 'deflate' | 'packBits';
  readonly planar: boolean;
  readonly horizontalPredictor: boolean;
  readonly reversedBits: boolean;
  readonly littleEndian: boolean;
  readonly pieces: readonly TiffPiece[];
}

const PHOTOMETRIC = ['whiteIsZero', 'blackIsZero', 'rgb', 'palette'] as const;
const OTHER_PHOTOMETRIC: Readonly<Record<number, string>> = {
  4: 'a transparency mask instead of a picture',
  5: 'inks (CMYK) instead of greys or RGB',
  6: 'YCbCr colours',
  8: 'Lab colours',
  32803: 'raw camera data',
};
const COMPRESSION: Readonly<Record<number, TiffLayout['compression']>> = {
  1: 'none',
  5: 'lzw',
  8: 'deflate',
  32946: 'deflate',
  32773: 'packBits',
};
const OTHER_COMPRESSION: Readonly<Record<number, string>> = {
  2: 'fax compression (CCITT)',
  3: 'fax compression (CCITT)',
  4: 'fax compression (CCITT)',
  6: 'JPEG compression',
  7: 'JPEG compression',
  34712: 'JPEG 2000 compression',
};

/** Strips of one line, three planes, of the longest picture; more pieces are a trap. */
const MOST_PIECES = 3 * 65_535;

/** Reads and checks a page's fields. Faults: what is no picture of ours, claims too much, or lies outside the file. */
export function readTiffLayout(directory: TiffDirectory): TiffLayout {
  const columns = tiffNumber(directory, TIFF_TAG.width, 0);
  const rows = tiffNumber(directory, TIFF_TAG.length, 0);
  const size = checkRasterSize({ rows, columns, format: 'TIFF' });
  if (!size.ok) throw new TiffFault(size.error.code, size.error.message);
  const compressionCode = tiffNumber(directory, TIFF_TAG.compression, 1);
  const compression = COMPRESSION[compressionCode];
  if (!compression) throw tiffUnsupported(OTHER_COMPRESSION[compressionCode] ?? `the compression ${compressionCode}`);
  const planar = tiffNumber(directory, TIFF_TAG.planarConfiguration, 1) === 2;
  const pixels = readPixels(directory);
  // Only these two compressions use a predictor (TIFF 6.0, section 14).
  const predictor =
    compression === 'lzw' || compression === 'deflate' ? tiffNumber(directory, TIFF_TAG.predictor, 1) : 1;
  if (predictor !== 1 && (predictor !== 2 || (pixels.bits !== 8 && pixels.bits !== 16))) {
    throw tiffUnsupported(`the predictor ${predictor} of ${pixels.bits}-bit samples`);
  }
  return {
    rows,
    columns,
    ...pixels,
    compression,
    planar,
    horizontalPredictor: predictor === 2,
    reversedBits: tiffNumber(directory, TIFF_TAG.fillOrder, 1) === 2,
    littleEndian: directory.littleEndian,
    pieces: readPieces(directory, { rows, columns, planes: planar ? pixels.samples : 1 }),
  };
}

function readPixels(directory: TiffDirectory): Pick<TiffLayout, 'bits' | 'samples' | 'photometric'> {
  const code = tiffNumber(directory, TIFF_TAG.photometric, -1);
  const photometric = PHOTOMETRIC[code];
  if (code === -1) throw new TiffFault('invalid_header', 'This TIFF file does not say what its values mean.');
  if (!photometric) throw tiffUnsupported(OTHER_PHOTOMETRIC[code] ?? `colours of the unknown kind ${code}`);
  const colours = photometric === 'rgb' ? 3 : 1;
  const samples = tiffNumber(directory, TIFF_TAG.samplesPerPixel, 1);
  if (samples < colours || samples > colours + 1) throw tiffUnsupported(`${samples} samples per pixel`);
  const [bits = 1, ...others] = tiffNumbers(directory, TIFF_TAG.bitsPerSample);
  if (others.some((other) => other !== bits)) throw tiffUnsupported('samples of different sizes');
  if (!(bits >= 1 && bits <= 16) || (photometric === 'palette' && bits > 8))
    throw tiffUnsupported(`${bits}-bit samples`);
  const format = tiffNumbers(directory, TIFF_TAG.sampleFormat).find((each) => each !== 1 && each !== 4);
  if (format !== undefined) throw tiffUnsupported(format === 3 ? 'floating point samples' : 'signed samples');
  return { bits, samples, photometric };
}

interface Cut {
  readonly rows: number;
  readonly columns: number;
  readonly planes: number;
}

function readPieces(directory: TiffDirectory, cut: Cut): readonly TiffPiece[] {
  const { rows, columns, planes } = cut;
  const tiled = directory.entries.has(TIFF_TAG.tileWidth);
  const height = tiled
    ? tiffNumber(directory, TIFF_TAG.tileLength, 0)
    : Math.min(tiffNumber(directory, TIFF_TAG.rowsPerStrip, rows), rows);
  const width = tiled ? tiffNumber(directory, TIFF_TAG.tileWidth, 0) : columns;
  if (height < 1 || width < 1) throw tiffDamaged('its pieces have no size');
  // A tile far larger than its picture is a trap, not a picture.
  if (width * height > 4 * rows * columns + 1_000_000) throw tiffDamaged('its tiles are larger than the picture');
  const across = Math.ceil(columns / width);
  const perPlane = across * Math.ceil(rows / height);
  const count = perPlane * planes;
  if (count > MOST_PIECES) throw tiffDamaged(`it is cut into ${count} pieces`);
  const bytes = pieceBytes(directory, { tiled, count });
  return bytes.map((each, i) => {
    const inPlane = i % perPlane;
    const row = Math.floor(inPlane / across) * height;
    return {
      bytes: each,
      row,
      column: (inPlane % across) * width,
      rows: tiled ? height : Math.min(height, rows - row),
      columns: width,
      plane: Math.floor(i / perPlane),
    };
  });
}

function pieceBytes(directory: TiffDirectory, { tiled, count }: { tiled: boolean; count: number }): Uint8Array[] {
  const { view } = directory;
  const offsets = tiffNumbers(directory, tiled ? TIFF_TAG.tileOffsets : TIFF_TAG.stripOffsets);
  const sizes = tiffNumbers(directory, tiled ? TIFF_TAG.tileByteCounts : TIFF_TAG.stripByteCounts);
  if (offsets.length < count) throw tiffDamaged('pieces of its picture are missing');
  // Old programs leave the size out; it is whatever follows then.
  return offsets.slice(0, count).map((offset, i) => {
    if (offset + (sizes[i] ?? 0) > view.byteLength) throw tiffTruncated();
    const size = sizes[i] ?? view.byteLength - offset;
    return new Uint8Array(view.buffer, view.byteOffset + offset, size);
  });
}
