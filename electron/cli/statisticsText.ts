import type { Content, Document } from '../../shared/report/statistics/document.ts';
import { shown } from './commandError.ts';
import { aligned } from './textTable.ts';

/**
 * The main results of a study for people: who is in it, every outcome and score before and after, agreement, and of what
 * is missing the reason. Everything else is in the JSON.
 */
export function statisticsText(statistics: Document): string {
  const blocks = [
    countLines(statistics),
    comparisonLines(statistics),
    eventLines(statistics),
    agreementLines(statistics),
  ];
  return [...blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')), 'All numbers: --json.'].join(
    '\n\n',
  );
}

function countLines(statistics: Document): readonly string[] {
  const number = (path: string): string => cellText(at(statistics, path));
  const years = at(statistics, 'age.mean') === undefined ? '' : `, age ${number('age.mean')} (SD ${number('age.sd')})`;
  return [
    `${shown(textAt(statistics, 'about.title'))}: ${number('counts.patients')} patients (${number('counts.male')} male, ${number('counts.female')} female)${years}`,
    `${number('counts.levels_total')} levels: ${number('counts.thoracic')} thoracic, ${number('counts.lumbar')} lumbar, ${number('counts.sacral')} sacral`,
  ];
}

/** Every comparison of two visits: outcomes one value per patient and by level, scores by patient. */
function comparisonLines(statistics: Document): readonly string[] {
  const found = Object.entries(statistics).flatMap(([name, content]) =>
    isDocument(content) ? comparisonsOf(name, content) : [],
  );
  const header = ['', 'n', 'first (SD)', 'second (SD)', 'change [95 % CI]', 'p t', 'p Wilcoxon', 'dz'];
  const rows = found.flatMap(({ name, result }) =>
    isDocument(at(result, 'difference')) ? [comparisonRow(name, result)] : [],
  );
  // What cannot be compared by patient cannot be compared by level either: one line says it.
  const gaps = found
    .filter(({ name }) => !name.endsWith(', levels'))
    .flatMap(({ name, result }) => gapLine(name, result));
  return [...(rows.length === 0 ? [] : aligned([header, ...rows], '', [1])), ...gaps];
}

interface Comparison {
  readonly name: string;
  readonly result: Document;
}

const COMPARED = /^(paired_patient_means|paired_all|.+_to_.+)$/;

function comparisonsOf(name: string, content: Document): readonly Comparison[] {
  if (name === 'proportions') return [];
  if (isDocument(content['missing'])) return [{ name, result: content }];
  return Object.entries(content).flatMap(([key, result]) =>
    COMPARED.test(key) && isDocument(result)
      ? [{ name: `${name}, ${WORDS[key] ?? key.replaceAll('_', ' ')}`, result }]
      : [],
  );
}

const WORDS: Readonly<Record<string, string>> = { paired_patient_means: 'patients', paired_all: 'levels' };

function comparisonRow(name: string, result: Document): readonly string[] {
  const [low, high] = listAt(result, 'difference.ci95_mean');
  const interval = low === undefined ? '' : ` [${cellText(low)} to ${cellText(high)}]`;
  const meanSd = (part: string): string =>
    `${cellText(at(result, `${part}.mean`))} (${cellText(at(result, `${part}.sd`))})`;
  return [
    shown(name),
    cellText(at(result, 'n_pairs')),
    meanSd('first'),
    meanSd('second'),
    `${cellText(at(result, 'difference.mean'))}${interval}`,
    pText(at(result, 'paired_t.p_two_sided')),
    pText(at(result, 'wilcoxon.p_two_sided')),
    cellText(at(result, 'effect.cohen_dz')),
  ];
}

