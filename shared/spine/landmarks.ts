import type { ImagePoint } from '../units.ts';

/**
 * The six points of a vertebral body: S superior, I inferior endplate; A anterior, M middle, P posterior.
 * In the order in which a reader places them: round the body, the shortest way.
 */
export const LANDMARKS = ['SA', 'SM', 'SP', 'IP', 'IM', 'IA'] as const;

export type Landmark = (typeof LANDMARKS)[number];

/** The landmarks of S1, of which only the superior endplate is measured. */
export const SUPERIOR_LANDMARKS = ['SA', 'SM', 'SP'] as const satisfies readonly Landmark[];

export const LANDMARK_NAMES = {
  SA: 'superiorAnterior',
  SM: 'superiorMiddle',
  SP: 'superiorPosterior',
  IP: 'inferiorPosterior',
  IM: 'inferiorMiddle',
  IA: 'inferiorAnterior',
} as const satisfies Record<Landmark, string>;

/** The landmarks of one vertebra that have been placed, in stored-pixel space. */
export type PlacedLandmarks = { readonly [code in Landmark]?: ImagePoint };
