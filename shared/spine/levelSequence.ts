import { LEVELS, type Level } from './levels.ts';

/** Variants of a few people: they stand in the row of levels only where the image shows them. */
const VARIANTS: readonly Level[] = ['T13', 'L6'];

/** The levels from head to foot as this patient has them: T13 and L6 only if they are among the levels present. */
export function levelSequence(present: Iterable<Level>): readonly Level[] {
  const shown = new Set(present);
  return LEVELS.filter((level) => !VARIANTS.includes(level) || shown.has(level));
}

/** The level `steps` further towards the feet (negative: towards the head); null beyond either end. */
export function levelAt(sequence: readonly Level[], from: Level, steps: number): Level | null {
  const index = sequence.indexOf(from);
  return index < 0 ? null : (sequence[index + steps] ?? null);
}
