import { levelOrder, type Level } from '../spine/levels.ts';
import type { ClinicalEvent, MissingReason, Study, Subject } from '../study/study.ts';
import { treatedLevels } from './levelSeries.ts';

/** An event counted among patients and, where it belongs to a vertebra, among treated vertebrae. */
export interface EventCount {
  readonly label: string;
  readonly patients: number;
  /** Null where the event is not one of a treated vertebra. */
  readonly vertebrae: number | null;
  /** True for a kind of event, false for one of its sites. */
  readonly isWhole: boolean;
}

export interface EventCounts {
  readonly patients: number;
  readonly vertebrae: number;
  readonly rows: readonly EventCount[];
  /** Leakages whose vertebra is not stated; each is counted as one vertebra. */
  readonly withoutLevel: number;
}

interface Happened {
  readonly subject: Subject;
  readonly event: ClinicalEvent;
}

/** Counts events: cement leakage by site, new fractures by their relation to the treated levels, death, loss, others. */
export function eventCounts({ subjects }: Study): EventCounts {
  const all = subjects.flatMap((subject) => subject.clinical.events.map((event) => ({ subject, event })));
  const leakages = all.filter(({ event }) => event.kind === 'leakage');
  const fractures = all.filter(({ event }) => event.kind === 'fracture');
  const others = all.filter(({ event }) => event.kind === 'other');
  return {
    patients: subjects.length,
    vertebrae: subjects.reduce((sum, subject) => sum + treatedLevels(subject).length, 0),
    rows: [
      countOf('Cement leakage', leakages, { perVertebra: true, isWhole: true }),
      ...bySite(leakages, ({ event }) => event.site ?? 'site not stated', { perVertebra: true }),
      countOf('New fracture', fractures, { perVertebra: true, isWhole: true }),
      ...bySite(fractures, fractureRelation, { perVertebra: true }),
      ...bySite(others, ({ event }) => event.site ?? event.note ?? 'other event', { isWhole: true }),
      { label: 'Death', patients: patientsGone(subjects, 'death', 'death'), vertebrae: null, isWhole: true },
      {
        label: 'Lost to follow-up',
        patients: patientsGone(subjects, 'lost', 'lost_to_follow_up'),
        vertebrae: null,
        isWhole: true,
      },
    ],
    withoutLevel: leakages.filter(({ event }) => event.level === undefined).length,
  };
}

interface Counting {
  readonly perVertebra?: boolean;
  readonly isWhole?: boolean;
}

const countOf = (
  label: string,
  happened: readonly Happened[],
  { perVertebra = false, isWhole = false }: Counting,
): EventCount => ({
  label,
  patients: new Set(happened.map(({ subject }) => subject.id)).size,
  vertebrae: perVertebra ? vertebraeOf(happened) : null,
  isWhole,
});

/** A vertebra counts once, however many events it has; events without a level count one vertebra each. */
function vertebraeOf(happened: readonly Happened[]): number {
  const known = happened.filter(({ event }) => event.level !== undefined);
  const places = new Set(known.map(({ subject, event }) => `${subject.id} ${event.level}`));
  return places.size + happened.length - known.length;
}

function bySite(
  happened: readonly Happened[],
  siteOf: (each: Happened) => string,
  counting: Counting,
): readonly EventCount[] {
  const sites = new Map<string, Happened[]>();
  for (const each of happened) {
    const site = siteOf(each);
    const known = sites.get(site);
    if (known === undefined) sites.set(site, [each]);
    else known.push(each);
  }
  return [...sites].map(([site, ofSite]) => countOf(site, ofSite, counting));
}

/**
 * Adjacent: next to a treated vertebra; refracture: a treated one; distant: any other. Where the fractured vertebra is
 * not stated, what the study says of it.
 */
function fractureRelation({ subject, event }: Happened): string {
  if (event.level === undefined) return event.site ?? 'level not stated';
  const treated = treatedLevels(subject);
  if (treated.length === 0) return event.site ?? 'no treated level';
  if (treated.includes(event.level)) return 'refracture';
  const fractured = event.level;
  return treated.some((level) => areNeighbours(level, fractured)) ? 'adjacent' : 'distant';
}

/** T12 and L1 are neighbours, and so are T12 and T13, T13 and L1: transitional levels stand at half steps. */
const areNeighbours = (a: Level, b: Level): boolean => Math.abs(levelOrder(a) - levelOrder(b)) <= 1;

/** Patients with the event or with it as the reason why anything is missing. */
function patientsGone(subjects: readonly Subject[], kind: ClinicalEvent['kind'], reason: MissingReason): number {
  return subjects.filter(({ clinical, exams }) => {
    const reasons = [...clinical.scores, ...exams].map(({ missing }) => missing);
    return clinical.events.some((event) => event.kind === kind) || reasons.includes(reason);
  }).length;
}
