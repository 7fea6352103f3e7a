import { describe, expect, test } from 'vitest';
import { element, sequence, SYNTAX, writeImage, type Element } from '../../../support/dicomWriter.ts';
import { opened, warningsOf } from '../../../support/openImage.ts';

const image = { rows: 2, columns: 2, bitsStored: 12, cells: [0, 1, 2, 3] };
const file = (...changes: Element[]): Uint8Array => writeImage(image, { changes });
const descriptor = (values: number[], vr = 'US'): Element => element(0x00283002, vr, values);
const data = (values: number[]): Element => element(0x00283006, 'OW', values);
const center = (text: string): Element => element(0x00281050, 'DS', text);
const width = (text: string): Element => element(0x00281051, 'DS', text);

describe('modality', () => {
  test('nothing stated is the identity', async () => {
    expect((await opened(file())).modality).toEqual({ kind: 'rescale', slope: 1, intercept: 0 });
  });

  test('rescale', async () => {
    const bytes = file(element(0x00281053, 'DS', '2.5'), element(0x00281052, 'DS', '-100'));
    expect((await opened(bytes)).modality).toEqual({ kind: 'rescale', slope: 2.5, intercept: -100 });
  });

  test.each(['0', 'NaN', '1e999', 'two', '1,5'])('a slope of %s is left out with a warning', async (slope) => {
    const radiograph = await opened(file(element(0x00281053, 'DS', slope)));
    expect(radiograph.modality).toEqual({ kind: 'rescale', slope: 1, intercept: 0 });
    expect(radiograph.warnings).toMatchObject([{ code: 'rescale_invalid' }]);
  });

  test('a table wins over the rescale', async () => {
    const table = sequence(0x00283000, [[descriptor([4, 0, 12]), data([0, 10, 200, 4095])]]);
    const { modality } = await opened(file(table, element(0x00281053, 'DS', '3')));
    expect(modality).toEqual({
      kind: 'lut',
      lut: { firstMapped: 0, bits: 12, values: Uint16Array.of(0, 10, 200, 4095) },
    });
  });

  test.each([
    ['explicit', SYNTAX.explicit, 'SS'],
    ['implicit', SYNTAX.implicit, 'SS'],
  ])('the first value mapped is signed with signed pixels, %s', async (_, syntax, vr) => {
    const table = sequence(0x00283000, [[descriptor([2, 0xf800, 16], vr), data([1, 2])]]);
    const { modality } = await opened(writeImage({ ...image, signed: true }, { syntax, changes: [table] }));
    expect(modality).toMatchObject({ lut: { firstMapped: -2048 } });
  });

  test('0 entries mean 65 536', async () => {
    const table = sequence(0x00283000, [
      [descriptor([0, 0, 16]), element(0x00283006, 'OW', new Uint8Array(131072).fill(1))],
    ]);
    const bytes = file(table);
    expect((await opened(bytes)).modality).toMatchObject({ lut: { bits: 16 } });
  });

  test('entries of 8 bits, two in a word', async () => {
    const table = sequence(0x00283000, [[descriptor([4, 0, 8]), element(0x00283006, 'OW', Uint8Array.of(9, 8, 7, 6))]]);
    expect((await opened(file(table))).modality).toMatchObject({
      lut: { bits: 8, values: Uint16Array.of(9, 8, 7, 6) },
    });
  });

  test('a table that is too short is left out with a warning', async () => {
    expect(await warningsOf(file(sequence(0x00283000, [[descriptor([400, 0, 16]), data([1])]])))).toEqual([
      'lut_invalid',
    ]);
  });
});

describe('windows and VOI tables', () => {
  test('several windows with explanations', async () => {
    const explained = element(0x00281055, 'LO', 'BONE\\SOFT');
    const { voi } = await opened(file(center('40\\-60.5'), width('400\\1e3'), explained));
    expect(voi).toEqual([
      { kind: 'window', center: 40, width: 400, voiFunction: 'LINEAR', explanation: 'BONE' },
      { kind: 'window', center: -60.5, width: 1000, voiFunction: 'LINEAR', explanation: 'SOFT' },
    ]);
  });

  test.each(['LINEAR', 'LINEAR_EXACT', 'SIGMOID'])('function %s', async (name) => {
    const { voi } = await opened(file(center('1'), width('2'), element(0x00281056, 'CS', name)));
    expect(voi).toMatchObject([{ voiFunction: name }]);
  });

  test('a width below 1 cannot be LINEAR', async () => {
    expect((await opened(file(center('0.5'), width('0.8')))).voi).toMatchObject([{ voiFunction: 'LINEAR_EXACT' }]);
  });

  test.each([
    ['0', '40'],
    ['-400', '40'],
    ['400', 'bone'],
    ['1e999', '0'],
  ])('width %s, center %s: left out with a warning', async (wide, middle) => {
    const radiograph = await opened(file(center(middle), width(wide)));
    expect(radiograph.voi).toEqual([]);
    expect(radiograph.warnings).toMatchObject([{ code: 'window_invalid' }]);
  });

  test('a table comes before the windows', async () => {
    const table = sequence(0x00283010, [
      [descriptor([2, 5, 10]), data([0, 1023]), element(0x00283003, 'LO', 'CHEST')],
      [descriptor([2, 5, 10]), data([1023, 0])],
    ]);
    const { voi } = await opened(file(table, center('1'), width('2')));
    expect(voi.map(({ kind, explanation }) => [kind, explanation])).toEqual([
      ['lut', 'CHEST'],
      ['lut', null],
      ['window', null],
    ]);
    expect(voi[0]).toMatchObject({ lut: { firstMapped: 5, bits: 10, values: Uint16Array.of(0, 1023) } });
  });

  test('the frame has its own window and rescale in an enhanced image', async () => {
    const group = (middle: string, slope: string): Element[] => [
      sequence(0x00289132, [[center(middle), width('10')]]),
      sequence(0x00289145, [[element(0x00281053, 'DS', slope), element(0x00281052, 'DS', '0')]]),
    ];
    const shared = sequence(0x52009229, [[sequence(0x00289110, [[element(0x00280030, 'DS', '0.2\\0.3')]])]]);
    const each = sequence(0x52009230, [group('5', '1'), group('6', '2')]);
    const bytes = writeImage({ ...image, frames: 2, cells: [1, 2, 3, 4, 5, 6, 7, 8] }, { changes: [shared, each] });
    const second = await opened(bytes, 1);
    expect(second.voi).toMatchObject([{ center: 6 }]);
    expect(second.modality).toMatchObject({ slope: 2 });
    expect(second.spacing.pixelSpacing).toEqual([0.2, 0.3]);
  });
});

