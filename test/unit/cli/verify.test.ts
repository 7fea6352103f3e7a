import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeCodecs } from '../../../electron/cli/codecLoader.ts';
import { readRadiograph } from '../../../shared/image/readRadiograph.ts';
import { addSubject } from '../../../shared/study/edits/subjectEdits.ts';
import { setExamImage } from '../../../shared/study/edits/examEdits.ts';
import { replaceLandmarks } from '../../../shared/study/edits/landmarkEdits.ts';
import type { ExamImage, Study } from '../../../shared/study/study.ts';
import { serializeStudy } from '../../../shared/study/studyFile.ts';
import { createDesk, refusalCode, type Desk } from '../../support/commandLine.ts';
import { AT, emptyStudy, exampleStudy, image, place, wedge } from '../../support/exampleStudy.ts';
import { writePng } from '../../support/pngWriter.ts';

const COLUMNS = 400;
const ROWS = 350;
const picture = (value: number): Uint8Array =>
  writePng({
    columns: COLUMNS,
    rows: ROWS,
    depth: 8,
    colourType: 0,
    samples: new Uint8Array(COLUMNS * ROWS).fill(value),
  });
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** One subject, one level, two films that are really there: `pre.png` is all 10, `post.png` all 20. */
function studyOfFilms(over: Partial<ExamImage> = {}): Study {
  let study = addSubject(emptyStudy(), { id: 's1', code: 'S001' });
  for (const [timepoint, value] of [
    ['pre', 10],
    ['post', 20],
  ] as const) {
    const film = image(timepoint, { sha256: hashOf(picture(value)), columns: COLUMNS, rows: ROWS, ...over });
    study = setExamImage(study, { subjectId: 's1', timepoint, image: film });
    study = replaceLandmarks(study, { ...place('s1', timepoint, 'L1'), landmarks: wedge(), at: AT });
  }
  return study;
}

const bytesOf = (study: Study): Uint8Array => serializeStudy(study, { appVersion: '0.0.0-test', savedAt: AT });

interface Verified {
  readonly ok: boolean;
  readonly differences: readonly { code: string; severity: string; where: string; message: string }[];
  readonly checked: Record<string, number>;
}

let desk: Desk;
beforeEach(() => (desk = createDesk()));
afterEach(() => desk.clear());

async function verify(file: string): Promise<Verified & { code: number }> {
  const ran = await desk.run(['verify', file, '--json']);
  expect(ran.stderr).toBe('');
  return { ...(ran.json() as Verified), code: ran.code };
}

describe('the file', () => {
  test('a study as it was written is ok', async () => {
    const verified = await verify(desk.write('s.endplate', bytesOf(studyOfFilms())));
    expect(verified).toMatchObject({ ok: true, differences: [], code: 0 });
    // Per film: three heights in px, two ratios and the angle; no mm without a spacing.
    expect(verified.checked).toEqual({ subjects: 1, levels: 1, values: 12, images: 2, imagesAtHand: 0 });
  });

  test('a code, a coordinate or a timepoint changed outside is found: exit code 1', async () => {
    const text = new TextDecoder().decode(bytesOf(studyOfFilms()));
    for (const [before, after] of [
      ['S001', 'S002'],
      ['250', '251'],
      ['"pre"', '"post"'],
    ] as const) {
      const changed = text.replace(before, after);
      expect(changed).not.toBe(text);
      const verified = await verify(desk.write('s.endplate', changed));
      expect(verified).toMatchObject({ ok: false, code: 1 });
      expect(verified.differences).toMatchObject([{ code: 'damaged', severity: 'error', where: 'file' }]);
    }
  });

  test('half a study and a study of a newer version are not ok, with the reason', async () => {
    const text = new TextDecoder().decode(bytesOf(exampleStudy()));
    const half = await verify(desk.write('half.endplate', text.slice(0, text.length / 2)));
    expect(half).toMatchObject({ ok: false, code: 1, differences: [{ code: 'damaged' }] });
    const newer = await verify(desk.write('newer.endplate', text.replace(/"minReader": \d+/, '"minReader": 99')));
    expect(newer).toMatchObject({ ok: false, code: 1, differences: [{ code: 'newer' }] });
  });

  test('contradictions inside are differences', async () => {
    const study = studyOfFilms();
    const [subject] = study.subjects;
    const twice = { ...study, subjects: subject === undefined ? [] : [subject, { ...subject, id: 's2' }] };
    const verified = await verify(desk.write('s.endplate', bytesOf(twice)));
    expect(verified).toMatchObject({ ok: false, code: 1 });
    expect(verified.differences.map(({ code }) => code)).toContain('double_subject_code');
  });

  test('the text ends with the verdict and what was checked', async () => {
    const file = desk.write('s.endplate', bytesOf(studyOfFilms()));
    const { stdout } = await desk.run(['verify', file]);
    expect(stdout).toBe(`${file}: ok\nChecked: 1 subject, 1 level, 12 numbers, 0 of 2 images at hand.\n`);
    const damaged = await desk.run(['verify', desk.write('d.endplate', readFileSync(file, 'utf8').slice(0, -9))]);
    expect(damaged).toMatchObject({ code: 1, stderr: '' });
    expect(damaged.stdout).toMatch(/^error {2}file {2}damaged {2}The file is incomplete .+\n.+: NOT OK\n/);
  });
});

