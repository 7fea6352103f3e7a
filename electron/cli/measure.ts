import { failure, success, type Result } from '../../shared/result.ts';
import { measureCase } from '../../shared/spine/measureCase.ts';
import { scanJson } from '../../shared/study/scanJson.ts';
import { commandFailure, shown, type CommandError } from './commandError.ts';
import { readInput, readStdin } from './readInput.ts';
import { treeText } from './treeText.ts';
import type { Verb } from './verb.ts';

const LARGEST_CASE_BYTES = 20 * 1024 * 1024;
const DEEPEST_CASE = 64;

export const measureVerb: Verb = {
  name: 'measure',
  summary: 'heights, ratios, angles, grades and restoration from points',
  operands: ['CASE.json'],
  options: {},
  notes: [
    'CASE.json: {"spacing_mm": [row, column] or null, "pixel_aspect"?: [vertical, horizontal],',
    '"vertebrae": {NAME: {"SA": [x, y], "SM": ..., "SP": ..., "IP": ..., "IM": ..., "IA": ...}}}, or two of them as',
    '"pre" and "post"; "-" reads it from the standard input. x runs to the right and y down, in stored pixels, from the',
    'outer corner of the first pixel. A NAME is a level (L1), or "levels": {NAME: LEVEL} tells the level.',
    'Doubtful or contradictory points are part of the answer ("issues"), not an error of the command.',
  ],
  async run({ operands }, { port, stdin }) {
    const [file = ''] = operands;
    const name = file === '-' ? 'standard input' : shown(file);
    const wanted = { file, what: 'a case', largestBytes: LARGEST_CASE_BYTES };
    const bytes = file === '-' ? await readStdin(stdin, wanted) : await readInput(port, wanted);
    if (!bytes.ok) return bytes;
    const input = parseJson(name, bytes.value);
    if (!input.ok) return input;
    const output = measureCase(input.value);
    if (!output.ok) return failure({ code: output.error.code, message: `${name}: ${shown(output.error.message)}` });
    return success({ json: output.value, text: treeText(output.value) });
  },
};

function parseJson(name: string, bytes: Uint8Array): Result<unknown, CommandError> {
  const wrong = (detail: string) =>
    commandFailure('not_json', `${name}: this is not JSON (${detail}); correct the file.`);
  if (bytes.length === 0) return commandFailure('empty', `${name}: this file is empty; give a case of points.`);
  if (scanJson(bytes, DEEPEST_CASE).tooDeep) return wrong(`nested deeper than ${DEEPEST_CASE}`);
  try {
    return success(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (fault) {
    return wrong(fault instanceof Error ? shown(fault.message.slice(0, 120)) : 'unreadable');
  }
}
