import type { MissingReason } from './study.ts';

/** Why a number is there or is not. Only the first three stand beside a number. */
export const VALUE_STATUSES = [
  'measured',
  'derived',
  'reported',
  'not_applicable',
  'unavailable',
  'death',
  'lost_to_follow_up',
  'withdrawn',
  'visit_not_due',
  'not_reported',
  'not_visible',
  'not_measured',
  'uncalibrated',
  'not_comparable',
  'excluded',
] as const;
export type ValueStatus = (typeof VALUE_STATUSES)[number];

export type PresentStatus = 'measured' | 'derived' | 'reported';
export type AbsentStatus = Exclude<ValueStatus, PresentStatus>;

/** Every reason of the document is a status of the tables, under the same name. */
export const absentStatus = (reason: MissingReason): AbsentStatus => reason;

/** The status of a group of values; `partial`: some are there, see each. */
export type GroupStatus = ValueStatus | 'partial';

/** A number with where it comes from, or the reason why there is none. */
export type StudyValue =
  { readonly value: number; readonly status: PresentStatus } | { readonly value: null; readonly status: AbsentStatus };

export const present = (value: number, status: PresentStatus): StudyValue => ({ value, status });

/** One shared value for each reason: a large study has millions of them. */
const ABSENT = new Map(VALUE_STATUSES.map((status) => [status, { value: null, status }]));

export const absent = (status: AbsentStatus): StudyValue =>
  (ABSENT.get(status) ?? { value: null, status }) as StudyValue;

/** When reasons differ within a group, the one that says most about the visit is given for the whole. */
const MOST_TELLING: readonly AbsentStatus[] = [
  'death',
  'lost_to_follow_up',
  'withdrawn',
  'visit_not_due',
  'unavailable',
  'excluded',
  'not_visible',
  'not_comparable',
  'uncalibrated',
  'not_measured',
  'not_reported',
  'not_applicable',
];

/** One status for the values of a visit. Values that do not apply are left out unless nothing applies. */
export function groupStatus(values: readonly StudyValue[]): GroupStatus {
  const applying = values.filter(({ status }) => status !== 'not_applicable');
  const statuses = new Set(applying.map(({ status }) => status));
  const isAnyThere = applying.some(({ value }) => value !== null);
  if (!isAnyThere) return MOST_TELLING.find((status) => statuses.has(status)) ?? 'not_applicable';
  if (applying.some(({ value }) => value === null)) return 'partial';
  if (statuses.has('reported')) return 'reported';
  return statuses.has('derived') ? 'derived' : 'measured';
}
