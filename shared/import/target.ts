import { success, type Result } from '../result.ts';
import { CODE_PATTERN, REPORTED_MEASURES, type ReportedValue } from '../study/study.ts';
import { importFailure, type ImportError } from './importError.ts';

export type ReportedMeasure = ReportedValue['measure'];

/** Columns that are what their name says, one meaning each. */
export const SIMPLE_TARGETS = [
  'ignore',
  'subject',
  'sex',
  'age',
  'diagnosis',
  'arm',
  'treated_levels',
  'level',
  'timepoint',
  'days',
  'measure',
  'instrument',
  'value',
  'status',
  'reader',
  'reading',
  'point',
  'x',
  'y',
  'events',
  'death',
  'lost',
  'image_name',
  'image_sha256',
  'image_rows',
  'image_columns',
  'mm_per_px_row',
  'mm_per_px_col',
] as const;
export type SimpleTarget = (typeof SIMPLE_TARGETS)[number];

/** What a column of the table goes to. */
export type Target =
  | { readonly kind: SimpleTarget }
  | { readonly kind: 'score'; readonly instrument: string; readonly timepoint: string }
  | { readonly kind: 'reported'; readonly measure: ReportedMeasure; readonly timepoint: string };

/**
 * Reads a target of a mapping file: a simple one, `score INSTRUMENT TIMEPOINT`, or `reported MEASURE TIMEPOINT` with
 * one of h_ant, h_mid, h_post, wedge_angle. Error: `bad_map`.
 */
export function parseTarget(text: string): Result<Target, ImportError> {
  const [kind = '', ...rest] = text.trim().split(/\s+/);
  const simple = SIMPLE_TARGETS.find((each) => each === kind);
  if (simple !== undefined && rest.length === 0) return success({ kind: simple });
  const [name = '', timepoint = ''] = rest;
  const isWhole = rest.length === 2 && CODE_PATTERN.test(name) && CODE_PATTERN.test(timepoint);
  const measure = REPORTED_MEASURES.find((each) => each === name);
  if (kind === 'score' && isWhole) return success({ kind, instrument: name, timepoint });
  if (kind === 'reported' && isWhole && measure !== undefined) return success({ kind, measure, timepoint });
  return importFailure(
    'bad_map',
    `"${text.slice(0, 60)}" is no target; use one of ${SIMPLE_TARGETS.join(', ')}, "score VAS pre" or "reported wedge_angle pre".`,
  );
}

export const targetText = (target: Target): string => {
  if (target.kind === 'score') return `score ${target.instrument} ${target.timepoint}`;
  return target.kind === 'reported' ? `reported ${target.measure} ${target.timepoint}` : target.kind;
};

/** The timepoint that a column speaks of by itself. */
export const timepointOf = (target: Target): string | null => ('timepoint' in target ? target.timepoint : null);
