import type { ImageWarning, ModalityTransform } from '../radiograph.ts';
import type { DataSet } from './dataSet.ts';
import { readLut } from './lookUpTable.ts';
import { TAG } from './tags.ts';
import { decimals, firstDecimal } from './values.ts';

const IDENTITY: ModalityTransform = { kind: 'rescale', slope: 1, intercept: 0 };

/**
 * From stored values to modality values (PS3.3 C.11.1): the table where there is one, else the rescale. A slope of 0 or
 * of no number would make everything one grey: it is left out with a warning.
 */
export function modalityTransform(dataSet: DataSet, signed: boolean, warnings: ImageWarning[]): ModalityTransform {
  const item = dataSet.elements.get(TAG.modalityLutSequence)?.items[0];
  if (item) {
    const lut = readLut(item, { descriptor: TAG.lutDescriptor, data: TAG.lutData, signed }, warnings);
    if (lut) return { kind: 'lut', lut };
  }
  if (decimals(dataSet, TAG.rescaleSlope) === null && decimals(dataSet, TAG.rescaleIntercept) === null) return IDENTITY;
  const slope = firstDecimal(dataSet, TAG.rescaleSlope) ?? 1;
  const intercept = firstDecimal(dataSet, TAG.rescaleIntercept) ?? 0;
  if (Number.isFinite(slope) && slope !== 0 && Number.isFinite(intercept)) return { kind: 'rescale', slope, intercept };
  const message = 'The rescale of the file (slope, intercept) is not usable and was left out.';
  warnings.push({ code: 'rescale_invalid', message });
  return IDENTITY;
}
