import { levelOrder } from '../spine/levels.ts';
import type { ClinicalEvent, MissingReason, Study, Subject } from '../study/study.ts';

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
  /** Patients with a leakage whose vertebra is not stated; it is counted as one vertebra. */
  readonly withoutLevel: number;
  /** Patients without the event, of whom a value is missing for that very reason. */
  readonly onlyAsReason: readonly { readonly event: string; readonly patients: number }[];
}

interface Happened {
  readonly subject: Subject;
  readonly event: ClinicalEvent;
}

/** Counts events: cement leakage by site, new fractures by their relation to the treated levels, death, loss, others. */
export function eventCounts({ subjects }: Study): EventCounts {
  const all = subjects.flatMap((subject) => subject.clinical.events.map((event) => ({ subject, event })));
  const ofKind = (kind: ClinicalEvent['kind']): readonly Happened[] => all.filter(({ event }) => event.kind === kind);
  const [leakages, fractures] = [ofKind('leakage'), ofKind('fracture')];
  const perVertebra = { perVertebra: true };
  return {
    patients: subjects.length,
    vertebrae: subjects.reduce((sum, { treatedLevels }) => sum + treatedLevels.length, 0),
    rows: [
      countOf('Cement leakage', leakages, { perVertebra: true, isWhole: true }),
      ...bySite(leakages, ({ event }) => siteWords(event.site) ?? 'site not stated', perVertebra),
      countOf('New fracture', fractures, { perVertebra: true, isWhole: true }),
      ...bySite(fractures, fractureRelation, perVertebra),
      ...bySite(ofKind('other'), ({ event }) => siteWords(event.site) ?? event.note ?? 'other event', {
        isWhole: true,
      }),
      countOf('Death', ofKind('death'), { isWhole: true }),
      countOf('Lost to follow-up', ofKind('lost'), { isWhole: true }),
    ],
    withoutLevel: new Set(leakages.filter(({ event }) => event.level === undefined).map(({ subject }) => subject)).size,
    onlyAsReason: [
      { event: 'death', patients: onlyAsReason(subjects, 'death', 'death') },
      { event: 'loss to follow-up', patients: onlyAsReason(subjects, 'lost', 'lost_to_follow_up') },
    ].filter(({ patients }) => patients > 0),
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

/** A vertebra counts once, however many events it has; events of one patient without a level count one vertebra. */
const vertebraeOf = (happened: readonly Happened[]): number =>
  new Set(happened.map(({ subject, event }) => `${subject.id} ${event.level ?? '?'}`)).size;

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

/** Codes such as `disc_inferior` in words. */
export function siteWords(site: string | undefined): string | undefined {
  const words = site?.replaceAll('_', ' ').trim();
  return words === '' ? undefined : words;
}

/**
 * As recorded; else from the levels: next to a treated vertebra is adjacent, a treated one a refracture, any other
 * distant.
 */
function fractureRelation({ subject: { treatedLevels }, event }: Happened): string {
  const recorded = siteWords(event.site);
  if (recorded !== undefined) return recorded;
  if (event.level === undefined) return 'level not stated';
  const place = levelOrder(event.level);
  const distances = treatedLevels.map((level) => Math.abs(levelOrder(level) - place));
  if (distances.length === 0) return 'no treated level';
  if (distances.includes(0)) return 'refracture';
  // T12 and L1 are one apart; transitional levels stand at half steps.
  return distances.some((distance) => distance <= 1) ? 'adjacent' : 'distant';
}

function onlyAsReason(subjects: readonly Subject[], kind: ClinicalEvent['kind'], reason: MissingReason): number {
  return subjects.filter(({ clinical, exams }) => {
    const isReason = [...clinical.scores, ...exams].some(({ missing }) => missing === reason);
    return isReason && clinical.events.every((event) => event.kind !== kind);
  }).length;
}
