import path from 'node:path';
import { failure, success, type Result } from '../../shared/result.ts';
import { measureStudy } from '../../shared/study/measureStudy.ts';
import type { Study } from '../../shared/study/study.ts';
import { parseStudy } from '../../shared/study/studyFile.ts';
import type { Difference } from '../../shared/study/verification.ts';
import { verifyStudyFile } from '../../shared/study/verifyStudy.ts';
import { shown, type CommandError } from './commandError.ts';
import { readStudyBytes, studyFileError } from './readStudy.ts';
import { aligned, counted } from './textTable.ts';
import type { Outcome, Verb } from './verb.ts';
import { verifyImages } from './verifyImages.ts';

/** How much was looked at, so that "no differences" cannot mean "nothing checked". */
interface Checked {
  readonly subjects: number;
  readonly levels: number;
  /** Numbers that were recomputed from the points. */
  readonly values: number;
  readonly images: number;
  readonly imagesAtHand: number;
}

export const verifyVerb: Verb = {
  name: 'verify',
  summary: 'checks a study: checksum, schema, content, every number, and its images',
  operands: ['STUDY'],
  options: {},
  notes: [
    'Every number is recomputed from the points. Images are looked for beside the study and in the folders below:',
    'those at hand are compared by their SHA-256, size and spacing; those that are not are counted, not a difference.',
    'ok is false, and the exit code 1, where a difference of severity "error" was found: also for a study that is damaged,',
    'was changed outside Endplate, or was saved by a newer version. A file that is no study is bad input (exit code 2).',
    'With --json: {ok, differences: [{code, severity, where, message}], checked: {subjects, levels, values, images,',
    'imagesAtHand}}.',
  ],
  async run({ operands }, context) {
    const [file = ''] = operands;
    const bytes = await readStudyBytes(context.port, file);
    if (!bytes.ok) return bytes;
    const opened = parseStudy(bytes.value);
    if (!opened.ok) return notOpened(file, opened.error, verifyStudyFile(bytes.value).differences);
    const { study } = opened.value;
    const values = recompute(study);
    const images = await verifyImages(context, study, path.dirname(path.resolve(file)));
    const differences = [...verifyStudyFile(bytes.value).differences, ...values.differences, ...images.differences];
    return success(
      outcome(file, differences, {
        subjects: study.subjects.length,
        levels: values.levels,
        values: values.values,
        images: images.images,
        imagesAtHand: images.atHand,
      }),
    );
  },
};

/** A study that is damaged or newer is a study that failed the check; anything else is no study at all. */
function notOpened(
  file: string,
  error: Parameters<typeof studyFileError>[1],
  differences: readonly Difference[],
): Result<Outcome, CommandError> {
  if (error.code === 'not_a_study' || error.code === 'too_large') return failure(studyFileError(file, error));
  return success(outcome(file, differences, { subjects: 0, levels: 0, values: 0, images: 0, imagesAtHand: 0 }));
}

/** Measures everything; a number that is none would be a fault of the formulas or of the points. */
function recompute(study: Study): { levels: number; values: number; differences: readonly Difference[] } {
  const differences: Difference[] = [];
  let levels = 0;
  let values = 0;
  for (const { subject, level, reader, reading, visits } of measureStudy(study)) {
    levels += 1;
    for (const visit of visits) {
      for (const [measure, { value }] of Object.entries(visit.values)) {
        if (value === null) continue;
        values += 1;
        if (Number.isFinite(value)) continue;
        differences.push({
          code: 'not_finite',
          severity: 'error',
          where: `${subject.code} ${visit.timepoint} ${level} ${reader}/${reading}`,
          message: `The points give no number for ${measure}.`,
        });
      }
    }
  }
  return { levels, values, differences };
}

function outcome(file: string, differences: readonly Difference[], checked: Checked): Outcome {
  const ok = differences.every(({ severity }) => severity !== 'error');
  return {
    json: { ok, differences, checked },
    text: verificationText(file, differences, { ok, checked }),
    exitCode: ok ? 0 : 1,
  };
}

function verificationText(
  file: string,
  differences: readonly Difference[],
  { ok, checked }: { readonly ok: boolean; readonly checked: Checked },
): string {
  const lines = differences.map(({ severity, where, code, message }) => [severity, shown(where), code, shown(message)]);
  const { subjects, levels, values, images, imagesAtHand } = checked;
  return [
    ...aligned(lines),
    `${shown(file)}: ${ok ? 'ok' : 'NOT OK'}`,
    `Checked: ${counted(subjects, 'subject')}, ${counted(levels, 'level')}, ${counted(values, 'number')}, ` +
      `${imagesAtHand} of ${counted(images, 'image')} at hand.`,
  ].join('\n');
}
