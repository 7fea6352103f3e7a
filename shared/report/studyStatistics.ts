import { comparePairs } from '../statistics/paired.ts';
import { pearson, spearman } from '../statistics/correlation.ts';
import type { Answer } from '../statistics/gap.ts';
import { pairPerSubject } from '../statistics/perSubject.ts';
import { baselineTimepoint } from '../study/find.ts';
import { METHOD_VERSION, usedTimepoints } from '../study/measureStudy.ts';
import type { Protocol, Study } from '../study/study.ts';
import { agreementStatistics, raterName, readingErrorFrom } from './statistics/agreementStatistics.ts';
import { armStatistics } from './statistics/armStatistics.ts';
import { correlationDocument, poolingDocument } from './statistics/comparisonDocument.ts';
import { answered, withoutInfinity, type Content, type Document } from './statistics/document.ts';
import { pooledEvents, proportionStatistics, slug } from './statistics/eventStatistics.ts';
import {
  OUTCOMES,
  UNREAD,
  outcomeLevels,
  readLevels,
  type LevelNumbers,
  type Outcome,
} from './statistics/levelNumbers.ts';
import { byPlane, outcomeStatistics, pairsBetween, type OutcomeContext } from './statistics/outcomeStatistics.ts';
import {
  FOLLOW_UP,
  followUpStatistics,
  instrumentsOf,
  scorePairs,
  scoreStatistics,
  timepointsOf,
} from './statistics/scoreStatistics.ts';
import { ageStatistics, studyCounts } from './statistics/studyCounts.ts';

export interface StatisticsOptions {
  /** Only this reader's readings are compared over time; without it the first reader of the protocol. */
  readonly reader?: string | undefined;
  /** Codes of subjects whose influence is shown by leaving each out. */
  readonly without?: readonly string[];
}

/**
 * All statistics of a study as one plain document, the one that `endplate stats --json` prints: who is in it, scores,
 * events, every outcome before and after, arms, correlation, rows for a meta-analysis, agreement of readings. Where the
 * data give no answer, `missing` says what is missing and why; nothing in it is NaN or infinite.
 */
export function studyStatistics(study: Study, options: StatisticsOptions = {}): Document {
  const all = [...readLevels(study, { reader: options.reader })];
  const levels = outcomeLevels(study, all);
  const context = contextOf(study, levels, options);
  const scores = instrumentsOf(study).filter((instrument) => instrument.toLowerCase() !== FOLLOW_UP);
  const document: Document = {
    about: aboutOf(study, readingCounts(levels), context),
    counts: studyCounts(study),
    age: ageStatistics(study),
    follow_up_months: followUpStatistics(study),
    ...Object.fromEntries(scores.map((name) => [scoreKey(name), scoreStatistics(study, name, context.baseline)])),
    proportions: proportionStatistics(study),
    ...Object.fromEntries(OUTCOMES.map((outcome) => [outcome.key, outcomeOf(outcome, levels, context)])),
    ...correlations(study, levels, { scores, context }),
    arms: armStatistics(study, levels, context),
    pooling: pooling(study, levels, { scores, context }),
    agreement: agreementStatistics(study.protocol, all),
  };
  return withoutInfinity(document);
}

/** The reading error that the study's own double readings give, to be put into the protocol. */
export function foundReadingError(study: Study): Answer<NonNullable<Protocol['readingError']>> {
  return readingErrorFrom(study.protocol, [...readLevels(study)]);
}

function contextOf(study: Study, levels: readonly LevelNumbers[], options: StatisticsOptions): OutcomeContext {
  const { protocol } = study;
  const baseline = baselineTimepoint(protocol);
  const withExams = usedTimepoints(study);
  const later = withExams.filter((timepoint) => timepoint !== baseline);
  const hasValue = (timepoint: string): boolean =>
    levels.some(({ visits }) =>
      visits.some((visit) => visit.timepoint === timepoint && visit.values.wedge_angle.value !== null),
    );
  const main = later.includes('post') ? 'post' : (later.find(hasValue) ?? later[0] ?? null);
  return { protocol, baseline, main, used: withExams, without: options.without ?? [] };
}

