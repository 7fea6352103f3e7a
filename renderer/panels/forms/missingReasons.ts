import type { MissingReason } from '../../../shared/study/study.ts';
import { text } from '../../messages/text.ts';

/** Why a visit has no film: reasons that concern a whole visit, not a point or a level. */
export const VISIT_REASONS = [
  'unavailable',
  'visit_not_due',
  'lost_to_follow_up',
  'death',
  'withdrawn',
  'excluded',
  'not_applicable',
  'not_reported',
] as const satisfies readonly MissingReason[];

/** Why a score is not there. */
export const SCORE_REASONS = [
  'not_reported',
  'unavailable',
  'visit_not_due',
  'lost_to_follow_up',
  'death',
  'withdrawn',
  'excluded',
  'not_applicable',
] as const satisfies readonly MissingReason[];

/** The reasons as choices; one from elsewhere (an imported table) stays choosable where it stands. */
export function reasonChoices(
  reasons: readonly MissingReason[],
  present: MissingReason | undefined,
): readonly { readonly id: MissingReason; readonly name: string }[] {
  const all = present === undefined || reasons.includes(present) ? reasons : [...reasons, present];
  return all.map((id) => ({ id, name: text(`reason.${id}`) }));
}