describe('the images', () => {
  const films = (): void => {
    desk.write('pre.png', picture(10));
    mkdirSync(desk.at('films'));
    writeFileSync(desk.at('films/post.png'), picture(20));
  };
  const study = (over: Partial<ExamImage> = {}): string => desk.write('s.endplate', bytesOf(studyOfFilms(over)));

  test('beside the study and below it are found and agree', async () => {
    films();
    expect(await verify(study())).toMatchObject({ ok: true, differences: [], checked: { images: 2, imagesAtHand: 2 } });
  });

  test('a renamed image is found by its content', async () => {
    films();
    renameSync(desk.at('pre.png'), desk.at('anything.dcm'));
    expect(await verify(study())).toMatchObject({ ok: true, checked: { imagesAtHand: 2 } });
  });

  test('an image with another content is a difference; a missing one is not', async () => {
    films();
    desk.write('pre.png', picture(11));
    rmSync(desk.at('films/post.png'));
    const verified = await verify(study());
    expect(verified).toMatchObject({ ok: false, code: 1, checked: { imagesAtHand: 0 } });
    expect(verified.differences).toEqual([
      {
        code: 'image_changed',
        severity: 'error',
        where: 'S001 pre',
        message: 'The file pre.png at hand has another content than the image that was measured.',
      },
    ]);
  });

  test('two subjects may use one file name: the file of the other is no changed image', async () => {
    films();
    let both = addSubject(studyOfFilms(), { id: 's2', code: 'S002' });
    const elsewhere = image('pre', { sha256: 'a'.repeat(64), columns: COLUMNS, rows: ROWS });
    both = setExamImage(both, { subjectId: 's2', timepoint: 'pre', image: elsewhere });
    const verified = await verify(desk.write('s.endplate', bytesOf(both)));
    expect(verified).toMatchObject({ ok: true, differences: [], checked: { images: 3, imagesAtHand: 2 } });
  });

  test('a size that is not that of the image is a difference', async () => {
    films();
    const verified = await verify(study({ rows: ROWS + 1 }));
    expect(verified.ok).toBe(false);
    expect(verified.differences[0]).toMatchObject({
      code: 'image_size_differs',
      where: 'S001 pre',
      message: 'The study says that pre.png is png 400 x 351; the file is png 400 x 350.',
    });
  });

  test('a spacing that the image does not have is a difference: every mm would be wrong', async () => {
    films();
    const verified = await verify(study({ spacing: { imagerPixelSpacing: [0.2, 0.2] } }));
    expect(verified.ok).toBe(false);
    expect(verified.differences.map(({ code }) => code)).toEqual(['image_spacing_differs', 'image_spacing_differs']);
    expect(verified.differences[0]?.message).toBe(
      'The study says that the spacing in pre.png is 0.2 x 0.2, mm at detector (magnified), imager_pixel_spacing; ' +
        'the file says none, px, none.',
    );
  });

  test('a DICOM image agrees with what the study took from it, and not with another magnification', async () => {
    const bytes = readFileSync(path.resolve(import.meta.dirname, '../../../renderer/public/demo/pre.dcm'));
    writeFileSync(desk.at('pre.dcm'), bytes);
    const read = await readRadiograph(bytes, { codecs: nodeCodecs });
    if (!read.ok) throw new Error(read.error.message);
    const { format, rows, columns, spacing } = read.value;
    const file = (over: Partial<ExamImage>): string => {
      const film = image('pre', { name: 'pre.dcm', sha256: hashOf(bytes), format, rows, columns, spacing, ...over });
      const study = addSubject(emptyStudy(), { id: 's1', code: 'S001' });
      return desk.write('s.endplate', bytesOf(setExamImage(study, { subjectId: 's1', timepoint: 'pre', image: film })));
    };
    expect(await verify(file({}))).toMatchObject({ ok: true, differences: [], checked: { imagesAtHand: 1 } });
    const typed = await verify(file({ spacing: { ...spacing, imagerPixelSpacing: [0.16, 0.17] } }));
    expect(typed.differences.map(({ code }) => code)).toEqual(['image_spacing_differs']);
  });

  test('an image that is the measured one but does not open is a warning', async () => {
    const text = new TextEncoder().encode('not an image');
    desk.write('pre.png', text);
    const verified = await verify(study({ sha256: hashOf(text) }));
    expect(verified).toMatchObject({ ok: true, code: 0 });
    expect(verified.differences.map(({ code }) => code)).toContain('image_not_readable');
  });
});

test('what is no study at all is bad input', async () => {
  mkdirSync(desk.at('folder'));
  const cases = {
    not_found: desk.at('nothing'),
    not_a_file: desk.at('folder'),
    not_a_study: desk.write('a.endplate', ''),
  };
  for (const [code, file] of Object.entries(cases)) {
    expect(refusalCode(await desk.run(['verify', file, '--json']))).toBe(code);
  }
  for (const content of ['{}', '[]', 'null', '{', 'PK\u0003\u0004', '"endplate"']) {
    expect(refusalCode(await desk.run(['verify', desk.write('a', content), '--json']))).toBe('not_a_study');
  }
});