function eventLines(statistics: Document): readonly string[] {
  const proportions = at(statistics, 'proportions');
  if (!isDocument(proportions)) return [];
  const rows = Object.entries(proportions).flatMap(([name, result]) => {
    if (!isDocument(result) || !Number(at(result, 'x'))) return [];
    const [low, high] = listAt(result, 'wilson95_percent');
    const share = `${cellText(at(result, 'percent'))} % [${cellText(low)} to ${cellText(high)}]`;
    return [[shown(name.replaceAll('_', ' ')), `${cellText(at(result, 'x'))} of ${cellText(at(result, 'n'))}`, share]];
  });
  return aligned(rows, '', [1]);
}

function agreementLines(statistics: Document): readonly string[] {
  const between = at(statistics, 'agreement.between_readers');
  const within = at(statistics, 'agreement.within_reader');
  const all: readonly (readonly [string, Content | undefined])[] = [
    ['between readers', between],
    ...(isDocument(within)
      ? Object.entries(within).map(([reader, content]) => [`within ${reader}`, content] as const)
      : []),
  ];
  const header = ['agreement', 'n', 'ICC(2,1) [95 % CI]', 'ICC(3,1)', 'SEM', 'MDC95'];
  const rows = all.flatMap(([name, content]) => (isDocument(content) ? agreementRows(name, content) : []));
  const gaps = all.flatMap(([name, content]) =>
    isDocument(content) ? [...gapLine(name, content), ...iccGaps(name, content)] : [],
  );
  return [...(rows.length === 0 ? [] : aligned([header, ...rows], '', [1])), ...gaps];
}

function agreementRows(name: string, comparison: Document): readonly (readonly string[])[] {
  return Object.entries(comparison).flatMap(([outcome, content]) => {
    const icc = isDocument(content) ? content['icc'] : undefined;
    if (!isDocument(icc) || icc['n'] === undefined) return [];
    const [low, high] = listAt(icc, 'icc_2_1.ci95');
    const interval = low === undefined ? '' : ` [${cellText(low)} to ${cellText(high)}]`;
    return [
      [
        shown(`${name}, ${outcome}`),
        cellText(icc['n']),
        `${cellText(at(icc, 'icc_2_1.value'))}${interval}`,
        cellText(at(icc, 'icc_3_1.value')),
        cellText(icc['sem_agreement']),
        cellText(icc['mdc95_agreement']),
      ],
    ];
  });
}

/** Why there is no coefficient, each reason once. */
function iccGaps(name: string, comparison: Document): readonly string[] {
  const lines = Object.values(comparison).flatMap((content) => {
    const icc = isDocument(content) ? content['icc'] : undefined;
    return isDocument(icc) ? gapLine(name, icc) : [];
  });
  return [...new Set(lines)];
}

function gapLine(name: string, result: Document): readonly string[] {
  const message = at(result, 'missing.message');
  return typeof message === 'string' ? [`${shown(name)}: ${shown(message)}`] : [];
}

const isDocument = (content: Content | undefined): content is Document =>
  typeof content === 'object' && content !== null && !Array.isArray(content);

/** What stands at a path of keys; undefined where the way ends. */
function at(document: Document, path: string): Content | undefined {
  let content: Content | undefined = document;
  for (const key of path.split('.')) content = isDocument(content) ? content[key] : undefined;
  return content;
}

function textAt(document: Document, path: string): string {
  const content = at(document, path);
  return typeof content === 'string' ? content : '';
}

function listAt(document: Document, path: string): readonly Content[] {
  const content = at(document, path);
  return Array.isArray(content) ? content : [];
}

/** Numbers to four digits; a dash where there is none. */
function cellText(content: Content | undefined): string {
  if (typeof content !== 'number') return '-';
  if (Number.isInteger(content)) return String(content);
  return Math.abs(content) >= 1000 ? content.toFixed(1) : String(Number(content.toPrecision(4)));
}

const pText = (content: Content | undefined): string =>
  typeof content === 'number' && content < 0.001
    ? '< 0.001'
    : typeof content === 'number'
      ? content.toPrecision(3)
      : '-';
