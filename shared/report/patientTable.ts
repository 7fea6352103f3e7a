import type { ClinicalEvent, Study, Subject } from '../study/study.ts';
import { missingCell, numberCell, textCell, valueCell } from './cells.ts';
import { siteWords } from './eventCounts.ts';
import { plain } from './reportNumber.ts';
import type { Cell, ReportColumn, ReportPart } from './reportModel.ts';
import type { ScoreSeries } from './scoreSeries.ts';
import { timepointLabel } from './timepointLabel.ts';

/** Beyond this, lists of individuals are left to the export. */
export const MOST_LISTED = 400;

/** Every patient with diagnosis, treated levels, scores and events. */
export function patientTable(study: Study, scores: readonly ScoreSeries[]): ReportPart {
  const { subjects, protocol } = study;
  const title = 'Patients';
  if (subjects.length === 0) return { kind: 'gap', id: 'patients', title, reason: 'The study has no patient yet.' };
  if (subjects.length > MOST_LISTED) {
    const reason = `The study has ${subjects.length} patients; lists of single patients end at ${MOST_LISTED}. The exported tables have all.`;
    return { kind: 'gap', id: 'patients', title, reason };
  }
  const hasArms = subjects.some(({ arm }) => arm !== undefined);
  const scoreColumns = scores.flatMap(({ instrument, timepoints }) =>
    timepoints.map((id): ReportColumn => {
      return { id: `${instrument} ${id}`, label: `${instrument} ${timepointLabel(protocol, id)}`, align: 'number' };
    }),
  );
  return {
    kind: 'table',
    id: 'patients',
    title,
    columns: [
      { id: 'subject', label: 'Patient', align: 'text' },
      { id: 'sex', label: 'Sex', align: 'text' },
      { id: 'age', label: 'Age', align: 'number' },
      { id: 'diagnosis', label: 'Diagnosis', align: 'text' },
      ...(hasArms ? [{ id: 'arm', label: 'Arm', align: 'text' } as const] : []),
      { id: 'levels', label: 'Treated', align: 'text' },
      ...scoreColumns,
      { id: 'events', label: 'Events', align: 'text' },
    ],
    rows: subjects.map((subject, index) => ({
      key: subject.code,
      cells: [
        textCell(subject.code),
        factCell(sexWord(subject.sex)),
        subject.ageYears === undefined
          ? missingCell('not_reported')
          : numberCell(subject.ageYears, plain(subject.ageYears, 1)),
        factCell(subject.diagnosis),
        ...(hasArms ? [factCell(armLabel(study, subject))] : []),
        textCell(subject.treatedLevels.join(', ')),
        ...scores.flatMap(({ rows }) => (rows[index]?.values ?? []).map(scoreCell)),
        textCell(subject.clinical.events.map((event) => eventWords(study, event)).join('; ')),
      ],
    })),
    notes: [
      'Age in years.',
      ...(scores.length === 0 ? ['No pain or disability score is recorded in this study.'] : []),
    ],
  };
}

/** Scores are typed: as many decimals as they were given. */
const scoreCell: (value: ScoreSeries['rows'][number]['values'][number]) => Cell = (value) =>
  value.value === null ? valueCell(value, 0) : numberCell(value.value, plain(value.value, 2));

const factCell = (text: string | undefined): Cell =>
  text === undefined || text.trim() === '' ? missingCell('not_reported') : textCell(text);

export function sexWord(sex: Subject['sex']): string | undefined {
  return sex === undefined ? undefined : { female: 'F', male: 'M', other: 'other' }[sex];
}

const armLabel = ({ protocol }: Study, { arm }: Subject): string | undefined =>
  protocol.arms.find(({ id }) => id === arm)?.label ?? arm;

const EVENT_WORDS: Readonly<Record<ClinicalEvent['kind'], string>> = {
  leakage: 'leakage',
  fracture: 'new fracture',
  death: 'death',
  lost: 'lost to follow-up',
  other: '',
};

/** "leakage anterior, T12". */
function eventWords({ protocol }: Study, event: ClinicalEvent): string {
  const what = event.kind === 'other' ? (siteWords(event.site) ?? event.note ?? 'other') : EVENT_WORDS[event.kind];
  const site = event.kind === 'other' ? undefined : siteWords(event.site);
  const when = event.timepoint === undefined ? undefined : timepointLabel(protocol, event.timepoint);
  const whenDays = event.daysFromPre === undefined ? undefined : `day ${event.daysFromPre}`;
  const head = [what, site].filter((part) => part !== undefined).join(' ');
  return [head, event.level, when ?? whenDays, event.symptomatic === true ? 'symptomatic' : undefined]
    .filter((part) => part !== undefined)
    .join(', ');
}
