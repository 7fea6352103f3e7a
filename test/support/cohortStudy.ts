import { LANDMARKS } from '../../shared/spine/landmarks.ts';
import type { Level } from '../../shared/spine/levels.ts';
import { createStudy } from '../../shared/study/createStudy.ts';
import type { Exam, Reading, Study, Subject, Vertebra } from '../../shared/study/study.ts';

export const COHORT_LEVELS: readonly Level[] = [
  'T4',
  'T5',
  'T6',
  'T7',
  'T8',
  'T9',
  'T10',
  'T11',
  'T12',
  'L1',
  'L2',
  'L3',
  'L4',
];

export interface CohortSize {
  readonly subjects: number;
  readonly levels?: readonly Level[];
  /** How many readers have read every film; their points lie up to 4 px apart. */
  readonly readers?: number;
}

/**
 * A cohort of the size of MrOS without its films: two visits, every level read, with everything that a grid has to tell
 * apart. Of twenty subjects one has lost its second visit, one has no film there yet, one is half read, one finalised.
 */
export function cohortStudy({ subjects, levels = COHORT_LEVELS, readers = 1 }: CohortSize): Study {
  const study = createStudy({ id: 'cohort', title: 'Cohort', salt: 'salt' });
  return {
    ...study,
    protocol: {
      ...study.protocol,
      timepoints: [
        { id: 'v1', label: 'Visit 1', nominalDays: 0 },
        { id: 'v2', label: 'Visit 2', nominalDays: 1640 },
      ],
      arms: [
        { id: 'A', label: 'Treated' },
        { id: 'B', label: 'Control' },
      ],
      levels,
      readers: Array.from({ length: Math.max(1, readers) }, (_, index) => ({
        id: `R${index + 1}`,
        label: `Reader ${index + 1}`,
      })),
    },
    subjects: Array.from({ length: subjects }, (_, index) => subject(index, levels, readers)),
  };
}

function subject(index: number, levels: readonly Level[], readers: number): Subject {
  const kind = index % 20;
  const second: readonly Exam[] =
    kind === 1
      ? [
          {
            timepoint: 'v2',
            posture: 'unknown',
            missing: 'lost_to_follow_up',
            calibrations: [],
            display: {},
            readings: [],
          },
        ]
      : kind === 2
        ? []
        : [exam(index, 'v2', levels, readers)];
  return {
    id: `subject-${index}`,
    code: `M${String(index + 1).padStart(5, '0')}`,
    sex: 'male',
    ageYears: 65 + (index % 25),
    arm: index % 2 === 0 ? 'A' : 'B',
    treatedLevels: index % 2 === 0 ? ['L1'] : [],
    clinical: { scores: [{ timepoint: 'v1', instrument: 'VAS', value: index % 11 }], events: [] },
    exams: [exam(index, 'v1', levels, readers), ...second],
  };
}

function exam(index: number, timepoint: string, levels: readonly Level[], readers: number): Exam {
  const isHalf = index % 20 === 3 && timepoint === 'v2';
  const isFinal = index % 20 === 4;
  const read = isHalf ? levels.slice(0, Math.ceil(levels.length / 2)) : levels;
  return {
    timepoint,
    posture: 'standing',
    image: {
      name: `M${index}-${timepoint}.dcm`,
      sha256: `${index.toString(16).padStart(8, '0')}${timepoint === 'v1' ? '1' : '2'}`.padEnd(64, '0'),
      format: 'dicom',
      rows: 3000,
      columns: 1500,
      frame: 0,
      spacing: { imagerPixelSpacing: [0.15, 0.15] },
      lossy: false,
    },
    calibrations: [],
    display: {},
    readings: Array.from({ length: readers }, (_, reader): Reading => ({
      reader: `R${reader + 1}`,
      number: 1,
      startedAt: '2026-11-20T14:00:00.000Z',
      vertebrae: read.map((level, at) => vertebra(level, { at, shift: (index * 7 + reader * 13 + at) % 5, isFinal })),
      reported: [],
    })),
  };
}

/** A body of about 230 by 170 px; `shift` moves its lower front corner, so that readers and visits differ. */
function vertebra(
  level: Level,
  { at, shift, isFinal }: { readonly at: number; readonly shift: number; readonly isFinal: boolean },
): Vertebra {
  const top = 100 + at * 200;
  const points: Record<(typeof LANDMARKS)[number], readonly [number, number]> = {
    SA: [430, top],
    SM: [315, top + 4],
    SP: [200, top],
    IP: [200, top + 172],
    IM: [315, top + 166],
    IA: [430, top + 160 - shift * 8],
  };
  return {
    level,
    landmarks: points,
    states: {},
    measuredAt: '2026-11-20T14:02:00.000Z',
    ...(isFinal ? { finalisedAt: '2026-11-20T15:00:00.000Z' } : {}),
    revisions: [],
  };
}
