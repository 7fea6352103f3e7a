import { studyStatistics } from '../../shared/report/studyStatistics.ts';
import type { Content, Document } from '../../shared/report/statistics/document.ts';
import { success } from '../../shared/result.ts';
import { findSubjectByCode } from '../../shared/study/find.ts';
import { commandFailure, shown } from './commandError.ts';
import { readStudy } from './readStudy.ts';
import { aligned } from './textTable.ts';
import type { Verb } from './verb.ts';

export const statsVerb: Verb = {
  name: 'stats',
  summary: 'descriptive statistics, comparisons over time and between arms, agreement of readers',
  operands: ['STUDY'],
  options: {
    reader: { value: 'CODE', help: 'compare the readings of this reader only (default: the first in the protocol)' },
    without: { value: 'CODES', help: 'also without each of these subjects, separated by commas' },
  },
  notes: [
    'The primary unit is the patient (mean of its levels); comparisons of levels are secondary. Differences are later minus',
    'earlier. Where the data give no answer, the result says {"missing": {"code", "message"}} in its place.',
    'With --json: {about, counts, age, follow_up_months, vas, proportions, wedge, h_ant, h_mid, h_post, ratio_ap, ratio_mp,',
    'wedge_vas_correlation, arms, pooling, agreement}; every score of the study stands under its own name, as vas does.',
  ],
  async run({ operands, values }, { port }) {
    const [file = ''] = operands;
    const read = await readStudy(port, file);
    if (!read.ok) return read;
    const study = read.value;
    const without = (values['without'] ?? '').split(',').filter((code) => code !== '');
    const unknown = without.find((code) => findSubjectByCode(study, code) === undefined);
    if (unknown !== undefined)
      return commandFailure('usage', `--without ${shown(unknown)}: the study has no such subject.`);
    const { reader } = values;
    const readers = study.protocol.readers.map(({ id }) => id);
    if (reader !== undefined && !readers.includes(reader)) {
      return commandFailure(
        'usage',
        `--reader ${shown(reader)}: the study has no such reader, only ${shown(readers.join(', '))}.`,
      );
    }
    const statistics = studyStatistics(study, { reader, without });
    return success({ json: statistics, text: statisticsText(statistics) });
  },
};

/** The document for people: one line for each result, nested names indented; numbers to four digits. */
export function statisticsText(statistics: Document): string {
  return lines(statistics, '').join('\n');
}

function lines(document: Document, indent: string): readonly string[] {
  const entries = Object.entries(document).filter(([, content]) => !isEmpty(content));
  const flat = entries.filter(([, content]) => !isDocument(content));
  const nested = entries.flatMap(([name, content]) => (isDocument(content) ? [[name, content] as const] : []));
  return [
    ...aligned(
      flat.map(([name, content]) => [name, cellText(content)]),
      indent,
    ),
    ...nested.flatMap(([name, content]) => nestedLines(name, content, indent)),
  ];
}

function nestedLines(name: string, content: Document, indent: string): readonly string[] {
  const { missing } = content;
  if (Object.keys(content).length === 1 && isDocument(missing)) {
    return [`${indent}${shown(name)}: ${cellText(missing['message'] ?? '')}`];
  }
  return [...(indent === '' ? [''] : []), `${indent}${shown(name)}`, ...lines(content, `${indent}  `)];
}

const isDocument = (content: Content | undefined): content is Document =>
  typeof content === 'object' && content !== null && !Array.isArray(content);

const isEmpty = (content: Content): boolean =>
  content === null || (typeof content === 'object' && Object.keys(content).length === 0);

function cellText(content: Content): string {
  if (typeof content === 'number') return numberText(content);
  if (typeof content === 'string') return shown(content);
  if (!Array.isArray(content)) return JSON.stringify(content);
  const items: readonly Content[] = content;
  if (items.some(isDocument)) return `${items.length} entries, see --json`;
  return items.length === 2 && items.every((item) => typeof item === 'number')
    ? items.map(cellText).join(' to ')
    : items.map(cellText).join(', ');
}

const numberText = (value: number): string =>
  Number.isInteger(value)
    ? String(value)
    : Math.abs(value) >= 1000
      ? value.toFixed(1)
      : String(Number(value.toPrecision(4)));
