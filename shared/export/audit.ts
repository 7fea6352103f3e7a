import { LANDMARKS } from '../spine/landmarks.ts';
import type { Landmark } from '../spine/landmarks.ts';
import { LEVELS } from '../spine/levels.ts';
import { revisedContent } from '../study/finalRecord.ts';
import type { FixedContent } from '../study/finalRecord.ts';
import type { CalibrationEntry, Exam, LandmarkState, Reading, Revision, Subject, Vertebra } from '../study/study.ts';
import type { ExportContext } from './exportContext.ts';
import { toSecond } from './exportContext.ts';
import { formatNumber } from './formatNumber.ts';
import type { Column, Table } from './table.ts';

const ACTIONS = ['finalise', 'reopen', 'place', 'move', 'delete', 'mark', 'judge', 'calibrate'] as const;

/** One act: what was finalised, reopened, changed after it had been final, or calibrated. */
export interface AuditRow {
  readonly seq: number;
  readonly at: string;
  /** Code of who did it. */
  readonly by: string;
  readonly action: (typeof ACTIONS)[number];
  readonly subject: Subject;
  readonly exam: Exam;
  readonly reading?: Reading;
  readonly vertebra?: Vertebra;
  readonly landmark?: Landmark;
  readonly before?: string;
  readonly after?: string;
  readonly app?: string;
  readonly reason?: string;
  readonly hash?: string;
}

type Act = Omit<AuditRow, 'seq'>;

/** Every act on record, in order of time; acts at one time stay in the order of the study. */
export function auditRows({ study, readers }: ExportContext): readonly AuditRow[] {
  const acts: Act[] = [];
  for (const subject of study.subjects) {
    for (const exam of subject.exams) {
      acts.push(...calibrationActs(subject, exam));
      for (const reading of exam.readings) {
        for (const vertebra of reading.vertebrae) acts.push(...levelActs({ subject, exam, reading, vertebra }));
      }
    }
  }
  return acts
    .filter(({ by, reading }) => readers === undefined || readers.includes(reading?.reader ?? by))
    .map((act) => ({ act, time: Date.parse(act.at) }))
    .toSorted((a, b) => a.time - b.time)
    .map(({ act }, index) => ({ ...act, seq: index + 1 }));
}

type Place = Required<Pick<AuditRow, 'subject' | 'exam' | 'reading' | 'vertebra'>>;

function levelActs(place: Place): readonly Act[] {
  const { vertebra } = place;
  const acts: Act[] = [];
  let before: FixedContent | null = null;
  for (const revision of vertebra.revisions) {
    const content = revisedContent(revision);
    acts.push(...changes(place, before, content), ...revisionActs(place, revision));
    before = content;
  }
  if (before !== null) acts.push(...changes(place, before, vertebra));
  const { finalisedAt, seal } = vertebra;
  return finalisedAt === undefined
    ? acts
    : [...acts, { ...place, ...signed(seal, place), at: finalisedAt, action: 'finalise' }];
}

function revisionActs(
  place: Place,
  { finalisedAt, reopenedAt, reason, finalised, reopened }: Revision,
): readonly Act[] {
  return [
    { ...place, ...signed(finalised, place), at: finalisedAt, action: 'finalise' },
    { ...place, ...signed(reopened, place), at: reopenedAt, action: 'reopen', reason },
  ];
}

const signed = (seal: Vertebra['seal'], { reading }: Place): Pick<Act, 'by' | 'app' | 'hash'> =>
  seal ?? { by: reading.reader };

/** What became of a level between two finalisations, point by point; nothing before the first one. */
function changes(place: Place, before: FixedContent | null, after: FixedContent): readonly Act[] {
  if (before === null) return [];
  const act = { ...place, by: place.reading.reader, at: after.measuredAt ?? before.measuredAt ?? '' };
  const points = LANDMARKS.flatMap((landmark): readonly Act[] => {
    const [from, to] = [before, after].map(({ landmarks }) => pointText(landmarks[landmark]));
    const [old, mark] = [before, after].map(({ states }) => markText(states[landmark]));
    const moved: readonly Act[] =
      from === to
        ? []
        : [
            {
              ...act,
              landmark,
              action: from === undefined ? 'place' : to === undefined ? 'delete' : 'move',
              ...both(from, to),
            },
          ];
    return old === mark ? moved : [...moved, { ...act, landmark, action: 'mark', ...both(old, mark) }];
  });
  const [old, now] = [before, after].map(judgementText);
  return old === now ? points : [...points, { ...act, action: 'judge', ...both(old, now) }];
}

