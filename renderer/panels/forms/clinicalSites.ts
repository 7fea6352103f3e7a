import { levelOrder, type Level } from '../../../shared/spine/levels.ts';
import type { ClinicalEvent } from '../../../shared/study/study.ts';

/** Where cement went, one code per site. No leakage is no event: every event of this kind counts as one. */
export const LEAKAGE_SITES = [
  'anterior_cortex',
  'lateral',
  'canal',
  'foramen',
  'disc_superior',
  'disc_inferior',
  'vein',
] as const;

/** Where a new fracture stands to the treated levels. */
export const FRACTURE_RELATIONS = ['adjacent', 'distant', 'refracture'] as const;

export function sitesOf(kind: ClinicalEvent['kind']): readonly string[] {
  if (kind === 'leakage') return LEAKAGE_SITES;
  return kind === 'fracture' ? FRACTURE_RELATIONS : [];
}

/** Adjacent: exactly one level from a treated one; refracture: a treated level itself; null: nothing is treated. */
export function fractureRelation(level: Level, treated: readonly Level[]): (typeof FRACTURE_RELATIONS)[number] | null {
  if (treated.length === 0) return null;
  if (treated.includes(level)) return 'refracture';
  const distances = treated.map((each) => Math.abs(levelOrder(each) - levelOrder(level)));
  return Math.min(...distances) <= 1 ? 'adjacent' : 'distant';
}
