import { nodeCodecs } from '../../electron/cli/codecLoader.ts';
import { readRadiograph } from '../../shared/image/readRadiograph.ts';
import { assertNever } from '../../shared/result.ts';
import { compareReference, type Verdict } from './compareReference.ts';
import { isDicomEntry, readManifest, readShared, type BadFile, type GoodFile } from './manifest.ts';

/** One line of the conformance table: a file, our decode, the decode of other programs. */
export interface ConformanceRow {
  readonly file: string;
  readonly syntax: string;
  readonly ours: string;
  readonly reference: string;
  readonly verdict: Verdict | 'refused' | 'as expected';
  readonly detail: string;
  readonly milliseconds: number;
}

/** Opens a good file and compares its first frame with the reference. */
export async function conformanceRow(entry: GoodFile): Promise<ConformanceRow> {
  const bytes = readShared(entry.path);
  const started = performance.now();
  const image = await readRadiograph(bytes, { codecs: nodeCodecs });
  const milliseconds = Math.round(performance.now() - started);
  const row = { file: entry.path, syntax: entry.transfer_syntax ?? 'none', milliseconds };
  if (!entry.ref) {
    const ours = image.ok ? 'opened' : image.error.code;
    const warned = !image.ok || image.value.warnings.length > 0;
    const detail = image.ok ? image.value.warnings.map(({ code }) => code).join(' ') : image.error.message;
    return { ...row, ours, reference: entry.expected ?? 'none', verdict: warned ? 'as expected' : 'wrong', detail };
  }
  const reference = `${entry.ref.sha256.slice(0, 12)} ${entry.ref.decoder}`;
  if (!image.ok) {
    return { ...row, ours: image.error.code, reference, verdict: 'refused', detail: image.error.message };
  }
  const { verdict, detail, sha256 } = compareReference(image.value, entry.ref);
  return { ...row, ours: sha256.slice(0, 12), reference, verdict, detail };
}

export interface BadRow {
  readonly file: string;
  readonly expected: BadFile['expected'];
  readonly outcome: 'error' | 'warned' | 'opened' | 'threw';
  readonly code: string;
  readonly detail: string;
  readonly asExpected: boolean;
  readonly milliseconds: number;
}

/** Opens a broken or hostile file and judges the outcome by its class. */
export async function badRow(entry: BadFile): Promise<BadRow> {
  const bytes = readShared(entry.path);
  const started = performance.now();
  const { outcome, code, detail } = await outcomeOf(bytes);
  const milliseconds = Math.round(performance.now() - started);
  const { path: file, expected } = entry;
  return { file, expected, outcome, code, detail, asExpected: allowed(expected, outcome, code), milliseconds };
}

async function outcomeOf(bytes: Uint8Array): Promise<Pick<BadRow, 'outcome' | 'code' | 'detail'>> {
  try {
    const image = await readRadiograph(bytes, { codecs: nodeCodecs });
    if (!image.ok) return { outcome: 'error', code: image.error.code, detail: image.error.message };
    const { warnings } = image.value;
    const outcome = warnings.length > 0 ? 'warned' : 'opened';
    return {
      outcome,
      code: warnings.map(({ code }) => code).join(' '),
      detail: warnings.map(({ message }) => message).join(' '),
    };
  } catch (cause) {
    return { outcome: 'threw', code: '', detail: String(cause) };
  }
}

function allowed(expected: BadFile['expected'], outcome: BadRow['outcome'], code: string): boolean {
  switch (expected) {
    case 'error':
      return outcome === 'error';
    case 'not_an_image':
      return outcome === 'error' && code === 'not_an_image';
    case 'error_or_warn':
      return outcome === 'error' || outcome === 'warned';
    case 'warn':
      return outcome === 'warned';
    case 'open':
      return outcome === 'opened' || outcome === 'warned';
    case 'error_or_open':
      return outcome !== 'threw';
    default:
      return assertNever(expected);
  }
}

/** The whole table over the shared DICOM files and phantoms; null where they are not at hand. */
export async function conformanceTable(): Promise<readonly ConformanceRow[] | null> {
  const manifest = readManifest();
  if (!manifest) return null;
  const rows: ConformanceRow[] = [];
  for (const entry of [...manifest.dicom, ...manifest.phantom].filter(isDicomEntry))
    rows.push(await conformanceRow(entry));
  return rows;
}

/** The outcomes over the broken DICOM files; null where they are not at hand. */
export async function badTable(): Promise<readonly BadRow[] | null> {
  const manifest = readManifest();
  if (!manifest) return null;
  const rows: BadRow[] = [];
  for (const entry of manifest.bad.filter(isDicomEntry)) rows.push(await badRow(entry));
  return rows;
}
