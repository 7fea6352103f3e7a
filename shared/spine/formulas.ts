import { ADJACENT_MEASURE_IDS } from './compression.ts';
import type { Landmark } from './landmarks.ts';
import {
  CHANGE_MEASURE_IDS,
  GRADE_MEASURE_IDS,
  type MeasureDefinition,
  type MeasureId,
  type MeasureWords,
} from './measureDefinition.ts';
import { SEGMENT_ANGLE_IDS } from './segmentAngles.ts';
import { CHANGE_FORMULAS, GRADE_FORMULAS, NEIGHBOUR_FORMULAS, SEGMENT_FORMULAS } from './spineFormulas.ts';
import { VERTEBRA_FORMULAS } from './vertebraFormulas.ts';
import { VERTEBRA_MEASURE_IDS, VERTEBRA_MEASURE_NEEDS, type VertebraMeasureId } from './vertebraMeasures.ts';

/** Version of the formulas; it stands beside every exported number and changes when one of them does. */
export const METHOD_VERSION = 1;

const withIds = <Id extends MeasureId>(
  ids: readonly Id[],
  from: Readonly<Record<Id, MeasureWords>>,
): readonly MeasureDefinition[] => ids.map((id) => ({ id, ...from[id], needs: needsOf(id) }));

const needsOf = (id: MeasureId): readonly Landmark[] =>
  id in VERTEBRA_MEASURE_NEEDS ? VERTEBRA_MEASURE_NEEDS[id as VertebraMeasureId] : [];

/** Every measure once, in the order in which tables show them. */
export const MEASURE_DEFINITIONS: readonly MeasureDefinition[] = [
  ...withIds(VERTEBRA_MEASURE_IDS, VERTEBRA_FORMULAS),
  ...withIds(ADJACENT_MEASURE_IDS, NEIGHBOUR_FORMULAS),
  ...withIds(GRADE_MEASURE_IDS, GRADE_FORMULAS),
  ...withIds(SEGMENT_ANGLE_IDS, SEGMENT_FORMULAS),
  ...withIds(CHANGE_MEASURE_IDS, CHANGE_FORMULAS),
];

const BY_ID = new Map(MEASURE_DEFINITIONS.map((definition) => [definition.id, definition]));

/** The definition of one measure. */
export function definitionOf(id: MeasureId): MeasureDefinition {
  const definition = BY_ID.get(id);
  if (definition === undefined) throw new Error(`No formula is written down for ${id}`);
  return definition;
}
