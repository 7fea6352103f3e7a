import { REPORTED_MEASURES } from '../../shared/study/study.ts';
import { SIMPLE_TARGETS } from '../../shared/import/target.ts';
import { text } from '../messages/text.ts';

/** A meaning that a column may be given, under the words that a mapping file has for it. */
export interface TargetChoice {
  readonly target: string;
  readonly label: string;
}

const INSTRUMENTS = ['VAS', 'ODI', 'RDQ', 'KPS'];

/** What a column may be, in groups: the subject, values and points, scores and reported values at each visit. */
export function targetChoices(timepoints: readonly string[], used: readonly string[]) {
  const own = used.flatMap((target) => /^score (\S+) /.exec(target)?.[1] ?? []);
  const instruments = [...new Set([...INSTRUMENTS, ...own])];
  const simple = SIMPLE_TARGETS.map((target): TargetChoice => ({ target, label: text(`tables.target.${target}`) }));
  return [
    { label: text('tables.groupColumns'), choices: simple },
    {
      label: text('tables.groupScores'),
      choices: timepoints.flatMap((timepoint) =>
        instruments.map((name) => ({ target: `score ${name} ${timepoint}`, label: `${name} ${timepoint}` })),
      ),
    },
    {
      label: text('tables.groupReported'),
      choices: timepoints.flatMap((timepoint) =>
        REPORTED_MEASURES.map((measure) => ({
          target: `reported ${measure} ${timepoint}`,
          label: `${text(`tables.measure.${measure}`)}, ${timepoint}`,
        })),
      ),
    },
  ];
}
