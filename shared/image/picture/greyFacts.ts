import type { Radiograph } from '../radiograph.ts';

/** The facts of an image that its grey scale depends on. */
export type GreyFacts = Pick<
  Radiograph,
  'modality' | 'voi' | 'inverted' | 'padding' | 'minimum' | 'maximum' | 'bitsStored' | 'signed'
>;