const both = (before: string | undefined, after: string | undefined): Pick<Act, 'before' | 'after'> => ({
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

const pointText = (point: readonly [number, number] | undefined): string | undefined =>
  point === undefined ? undefined : point.map((part) => formatNumber(part, 3)).join(' ');

const markText = (state: LandmarkState | undefined): string | undefined =>
  state?.kind === 'not_visible' ? `not_visible ${state.reason}` : state?.kind;

function judgementText({ fractured, treated, sqGrade, missing }: FixedContent): string | undefined {
  const words = [
    ...(fractured === true ? ['fractured'] : []),
    ...(treated === true ? ['treated'] : []),
    ...(sqGrade === undefined ? [] : [`sq ${sqGrade}`]),
    ...(missing === undefined ? [] : [missing]),
  ];
  return words.length === 0 ? undefined : words.join(' ');
}

/** The ledger of an exam: each entry replaces the one before it. */
const calibrationActs = (subject: Subject, exam: Exam): readonly Act[] =>
  exam.calibrations.map((entry, index) => {
    const { at, by, reason } = entry;
    const old = exam.calibrations[index - 1];
    return {
      subject,
      exam,
      at,
      by,
      reason,
      action: 'calibrate',
      ...both(old === undefined ? undefined : calibrationText(old), calibrationText(entry)),
    };
  });

function calibrationText(entry: CalibrationEntry): string {
  if (entry.kind === 'typed') {
    const { rowSpacing, columnSpacing } = entry.spacing;
    return `typed ${formatNumber(rowSpacing, 6)} ${formatNumber(columnSpacing, 6)} ${entry.plane}`;
  }
  if (entry.kind === 'file') return `file ${entry.source}`;
  return entry.kind === 'automatic' ? 'automatic' : `${entry.kind} ${formatNumber(entry.knownMm, 3)} mm`;
}

/** The record of finalised readings and of calibrations: who changed what, when, why, with which version. */
export const auditTable = ({ study }: ExportContext): Table<AuditRow> => ({
  file: 'audit.csv',
  title: 'Record of changes',
  columns: [
    ...actColumns,
    {
      name: 'timepoint',
      type: 'category',
      required: true,
      allowed: study.protocol.timepoints.map(({ id }) => id),
      label: 'Time point',
      definition: 'Visit of the protocol.',
      cell: ({ exam }) => exam.timepoint,
    },
    ...changeColumns,
    ...originColumns,
  ],
});

const actColumns: readonly Column<AuditRow>[] = [
  {
    name: 'seq',
    type: 'integer',
    required: true,
    key: true,
    label: 'Number',
    definition: 'Position in order of time, from 1.',
    cell: ({ seq }) => seq,
  },
  {
    name: 'at',
    type: 'datetime',
    label: 'Time',
    definition:
      'When it was done, in UTC, by the clock of the computer; of a changed point: the last change of the level.',
    cell: ({ at }) => toSecond(at),
  },
  {
    name: 'reader_id',
    type: 'identifier',
    required: true,
    label: 'Reader',
    definition: 'Code of the reader who did it, not a name.',
    cell: ({ by, reading }) => (by === '' ? (reading?.reader ?? 'unknown') : by),
  },
  {
    name: 'action',
    type: 'category',
    required: true,
    allowed: ACTIONS,
    label: 'Act',
    definition:
      'finalise, reopen: the level was locked or unlocked; place, move, delete, mark, judge: what was changed after it had been final; calibrate: an entry of the calibration ledger.',
    cell: ({ action }) => action,
  },
  {
    name: 'level',
    type: 'category',
    allowed: LEVELS,
    label: 'Level',
    definition: 'Vertebral level; empty for a calibration, which concerns the image.',
    cell: ({ vertebra }) => vertebra?.level ?? null,
  },
];

const changeColumns: readonly Column<AuditRow>[] = [
  {
    name: 'point',
    type: 'category',
    allowed: LANDMARKS,
    label: 'Landmark',
    definition: 'The landmark that was changed; empty for acts on the whole level.',
    cell: ({ landmark }) => landmark ?? null,
  },
  {
    name: 'before',
    type: 'text',
    label: 'Before',
    definition: 'What stood there: a point as x and y in stored pixels, a mark, a judgement, or a calibration.',
    cell: ({ before }) => before ?? null,
  },
  {
    name: 'after',
    type: 'text',
    label: 'After',
    definition: 'What stands there since, in the same form.',
    cell: ({ after }) => after ?? null,
  },
  {
    name: 'app_version',
    type: 'identifier',
    label: 'Program version',
    definition: 'Version of the program with which the level was finalised or reopened.',
    cell: ({ app }) => app ?? null,
  },
];

const originColumns: readonly Column<AuditRow>[] = [
  {
    name: 'subject_id',
    type: 'identifier',
    required: true,
    label: 'Subject',
    definition: 'Code of the subject in the study, a pseudonym.',
    cell: ({ subject }) => subject.code,
  },
  {
    name: 'reading_no',
    type: 'integer',
    label: 'Number of the reading',
    definition: '1, and 2 or more for repeated readings; empty for a calibration.',
    cell: ({ reading }) => reading?.number ?? null,
  },
  {
    name: 'reason',
    type: 'text',
    label: 'Reason',
    definition: 'Why the level was reopened or the image calibrated, in the words of the reader.',
    cell: ({ reason }) => reason ?? null,
  },
  {
    name: 'record_hash',
    type: 'identifier',
    label: 'Link of the record',
    definition: 'SHA-256 of the act, of what it fixed and of the act before it; the study holds the same.',
    cell: ({ hash }) => hash ?? null,
  },
];
