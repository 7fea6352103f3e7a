/** The version of the stored shape that this program writes. */
export const SCHEMA_VERSION = 1;

/** The oldest version whose readers can open what this program writes. */
export const MINIMUM_READER = 1;

/**
 * One step from a version to the next: pure, without dates or randomness, never changing its input. It touches only the
 * stored shape; the schema of the newest version judges the result.
 */
export interface Migration {
  readonly from: number;
  /** What the step does, in one sentence. */
  readonly summary: string;
  readonly migrate: (data: unknown) => unknown;
}

/** Numbered without gaps: the entry at position n leads from version n + 1 to n + 2. Version 1 is the first and newest. */
export const MIGRATIONS: readonly Migration[] = [];

/** A version of the stored shape and the steps that lead to it: what a program can read. */
export interface ShapeReader {
  readonly version: number;
  readonly migrations: readonly Migration[];
}

/** This program; tests read with later ones that do not exist yet. */
export const THIS_READER: ShapeReader = { version: SCHEMA_VERSION, migrations: MIGRATIONS };

/** Takes data of an older version to the version after the last migration, step by step. */
export function migrateData(data: unknown, version: number, migrations: readonly Migration[]): unknown {
  return migrations.filter((step) => step.from >= version).reduce((present, step) => step.migrate(present), data);
}