describe('inversion', () => {
  test.each([
    ['MONOCHROME2', null, false],
    ['MONOCHROME2', 'IDENTITY', false],
    ['MONOCHROME1', null, true],
    ['MONOCHROME2', 'INVERSE', true],
    ['MONOCHROME1', 'INVERSE', true],
  ])('%s with shape %s: inverted %s', async (photometric, shape, inverted) => {
    const changes = shape === null ? [] : [element(0x20500020, 'CS', shape)];
    expect((await opened(writeImage({ ...image, photometric }, { changes }))).inverted).toBe(inverted);
  });
});

describe('overlays', () => {
  const plane = (group: number, more: Element[] = []): Element[] => [
    element(group * 65536 + 0x0010, 'US', [2]),
    element(group * 65536 + 0x0011, 'US', [2]),
    element(group * 65536 + 0x0050, 'SS', [1, 1]),
    element(group * 65536 + 0x0100, 'US', [1]),
    element(group * 65536 + 0x0102, 'US', [0]),
    ...more,
  ];

  test('one bit a pixel, the lowest first', async () => {
    const bytes = file(...plane(0x6000, [element(0x60003000, 'OW', [0b0110]), element(0x60001500, 'LO', 'ruler')]));
    expect((await opened(bytes)).overlays).toEqual([
      { rows: 2, columns: 2, originRow: 0, originColumn: 0, label: 'ruler', bits: Uint8Array.of(0, 1, 1, 0) },
    ]);
  });

  test('an origin outside the image is kept', async () => {
    const moved = plane(0x601e, [element(0x601e3000, 'OW', [1])]).map((each) =>
      each.tag === 0x601e0050 ? element(0x601e0050, 'SS', [0xffff, 4]) : each,
    );
    expect((await opened(file(...moved))).overlays).toMatchObject([{ originRow: -2, originColumn: 3 }]);
  });

  test('a bit of the pixels that the values do not use', async () => {
    const elements = plane(0x6000).map((each) =>
      each.tag === 0x60000102
        ? element(each.tag, 'US', [15])
        : each.tag === 0x60000100
          ? element(each.tag, 'US', [16])
          : each,
    );
    const bytes = writeImage({ ...image, cells: [0x8001, 2, 0x8003, 4] }, { changes: elements });
    const radiograph = await opened(bytes);
    expect(radiograph.overlays).toMatchObject([{ bits: Uint8Array.of(1, 0, 1, 0) }]);
    expect(Array.from(radiograph.pixels)).toEqual([1, 2, 3, 4]);
  });

  test('in big endian words', async () => {
    const bytes = writeImage(image, {
      syntax: SYNTAX.bigEndian,
      changes: plane(0x6000, [element(0x60003000, 'OW', [0b0110])]),
    });
    expect((await opened(bytes)).overlays).toMatchObject([{ bits: Uint8Array.of(0, 1, 1, 0) }]);
  });

  test('frames of an overlay go with frames of the image', async () => {
    const frames = [
      element(0x60000015, 'IS', '2'),
      element(0x60000051, 'US', [2]),
      element(0x60003000, 'OW', [0b0010_0001]),
    ];
    const bytes = writeImage(
      { ...image, frames: 3, cells: Array.from({ length: 12 }, () => 1) },
      { changes: plane(0x6000, frames) },
    );
    expect((await opened(bytes, 0)).overlays).toEqual([]);
    expect((await opened(bytes, 1)).overlays).toMatchObject([{ bits: Uint8Array.of(1, 0, 0, 0) }]);
    expect((await opened(bytes, 2)).overlays).toMatchObject([{ bits: Uint8Array.of(0, 1, 0, 0) }]);
  });

  test.each([
    ['too few bits', plane(0x6000, [element(0x60003000, 'OB', Uint8Array.of())])],
    ['a bit of the picture itself', plane(0x6000)],
    [
      'a size beyond all measure',
      [element(0x60000010, 'US', [65535]), element(0x60000011, 'US', [65535]), element(0x60003000, 'OW', [1])],
    ],
  ])('%s: left out with a warning', async (_, elements) => {
    expect(await warningsOf(file(...elements))).toEqual(['overlay_invalid']);
  });
});

describe('lossy compression is told', () => {
  test('by the file', async () => {
    const bytes = file(element(0x00282110, 'CS', '01'), element(0x00282112, 'DS', '5\\12.5'));
    expect(await opened(bytes)).toMatchObject({ lossy: true, lossyRatio: 12.5 });
    expect(await opened(file())).toMatchObject({ lossy: false, lossyRatio: null });
  });
});
