import type { Percent } from '../units.ts';
import type { Level } from './levels.ts';
import { isMeasured } from './measure.ts';
import type { VertebraMeasures } from './measureVertebra.ts';
import { HEIGHT_IDS } from './vertebraMeasures.ts';

/** How much an untreated vertebra grew or shrank between two images of one patient: bone does not, so the scale did. */
export interface ScaleChange {
  readonly level: Level;
  /** Mean change of its heights, 100 (post/pre - 1). */
  readonly change: Percent;
}

export interface ScaleCrossCheck {
  readonly levels: readonly ScaleChange[];
  /** Mean over the levels. */
  readonly change: Percent;
  /** `differ`: the two images do not have one scale, whatever their files say. */
  readonly verdict: 'agree' | 'differ';
}

/**
 * The largest mean change that reading error explains: three heights of about 25 mm, each read with an SD of 0.7 mm in
 * both images, vary by 100 * 0.7 * sqrt(2) / (25 * sqrt(3)) = 2.3 %, so 5 % is beyond twice that.
 */
export const SCALE_TOLERANCE: Percent = 5;

/**
 * Compares the heights of vertebrae that nobody treated, in millimetres, before and after. Null without such a vertebra
 * in both images. Known from studies that normalise by a neighbour (JOSR 2020, 15, table 1 note).
 */
export function scaleCrossCheck(
  pre: ReadonlyMap<Level, VertebraMeasures>,
  post: ReadonlyMap<Level, VertebraMeasures>,
  isUntreated: (level: Level) => boolean,
): ScaleCrossCheck | null {
  const levels = [...pre].flatMap(([level, before]) => {
    const after = post.get(level);
    const change = after === undefined || !isUntreated(level) ? null : meanChange(before, after);
    return change === null ? [] : [{ level, change }];
  });
  if (levels.length === 0) return null;
  const change = levels.reduce((sum, each) => sum + each.change, 0) / levels.length;
  return { levels, change, verdict: Math.abs(change) >= SCALE_TOLERANCE ? 'differ' : 'agree' };
}

/** Over the heights that both images have; null with fewer than two, because one height is a click and not a scale. */
function meanChange(before: VertebraMeasures, after: VertebraMeasures): Percent | null {
  if (before.lengthUnit !== 'mm' || after.lengthUnit !== 'mm') return null;
  const changes = HEIGHT_IDS.flatMap((id) => {
    const [pre, post] = [before.measures[id], after.measures[id]];
    return isMeasured(pre) && isMeasured(post) && pre.value > 0 ? [100 * (post.value / pre.value - 1)] : [];
  });
  return changes.length < 2 ? null : changes.reduce((sum, change) => sum + change, 0) / changes.length;
}
