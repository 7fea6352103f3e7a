import { absentStatus, VALUE_STATUSES } from '../study/valueStatus.ts';
import type { ValueStatus } from '../study/valueStatus.ts';
import { visitAbsence } from '../study/visitAbsence.ts';
import { findExam } from '../study/find.ts';
import { CODE_PATTERN } from '../study/study.ts';
import type { ClinicalEvent, ClinicalScore, Study, Subject } from '../study/study.ts';
import { shortName, timepointPrefixes } from './columnNames.ts';
import type { ExportContext } from './exportContext.ts';
import type { Column, Table } from './table.ts';

/** With this length `NAME_TIMEPOINT_status` stays within 26 characters. */
const LONGEST_INSTRUMENT = 8;

/** An instrument at a timepoint, with the name of its column. */
interface ScorePlace {
  readonly instrument: string;
  readonly timepoint: string;
  readonly column: string;
}

/** A length of time and not a score of one visit. */
const isFollowUp = ({ instrument }: Pick<ClinicalScore, 'instrument'>): boolean =>
  instrument.toLowerCase() === 'follow_up_months';

export const subjectRows = ({ study }: ExportContext): readonly Subject[] => study.subjects;

/**
 * What was recorded of the subjects: facts, scores of every instrument at every visit where anybody has one, events.
 * Each score has a status beside it. The import reads this table back.
 */
export function subjectsTable({ study }: ExportContext): Table<Subject> {
  return {
    file: 'subjects.csv',
    title: 'Subjects, one row each: facts, scores, events',
    columns: [
      ...factColumns(study),
      ...scorePlaces(study).flatMap((place) => scoreColumns(study, place)),
      ...followUpColumns(study),
      ...eventColumns,
    ],
  };
}

const factColumns = ({ protocol }: Study): readonly Column<Subject>[] => [
  {
    name: 'subject_id',
    type: 'identifier',
    required: true,
    key: true,
    label: 'Subject',
    definition: 'Code of the subject in the study, a pseudonym.',
    cell: ({ code }) => code,
  },
  {
    name: 'sex',
    type: 'category',
    allowed: ['female', 'male', 'other'],
    label: 'Sex',
    definition: 'As typed into the study; empty where nobody did.',
    cell: ({ sex }) => sex ?? null,
  },
  {
    name: 'age_years',
    type: 'number',
    decimals: 1,
    unit: 'a',
    label: 'Age',
    definition: 'Age at the first image in years, as typed into the study.',
    cell: ({ ageYears }) => ageYears ?? { missing: 'not_reported' },
  },
  {
    name: 'group',
    type: 'category',
    allowed: protocol.arms.map(({ id }) => id),
    label: 'Arm',
    definition: 'Arm of the study; empty for a subject without one.',
    cell: ({ arm }) => arm ?? null,
  },
  {
    name: 'diagnosis',
    type: 'text',
    label: 'Diagnosis',
    definition: 'As typed into the study.',
    cell: ({ diagnosis }) => diagnosis ?? null,
  },
  {
    name: 'treated_levels',
    type: 'flags',
    label: 'Treated levels',
    definition: 'Levels that were operated on, head to foot; several are separated by |.',
    cell: ({ treatedLevels }) => treatedLevels.join('|'),
  },
];

/** Instruments in the order of their appearance, visits in the order of the protocol. */
function scorePlaces(study: Study): readonly ScorePlace[] {
  const scores = study.subjects.flatMap(({ clinical }) => clinical.scores.filter((score) => !isFollowUp(score)));
  const instruments = [...new Set(scores.map(({ instrument }) => instrument))];
  const used = new Set(scores.map(({ instrument, timepoint }) => `${timepoint} ${instrument}`));
  const prefixes = timepointPrefixes(study.protocol.timepoints);
  const names = new Set<string>();
  return instruments.flatMap((instrument) => {
    const name = shortName(instrument, LONGEST_INSTRUMENT, names);
    return study.protocol.timepoints.flatMap(({ id }) =>
      used.has(`${id} ${instrument}`)
        ? [{ instrument, timepoint: id, column: `${name}_${prefixes.get(id) ?? id}` }]
        : [],
    );
  });
}

