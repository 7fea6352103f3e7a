import type { Study } from '../../../shared/study/study.ts';

/** The instruments of the literature with the values that they can take (measurements: VAS also as 0 to 100). */
export const INSTRUMENTS: Readonly<Record<string, { readonly from: number; readonly to: number }>> = {
  VAS: { from: 0, to: 100 },
  NRS: { from: 0, to: 10 },
  ODI: { from: 0, to: 100 },
  RDQ: { from: 0, to: 24 },
  KPS: { from: 0, to: 100 },
  PCS: { from: 0, to: 100 },
  EQ5D: { from: -1, to: 1 },
};

export const OFFERED_AT_ONCE: readonly string[] = ['VAS', 'ODI'];

/** The instruments that some subject of the study has a score in, the usual two first. */
export function instrumentsOf(study: Pick<Study, 'subjects'>): readonly string[] {
  const used = new Set(OFFERED_AT_ONCE);
  for (const { clinical } of study.subjects) for (const { instrument } of clinical.scores) used.add(instrument);
  return [...used];
}
