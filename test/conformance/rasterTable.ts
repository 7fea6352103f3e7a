import { createHash } from 'node:crypto';
import { nodeCodecs } from '../../electron/cli/codecLoader.ts';
import type { Radiograph } from '../../shared/image/radiograph.ts';
import { readRadiograph } from '../../shared/image/readRadiograph.ts';
import { uprightPixels, type ExifOrientation } from '../../shared/image/raster/exif.ts';
import { sampleBytes, storedSamples } from '../../shared/image/storedSamples.ts';
import type { ConformanceRow } from './dicomTable.ts';
import { isDicomEntry, readManifest, readShared, type GoodFile } from './manifest.ts';

/** The table over the shared raster files; null where they are not at hand. */
export async function rasterTable(): Promise<readonly ConformanceRow[] | null> {
  const manifest = readManifest();
  if (!manifest) return null;
  const rows: ConformanceRow[] = [];
  for (const entry of [...manifest.raster, ...manifest.phantom].filter((each) => !isDicomEntry(each)))
    rows.push(await rasterRow(entry));
  return rows;
}

/** Known limits, each with its reason; anything else that is refused is a fault. */
const REFUSED: Readonly<Record<string, string>> = {
  'raster/cspine_arithmetic.jpg': 'arithmetic coding, which no program writes for films, is refused by name',
};

async function rasterRow(entry: GoodFile): Promise<ConformanceRow> {
  const bytes = new Uint8Array(readShared(entry.path));
  const started = performance.now();
  const image = await readRadiograph(bytes, { codecs: nodeCodecs });
  const milliseconds = Math.round(performance.now() - started);
  const row = { file: entry.path, syntax: entry.path.slice(entry.path.lastIndexOf('.') + 1), milliseconds };
  const reference = entry.ref ? `${entry.ref.sha256.slice(0, 12)} ${entry.ref.decoder}` : 'none';
  if (!image.ok) {
    const explained = REFUSED[entry.path];
    const detail = explained ?? image.error.message;
    return { ...row, ours: image.error.code, reference, verdict: explained ? 'as expected' : 'refused', detail };
  }
  const { hash, converted } = comparable(image.value, bytes, entry);
  const ours = hash.slice(0, 12);
  if (hash === entry.ref?.sha256) return { ...row, ours, reference, verdict: 'exact', detail: converted };
  const isInk = entry.ref?.samples_are.startsWith('CMYK') === true;
  if (isInk && inksAgree(image.value, entry))
    return { ...row, ours, reference, verdict: 'tolerated', detail: 'inks shown as RGB: equal at every sampled pixel' };
  return { ...row, ours, reference, verdict: 'wrong', detail: 'other samples than the reference' };
}

/** Our samples as the reference has them: with their alpha, and as stored where EXIF turns the picture. */
function comparable(image: Radiograph, file: Uint8Array, entry: GoodFile): { hash: string; converted: string } {
  const orientation = (entry.exif_orientation ?? 1) as ExifOrientation;
  if (orientation === 1) return { hash: hashOf(sampleBytes(storedSamples(image, file))), converted: '' };
  const inverse = ({ 6: 8, 8: 6 } as Partial<Record<ExifOrientation, ExifOrientation>>)[orientation] ?? orientation;
  const { rows, columns, pixels } = image;
  const stored = uprightPixels({ rows, columns, samples: pixels as Uint8Array }, 1, inverse);
  return { hash: hashOf(stored.samples as Uint8Array), converted: `turned back from EXIF orientation ${orientation}` };
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function inksAgree({ pixels, columns }: Radiograph, { ref }: GoodFile): boolean {
  return (ref?.samples ?? []).every(([row, column, value]) => {
    const [c = 0, m = 0, y = 0, k = 0] = Array.isArray(value) ? value : [value];
    const at = (row * columns + column) * 3;
    return [c, m, y].every((ink, i) => pixels[at + i] === Math.round(((255 - ink) * (255 - k)) / 255));
  });
}
