import { readyTable, type ReadyTable } from '../../export/readyTable.ts';
import type { Column } from '../../export/table.ts';
import type { Answer } from '../../statistics/gap.ts';
import { proportion, type Proportion } from '../../statistics/proportion.ts';
import type { Study } from '../../study/study.ts';
import { leakedVertebrae, subjectEvents, patientsWith, type SubjectEvent } from '../statistics/eventStatistics.ts';
import { countColumn, groupColumns, rowStatusColumn, statisticColumn } from './statisticColumns.ts';

/** One kind of event in one arm, counted in patients or in treated levels. */
interface EventRow {
  readonly event: string;
  readonly arm: string;
  readonly per: 'patient' | 'level';
  readonly x: number;
  readonly n: number;
  readonly share: Answer<Proportion>;
}

const KINDS = ['leakage', 'fracture', 'death', 'lost', 'other'] as const;

function eventRows(study: Study): readonly EventRow[] {
  const arms = study.protocol.arms.filter(({ id }) => study.subjects.some(({ arm }) => arm === id));
  return [
    ...rowsOf(study, 'all'),
    ...arms.flatMap(({ id }) => rowsOf({ subjects: study.subjects.filter(({ arm }) => arm === id) }, id)),
  ];
}

function rowsOf({ subjects }: Pick<Study, 'subjects'>, arm: string): readonly EventRow[] {
  const events = subjectEvents(subjects);
  const treated = subjects.flatMap(({ treatedLevels }) => treatedLevels).length;
  const row = (event: string, per: EventRow['per'], x: number, n: number): EventRow => {
    return { event, arm, per, x, n, share: proportion(x, n) };
  };
  return KINDS.flatMap((kind): readonly EventRow[] => {
    const own: readonly SubjectEvent[] = events.filter(({ event }) => event.kind === kind);
    const perPatient = row(kind, 'patient', patientsWith(own), subjects.length);
    return kind === 'leakage' ? [row(kind, 'level', leakedVertebrae(own).length, treated), perPatient] : [perPatient];
  });
}

/** Events of n, as a meta-analysis takes them: no event stays 0 of n. */
export const metaEventsTable = (study: Study): ReadyTable =>
  readyTable(
    { file: 'meta_events.csv', title: 'Events of n by arm, as a meta-analysis takes them', columns: columnsOf(study) },
    () => eventRows(study),
  );

const shareOf = ({ share }: EventRow): Proportion | null => (share.ok ? share.value : null);

const columnsOf = ({ protocol }: Study): readonly Column<EventRow>[] => [
  {
    name: 'event',
    type: 'category',
    required: true,
    key: true,
    allowed: KINDS,
    label: 'Event',
    definition: 'leakage of cement, new fracture, death, lost to follow-up, other.',
    cell: ({ event }) => event,
  },
  ...groupColumns<EventRow>(protocol, 'patient: subjects with the event at least once; level: treated levels with it.'),
  countColumn('events', { label: 'Events', definition: 'Units with the event.' }, ({ x }) => x),
  countColumn('n', { label: 'n', definition: 'Units at risk: all subjects, or all treated levels.' }, ({ n }) => n),
  statisticColumn('percent', { label: 'Percent', definition: 'events of n.' }, (row) => shareOf(row)?.percent),
  statisticColumn(
    'wilson_low',
    { label: '95 % from', definition: 'Wilson interval in percent (Newcombe 1998).' },
    (row) => shareOf(row)?.wilson95[0],
  ),
  statisticColumn(
    'wilson_high',
    { label: '95 % to', definition: 'Wilson interval in percent (Newcombe 1998).' },
    (row) => shareOf(row)?.wilson95[1],
  ),
  rowStatusColumn(({ share }) => (share.ok ? null : share.error)),
];
