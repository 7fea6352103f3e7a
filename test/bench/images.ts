import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchBrowser } from '../support/program.ts';
import { judgeFiles, type FileFigures } from './images/fileFigures.ts';
import { decodeTimes, type DecodeRow } from './images/decodeTimes.ts';
import { frameFigures, type FrameFigures } from './images/frameFigures.ts';
import { memoryFigures, type MemoryFigures, type OpenedFilm } from './images/memoryFigures.ts';
import { openRepeatedly, type Opening } from './images/openTimes.ts';
import { peerFigures, type PeerFigures } from './images/peerFigures.ts';
import { FILMS, writeCompressedFilm, writeFilm, writeVariants, type Film } from './images/testFilms.ts';

export interface ImageFigures extends FrameFigures, MemoryFigures, FileFigures {
  readonly decode: readonly DecodeRow[];
  /** From the choice of the file to its picture in the window, warm; JPEG 2000 shows a coarse one first. */
  readonly firstPictureMs: {
    readonly uncompressed: number;
    readonly jpeg2000: number;
    readonly jpeg2000Preview: number;
    /** The same of 16 bits full of noise, and of 5000 x 4000 pixels. */
    readonly noisyJpeg2000: number;
    readonly noisyJpeg2000Preview: number;
    readonly huge: number;
    readonly hugeJpeg2000: number;
    readonly hugeJpeg2000Preview: number;
  };
  readonly longestTaskMs: number;
  readonly peer: PeerFigures;
}

/** Every figure about images: how fast they open, how smoothly they move, what they cost, and whether they are right. */
export async function measure({ say }: { readonly say: (line: string) => void }): Promise<ImageFigures> {
  const folder = await mkdtemp(path.join(tmpdir(), 'endplate-images-'));
  const browser = await launchBrowser();
  try {
    say('Making films of 3000 x 2500 and 5000 x 4000 pixels...');
    const large = writeFilm(folder, FILMS.large);
    const huge = writeFilm(folder, FILMS.huge);
    const compress = (film: Film): Promise<string> => writeCompressedFilm(writeFilm(folder, film), film, 'jpeg2000');
    const compressed = await compress(FILMS.clinical);
    const noisy = await compress(FILMS.large);
    const hugeCompressed = await compress(FILMS.clinicalHuge);
    const variants = writeVariants(folder, large, 11);
    say('Opening them...');
    const open = (file: string): Promise<Opening> => openRepeatedly(browser, file, 5);
    const openings = {
      uncompressed: await open(large),
      jpeg2000: await open(compressed),
      noisyJpeg2000: await open(noisy),
      huge: await open(huge),
      hugeJpeg2000: await open(hugeCompressed),
    };
    say('Moving them...');
    const frames = await frameFigures(browser, { huge, pair: variants.slice(0, 2) });
    say('Weighing them...');
    const films: readonly OpenedFilm[] = [
      { name: 'uncompressed', file: large, decodedBytes: sizeOf(FILMS.large) },
      { name: 'jpeg2000', file: compressed, decodedBytes: sizeOf(FILMS.clinical) },
      { name: 'noisyJpeg2000', file: noisy, decodedBytes: sizeOf(FILMS.large) },
      { name: 'huge', file: huge, decodedBytes: sizeOf(FILMS.huge) },
      { name: 'hugeJpeg2000', file: hugeCompressed, decodedBytes: sizeOf(FILMS.clinicalHuge) },
    ];
    const memory = await memoryFigures(browser, films, variants);
    say('Drawing one beside cornerstone3D...');
    const peer = await peerFigures(browser, folder, say);
    say('Decoding them beside native programs...');
    const decode = await decodeTimes(folder);
    say('Reading the shared images, good and bad...');
    const files = await judgeFiles();
    return {
      decode,
      firstPictureMs: {
        uncompressed: openings.uncompressed.firstMs,
        jpeg2000: openings.jpeg2000.completeMs,
        jpeg2000Preview: openings.jpeg2000.firstMs,
        noisyJpeg2000: openings.noisyJpeg2000.completeMs,
        noisyJpeg2000Preview: openings.noisyJpeg2000.firstMs,
        huge: openings.huge.firstMs,
        hugeJpeg2000: openings.hugeJpeg2000.completeMs,
        hugeJpeg2000Preview: openings.hugeJpeg2000.firstMs,
      },
      ...frames,
      longestTaskMs: Math.max(...Object.values(openings).map(({ longestTaskMs }) => longestTaskMs)),
      ...memory,
      peer,
      ...files,
    };
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const sizeOf = ({ rows, columns }: { rows: number; columns: number }): number => rows * columns * 2;
