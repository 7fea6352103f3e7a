import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { encodeHtj2k, encodeJpeg2000, encodeJpegLs, type EncoderFrame } from '../../support/codecEncoders.ts';
import { encapsulated, SYNTAX, writeCompressed } from '../../support/dicomWriter.ts';
import { encodeJpegLossless } from '../../support/jpegLosslessEncoder.ts';
import { largeRadiograph, spinePixels } from '../../support/largeRadiograph.ts';
import { encodeRle } from '../../support/rleEncoder.ts';

/** A made-up film: its size, and the bits of its values. */
export interface Film {
  readonly rows: number;
  readonly columns: number;
  readonly bitsStored: number;
  /** Span of the noise, as a share of the whole range. */
  readonly noise?: number;
}

export const FILMS = {
  /** 12 bits with the noise of real computed radiographs: compresses to about 5 bits a pixel, as they do. */
  clinical: { rows: 3000, columns: 2500, bitsStored: 12, noise: 0.01 },
  clinicalHuge: { rows: 5000, columns: 4000, bitsStored: 12, noise: 0.01 },
  /** Full range and strong noise: nothing compresses it well. */
  large: { rows: 3000, columns: 2500, bitsStored: 16 },
  largeTwelve: { rows: 3000, columns: 2500, bitsStored: 12 },
  huge: { rows: 5000, columns: 4000, bitsStored: 16 },
} as const satisfies Record<string, Film>;

export type Compression = 'jpeg2000' | 'jpegLs' | 'jpegLossless' | 'rle' | 'htj2k';

/** How GDCM is told to compress; it has no HTJ2K. */
const GDCM: Partial<Record<Compression, string>> = {
  jpeg2000: '--j2k',
  jpegLs: '--jpegls',
  jpegLossless: '--jpeg',
  rle: '--rle',
};

const nameOf = ({ columns, rows, bitsStored, noise }: Film): string =>
  `${columns}x${rows}x${bitsStored}${noise === undefined ? '' : `n${noise}`}`;

export const isInstalled = (program: string): boolean =>
  spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;

/** Writes the uncompressed film into the folder, and gives its path. */
export function writeFilm(folder: string, film: Film): string {
  const file = path.join(folder, `${nameOf(film)}.dcm`);
  writeFileSync(file, largeRadiograph(film));
  return file;
}

/** Compresses a film that `writeFilm` wrote: by GDCM where it is installed, as clinics' files are, else by our encoders. */
export async function writeCompressedFilm(uncompressed: string, film: Film, compression: Compression): Promise<string> {
  const file = uncompressed.replace(/\.dcm$/, `.${compression}.dcm`);
  const option = GDCM[compression];
  if (option !== undefined && isInstalled('gdcmconv')) {
    const run = spawnSync('gdcmconv', [option, '-i', uncompressed, '-o', file], { encoding: 'utf8' });
    if (run.status === 0) return file;
    rmSync(file, { force: true });
  }
  writeFileSync(file, await encoded(film, compression));
  return file;
}

async function encoded(film: Film, compression: Compression): Promise<Uint8Array> {
  const { rows, columns, bitsStored } = film;
  const cells = Array.from(spinePixels(film));
  const frame: EncoderFrame = {
    width: columns,
    height: rows,
    bitsPerSample: bitsStored,
    componentCount: 1,
    isSigned: false,
  };
  const write = (syntax: string, stream: Uint8Array): Uint8Array =>
    writeCompressed({ rows, columns, bitsStored, cells: [] }, syntax, encapsulated([stream]));
  switch (compression) {
    case 'jpeg2000':
      return write(SYNTAX.jpeg2000Lossless, await encodeJpeg2000(cells, frame, { decompositions: 5 }));
    case 'htj2k':
      return write(SYNTAX.htj2kLossless, await encodeHtj2k(cells, frame, { decompositions: 5 }));
    case 'jpegLs':
      return write(SYNTAX.jpegLs, await encodeJpegLs(cells, frame));
    case 'jpegLossless':
      return write(SYNTAX.jpegLosslessSv1, encodeJpegLossless(cells, { rows, columns, precision: bitsStored }));
    case 'rle':
      return write(SYNTAX.rle, encodeRle(cells, { samplesPerPixel: 1, bitsAllocated: 16 }));
  }
}

/** Copies of a film that differ in their first pixel, so that each is another image. */
export function writeVariants(folder: string, uncompressed: string, count: number): readonly string[] {
  const bytes = new Uint8Array(readFileSync(uncompressed));
  return Array.from({ length: count }, (_, index) => {
    bytes[bytes.length - 2] = index;
    const file = path.join(folder, `variant${index}.dcm`);
    writeFileSync(file, bytes);
    return file;
  });
}
