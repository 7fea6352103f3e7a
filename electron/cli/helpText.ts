import { aligned } from './textTable.ts';
import type { Verb } from './verb.ts';

/** `endplate --help`. */
export function helpText(verbs: readonly Verb[], appVersion: string): string {
  return [
    `Endplate ${appVersion}: vertebral heights and the wedge angle on lateral spine radiographs.`,
    '',
    'Usage: endplate VERB ... [--json]',
    '',
    ...aligned(
      verbs.map((verb) => [[verb.name, ...verb.operands].join(' '), verb.summary]),
      '  ',
    ),
    '',
    '"endplate VERB --help" tells more. --json prints one JSON document instead of text.',
    'Exit codes: 0 done, 1 a check failed, 2 bad input or usage.',
    'For research and teaching; not a medical device.',
  ].join('\n');
}

/** `endplate VERB --help`. */
export function verbHelpText(verb: Verb): string {
  const options = Object.entries(verb.options).map(([name, { value, help }]) => {
    return [value === undefined ? `--${name}` : `--${name} ${value}`, help];
  });
  return [
    `Usage: ${['endplate', verb.name, ...verb.operands].join(' ')} [OPTION ...]`,
    verb.summary,
    '',
    ...aligned([...options, ['--json', 'one JSON document instead of text']], '  '),
    ...(verb.notes.length > 0 ? ['', ...verb.notes] : []),
  ].join('\n');
}
