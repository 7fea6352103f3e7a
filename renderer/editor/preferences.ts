import { LANDMARKS, type Landmark } from '../../shared/spine/landmarks.ts';

/** How one person likes to measure. Belongs to the person at this computer, never to a study; changes no number. */
export interface Preferences {
  /** Image pixels of an arrow key; with Shift ten times as many. */
  readonly nudge: 0.1 | 0.25 | 0.5 | 1;
  /** Round the body, or one endplate after the other from front to back. */
  readonly order: 'round' | 'endplates';
  /** How far above a finger a point is placed, in CSS pixels; 0: under it. */
  readonly touchOffset: number;
}

export const USUAL_PREFERENCES: Preferences = { nudge: 0.25, order: 'round', touchOffset: 0 };

const ENDPLATES: readonly Landmark[] = ['SA', 'SM', 'SP', 'IA', 'IM', 'IP'];

/** All landmarks in the order in which this person places them. */
export const placingOrder = ({ order }: Preferences): readonly Landmark[] =>
  order === 'round' ? LANDMARKS : ENDPLATES;