const scoreOf = ({ clinical }: Subject, place: Pick<ScorePlace, 'instrument' | 'timepoint'>) =>
  clinical.scores.find(({ instrument, timepoint }) => instrument === place.instrument && timepoint === place.timepoint);

/** Nothing recorded: what the visit tells (death, lost), else that nobody asked. */
function scoreStatus(study: Study, subject: Subject, place: ScorePlace): ValueStatus {
  const score = scoreOf(subject, place);
  if (score !== undefined && score.value !== null) return 'reported';
  if (score?.missing !== undefined) return absentStatus(score.missing);
  const { timepoint } = place;
  const absence = visitAbsence(study, subject, { timepoint, exam: findExam(subject, timepoint) });
  return absence === null || absence === 'unavailable' ? 'not_measured' : absence;
}

function scoreColumns(study: Study, place: ScorePlace): readonly Column<Subject>[] {
  const { instrument, timepoint, column } = place;
  return [
    {
      name: column,
      type: 'number',
      label: `${instrument}, ${timepoint}`,
      definition: `Score of ${instrument} at ${timepoint}, as typed or imported; its scale is that of the study.`,
      cell: (subject) => scoreOf(subject, place)?.value ?? { missing: scoreStatus(study, subject, place) },
    },
    {
      name: `${column}_status`,
      type: 'category',
      required: true,
      allowed: VALUE_STATUSES,
      label: `Status of ${instrument}, ${timepoint}`,
      definition: 'reported beside a number, else why there is none; see reasons.csv.',
      cell: (subject) => scoreStatus(study, subject, place),
    },
  ];
}

const latest = ({ clinical }: Subject) => clinical.scores.findLast(isFollowUp);

function followUpColumns({ subjects }: Study): readonly Column<Subject>[] {
  if (!subjects.some(({ clinical }) => clinical.scores.some(isFollowUp))) return [];
  return [
    {
      name: 'follow_up_months',
      type: 'number',
      unit: 'mo',
      label: 'Follow-up',
      definition: 'Length of the follow-up in months.',
      cell: (subject) => latest(subject)?.value ?? { missing: latest(subject)?.missing ?? 'not_reported' },
    },
    {
      name: 'follow_up_months_status',
      type: 'category',
      required: true,
      allowed: VALUE_STATUSES,
      label: 'Status of the follow-up',
      definition: 'reported beside a number, else why there is none; see reasons.csv.',
      cell: (subject) =>
        (latest(subject)?.value ?? null) !== null ? 'reported' : (latest(subject)?.missing ?? 'not_reported'),
    },
  ];
}

const countOf = (kind: ClinicalEvent['kind'], label: string, definition: string): Column<Subject> => ({
  name: `${kind}_n`,
  type: 'integer',
  required: true,
  label,
  definition,
  cell: ({ clinical }) => clinical.events.filter((event) => event.kind === kind).length,
});

const eventColumns: readonly Column<Subject>[] = [
  countOf('leakage', 'Leakages', 'Number of cement leakages recorded.'),
  countOf('fracture', 'New fractures', 'Number of new fractures recorded.'),
  countOf('death', 'Died', '1 if the death of the subject is recorded, else 0.'),
  countOf('lost', 'Lost', '1 if the subject was lost to follow-up, else 0.'),
  countOf('other', 'Other events', 'Number of other events recorded.'),
  {
    name: 'events',
    type: 'text',
    label: 'Events',
    definition: 'KIND [SITE] [LEVEL] [@TIMEPOINT], separated by semicolons; notes stay in the study.',
    cell: ({ clinical }) => clinical.events.map(eventText).join('; '),
  },
];

/** As the import reads it; a site that it could not read is left out with the notes. */
function eventText({ kind, site, level, timepoint }: ClinicalEvent): string {
  const code = site === undefined || !CODE_PATTERN.test(site) ? [] : [site];
  const place = level === undefined ? [] : [level];
  const time = timepoint === undefined ? [] : [`@${timepoint}`];
  return [kind, ...code, ...place, ...time].join(' ');
}
