/** Vertebral levels from head to foot. T13 and L6 are transitional variants; C2 to C7 may be measured too. */
export const LEVELS = [
  'C2',
  'C3',
  'C4',
  'C5',
  'C6',
  'C7',
  'T1',
  'T2',
  'T3',
  'T4',
  'T5',
  'T6',
  'T7',
  'T8',
  'T9',
  'T10',
  'T11',
  'T12',
  'T13',
  'L1',
  'L2',
  'L3',
  'L4',
  'L5',
  'L6',
  'S1',
] as const;

export type Level = (typeof LEVELS)[number];

/** The levels offered without asking for a variant: T1 to L5 and S1. */
export const USUAL_LEVELS: readonly Level[] = LEVELS.filter((level) => !/^C|T13|L6/.test(level));

/** Levels whose lower endplate has a body to belong to; S1 has a superior endplate only. */
export const hasInferiorEndplate = (level: Level): boolean => level !== 'S1';

/**
 * Position from head to foot: T1 is 1, T12 is 12, L1 is 13, S1 is 18; T13 is 12.5 and L6 is 17.5;
 * C7 is 0 and C2 is -5.
 */
export function levelOrder(level: Level): number {
  if (level === 'T13') return 12.5;
  if (level === 'L6') return 17.5;
  if (level === 'S1') return 18;
  const number = Number(level.slice(1));
  if (level.startsWith('C')) return number - 7;
  return level.startsWith('T') ? number : 12 + number;
}

export const isLevel = (text: string): text is Level => (LEVELS as readonly string[]).includes(text);
