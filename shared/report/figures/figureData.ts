import type { Interval } from '../../statistics/interval.ts';

/** What a figure shows, as numbers; `figureSvg` draws it. */
export type FigureData = ColumnsData | BarsData | BoxesData | BlandAltmanData | ForestData | FlowData;

/** Counts over an ordered axis, such as the levels of the spine. */
export interface ColumnsData {
  readonly kind: 'columns';
  readonly axisLabel: string;
  readonly columns: readonly { readonly label: string; readonly group: string; readonly count: number }[];
}

/** Counts of named things, the greatest first. */
export interface BarsData {
  readonly kind: 'bars';
  readonly axisLabel: string;
  readonly bars: readonly { readonly label: string; readonly count: number; readonly percent: number }[];
}

/** Box plots side by side. Values of one unit (a patient, a level) are joined from group to group. */
export interface BoxesData {
  readonly kind: 'boxes';
  readonly axisLabel: string;
  readonly groups: readonly BoxGroup[];
}

export interface BoxGroup {
  readonly label: string;
  readonly values: readonly { readonly unit: string; readonly value: number }[];
}

export interface BlandAltmanData {
  readonly kind: 'blandAltman';
  readonly meanLabel: string;
  readonly differenceLabel: string;
  readonly points: readonly { readonly mean: number; readonly difference: number }[];
  readonly bias: LineWithInterval;
  readonly lower: LineWithInterval;
  readonly upper: LineWithInterval;
}

export interface LineWithInterval {
  readonly value: number;
  readonly ci95: Interval;
}

/** Means with their intervals, one row each. */
export interface ForestData {
  readonly kind: 'forest';
  readonly axisLabel: string;
  /** Either side of 0: what reading error alone may give. */
  readonly band: { readonly reach: number; readonly label: string };
  readonly rows: readonly ForestRow[];
}

export interface ForestRow {
  readonly label: string;
  readonly count: string;
  readonly mean: number;
  /** Null for a single value. */
  readonly ci95: Interval | null;
  readonly role: 'part' | 'whole';
}

/** How many are left at each step, and where the others are. */
export interface FlowData {
  readonly kind: 'flow';
  readonly steps: readonly FlowStep[];
}

export interface FlowStep {
  readonly title: string;
  readonly lines: readonly string[];
  /** Those of the step that have no value, by reason. */
  readonly missing: readonly string[];
}
