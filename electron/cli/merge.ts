import { failure, success } from '../../shared/result.ts';
import { mergeStudies, type MergedStudy } from '../../shared/study/mergeStudies.ts';
import type { MergeConflict } from '../../shared/study/mergeConflicts.ts';
import { commandFailure, shown } from './commandError.ts';
import { readStudy } from './readStudy.ts';
import { counted } from './textTable.ts';
import type { Verb } from './verb.ts';
import { writeStudyFile } from './writeStudyFile.ts';

export const mergeVerb: Verb = {
  name: 'merge',
  summary: 'two copies of a study, worked on apart, as one',
  operands: ['A', 'B'],
  options: { out: { value: 'C', help: 'the study file to make; an existing one is never replaced' } },
  notes: [
    'Readings are united. Where both copies have something different, nothing is overwritten: a level read differently is',
    'kept twice, the second one under a reader of its own (R1.b); another film of the same visit as a visit of its own',
    '(post.b); of a fact with room for one value the first stands. Every such place is listed.',
    'A and B are not changed. With --json: {study, added: {subjects, exams, readings}, conflicts: [{where, what, first,',
    'second, kept, keptAt}]}.',
  ],
  async run({ operands, values }, context) {
    const [a = '', b = ''] = operands;
    const { out } = values;
    if (out === undefined) return commandFailure('usage', '--out C is missing: name the study file to make.');
    const first = await readStudy(context.port, a);
    if (!first.ok) return first;
    const second = await readStudy(context.port, b);
    if (!second.ok) return second;
    const merged = mergeStudies(first.value, second.value);
    if (!merged.ok) return failure({ code: merged.error.code, message: shown(`${a}, ${b}: ${merged.error.message}`) });
    const { study, conflicts, added } = merged.value;
    const savedAt = new Date().toISOString();
    const written = await writeStudyFile(context, study, { file: out, replaces: null, savedAt });
    if (!written.ok) return written;
    return success({ json: { study: out, added, conflicts }, text: mergeText(out, merged.value) });
  },
};

function mergeText(out: string, { added, conflicts }: MergedStudy): string {
  const parts = [counted(added.subjects, 'subject'), counted(added.exams, 'visit'), counted(added.readings, 'reading')];
  return [
    `${shown(out)} made; ${parts.join(', ')} more than in the first copy.`,
    conflicts.length === 0 ? 'No conflict.' : `${counted(conflicts.length, 'conflict')}:`,
    ...conflicts.map(conflictText),
  ].join('\n');
}

function conflictText({ where, what, first, second, kept, keptAt }: MergeConflict): string {
  const end = kept === 'both' ? `both kept, the second at ${keptAt ?? ''}` : 'the first is kept';
  return `  ${shown(`${where}: ${what}: ${first} | ${second}; ${end}`)}`;
}
