/** What leaving a film out costs: more than any distance between a film and a visit. */
const LEFT_OUT = 100;
/** For a visit, or a film, without days: worse than a good fit, better than a bad one. */
const UNKNOWN = 1;

interface Plan {
  readonly cost: number;
  /** For the first film: its visit, or null to leave it out. */
  readonly visit: number | null;
}

/**
 * Gives films, in order of time, to visits, in order of time: each visit at most one film, no film before an earlier
 * one, as near to the nominal days as possible; a film that finds no visit gets null. Without dates it is simply one
 * after the other. A day more or less matters in the first week and not after a year, so days count as logarithms.
 */
export function chooseVisits(
  films: readonly (number | null)[],
  visits: readonly (number | null)[],
): readonly (number | null)[] {
  // plans[f][v]: the best for the films from f on in the visits from v on, from the last film to the first.
  const plans: Plan[][] = [visits.map((): Plan => ({ cost: 0, visit: null }))];
  plans[0]?.push({ cost: 0, visit: null });
  for (const days of films.toReversed()) plans.unshift(plansFor(days, visits, plans[0] ?? []));
  const chosen: (number | null)[] = [];
  let from = 0;
  for (let film = 0; film < films.length; film += 1) {
    const visit = plans[film]?.[from]?.visit ?? null;
    chosen.push(visit);
    if (visit !== null) from = visit + 1;
  }
  return chosen;
}

/** `rest`: the plans for the films after this one. */
function plansFor(days: number | null, visits: readonly (number | null)[], rest: readonly Plan[]): Plan[] {
  const costOfRest = (visit: number): number => rest[visit]?.cost ?? 0;
  const plans: Plan[] = [];
  for (let visit = visits.length; visit >= 0; visit -= 1) {
    const leftOut: Plan = { cost: LEFT_OUT + costOfRest(visit), visit: null };
    const here: Plan | null =
      visit === visits.length ? null : { cost: distance(days, visits[visit] ?? null) + costOfRest(visit + 1), visit };
    // Among equals the earlier visit: films without dates fill the visits from the first on.
    const best = [here, plans[0] ?? null, leftOut].reduce((a, b) => (b && (!a || b.cost < a.cost - GUARD) ? b : a));
    plans.unshift(best ?? leftOut);
  }
  return plans;
}

/** Rounding noise of a sum of logarithms. */
const GUARD = 1e-9;

function distance(days: number | null, nominal: number | null): number {
  if (days === null || nominal === null) return UNKNOWN;
  return Math.abs(Math.log((Math.max(0, days) + 1) / (Math.max(0, nominal) + 1)));
}
