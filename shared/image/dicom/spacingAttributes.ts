import type { SpacingAttributes } from '../../geometry/spacing.ts';
import { quoted } from '../imageFailure.ts';
import type { ImageWarning } from '../radiograph.ts';
import type { DataSet } from './dataSet.ts';
import { TAG } from './tags.ts';
import { decimals, doubles, firstDecimal, firstText, texts } from './values.ts';

const PAIRS = [
  ['pixelSpacing', TAG.pixelSpacing, 'Pixel Spacing'],
  ['imagerPixelSpacing', TAG.imagerPixelSpacing, 'Imager Pixel Spacing'],
  ['nominalScannedPixelSpacing', TAG.nominalScannedPixelSpacing, 'Nominal Scanned Pixel Spacing'],
  ['pixelAspectRatio', TAG.pixelAspectRatio, 'Pixel Aspect Ratio'],
] as const;

const SINGLES = [
  ['estimatedRadiographicMagnificationFactor', TAG.estimatedRadiographicMagnificationFactor],
  ['distanceSourceToDetector', TAG.distanceSourceToDetector],
  ['distanceSourceToPatient', TAG.distanceSourceToPatient],
] as const;

/** Millimetres between pixels that a radiograph can have: a micrometre, and one pixel for the whole patient. */
const PLAUSIBLE_MM = { least: 0.001, most: 100 } as const;

/**
 * The spacing attributes as they stand in the file, no rule applied (measurements: calibration rule). Invalid ones are
 * kept, so that the rule can say why they do not count; a value that is no finite number becomes 0, which is no length
 * either and can be stored. Spacing of enhanced images is looked for in the functional groups of the frame.
 */
export function spacingAttributes(
  dataSet: DataSet,
  { frame, warnings }: { frame: number; warnings: ImageWarning[] },
): SpacingAttributes {
  const found: { -readonly [key in keyof SpacingAttributes]: SpacingAttributes[key] } = {};
  for (const [key, tag, name] of PAIRS) {
    const values = decimals(dataSet, tag);
    if (values === null) continue;
    found[key] = values.slice(0, 4).map(storable);
    warnAboutPair(values, { name, length: key !== 'pixelAspectRatio', text: texts(dataSet, tag).join('\\') }, warnings);
  }
  const object = doubles(dataSet, TAG.objectPixelSpacingInCenterOfBeam);
  if (object) found.objectPixelSpacingInCenterOfBeam = object.slice(0, 4).map(storable);
  for (const [key, tag] of SINGLES) {
    const value = firstDecimal(dataSet, tag);
    if (value !== null) found[key] = storable(value);
  }
  const type = firstText(dataSet, TAG.pixelSpacingCalibrationType);
  if (type !== null) found.pixelSpacingCalibrationType = type.slice(0, 64);
  const description = firstText(dataSet, TAG.pixelSpacingCalibrationDescription);
  if (description !== null) found.pixelSpacingCalibrationDescription = description.slice(0, 256);
  found.pixelSpacing ??= functionalGroupSpacing(dataSet, frame);
  if (found.pixelSpacing === undefined) delete found.pixelSpacing;
  return found;
}

const storable = (value: number): number => (Number.isFinite(value) ? value : 0);

function warnAboutPair(
  values: readonly number[],
  { name, length, text }: { name: string; length: boolean; text: string },
  warnings: ImageWarning[],
): void {
  const usable = values.length === 2 && values.every((value) => Number.isFinite(value) && value > 0);
  const plausible = !length || values.every((value) => value >= PLAUSIBLE_MM.least && value <= PLAUSIBLE_MM.most);
  if (usable && plausible) return;
  const why = usable ? 'is no distance that a radiograph can have' : 'is not two positive numbers';
  const use = length ? 'and lengths in mm must not rest on it' : 'and the pixels are taken as square';
  const message = `${name} in the file is ${quoted(text)}: it ${why}, ${use}.`;
  warnings.push({ code: usable ? 'spacing_implausible' : 'spacing_invalid', message });
}

/** Pixel Measures of the frame, or those shared by all frames (PS3.3 C.7.6.16.2.1). */
function functionalGroupSpacing(dataSet: DataSet, frame: number): readonly number[] | undefined {
  const own = dataSet.elements.get(TAG.perFrameFunctionalGroups)?.items[frame];
  const shared = dataSet.elements.get(TAG.sharedFunctionalGroups)?.items[0];
  for (const group of [own, shared]) {
    const measures = group?.elements.get(TAG.pixelMeasuresSequence)?.items[0];
    const values = measures ? decimals(measures, TAG.pixelSpacing) : null;
    if (values) return values.slice(0, 4).map(storable);
  }
  return undefined;
}
