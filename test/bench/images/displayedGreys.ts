import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodeCodecs } from '../../../electron/cli/codecLoader.ts';
import { IDENTITY } from '../../../shared/geometry/affine.ts';
import { buildPicture, type Picture } from '../../../shared/image/picture/picture.ts';
import { createPictureRenderer } from '../../../shared/image/picture/pictureRenderer.ts';
import { numericWindow, openingWindow, type PictureWindow } from '../../../shared/image/picture/pictureWindow.ts';
import type { Radiograph } from '../../../shared/image/radiograph.ts';
import { readRadiograph } from '../../../shared/image/readRadiograph.ts';
import { dataFolder, isDicomEntry, readManifest, readShared } from '../../conformance/manifest.ts';
import { isInstalled } from './testFilms.ts';

/** A file as our screen shows it when it opens, every pixel, beside DCMTK's rendering of it with the same window. */
export interface DisplayedRow {
  readonly file: string;
  /** What chooses the greys. */
  readonly shown: string;
  /** The largest and the mean difference of a grey or colour of 0 to 255; null where DCMTK gives no picture. */
  readonly largest: number | null;
  readonly mean: number | null;
  readonly verdict: 'agrees' | 'differs' | 'not judged';
  readonly why: string;
}

/** DCMTK cuts greys off where we round; colours of lossy JPEG are converted with other roundings. */
const TOLERANCE = { grey: 1, colour: 2 } as const;

/** Files that DCMTK shows otherwise than the standard says, each with the reason; checked by hand against the formula. */
const EXPLAINED: Readonly<Record<string, string>> = {
  'dicom/pt_14bit_jpegls.dcm':
    'DCMTK leaves out the rescale of positron emission images; its greys are those of slope 1',
};

/** Null with the reason where the images or the judge are missing. */
export async function displayedRows(): Promise<readonly DisplayedRow[] | string> {
  const manifest = readManifest();
  if (!manifest) return `No shared images at ${dataFolder}; set ENDPLATE_SHARED_DATA`;
  if (!isInstalled('dcm2pnm') || !isInstalled('gdcmconv')) return 'dcm2pnm (DCMTK) or gdcmconv (GDCM) is not installed';
  const folder = await mkdtemp(path.join(tmpdir(), 'endplate-displayed-'));
  try {
    const rows: DisplayedRow[] = [];
    for (const entry of [...manifest.dicom, ...manifest.phantom].filter(isDicomEntry)) {
      const image = await readRadiograph(readShared(entry.path), { codecs: nodeCodecs });
      // Whether a file opens is the other table's matter.
      if (image.ok) rows.push(displayedRow(entry.path, image.value, folder));
    }
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function displayedRow(file: string, radiograph: Radiograph, folder: string): DisplayedRow {
  const picture = buildPicture(radiograph);
  const window = openingWindow(radiograph);
  const shown = nameOf(window, radiograph);
  const theirs = renderByDcmtk(path.join(dataFolder, file), judgeOptions(window, radiograph, picture), folder);
  const row = { file, shown, largest: null, mean: null };
  if (!theirs) return { ...row, verdict: 'not judged', why: 'DCMTK and GDCM cannot decode this file' };
  const { largest, mean } = difference(renderOurs(picture, window), theirs);
  const allowed = radiograph.samplesPerPixel === 1 ? TOLERANCE.grey : TOLERANCE.colour;
  const explained = EXPLAINED[file];
  const verdict = largest <= allowed ? 'agrees' : explained === undefined ? 'differs' : 'not judged';
  return { file, shown, largest, mean, verdict, why: verdict === 'agrees' ? '' : (explained ?? '') };
}

function nameOf(window: PictureWindow, { voi, palette, samplesPerPixel }: Radiograph): string {
  if (palette) return 'palette';
  if (samplesPerPixel === 3) return 'colours';
  if (window.kind !== 'file') return 'automatic window';
  const option = voi[window.index];
  return option?.kind === 'window' ? `window of the file, ${option.voiFunction}` : 'table of the file';
}

/** How DCMTK is asked for the same greys. */
function judgeOptions(window: PictureWindow, radiograph: Radiograph, picture: Picture): readonly string[] {
  if (radiograph.palette || radiograph.samplesPerPixel === 3) return ['-W'];
  const option = window.kind === 'file' ? radiograph.voi[window.index] : undefined;
  if (window.kind === 'file' && option?.kind === 'lut') return ['+Wl', String(window.index + 1)];
  const { center, width, voiFunction } = numericWindow(window, picture.facts, picture.histogram);
  return ['+Ww', String(center), String(width), voiFunction === 'SIGMOID' ? '+Wfs' : '+Wfl'];
}

interface Rgb {
  readonly columns: number;
  readonly rows: number;
  readonly at: (pixel: number, channel: number) => number;
}

function renderOurs(picture: Picture, window: PictureWindow): Rgb {
  const { rows, columns } = picture;
  const place = { toDisplay: IDENTITY, width: columns, height: rows, interpolation: 'nearest' } as const;
  const { rgba } = createPictureRenderer(picture).render({ ...place, window, invert: false, overlays: false });
  return { rows, columns, at: (pixel, channel) => rgba[4 * pixel + channel] as number };
}

/** Uncompressed by GDCM, since DCMTK's program reads few compressions; -O leaves overlays out. */
function renderByDcmtk(file: string, options: readonly string[], folder: string): Rgb | null {
  const raw = path.join(folder, 'raw.dcm');
  const out = path.join(folder, 'shown.pnm');
  spawnSync('rm', ['-f', raw, out]);
  const uncompressed = spawnSync('gdcmconv', ['--raw', file, raw]).status === 0 && existsSync(raw);
  spawnSync('dcm2pnm', ['-O', ...options, uncompressed ? raw : file, out]);
  return existsSync(out) ? readPnm(readFileSync(out)) : null;
}

/** A binary PGM or PPM: magic, columns, rows, 255, then the bytes. */
function readPnm(bytes: Buffer): Rgb {
  const [magic, columns = 0, rows = 0] = bytes
    .toString('latin1', 0, 64)
    .split(/\s+/, 4)
    .map((part, i) => {
      return i === 0 ? Number(part.slice(1)) : Number(part);
    });
  const channels = magic === 6 ? 3 : 1;
  const start = bytes.length - rows * columns * channels;
  const at = (pixel: number, channel: number): number =>
    bytes[start + pixel * channels + (channels === 3 ? channel : 0)] as number;
  return { columns, rows, at };
}

function difference(ours: Rgb, theirs: Rgb): { largest: number; mean: number } {
  if (ours.rows !== theirs.rows || ours.columns !== theirs.columns) return { largest: 255, mean: 255 };
  let largest = 0;
  let sum = 0;
  const pixels = ours.rows * ours.columns;
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      const apart = Math.abs(ours.at(pixel, channel) - theirs.at(pixel, channel));
      sum += apart;
      if (apart > largest) largest = apart;
    }
  }
  return { largest, mean: Math.round((1000 * sum) / (3 * pixels)) / 1000 };
}
