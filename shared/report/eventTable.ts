import type { Study } from '../study/study.ts';
import { textCell } from './cells.ts';
import { shareCells } from './characteristicsTable.ts';
import { eventCounts } from './eventCounts.ts';
import { counted } from './reportNumber.ts';
import type { ReportPart } from './reportModel.ts';

const EMPTY = textCell('');

/** Leakage, fractures and other events per treated vertebra and per patient, each with Wilson's interval. */
export function eventTable(study: Study): ReportPart {
  const { patients, vertebrae, rows, withoutLevel, onlyAsReason } = eventCounts(study);
  const title = 'Events by treated vertebra and by patient';
  if (patients === 0) return { kind: 'gap', id: 'events', title, reason: 'The study has no patient yet.' };
  const isNothingRecorded = rows.every((row) => row.patients === 0);
  return {
    kind: 'table',
    id: 'events',
    title,
    columns: [
      { id: 'event', label: '', align: 'text' },
      { id: 'vertebrae', label: `Vertebrae (of ${vertebrae})`, align: 'number' },
      { id: 'vertebraePercent', label: '%', align: 'number' },
      { id: 'vertebraeInterval', label: '95 % interval', align: 'number' },
      { id: 'patients', label: `Patients (of ${patients})`, align: 'number' },
      { id: 'patientsPercent', label: '%', align: 'number' },
      { id: 'patientsInterval', label: '95 % interval', align: 'number' },
    ],
    rows: rows.map((row, index) => ({
      key: `${index} ${row.label}`,
      ...(row.isWhole ? { role: 'total' as const } : {}),
      cells: [
        textCell(row.isWhole ? row.label : `— ${row.label}`),
        ...(row.vertebrae === null || vertebrae === 0 ? [EMPTY, EMPTY, EMPTY] : shareCells(row.vertebrae, vertebrae)),
        ...shareCells(row.patients, patients),
      ],
    })),
    notes: [
      'Intervals: Wilson. A vertebra and a patient count once in every row.',
      ...(vertebrae === 0 ? ['No level is marked as treated, so there is nothing to count events by vertebra.'] : []),
      ...(withoutLevel === 0
        ? []
        : [
            `Leakage at a level that is not stated counts as one vertebra of its patient (${counted(withoutLevel, 'patient')}).`,
          ]),
      ...onlyAsReason.map(
        ({ event, patients: count }) =>
          `${counted(count, 'further patient')} without a recorded event ${count === 1 ? 'has' : 'have'} a value missing because of ${event}.`,
      ),
      ...(isNothingRecorded
        ? ['No event is recorded. Whether events were looked for is not something that the study file tells.']
        : []),
    ],
  };
}