/** How many levels are compared in whose reading. */
function readingCounts(levels: readonly LevelNumbers[]): Document {
  const counts = new Map<string, number>();
  for (const { reader, reading } of levels) {
    const name = reading === UNREAD ? 'nobody' : raterName({ reader, reading });
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

function aboutOf(study: Study, readings: Content, { baseline, main, used }: OutcomeContext): Document {
  return {
    title: study.title,
    levels_by_reading: readings,
    baseline,
    main_comparison: main === null ? null : `${baseline} to ${main}`,
    timepoints: used,
    difference: 'later minus earlier: height gained is positive, kyphosis corrected is negative',
    unit_of_analysis: 'patient (mean of its levels); comparisons of levels are secondary',
    conventions:
      'differences rounded to 1e-9 before ranking; SD with n - 1; 95 % intervals; quantiles type 7; Wilcoxon exact up to 50 differences',
    method_version: METHOD_VERSION,
  };
}

/** Instruments stand at the top under their own names, unless something else has that name already. */
function scoreKey(instrument: string): string {
  const key = slug(instrument);
  const taken = [
    'about',
    'counts',
    'age',
    'proportions',
    'arms',
    'pooling',
    'agreement',
    ...OUTCOMES.map((each) => each.key),
  ];
  return taken.includes(key) ? `score_${key}` : key;
}

/** Heights in millimetres of different planes are not described together: each plane has results of its own. */
function outcomeOf(outcome: Outcome, levels: readonly LevelNumbers[], context: OutcomeContext): Document {
  const planes = outcome.unit === 'mm' ? byPlane(levels, outcome) : new Map([['', levels]]);
  const whole = { n_levels: levels.length };
  if (planes.size < 2) return { ...whole, ...outcomeStatistics(outcome, levels, context) };
  const message = `The millimetres of this study are measured in different planes (${[...planes.keys()].join(', ')}), so that they cannot be put together.`;
  return {
    ...whole,
    missing: { code: 'mixed_planes', message },
    by_plane: Object.fromEntries([...planes].map(([plane, own]) => [plane, outcomeStatistics(outcome, own, context)])),
  };
}

interface Comparisons {
  readonly scores: readonly string[];
  readonly context: OutcomeContext;
}

/** Does the change of the wedge angle go with the change of a score? Patients with both. */
function correlations(study: Study, levels: readonly LevelNumbers[], { scores, context }: Comparisons): Document {
  const { baseline, main } = context;
  if (main === null) return {};
  const wedge = pairPerSubject(pairsBetween(levels, OUTCOMES[0], { baseline, later: main }));
  return Object.fromEntries(
    scores.flatMap((instrument) => {
      const changes = new Map(
        scorePairs(study, instrument, { from: baseline, to: main }).map(({ subject, value }) => [
          subject,
          value.second - value.first,
        ]),
      );
      const both = wedge.filter(({ subject }) => changes.has(subject));
      if (changes.size === 0) return [];
      const xs = both.map(({ value }) => value.second - value.first);
      const ys = both.map(({ subject }) => changes.get(subject) ?? 0);
      return [[`wedge_${slug(instrument)}_correlation`, correlationDocument(pearson(xs, ys), spearman(xs, ys))]];
    }),
  );
}

function pooling(study: Study, levels: readonly LevelNumbers[], { scores, context }: Comparisons): Document {
  const { baseline, main } = context;
  const rows = OUTCOMES.flatMap((outcome): readonly (readonly [string, Content])[] => {
    const isMixed = outcome.unit === 'mm' && byPlane(levels, outcome).size > 1;
    const pairs = main === null || isMixed ? [] : pairsBetween(levels, outcome, { baseline, later: main });
    if (pairs.length === 0) return [];
    const row = (key: string, unit: string, of: typeof pairs | ReturnType<typeof pairPerSubject>) =>
      [
        `${outcome.key}_${key}`,
        answered(comparePairs(of.map(({ value }) => value)), (result) =>
          poolingDocument(`${outcome.key}, ${unit} as unit`, result),
        ),
      ] as const;
    return [row('levels', 'level', pairs), row('patients', 'patient', pairPerSubject(pairs))];
  });
  const scoreRows = scores.flatMap((instrument): readonly (readonly [string, Content])[] => {
    const [to] = timepointsOf(study, instrument).filter((timepoint) => timepoint !== baseline);
    const pairs = to === undefined ? [] : scorePairs(study, instrument, { from: baseline, to });
    if (pairs.length === 0) return [];
    const label = `${instrument} ${baseline} to ${to ?? ''}`;
    return [
      [
        slug(instrument),
        answered(comparePairs(pairs.map(({ value }) => value)), (result) => poolingDocument(label, result)),
      ],
    ];
  });
  return { ...Object.fromEntries([...rows, ...scoreRows]), ...pooledEvents(study) };
}
