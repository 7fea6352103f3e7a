import { IMAGE_LIMITS } from '../../shared/image/limits.ts';
import { success } from '../../shared/result.ts';
import { commandFailure, shown } from './commandError.ts';
import { inspectionText } from './inspectionText.ts';
import { readInput } from './readInput.ts';
import type { Verb } from './verb.ts';

export const inspectVerb: Verb = {
  name: 'inspect',
  summary: 'what an image file (DICOM, PNG, JPEG, TIFF) holds, decoded as the program would',
  operands: ['FILE'],
  options: { frame: { value: 'N', help: 'the frame of the samples, counted from 1 (default 1)' } },
  notes: [
    'samples.sha256 is the SHA-256 of the stored pixel values of the frame before any look-up table: row by row,',
    'little-endian, 1 byte a sample where the file allocates up to 8 bits, else 2, colours interleaved.',
    'Spacings are [row, column] in millimetres. No name, number or date of a patient is shown.',
    'An image that does not open is bad input (exit code 2).',
  ],
  async run({ operands, values }, context) {
    const [file = ''] = operands;
    const frame = values['frame'] ?? '1';
    if (!/^[1-9]\d{0,6}$/.test(frame)) {
      return commandFailure('usage', `--frame ${shown(frame)}: give the number of a frame, counted from 1.`);
    }
    const wanted = { file, what: 'an image', largestBytes: IMAGE_LIMITS.dicomFileBytes };
    const bytes = await readInput(context.port, wanted);
    if (!bytes.ok) return bytes;
    const inspected = await context.inspectBytes(bytes.value, Number(frame) - 1);
    if (!inspected.ok) {
      const { code, message } = inspected.error;
      return commandFailure(code, `${shown(file)}: ${shown(message)}`);
    }
    return success({ json: inspected.value, text: inspectionText(inspected.value) });
  },
};
