import { USUAL_LEVELS, levelOrder } from '../../spine/levels.ts';
import type { Level } from '../../spine/levels.ts';
import type { Study, Subject } from '../../study/study.ts';
import { describe } from '../../statistics/descriptive.ts';
import { descriptionDocument } from './comparisonDocument.ts';
import { answered, type Content, type Document } from './document.ts';
import { indexLevels } from './levelNumbers.ts';

const percent = (x: number, n: number): number | null => (n === 0 ? null : (100 * x) / n);

/** Who and what is in the study: patients, sexes, levels, regions, diagnoses. Percentages are of those counted. */
export function studyCounts({ subjects }: Pick<Study, 'subjects'>): Document {
  const perPatient = subjects.map((subject) => indexLevels(subject));
  const levels = perPatient.flat();
  const sexes = { male: countWhere(subjects, 'male'), female: countWhere(subjects, 'female') };
  const known = subjects.filter(({ sex }) => sex !== undefined).length;
  const regions = regionCounts(levels);
  return {
    patients: subjects.length,
    ...sexes,
    male_percent: percent(sexes.male, known),
    female_percent: percent(sexes.female, known),
    sex_not_recorded: subjects.length - known,
    levels_total: levels.length,
    ...regions,
    lumbar_percent: percent(regions.lumbar, levels.length),
    thoracic_percent: percent(regions.thoracic, levels.length),
    sacral_percent: percent(regions.sacral, levels.length),
    per_level: perLevel(levels),
    patients_by_number_of_levels: tally(perPatient.filter((own) => own.length > 0).map((own) => String(own.length))),
    diagnoses: tally(subjects.flatMap(({ diagnosis }) => diagnosis ?? [])),
  };
}

export const ageStatistics = ({ subjects }: Pick<Study, 'subjects'>): Content =>
  answered(describe(subjects.flatMap(({ ageYears }) => ageYears ?? [])), descriptionDocument);

export function regionCounts(levels: readonly Level[]) {
  const inRegion = (letter: string): number => levels.filter((level) => level.startsWith(letter)).length;
  return { lumbar: inRegion('L'), thoracic: inRegion('T'), sacral: inRegion('S') };
}

export const countWhere = (subjects: readonly Subject[], sex: Subject['sex']): number =>
  subjects.filter((subject) => subject.sex === sex).length;

/** Every usual level between the uppermost and the lowest, those without any too, and variants that occur. */
function perLevel(levels: readonly Level[]): Document {
  const orders = levels.map(levelOrder);
  const [top, bottom] = [orders.reduce((a, b) => Math.min(a, b), 99), orders.reduce((a, b) => Math.max(a, b), -99)];
  const between = USUAL_LEVELS.filter((level) => levelOrder(level) >= top && levelOrder(level) <= bottom);
  const shown = [...new Set([...between, ...levels])].toSorted((a, b) => levelOrder(a) - levelOrder(b));
  return Object.fromEntries(shown.map((level) => [level, levels.filter((each) => each === level).length]));
}

function tally(words: readonly string[]): Document {
  const counts = new Map<string, number>();
  for (const word of words.toSorted()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return Object.fromEntries(counts);
}
