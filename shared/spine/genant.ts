import type { Percent } from '../units.ts';

export type GenantGrade = 0 | 1 | 2 | 3;
export type GenantType = 'wedge' | 'biconcave' | 'crush';

/** Height losses in percent; null where a loss is unknown or cannot be graded on this basis. */
export interface HeightLosses {
  readonly anterior: Percent | null;
  readonly middle: Percent | null;
  readonly posterior: Percent | null;
}

/**
 * A quantitative estimate of the Genant grade; never the reader's own semiquantitative grade, which also judges the
 * deformity of the endplates. `adjacent`: losses against intact neighbours. `within`: against the own posterior height.
 */
export interface GenantEstimate {
  readonly basis: 'adjacent' | 'within';
  readonly losses: HeightLosses;
  /** The largest loss; negative where no height is reduced. */
  readonly maxLoss: Percent;
  readonly grade: GenantGrade;
  /** Null for grade 0. */
  readonly type: GenantType | null;
  /** False while a loss that this basis uses is unknown: the true grade may be higher. */
  readonly complete: boolean;
}

/** Percentage points: 1 - 160/200 is 0.19999999999999996 in binary and is still 20 %. */
const GUARD = 1e-6;

const atLeast = (loss: Percent, limit: Percent): boolean => loss + GUARD >= limit;

/**
 * Half-open classes, because the published ones touch: 0 below 20 %, 1 from 20, 2 from 25, 3 from 40 (Genant 1993,
 * J Bone Miner Res 8:1137; Buckens 2013, PLoS ONE 8:e71204). Grade from the unrounded loss.
 */
export function genantGrade(loss: Percent): GenantGrade {
  if (atLeast(loss, 40)) return 3;
  if (atLeast(loss, 25)) return 2;
  return atLeast(loss, 20) ? 1 : 0;
}

/**
 * Grade and type from the losses of one basis; null when no loss is known. Within one vertebra a posterior loss cannot
 * be graded, and a posterior height below the anterior one is physiological at L4 and L5.
 */
export function genantEstimate(basis: GenantEstimate['basis'], losses: HeightLosses): GenantEstimate | null {
  const graded: HeightLosses = basis === 'within' ? { ...losses, posterior: null } : losses;
  const used =
    basis === 'within' ? [graded.anterior, graded.middle] : [graded.anterior, graded.middle, graded.posterior];
  const known = used.filter((loss) => loss !== null);
  if (known.length === 0) return null;
  const maxLoss = Math.max(...known);
  const grade = genantGrade(maxLoss);
  return {
    basis,
    losses: graded,
    maxLoss,
    grade,
    type: grade === 0 ? null : genantType(graded),
    complete: known.length === used.length,
  };
}

function genantType({ anterior, middle, posterior }: HeightLosses): GenantType {
  if (posterior !== null && atLeast(posterior, 20)) return 'crush';
  if (middle === null) return 'wedge';
  return anterior !== null && atLeast(anterior, middle) ? 'wedge' : 'biconcave';
}
