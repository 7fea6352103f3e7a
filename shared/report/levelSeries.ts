import { levelOrder, type Level } from '../spine/levels.ts';
import { measureLevel, startedLevels, type LevelMeasures } from '../study/measureStudy.ts';
import type { Study, Subject } from '../study/study.ts';

/** Whose reading the tables of a report show. */
export interface ReadingChoice {
  /** Null in a study that nobody has read yet. */
  readonly reader: string | null;
  readonly reading: number;
}

/** The levels that a report is about, each in one and the same reader's reading. */
export interface LevelSeries extends ReadingChoice {
  /** `treated`: the levels marked as treated; `measured`: no level is, so all that were measured. */
  readonly basis: 'treated' | 'measured';
  /** Subjects in the order of the study, levels from head to foot. */
  readonly levels: readonly LevelMeasures[];
  /** Levels that only another reading has; they are listed as not measured, never mixed in. */
  readonly onlyInOtherReadings: number;
}

/** The levels of a study in the wanted reading, else in the first reading of the first reader who has read anything. */
export function levelSeries(study: Study, wanted: Partial<ReadingChoice> = {}): LevelSeries {
  const choice = chooseReading(study, wanted);
  const isAnyTreated = study.subjects.some((subject) => treatedLevels(subject).length > 0);
  let onlyInOtherReadings = 0;
  const levels = study.subjects.flatMap((subject) => {
    const started = startedLevels(subject);
    const isOwn = (level: Level): boolean =>
      started.some((key) => key.level === level && key.reader === choice.reader && key.reading === choice.reading);
    const all = isAnyTreated ? treatedLevels(subject) : measuredLevels(subject);
    onlyInOtherReadings += all.filter((level) => !isOwn(level) && started.some((key) => key.level === level)).length;
    return all.map((level) =>
      measureLevel(study, subject, { level, reader: choice.reader ?? '', reading: choice.reading }),
    );
  });
  return { ...choice, basis: isAnyTreated ? 'treated' : 'measured', levels, onlyInOtherReadings };
}

/** Levels listed as treated and vertebrae marked as such, from head to foot. */
export function treatedLevels(subject: Subject): readonly Level[] {
  const marked = subject.exams.flatMap(({ readings }) =>
    readings.flatMap(({ vertebrae }) => vertebrae.flatMap(({ level, treated }) => (treated === true ? [level] : []))),
  );
  return headToFoot([...subject.treatedLevels, ...marked]);
}

const measuredLevels = (subject: Subject): readonly Level[] =>
  headToFoot(startedLevels(subject).map(({ level }) => level));

const headToFoot = (levels: readonly Level[]): readonly Level[] =>
  [...new Set(levels)].sort((a, b) => levelOrder(a) - levelOrder(b));

function chooseReading({ protocol, subjects }: Study, wanted: Partial<ReadingChoice>): ReadingChoice {
  const numbers = new Map<string, number>();
  for (const subject of subjects) {
    for (const { reader, reading } of startedLevels(subject)) {
      numbers.set(reader, Math.min(reading, numbers.get(reader) ?? reading));
    }
  }
  const ids = [...protocol.readers.map(({ id }) => id), ...numbers.keys()];
  const reader = wanted.reader ?? ids.find((id) => numbers.has(id)) ?? null;
  return { reader, reading: wanted.reading ?? numbers.get(reader ?? '') ?? 1 };
}
