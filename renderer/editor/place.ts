import type { Landmark } from '../../shared/spine/landmarks.ts';
import type { Level } from '../../shared/spine/levels.ts';

/** 0 is the left or upper view, 1 the right or lower one. */
export type PaneIndex = 0 | 1;

export interface Selection {
  readonly timepoint: string;
  readonly level: Level;
  readonly landmark: Landmark;
}
