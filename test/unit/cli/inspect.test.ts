import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDesk, refusalCode, refusalOf, type Desk } from '../../support/commandLine.ts';
import { expectGolden } from '../../support/golden.ts';
import { writePng } from '../../support/pngWriter.ts';

const DEMO = path.resolve(import.meta.dirname, '../../../renderer/public/demo/pre.dcm');
const sha256 = (...bytes: number[]): string => createHash('sha256').update(Uint8Array.from(bytes)).digest('hex');

let desk: Desk;
beforeEach(() => (desk = createDesk()));
afterEach(() => desk.clear());

describe('samples', () => {
  test('8-bit grey: one byte a sample, row by row', async () => {
    const png = writePng({ columns: 3, rows: 2, depth: 8, colourType: 0, samples: [0, 10, 20, 30, 40, 200] });
    const ran = await desk.run(['inspect', desk.write('grey.png', png), '--json']);
    expect(ran.code).toBe(0);
    expect(ran.stderr).toBe('');
    expect(ran.json()).toEqual({
      format: 'png',
      modality: null,
      rows: 2,
      columns: 3,
      bitsAllocated: 8,
      bitsStored: 8,
      signed: false,
      samplesPerPixel: 1,
      photometricInterpretation: 'MONOCHROME2',
      frames: 1,
      transferSyntax: null,
      lossy: false,
      samples: { sha256: sha256(0, 10, 20, 30, 40, 200), min: 0, max: 200, mean: 50 },
      voi: [],
      calibration: {
        chosen: {
          source: 'none',
          plane: 'none',
          spacing_mm: null,
          pixel_aspect: [1, 1],
          aspect: 'assumed_square',
          label: 'px',
          detail: null,
        },
        candidates: [],
        warnings: [],
      },
      orientation: {
        facing: null,
        anterior: null,
        caudal: null,
        lateral: null,
        patientOrientation: [],
        viewPosition: null,
      },
      warnings: [],
    });
  });

  test.each([
    ['16-bit grey: the low byte first', 16, 0, [1, 258], [1, 0, 2, 1], 1],
    ['colour: red, green, blue of a pixel together', 8, 2, [1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6], 3],
    ['grey with alpha: both samples as stored', 8, 4, [200, 128, 7, 255], [200, 128, 7, 255], 2],
    [
      'colour with alpha, 16 bits',
      16,
      6,
      [1, 2, 3, 0, 4, 5, 6, 65_535],
      [1, 0, 2, 0, 3, 0, 0, 0, 4, 0, 5, 0, 6, 0, 255, 255],
      4,
    ],
  ] as const)('%s', async (_title, depth, colourType, samples, bytes, samplesPerPixel) => {
    const png = writePng({ columns: 2, rows: 1, depth, colourType, samples });
    const ran = await desk.run(['inspect', desk.write('a.png', png), '--json']);
    expect(ran.json()).toMatchObject({
      samplesPerPixel,
      bitsAllocated: depth,
      samples: {
        sha256: sha256(...bytes),
        min: Math.min(...samples),
        max: Math.max(...samples),
        mean: samples.reduce<number>((sum, value) => sum + value, 0) / samples.length,
      },
      warnings: samplesPerPixel % 2 === 0 ? [{ code: 'alpha_over_black' }] : [],
    });
  });
});

describe('a DICOM radiograph', () => {
  test('as JSON', async () => {
    const ran = await desk.run(['inspect', DEMO, '--json']);
    expectGolden('cli/inspect-demo.json', Buffer.from(ran.stdout));
  });

  test('as text', async () => {
    const ran = await desk.run(['inspect', DEMO]);
    expectGolden('cli/inspect-demo.txt', Buffer.from(ran.stdout));
  });

  test('no patient name or number is told', async () => {
    const { stdout } = await desk.run(['inspect', DEMO, '--json']);
    expect(stdout).not.toMatch(/patientName|patientId|identity/i);
  });

  test('--frame counts from 1; a frame that is not there is refused', async () => {
    expect((await desk.run(['inspect', DEMO, '--frame', '1'])).code).toBe(0);
    expect(refusalCode(await desk.run(['inspect', DEMO, '--frame', '2', '--json']))).toBe('no_such_frame');
    for (const frame of ['0', '1.5', 'x', '1e3']) {
      expect(refusalOf(await desk.run(['inspect', DEMO, `--frame=${frame}`]))).toBe(
        `--frame ${frame}: give the number of a frame, counted from 1.`,
      );
    }
  });
});

describe('bad input', () => {
  test('a missing file, a folder, an empty file, a file that is no image', async () => {
    mkdirSync(desk.at('folder'));
    const cases = {
      'missing.dcm': 'there is no such file; check the name and the folder.',
      folder: 'this is a folder; name the file of an image.',
      'empty.dcm': 'This file is empty. Copy or export it again.',
      'text.png': 'This is not an image file: it is neither DICOM nor PNG, JPEG or TIFF.',
      'empty.dcm/below': 'there is no such file; check the name and the folder.',
    };
    desk.write('empty.dcm', '');
    desk.write('text.png', 'not an image at all');
    for (const [name, sentence] of Object.entries(cases)) {
      expect(refusalOf(await desk.run(['inspect', desk.at(name)]))).toBe(`${desk.at(name)}: ${sentence}`);
    }
    expect(refusalCode(await desk.run(['inspect', desk.at('missing.dcm'), '--json']))).toBe('not_found');
    expect(refusalCode(await desk.run(['inspect', desk.at('folder'), '--json']))).toBe('not_a_file');
    expect(refusalCode(await desk.run(['inspect', desk.at('empty.dcm'), '--json']))).toBe('empty');
  });

  test('a truncated radiograph names itself truncated, whatever the cut', async () => {
    const png = writePng({ columns: 30, rows: 20, depth: 8, colourType: 0, samples: new Uint8Array(600) });
    const ran = await desk.run(['inspect', desk.write('cut.png', png.subarray(0, png.length - 20)), '--json']);
    expect(refusalCode(ran)).toBe('truncated');
  });

  test('more than 512 MiB is refused before it is read', async () => {
    const file = desk.write('large.dcm', '');
    truncateSync(file, 512 * 1024 * 1024 + 1);
    expect(refusalOf(await desk.run(['inspect', file]))).toBe(
      `${file}: the file of an image may have at most 512 MiB; it was not read.`,
    );
  });

  test.skipIf(process.platform === 'win32')('a pipe without an end is refused, not waited for', async () => {
    execFileSync('mkfifo', [desk.at('pipe')]);
    expect(refusalOf(await desk.run(['inspect', desk.at('pipe')]))).toBe(
      `${desk.at('pipe')}: this is a device or a pipe; name the file of an image.`,
    );
  });

  test('names with blanks, UTF-8 and URL characters open', async () => {
    const png = writePng({ columns: 1, rows: 1, depth: 8, colourType: 0, samples: [7] });
    const file = desk.write('naïve 患者 %20 #1 & co.dcm', png);
    expect((await desk.run(['inspect', file])).code).toBe(0);
  });
});
