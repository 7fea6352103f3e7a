import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { inflateDataSet } from '../../../../shared/image/dicom/inflate.ts';
import { parseDecimal } from '../../../../shared/image/dicom/values.ts';
import { success } from '../../../../shared/result.ts';
import {
  concatenated,
  element,
  elementBytes,
  sequence,
  SYNTAX,
  writeDicom,
  writeImage,
} from '../../../support/dicomWriter.ts';
import { opened, refusal } from '../../../support/openImage.ts';

const image = { rows: 2, columns: 2, cells: [1, 2, 3, 4] };
const explicit = { explicit: true, littleEndian: true };

describe('structures made to exhaust a reader', () => {
  const open = Uint8Array.of(
    0x40,
    0,
    0x30,
    0xa7,
    0x53,
    0x51,
    0,
    0,
    255,
    255,
    255,
    255,
    254,
    255,
    0,
    224,
    255,
    255,
    255,
    255,
  );

  test('a million sequences inside one another end in an error, without recursion', async () => {
    const deep = new Uint8Array(open.length * 1_000_000);
    for (let i = 0; i < 1_000_000; i++) deep.set(open, i * open.length);
    const start = writeImage(image).indexOf(0x28, 140);
    const file = concatenated([writeImage(image).slice(0, start), deep]);
    expect((await refusal(file)).code).toBe('damaged');
  });

  test.each([32, 33])('%i levels of sequences', async (depth) => {
    let inner = sequence(0x0040a730, [[]], { undefinedLength: true });
    for (let i = 1; i < depth; i++) inner = sequence(0x0040a730, [[inner]], { undefinedLength: true });
    const bytes = writeImage(image, { changes: [inner] });
    if (depth === 32) expect((await opened(bytes)).rows).toBe(2);
    else expect((await refusal(bytes)).message).toContain('32 levels');
  });

  test('a sequence of a million empty items with a length is passed over', async () => {
    const items = new Uint8Array(8_000_000);
    for (let i = 0; i < items.length; i += 8) items.set([0xfe, 0xff, 0, 0xe0], i);
    const bytes = writeImage(image, { changes: [element(0x0040a730, 'SQ', items)] });
    expect((await opened(bytes)).rows).toBe(2);
  });

  test('more elements than any image has', async () => {
    const many = elementBytes(
      Array.from({ length: 100_001 }, () => element(0x00400001, 'LO', '')),
      explicit,
    );
    const bytes = writeDicom({ elements: [element(0x00080060, 'CS', 'DX')] });
    expect((await refusal(concatenated([bytes, many]))).code).toBe('too_large');
  });

  test.each([
    ['an element longer than the file', element(0x00081030, 'LO', 'x', { statedLength: 0xfff0 }), 'truncated'],
    ['a sequence longer than the file', sequence(0x0040a730, [[]], { statedLength: 0x7ffffff0 }), 'truncated'],
    [
      'an undefined length where there can be none',
      element(0x00081030, 'UT', 'x', { statedLength: 0xffffffff }),
      'damaged',
    ],
  ])('%s', async (_, change, code) => {
    expect((await refusal(writeImage(image, { changes: [change] }))).code).toBe(code);
  });

  test('an item longer than its sequence', async () => {
    const item = Uint8Array.of(0xfe, 0xff, 0, 0xe0, 0xff, 0, 0, 0);
    const bytes = writeImage(image, { changes: [element(0x00283010, 'SQ', item)] });
    expect((await refusal(bytes)).code).toBe('damaged');
  });

  test('delimiters with a length', async () => {
    const item = Uint8Array.of(0xfe, 0xff, 0, 0xe0, 255, 255, 255, 255, 0xfe, 0xff, 0x0d, 0xe0, 255, 255, 255, 255);
    const bytes = writeImage(image, { changes: [element(0x00283010, 'SQ', item)] });
    expect((await refusal(bytes)).code).toBe('damaged');
  });

  test('pixel data that claim 4 GB', async () => {
    const cells = concatenated([Uint8Array.of(1, 0, 2, 0, 3, 0, 4, 0)]);
    const bytes = writeImage(image, { changes: [element(0x7fe00010, 'OW', cells, { statedLength: 0xfffffffe })] });
    expect((await opened(bytes)).warnings).toMatchObject([{ code: 'pixel_data_length_wrong' }]);
  });

  test('a palette that repeats empty segments for ever', async () => {
    const segments = Array.from({ length: 30_000 }, (_, i) => [2, 65535, 0, 0][i % 4] as number);
    segments.splice(0, 2, 0, 0);
    const changes = [0x1101, 0x1102, 0x1103].flatMap((low) => [
      element(0x00280000 + low, 'US', [0, 0, 16]),
      element(0x00280000 + low + 0x120, 'OW', segments),
    ]);
    const bytes = writeImage({ ...image, bitsAllocated: 8, photometric: 'PALETTE COLOR' }, { changes });
    expect((await refusal(bytes)).code).toBe('invalid_header');
  });
});

describe('deflated content', () => {
  test('a bomb is refused before it has unfolded', async () => {
    const file = writeImage(image, { syntax: SYNTAX.deflated });
    const bomb = deflateSync(new Uint8Array(64 * 1024 * 1024), { level: 9 });
    const before = process.memoryUsage().arrayBuffers;
    const { code } = await refusal(concatenated([file.slice(0, metaStart(file)), bomb]));
    expect(['damaged', 'too_large', 'truncated']).toContain(code);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
  });

  test('what follows the pixel data may be 1 MiB, not more', () => {
    const content = new Uint8Array(6 * 1024 * 1024);
    for (let i = 0; i < content.length; i++) content[i] = Math.imul(i, 2654435761) >>> 24;
    const wanted = (bytes: number): ReturnType<typeof inflateDataSet> =>
      inflateDataSet(deflateSync(content), () => success(bytes));
    expect(wanted(5.5 * 1024 * 1024)).toMatchObject({ ok: true });
    expect(wanted(4 * 1024 * 1024)).toMatchObject({ ok: false, error: { code: 'too_large' } });
  });

  test('cut and changed streams', async () => {
    const cells = Array.from({ length: 100 * 100 }, (_, i) => Math.imul(i, 40503) & 0xffff);
    const file = writeImage({ rows: 100, columns: 100, cells }, { syntax: SYNTAX.deflated });
    expect((await refusal(file.slice(0, file.length >> 1))).code).toBe('truncated');
    const changed = file.slice();
    changed.fill(0xff, metaStart(file) + 10, metaStart(file) + 40);
    expect((await refusal(changed)).code).toBe('damaged');
  });
});

/** Where the data set begins: behind the meta header, whose length is its first element. */
const metaStart = (file: Uint8Array): number => 144 + new DataView(file.buffer, file.byteOffset).getUint32(140, true);

describe('numbers in text', () => {
  test.each([
    ['1', 1],
    ['-1.5e-3', -0.0015],
    ['+.5', 0.5],
    ['5.', 5],
    ['1e999', Infinity],
    ['', Number.NaN],
    ['.', Number.NaN],
    ['1,5', Number.NaN],
    ['0x1F', Number.NaN],
    ['Infinity', Number.NaN],
    ['1 2', Number.NaN],
    ['--1', Number.NaN],
  ])('%j is %d', (text, value) => {
    expect(parseDecimal(text)).toBe(value);
  });

  test('a million digits take no more than one pass: more would outlast the time of the test', () => {
    expect(parseDecimal(`${'1'.repeat(1_000_000)}x`)).toBeNaN();
    expect(parseDecimal(`1${'.1'.repeat(500_000)}`)).toBeNaN();
  });
});
