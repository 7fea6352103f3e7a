import type { Calibration } from '../geometry/spacing.ts';
import { levelOrder } from '../spine/levels.ts';
import type { Level } from '../spine/levels.ts';
import type { VertebraMeasures } from '../spine/measureVertebra.ts';
import { examCalibration } from './examCalibration.ts';
import { examDays } from './examDays.ts';
import { baselineTimepoint, findExam, findReading, findVertebra } from './find.ts';
import { measureChange } from './measureChange.ts';
import type { StudyChange } from './measureChange.ts';
import { vertebraMeasures, visitFlags, visitValues } from './measureVisit.ts';
import type { StudyValues } from './measureVisit.ts';
import { mergeFlags } from './qualityFlags.ts';
import type { QualityFlag } from './qualityFlags.ts';
import type { Exam, Reading, Study, Subject, Timepoint, Vertebra } from './study.ts';
import { groupStatus } from './valueStatus.ts';
import type { AbsentStatus, GroupStatus } from './valueStatus.ts';
import { visitAbsence } from './visitAbsence.ts';

/** Version of the formulas; it changes whenever the same points would give another number. */
export const METHOD_VERSION = 1;

/** One level of one subject as one reader saw it in one numbered reading. */
export interface LevelKey {
  readonly level: Level;
  readonly reader: string;
  readonly reading: number;
}

/** That level at one timepoint of the protocol. */
export interface LevelVisit {
  readonly timepoint: string;
  /** Position in the protocol, from 0. */
  readonly order: number;
  /** Days from the pre-operative image; null when not known. */
  readonly days: number | null;
  readonly exam: Exam | undefined;
  readonly vertebra: Vertebra | undefined;
  /** Why there is no image; null when there is one. */
  readonly absence: AbsentStatus | null;
  readonly calibration: Calibration;
  /** Everything the geometry says, with its issues; null without points. */
  readonly geometry: VertebraMeasures | null;
  readonly values: StudyValues;
  /** Of the values that do not only exist in pixels. */
  readonly status: GroupStatus;
  readonly flags: readonly QualityFlag[];
}

/** That level at every timepoint, in the order of the protocol, with the changes against the baseline. */
export interface LevelMeasures extends LevelKey {
  readonly subject: Subject;
  readonly visits: readonly LevelVisit[];
  /** One entry for every timepoint but the baseline, in the order of the protocol. */
  readonly changes: readonly StudyChange[];
}

/** The levels of a subject that have points, a reason, a judgement or a reported value in any exam. */
export function startedLevels(subject: Subject): readonly LevelKey[] {
  const keys = new Map<string, LevelKey>();
  for (const exam of subject.exams) {
    for (const { reader, number, vertebrae, reported } of exam.readings) {
      for (const { level } of [...vertebrae, ...reported]) {
        keys.set(`${level} ${number} ${reader}`, { level, reader, reading: number });
      }
    }
  }
  return [...keys.values()].sort(byLevelThenReader);
}

function byLevelThenReader(a: LevelKey, b: LevelKey): number {
  const byLevel = levelOrder(a.level) - levelOrder(b.level);
  if (byLevel !== 0) return byLevel;
  if (a.reader !== b.reader) return a.reader < b.reader ? -1 : 1;
  return a.reading - b.reading;
}

/** Measures one level of one reading at every timepoint. Nothing of it is ever stored: points are the data. */
export function measureLevel(study: Study, subject: Subject, key: LevelKey): LevelMeasures {
  const baseline = baselineTimepoint(study.protocol);
  const visits = study.protocol.timepoints.map((timepoint, order) =>
    measureVisit(study, subject, key, { timepoint, order }),
  );
  const earlier = visits.find(({ timepoint }) => timepoint === baseline);
  const later = visits.filter((visit) => visit !== earlier);
  const changes = earlier === undefined ? [] : later.map((visit) => measureChange(earlier, visit));
  return { ...key, subject, visits, changes };
}

function measureVisit(
  study: Study,
  subject: Subject,
  key: LevelKey,
  { timepoint, order }: { readonly timepoint: Timepoint; readonly order: number },
): LevelVisit {
  const exam = findExam(subject, timepoint.id);
  const reading: Reading | undefined = findReading(exam, key);
  const vertebra = findVertebra(reading, key.level);
  const calibration = calibrationOf(exam);
  const absence = visitAbsence(study, subject, { timepoint: timepoint.id, exam });
  const input = { level: key.level, exam, reading, vertebra, calibration, absence };
  const geometry = vertebraMeasures(input);
  const values = visitValues(input, geometry);
  const { h_ant, h_mid, h_post, wedge_angle, ratio_ap, ratio_mp } = values;
  return {
    timepoint: timepoint.id,
    order,
    days: exam === undefined ? null : examDays(study.protocol, subject, exam),
    exam,
    vertebra,
    absence,
    calibration,
    geometry,
    values,
    status: visitStatus([h_ant, h_mid, h_post, wedge_angle, ratio_ap, ratio_mp], values),
    flags: visitFlags(input, geometry),
  };
}

/** A visit with reported values is judged by what can be reported: heights and angle, not by ratios. */
function visitStatus(shown: readonly StudyValues['h_ant'][], values: StudyValues): GroupStatus {
  const reportable = [values.h_ant, values.h_mid, values.h_post, values.wedge_angle];
  return reportable.some(({ status }) => status === 'reported') ? groupStatus(reportable) : groupStatus(shown);
}

/** All flags of a level over its visits and changes. */
export const levelFlags = (measures: LevelMeasures): readonly QualityFlag[] =>
  mergeFlags(...measures.visits.map(({ flags }) => flags), ...measures.changes.map(({ flags }) => flags));

/** Every started level of the study: subjects in the document's order, levels from head to foot, then readers. */
export function* measureStudy(
  study: Study,
  options: { readonly readers?: readonly string[] } = {},
): Generator<LevelMeasures> {
  for (const subject of study.subjects) {
    for (const key of startedLevels(subject)) {
      if (options.readers === undefined || options.readers.includes(key.reader)) {
        yield measureLevel(study, subject, key);
      }
    }
  }
}

/** The timepoints at which any subject of the study has an exam, in the order of the protocol. */
export function usedTimepoints(study: Study): readonly string[] {
  const used = new Set(study.subjects.flatMap((subject) => subject.exams.map((exam) => exam.timepoint)));
  return study.protocol.timepoints.flatMap(({ id }) => (used.has(id) ? [id] : []));
}

const calibrations = new WeakMap<Exam, Calibration>();
const noExam = examCalibration(undefined);

/** An exam never changes, so its calibration is computed once for all its levels. */
function calibrationOf(exam: Exam | undefined): Calibration {
  if (exam === undefined) return noExam;
  const known = calibrations.get(exam) ?? examCalibration(exam);
  calibrations.set(exam, known);
  return known;
}
