import type { ModalityTransform, Radiograph } from '../radiograph.ts';
import { modalityFunction } from './modality.ts';

/** How often each modality value occurs in an image, padding left out. Ascending values; the counts add up. */
export interface Histogram {
  readonly values: Float64Array;
  /** Pixels with this value or a lower one. */
  readonly cumulative: Float64Array;
}

/** Counts the stored values of a grey image (all three channels of a colour one) and sorts them by modality value. */
export function computeHistogram(
  image: Pick<Radiograph, 'pixels' | 'padding' | 'modality' | 'minimum' | 'maximum'>,
): Histogram {
  const { pixels, padding, minimum, maximum } = image;
  const counts = new Uint32Array(Math.max(maximum - minimum + 1, 1));
  for (let i = 0; i < pixels.length; i++) {
    const index = (pixels[i] as number) - minimum;
    if (index >= 0 && index < counts.length) counts[index] = (counts[index] as number) + 1;
  }
  if (padding) counts.fill(0, Math.max(padding.from - minimum, 0), Math.max(padding.to - minimum + 1, 0));
  return sortedHistogram(counts, minimum, image.modality);
}

function sortedHistogram(counts: Uint32Array, minimum: number, modality: ModalityTransform): Histogram {
  const toModality = modalityFunction(modality);
  const used: { value: number; count: number }[] = [];
  counts.forEach((count, index) => {
    if (count > 0) used.push({ value: toModality(index + minimum), count });
  });
  used.sort((left, right) => left.value - right.value);
  const values = new Float64Array(used.length);
  const cumulative = new Float64Array(used.length);
  let sum = 0;
  used.forEach(({ value, count }, index) => {
    sum += count;
    values[index] = value;
    cumulative[index] = sum;
  });
  return { values, cumulative };
}

/** Less than one pixel, more than the rounding of a percentage of 100 megapixels. */
const COUNT_SLACK = 1e-6;

const total = (histogram: Histogram): number => histogram.cumulative[histogram.cumulative.length - 1] ?? 0;

/** First index whose entry is at least `target`; the length if none is. */
function lowerBound(sorted: Float64Array, target: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < target) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The span used to continue percentiles beyond the image: 100 of them to each width of its 1 to 99 % range. */
function beyondStep(histogram: Histogram): number {
  const span = valueAtPercentile(histogram, 99) - valueAtPercentile(histogram, 1);
  return Math.max(span, 1e-6) / 100;
}

/**
 * The modality value below or at which `percentile` % of the pixels lie. Percentiles under 0 or over 100 continue
 * linearly beyond the image's own values, so that a wider window than the image has a place too.
 */
export function valueAtPercentile(histogram: Histogram, percentile: number): number {
  const { values, cumulative } = histogram;
  const last = values.length - 1;
  if (last < 0) return 0;
  const first = values[0] as number;
  const end = values[last] as number;
  if (percentile < 0) return first + percentile * beyondStep(histogram);
  if (percentile > 100) return end + (percentile - 100) * beyondStep(histogram);
  const index = lowerBound(cumulative, (percentile / 100) * total(histogram) - COUNT_SLACK);
  return values[Math.min(index, last)] as number;
}

/** The percentage of pixels at or below a modality value; beyond the image as in `valueAtPercentile`. */
export function percentileOf(histogram: Histogram, value: number): number {
  const { values, cumulative } = histogram;
  const last = values.length - 1;
  if (last < 0) return 0;
  const first = values[0] as number;
  const end = values[last] as number;
  if (value < first) return (value - first) / beyondStep(histogram);
  if (value > end) return 100 + (value - end) / beyondStep(histogram);
  const index = lowerBound(values, value);
  const above = values[index] as number;
  const below = index > 0 ? (values[index - 1] as number) : above;
  const share = above === below ? 1 : (value - below) / (above - below);
  const countBelow = index > 0 ? (cumulative[index - 1] as number) : 0;
  const countAbove = cumulative[index] as number;
  return ((countBelow + share * (countAbove - countBelow)) / total(histogram)) * 100;
}
