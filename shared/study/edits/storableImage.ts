import type { SpacingAttributes } from '../../geometry/spacing.ts';
import { TEXT_LIMITS, clipText } from '../limits.ts';
import type { ExamImage } from '../study.ts';
import { withFields } from './change.ts';

const LONGEST_NAME = 255;
const MOST_VALUES = 16;

/**
 * The facts of an image as the document can hold them. Files give anything: numbers that are none, endless texts,
 * impossible dates. What is no finite number becomes 0 in a list, which no spacing can be: the list stays recognisably unusable.
 */
export function storableImage(image: ExamImage): ExamImage {
  return withFields(image, {
    name: clipText(image.name, LONGEST_NAME),
    spacing: storableSpacing(image.spacing),
    modality: image.modality === undefined ? undefined : clipText(image.modality, TEXT_LIMITS.label),
    acquisitionDate: /^\d{4}-\d\d-\d\d$/.test(image.acquisitionDate ?? '') ? image.acquisitionDate : undefined,
    patientOrientation: image.patientOrientation
      ?.slice(0, MOST_VALUES)
      .map((direction) => clipText(direction, TEXT_LIMITS.label)),
  });
}

const finiteOrZero = (part: unknown): number => (typeof part === 'number' && Number.isFinite(part) ? part : 0);

function storableSpacing(spacing: SpacingAttributes): SpacingAttributes {
  const entries = Object.entries(spacing).flatMap(([name, value]: [string, unknown]) => {
    if (Array.isArray(value)) return [[name, value.slice(0, MOST_VALUES).map(finiteOrZero)]];
    if (typeof value === 'string') return [[name, clipText(value, TEXT_LIMITS.note / 2)]];
    return Number.isFinite(value) ? [[name, value]] : [];
  });
  return withFields(
    spacing,
    Object.fromEntries([...Object.keys(spacing).map((name) => [name, undefined]), ...entries]),
  );
}
