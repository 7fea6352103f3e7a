import { readyTable, type ReadyTable } from '../../export/readyTable.ts';
import type { Column } from '../../export/table.ts';
import type { Description } from '../../statistics/descriptive.ts';
import type { Gap } from '../../statistics/gap.ts';
import type { PairedComparison } from '../../statistics/paired.ts';
import type { Study } from '../../study/study.ts';
import { metaRows, type MetaRow } from './metaAnalysisRows.ts';
import { countColumn, groupColumns, rowStatusColumn, statisticColumn } from './statisticColumns.ts';

/**
 * What a review needs to pool the study: per outcome, arm and later timepoint, patients and levels as units, the
 * numbers before, after and of the change, their correlation, and what they rest on.
 */
export const metaAnalysisTable = (study: Study): ReadyTable =>
  readyTable(
    {
      file: 'meta_analysis.csv',
      title: 'Change of every outcome by arm and time point, as a meta-analysis takes it',
      columns: [...placeColumns(study), ...countColumns, ...numberColumns, ...basisColumns],
    },
    () => metaRows(study),
  );

const placeColumns = ({ protocol }: Study): readonly Column<MetaRow>[] => [
  {
    name: 'outcome',
    type: 'identifier',
    required: true,
    key: true,
    label: 'Outcome',
    definition: 'A measure of measurements_long.csv or the name of a score.',
    cell: ({ outcome }) => outcome,
  },
  {
    name: 'unit',
    type: 'category',
    required: true,
    allowed: ['mm', 'deg', '1', 'score'],
    label: 'Unit',
    definition: 'Unit of the means and SDs; 1 for ratios.',
    cell: ({ unit }) => unit,
  },
  {
    name: 'plane',
    type: 'category',
    required: true,
    key: true,
    allowed: ['patient', 'detector', 'film', 'unknown', 'reported', 'not_applicable'],
    label: 'Plane of the millimetres',
    definition: 'Millimetres of different planes are never put together; not_applicable for angles, ratios and scores.',
    cell: ({ plane }) => plane,
  },
  ...groupColumns<MetaRow>(
    protocol,
    'patient: the mean of the levels of each patient, the primary analysis; level: every level by itself.',
  ),
  ...(['timepoint_from', 'timepoint_to'] as const).map((name): Column<MetaRow> => ({
    name,
    type: 'category',
    required: true,
    key: true,
    allowed: protocol.timepoints.map(({ id }) => id),
    label: name === 'timepoint_from' ? 'From' : 'To',
    definition: name === 'timepoint_from' ? 'The baseline.' : 'The later visit.',
    cell: ({ from, to }) => (name === 'timepoint_from' ? from : to),
  })),
  {
    name: 'days_nominal',
    type: 'integer',
    unit: 'd',
    label: 'Nominal days',
    definition: 'Days of the later visit in the protocol; empty where it states none.',
    cell: ({ daysNominal }) => daysNominal,
  },
  {
    name: 'days_median',
    type: 'number',
    decimals: 1,
    unit: 'd',
    label: 'Median days',
    definition: 'Median of the days from the first image to that of the later visit, of the subjects with both.',
    cell: ({ daysMedian }) => daysMedian,
  },
];

const countColumns: readonly Column<MetaRow>[] = [
  countColumn(
    'n_patients',
    { label: 'Patients', definition: 'Subjects with both values.' },
    ({ patients }) => patients,
  ),
  countColumn(
    'n_levels',
    { label: 'Levels', definition: 'Levels with both values; for a score the subjects.' },
    ({ levels }) => levels,
  ),
  countColumn(
    'n_missing',
    { label: 'Missing', definition: 'Levels (for a score subjects) without one of the values.' },
    ({ missing }) => missing.reduce((sum, [, count]) => sum + count, 0),
  ),
  {
    name: 'missing_by_reason',
    type: 'text',
    label: 'Missing by reason',
    definition: 'CODE COUNT of the later value, else of the earlier; several are separated by |; see reasons.csv.',
    cell: ({ missing }) => missing.map(([reason, count]) => `${reason} ${count}`).join('|'),
  },
];

