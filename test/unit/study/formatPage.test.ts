import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { LANDMARKS } from '../../../shared/spine/landmarks.ts';
import { addCalibration } from '../../../shared/study/edits/examEdits.ts';
import { measureLevel } from '../../../shared/study/measureStudy.ts';
import type { Study } from '../../../shared/study/study.ts';
import { parseStudy, serializeStudy } from '../../../shared/study/studyFile.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const PAGE = readFileSync(path.join(ROOT, 'shared/study/FORMAT.md'), 'utf8');
const folder = mkdtempSync(path.join(tmpdir(), 'endplate-format-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const runs = (command: string, ...args: readonly string[]): boolean => spawnSync(command, args).status === 0;
const hasPython = runs('python3', '--version');
const hasR = runs('Rscript', '-e', 'jsonlite::toJSON(1)');

function blockOf(language: string): string {
  const block = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(PAGE)?.[1];
  if (block === undefined) throw new Error(`The page has no program in ${language}.`);
  const file = path.join(folder, `program.${language}`);
  writeFileSync(file, block);
  return file;
}

/** The stored study, its first film with pixels twice as high as wide, and with every calibration typed where asked. */
function studyFile(isTyped: boolean): { readonly study: Study; readonly file: string } {
  const opened = parseStudy(readFileSync(path.join(ROOT, 'test/golden/studies/version1.endplate')));
  if (!opened.ok) throw new Error(opened.error.detail);
  let { study } = opened.value;
  const note = {
    at: '2026-11-20T14:02:11.000Z',
    by: 'R1',
    reason: 'ruler',
    kind: 'typed',
    plane: 'patient_user',
  } as const;
  const typed = { ...note, spacing: { rowSpacing: 0.2, columnSpacing: 0.1 } };
  const exams = study.subjects.flatMap(({ id, exams: own }) => own.map((exam) => ({ subjectId: id, exam })));
  for (const [index, { subjectId, exam }] of exams.entries()) {
    if (exam.image === undefined || (index > 0 && !isTyped)) continue;
    study = addCalibration(study, { subjectId, timepoint: exam.timepoint, entry: typed });
  }
  const file = path.join(folder, `${isTyped}.endplate`);
  writeFileSync(file, serializeStudy(study, { appVersion: '1', savedAt: note.at }));
  return { study, file };
}

/** What the program itself says, in the lines that the page's programs print. */
function wedgesOf(study: Study): readonly string[] {
  return study.subjects.flatMap((subject) =>
    subject.exams.flatMap((exam) =>
      exam.readings.flatMap(({ reader, number, vertebrae }) =>
        vertebrae.flatMap(({ level, landmarks }) => {
          const isWhole = LANDMARKS.filter((code) => /[AP]$/.test(code)).every((code) => landmarks[code] !== undefined);
          const measured = measureLevel(study, subject, { reader, reading: number, level });
          const visit = measured.visits.find(({ timepoint }) => timepoint === exam.timepoint);
          const angle = visit?.values['wedge_angle'].value;
          if (!isWhole || typeof angle !== 'number') return [];
          return [`${subject.code} ${exam.timepoint} ${reader} ${number} ${level} ${angle.toFixed(6)}`];
        }),
      ),
    ),
  );
}

const linesOf = (command: string, program: string, file: string): readonly string[] => {
  const run = spawnSync(command, [program, file], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().replace('-0.000000', '0.000000'));
};

describe('A statistician with the page and without the program', () => {
  test.skipIf(!hasPython)('gets the same wedge angles in Python', () => {
    for (const isTyped of [false, true]) {
      const { study, file } = studyFile(isTyped);
      const expected = wedgesOf(study);
      expect(expected.length).toBeGreaterThan(5);
      expect(expected.some((line) => !line.endsWith(' 0.000000'))).toBe(true);
      expect(linesOf('python3', blockOf('python'), file)).toEqual(expected);
    }
  });

  test.skipIf(!hasR)('gets the same wedge angles in R', () => {
    const { study, file } = studyFile(true);
    expect(linesOf('Rscript', blockOf('r'), file)).toEqual(wedgesOf(study));
  });
});
