import { studyStatistics } from '../../shared/report/studyStatistics.ts';
import { success } from '../../shared/result.ts';
import { findSubjectByCode } from '../../shared/study/find.ts';
import { commandFailure, shown } from './commandError.ts';
import { readStudy } from './readStudy.ts';
import { statisticsText } from './statisticsText.ts';
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