const compared = ({ comparison }: MetaRow): PairedComparison | null => (comparison.ok ? comparison.value : null);

function descriptionColumns(
  ending: string,
  words: string,
  of: (comparison: PairedComparison) => Description,
): readonly Column<MetaRow>[] {
  const described = (row: MetaRow): Description | null => {
    const comparison = compared(row);
    return comparison === null ? null : of(comparison);
  };
  const column = (name: string, label: string, valueOf: (description: Description) => number | null) =>
    statisticColumn<MetaRow>(
      `${name}_${ending}`,
      { label: `${label}, ${words}`, definition: `${label} of the values ${words}, of the units with both values.` },
      (row) => {
        const description = described(row);
        return description === null ? null : valueOf(description);
      },
    );
  return [
    column('mean', 'Mean', ({ mean }) => mean),
    column('sd', 'SD', ({ sd }) => sd),
    column('median', 'Median', ({ median }) => median),
    column('q1', 'Lower quartile', ({ q1 }) => q1),
    column('q3', 'Upper quartile', ({ q3 }) => q3),
  ];
}

function gapOf({ comparison }: MetaRow): Gap | null {
  if (!comparison.ok) return comparison.error;
  const { t, correlation } = comparison.value;
  if (!t.ok) return t.error;
  return correlation.ok ? null : correlation.error;
}

const numberColumns: readonly Column<MetaRow>[] = [
  ...descriptionColumns('pre', 'before', ({ first }) => first),
  ...descriptionColumns('post', 'after', ({ second }) => second),
  ...descriptionColumns('change', 'of the change (later minus earlier)', ({ difference }) => difference),
  statisticColumn(
    'change_ci_low',
    { label: 'Mean change, 95 % from', definition: "By Student's t." },
    (row) => compared(row)?.difference.ci95?.[0],
  ),
  statisticColumn(
    'change_ci_high',
    { label: 'Mean change, 95 % to', definition: "By Student's t." },
    (row) => compared(row)?.difference.ci95?.[1],
  ),
  statisticColumn(
    'r_pre_post',
    {
      label: 'Correlation before and after',
      definition: 'Pearson. Without it the SD of a change cannot be had from the two SDs.',
      formula: 'sd_change^2 = sd_pre^2 + sd_post^2 - 2 r sd_pre sd_post',
    },
    (row) => {
      const correlation = compared(row)?.correlation;
      return correlation?.ok === true ? correlation.value.r : null;
    },
  ),
  rowStatusColumn(gapOf),
];

const basisColumns: readonly Column<MetaRow>[] = [
  {
    name: 'direction',
    type: 'text',
    label: 'Direction',
    definition: 'What the sign of a change means.',
    cell: ({ direction }) => direction,
  },
  {
    name: 'definition_used',
    type: 'text',
    label: 'Definition',
    definition: 'How the outcome is measured.',
    cell: ({ definition }) => definition,
  },
  {
    name: 'readers',
    type: 'flags',
    label: 'Readers',
    definition: 'Codes of the readers whose readings are compared; several are separated by |.',
    cell: ({ readers }) => readers.join('|'),
  },
  {
    name: 'postures',
    type: 'flags',
    label: 'Postures',
    definition:
      'Posture before and after with the number of pairs of films, e.g. standing-standing:12; separated by |.',
    cell: ({ postures }) => postures.map(([posture, count]) => `${posture}:${count}`).join('|'),
  },
  statisticColumn(
    'mdc95',
    { label: 'Smallest detectable change', definition: "The study's own reading error, else the provisional one." },
    ({ mdc }) => mdc,
  ),
  {
    name: 'mdc_source',
    type: 'text',
    label: 'Source of the reading error',
    definition: 'Where the smallest detectable change comes from; provisional: 5 degrees and 3 mm.',
    cell: ({ mdcSource }) => mdcSource,
  },
];
