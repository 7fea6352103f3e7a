import { createStudy } from '../../shared/study/createStudy.ts';
import { isLevel, type Level } from '../../shared/spine/levels.ts';
import type {
  ClinicalEvent,
  ClinicalScore,
  Exam,
  MissingReason,
  ReportedValue,
  Study,
  Subject,
} from '../../shared/study/study.ts';
import { readSeriesTables } from '../golden/reference/seriesTables.ts';

type Patient = ReturnType<typeof readSeriesTables>['patients'][number];

const SOURCE = 'Table 2';

/** The published series of 22 patients as a study: reported angles without films, scores, events, reasons. */
export function seriesStudy(): Study {
  const study = createStudy({ id: 'series22', title: 'Kyphoplasty for vertebral metastases', salt: 'salt' });
  return {
    ...study,
    protocol: {
      ...study.protocol,
      timepoints: [
        { id: 'pre', label: 'Before surgery', nominalDays: 0 },
        { id: 'post', label: 'After surgery', nominalDays: 1 },
        { id: 'late', label: 'Late', nominalDays: null },
      ],
    },
    subjects: readSeriesTables().patients.map(subjectOf),
  };
}

function subjectOf(patient: Patient): Subject {
  return {
    id: `p${patient.patient}`,
    code: String(patient.patient),
    sex: patient.sex === 'F' ? 'female' : 'male',
    ageYears: patient.age_years,
    diagnosis: patient.diagnosis,
    treatedLevels: patient.levels.map(levelOf),
    clinical: { scores: scoresOf(patient), events: eventsOf(patient) },
    exams: (['pre', 'post'] as const).map((timepoint) => examOf(patient, timepoint)),
  };
}

function levelOf(text: string): Level {
  if (!isLevel(text)) throw new Error(`${text} is no level`);
  return text;
}

function scoresOf({ vas, follow_up_months: months }: Patient): readonly ClinicalScore[] {
  const late: ClinicalScore = {
    timepoint: 'late',
    instrument: 'VAS',
    value: vas.late,
    ...(vas.late_missing_reason === null ? {} : { missing: vas.late_missing_reason }),
  };
  return [
    { timepoint: 'pre', instrument: 'VAS', value: vas.pre },
    { timepoint: 'post', instrument: 'VAS', value: vas.post },
    late,
    { timepoint: 'late', instrument: 'follow_up_months', value: months },
  ];
}

function eventsOf({ complications, lost_to_follow_up: isLost }: Patient): readonly ClinicalEvent[] {
  const events = complications.map(({ type, site, relation, level }): ClinicalEvent => {
    const place = level === undefined || level === null ? {} : { level: levelOf(level) };
    switch (type) {
      case 'death':
        return { kind: 'death', timepoint: 'late' };
      case 'cement_leakage':
        return { kind: 'leakage', site, ...place };
      case 'new_fracture':
        return { kind: 'fracture', site: relation, ...place };
      default:
        return { kind: 'other', site: type, ...place };
    }
  });
  return isLost ? [...events, { kind: 'lost', timepoint: 'late' }] : events;
}

function examOf({ wedge }: Patient, timepoint: 'pre' | 'post'): Exam {
  const reported = wedge.map((level): ReportedValue => {
    const value = level[`${timepoint}_deg`];
    const missing: MissingReason | null = level[`${timepoint}_missing_reason`];
    return {
      level: levelOf(level.level),
      measure: 'wedge_angle',
      value,
      source: SOURCE,
      ...(missing === null ? {} : { missing }),
    };
  });
  return {
    timepoint,
    posture: 'unknown',
    missing: 'unavailable',
    calibrations: [],
    display: {},
    readings: [{ reader: 'R1', number: 1, startedAt: '2026-11-20T00:00:00.000Z', vertebrae: [], reported }],
  };
}
