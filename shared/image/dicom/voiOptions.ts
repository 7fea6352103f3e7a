import type { ImageWarning, VoiFunction, VoiOption } from '../radiograph.ts';
import { decodedText, type CharacterSet } from './characterSet.ts';
import type { DataSet } from './dataSet.ts';
import { readLut } from './lookUpTable.ts';
import { TAG } from './tags.ts';
import { decimals, texts } from './values.ts';

const FUNCTIONS: ReadonlySet<string> = new Set(['LINEAR', 'LINEAR_EXACT', 'SIGMOID']);

/**
 * The windows and VOI tables of the file, tables first (PS3.3 C.11.2: where both are, the table is the better offer).
 * What is broken is left out with a warning, so that the picture never goes black or white because of it.
 * `signedInput`: whether modality values can be negative, which decides the type of a table's first entry.
 */
export function voiOptions(
  dataSet: DataSet,
  { set, signedInput, warnings }: { set: CharacterSet; signedInput: boolean; warnings: ImageWarning[] },
): readonly VoiOption[] {
  const options: VoiOption[] = [];
  for (const item of dataSet.elements.get(TAG.voiLutSequence)?.items ?? []) {
    const source = { descriptor: TAG.lutDescriptor, data: TAG.lutData, signed: signedInput };
    const lut = readLut(item, source, warnings);
    if (lut) options.push({ kind: 'lut', lut, explanation: decodedText(item, TAG.lutExplanation, set) });
  }
  return [...options, ...windows(dataSet, set, warnings)];
}

function windows(dataSet: DataSet, set: CharacterSet, warnings: ImageWarning[]): readonly VoiOption[] {
  const centers = decimals(dataSet, TAG.windowCenter) ?? [];
  const widths = decimals(dataSet, TAG.windowWidth) ?? [];
  const explanations = decodedText(dataSet, TAG.windowExplanation, set, 2048)?.split('\\') ?? [];
  const voiFunction = statedFunction(dataSet, warnings);
  const options: VoiOption[] = [];
  for (let i = 0; i < Math.max(centers.length, widths.length); i++) {
    const center = centers[i] ?? Number.NaN;
    const width = widths[i] ?? Number.NaN;
    if (!Number.isFinite(center) || !Number.isFinite(width) || width <= 0) {
      const message = 'A window of the file is not usable and was left out; the picture may look different.';
      warnings.push({ code: 'window_invalid', message });
      continue;
    }
    // LINEAR is defined from a width of 1 on (PS3.3 C.11.2.1.2.1): a narrower one can only be meant exactly.
    const narrow = voiFunction === 'LINEAR' && width < 1;
    const explanation = explanations[i]?.trim() || null;
    options.push({ kind: 'window', center, width, voiFunction: narrow ? 'LINEAR_EXACT' : voiFunction, explanation });
  }
  return options;
}

function statedFunction(dataSet: DataSet, warnings: ImageWarning[]): VoiFunction {
  const stated = texts(dataSet, TAG.voiLutFunction)[0] ?? 'LINEAR';
  if (FUNCTIONS.has(stated)) return stated as VoiFunction;
  const message = 'The file names a window function that is not known; LINEAR was taken.';
  warnings.push({ code: 'voi_function_unknown', message });
  return 'LINEAR';
}
