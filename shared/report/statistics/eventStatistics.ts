import { levelOrder } from '../../spine/levels.ts';
import type { ClinicalEvent, Study, Subject } from '../../study/study.ts';
import { proportion } from '../../statistics/proportion.ts';
import { pooledProportionDocument, proportionDocument } from './comparisonDocument.ts';
import { answered, type Content, type Document } from './document.ts';
import { indexLevels } from './levelNumbers.ts';
import { countWhere, regionCounts } from './studyCounts.ts';

/** An event of a subject. */
export interface SubjectEvent {
  readonly subject: Subject;
  readonly event: ClinicalEvent;
}

const share = (x: number, n: number): Content => answered(proportion(x, n), proportionDocument);

/** Counts of the study with their intervals: leakage by vertebra and by patient, fractures, deaths, sexes, regions. */
export function proportionStatistics(study: Study): Document {
  const { subjects } = study;
  const patients = subjects.length;
  const levels = subjects.flatMap((subject) => indexLevels(subject));
  const treated = subjects.flatMap((subject) => subject.treatedLevels).length;
  const events = subjectEvents(subjects);
  const leaks = leakedVertebrae(events);
  const sites = [...new Set(leaks.map(leakageSite))];
  const fractures = events.filter(({ event }) => event.kind === 'fracture');
  const relations = ['adjacent', 'distant', 'refracture'] as const;
  const related = (relation: string): readonly SubjectEvent[] =>
    fractures.filter((each) => fractureRelation(each) === relation);
  const others = events.filter(({ event }) => event.kind === 'other' && slug(event.site) !== 'crossover');
  const regions = regionCounts(levels);
  const known = subjects.filter(({ sex }) => sex !== undefined).length;
  return {
    leakage_per_vertebra: share(leaks.length, treated),
    ...Object.fromEntries(
      sites.map((site) => [
        `leakage_${site}`,
        share(leaks.filter((leak) => leakageSite(leak) === site).length, treated),
      ]),
    ),
    leakage_per_patient: share(patientsWith(leaks), patients),
    new_fracture_patients: share(patientsWith(fractures), patients),
    ...Object.fromEntries(
      relations.flatMap((relation) => [
        [`${relation}_fracture_patients`, share(patientsWith(related(relation)), patients)],
        [`${relation}_fracture_per_treated_vertebra`, share(related(relation).length, treated)],
      ]),
    ),
    ...Object.fromEntries(
      [...new Set(others.map(({ event }) => slug(event.site)))].map((site) => [
        `${site}_patients`,
        share(patientsWith(others.filter(({ event }) => slug(event.site) === site)), patients),
      ]),
    ),
    death_patients: share(patientsWith(events.filter(({ event }) => event.kind === 'death')), patients),
    lost_to_follow_up_patients: share(patientsWith(events.filter(({ event }) => event.kind === 'lost')), patients),
    male: share(countWhere(subjects, 'male'), known),
    female: share(countWhere(subjects, 'female'), known),
    lumbar: share(regions.lumbar, levels.length),
    thoracic: share(regions.thoracic, levels.length),
    sacral: share(regions.sacral, levels.length),
  };
}

/** The two proportions that reviews pool. */
export function pooledEvents({ subjects }: Study): Document {
  const events = subjectEvents(subjects);
  const treated = subjects.flatMap((subject) => subject.treatedLevels).length;
  const fractured = patientsWith(events.filter(({ event }) => event.kind === 'fracture'));
  return {
    ...(treated === 0 ? {} : { leakage: pooledProportionDocument(leakedVertebrae(events).length, treated) }),
    ...(subjects.length === 0 ? {} : { new_fracture: pooledProportionDocument(fractured, subjects.length) }),
  };
}

export const subjectEvents = (subjects: readonly Subject[]): readonly SubjectEvent[] =>
  subjects.flatMap((subject) => subject.clinical.events.map((event) => ({ subject, event })));

export const patientsWith = (events: readonly SubjectEvent[]): number =>
  new Set(events.map(({ subject }) => subject)).size;

/** A vertebra that leaks at two places is one vertebra; every leak of an unnamed level counts as one. */
export function leakedVertebrae(events: readonly SubjectEvent[]): readonly SubjectEvent[] {
  const seen = new Set<string>();
  return events.filter(({ subject, event }) => {
    if (event.kind !== 'leakage') return false;
    if (event.level === undefined) return true;
    const place = `${subject.id} ${event.level}`;
    if (seen.has(place)) return false;
    seen.add(place);
    return true;
  });
}

/** `disc_superior` and `disc_inferior` are counted as disc, every kind of canal as canal. */
function leakageSite({ event }: SubjectEvent): string {
  const site = slug(event.site);
  if (site.startsWith('disc')) return 'disc';
  return /canal|posterior/.test(site) ? 'canal' : site;
}

/** Adjacent is one level from a treated one, a treated one is a refracture; without a level as recorded. */
function fractureRelation({ subject, event }: SubjectEvent): string {
  const treated = subject.treatedLevels;
  if (event.level === undefined || treated.length === 0) return slug(event.site);
  const place = levelOrder(event.level);
  const distances = treated.map((level) => Math.abs(levelOrder(level) - place));
  if (distances.includes(0)) return 'refracture';
  return distances.some((distance) => distance <= 1) ? 'adjacent' : 'distant';
}

/** A text of the study as part of a key. */
export const slug = (text: string | undefined): string => {
  const plain = (text ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  return plain === '' ? 'not_recorded' : plain;
};
