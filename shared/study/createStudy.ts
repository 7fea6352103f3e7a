import { USUAL_LEVELS } from '../spine/levels.ts';
import { TEXT_LIMITS, clipText } from './limits.ts';
import type { Protocol, Study, Timepoint } from './study.ts';

/** The visits of the kyphoplasty literature; ids, labels and days can be changed in the study. */
export const DEFAULT_TIMEPOINTS: readonly Timepoint[] = [
  { id: 'pre', label: 'Before surgery', nominalDays: 0 },
  { id: 'post', label: 'After surgery', nominalDays: 1 },
  { id: 'm1', label: '1 month', nominalDays: 30 },
  { id: 'm3', label: '3 months', nominalDays: 91 },
  { id: 'm6', label: '6 months', nominalDays: 183 },
  { id: 'm12', label: '12 months', nominalDays: 365 },
  { id: 'y2', label: '2 years', nominalDays: 731 },
];

export const DEFAULT_PROTOCOL: Protocol = {
  timepoints: DEFAULT_TIMEPOINTS,
  arms: [],
  levels: USUAL_LEVELS,
  pointScheme: 'six',
  readers: [{ id: 'R1', label: 'Reader 1' }],
  readingError: null,
};

/** A new study without subjects. `id` and `salt` are random texts made by the caller: nothing here is random. */
export function createStudy(parameters: { readonly id: string; readonly title: string; readonly salt: string }): Study {
  const { id, salt } = parameters;
  const title = clipText(parameters.title, TEXT_LIMITS.title);
  return { id, title, salt, protocol: DEFAULT_PROTOCOL, subjects: [] };
}
