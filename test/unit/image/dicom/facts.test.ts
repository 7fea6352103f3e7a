import { describe, expect, test } from 'vitest';
import { element, latin1, SYNTAX, writeImage, type Element } from '../../../support/dicomWriter.ts';
import { opened, warningsOf } from '../../../support/openImage.ts';

const image = { rows: 1, columns: 1, cells: [1] };
const file = (...changes: Element[]): Uint8Array => writeImage(image, { changes });

describe('spacing attributes', () => {
  test('all of them, as they stand', async () => {
    const bytes = file(
      element(0x00280030, 'DS', '0.25\\0.2 '),
      element(0x00181164, 'DS', '0.5\\0.4'),
      element(0x00182010, 'DS', '0.1\\0.1'),
      element(0x00189404, 'FD', [0.33, 0.44]),
      element(0x00280a02, 'CS', 'FIDUCIAL'),
      element(0x00280a04, 'LO', 'ball 25 mm'),
      element(0x00181114, 'DS', '1.25'),
      element(0x00181110, 'DS', '1150'),
      element(0x00181111, 'DS', '920'),
      element(0x00280034, 'IS', '4\\3'),
    );
    expect((await opened(bytes)).spacing).toEqual({
      pixelSpacing: [0.25, 0.2],
      imagerPixelSpacing: [0.5, 0.4],
      nominalScannedPixelSpacing: [0.1, 0.1],
      objectPixelSpacingInCenterOfBeam: [0.33, 0.44],
      pixelSpacingCalibrationType: 'FIDUCIAL',
      pixelSpacingCalibrationDescription: 'ball 25 mm',
      estimatedRadiographicMagnificationFactor: 1.25,
      distanceSourceToDetector: 1150,
      distanceSourceToPatient: 920,
      pixelAspectRatio: [4, 3],
    });
  });

  test('none', async () => {
    expect((await opened(file())).spacing).toEqual({});
    expect(await opened(file(element(0x00280030, 'DS', '')))).toMatchObject({ spacing: {}, warnings: [] });
  });

  test.each([
    ['0\\0', [0, 0], 'spacing_invalid'],
    ['-0.1\\-0.1', [-0.1, -0.1], 'spacing_invalid'],
    ['abc\\def', [0, 0], 'spacing_invalid'],
    ['0,1\\0,1', [0, 0], 'spacing_invalid'],
    ['NaN\\NaN', [0, 0], 'spacing_invalid'],
    ['1e400\\1e400', [0, 0], 'spacing_invalid'],
    ['0x10\\0x10', [0, 0], 'spacing_invalid'],
    ['0.1', [0.1], 'spacing_invalid'],
    ['1e-12\\1e-12', [1e-12, 1e-12], 'spacing_implausible'],
    ['5000\\5000', [5000, 5000], 'spacing_implausible'],
  ])('%s is kept, as numbers that can be stored, and warned about', async (text, kept, code) => {
    const radiograph = await opened(file(element(0x00280030, 'DS', text)));
    expect(radiograph.spacing.pixelSpacing).toEqual(kept);
    expect(radiograph.warnings).toMatchObject([{ code }]);
    expect(JSON.parse(JSON.stringify(radiograph.spacing))).toEqual(radiograph.spacing);
  });
});

describe('facts', () => {
  test('of the acquisition', async () => {
    const bytes = file(
      element(0x00080022, 'DA', '20240229'),
      element(0x00080032, 'TM', '093015.123'),
      element(0x00080020, 'DA', '20240301'),
      element(0x00200020, 'CS', 'A\\F'),
      element(0x00185101, 'CS', 'LL'),
      element(0x0008103e, 'LO', 'L-spine lateral'),
      element(0x00280301, 'CS', 'YES'),
    );
    expect((await opened(bytes)).facts).toEqual({
      modality: 'DX',
      acquisitionDate: '2024-02-29',
      acquisitionTime: '09:30:15',
      patientOrientation: ['A', 'F'],
      viewPosition: 'LL',
      seriesDescription: 'L-spine lateral',
      burnedInAnnotation: true,
    });
  });

  test.each([
    ['20230229', null],
    ['20241301', null],
    ['19981130', '1998-11-30'],
    ['1998.11.30', '1998-11-30'],
    ['yesterday', null],
  ])('study date %s is %s', async (text, date) => {
    expect((await opened(file(element(0x00080020, 'DA', text)))).facts.acquisitionDate).toBe(date);
  });

  test('date and time of one element', async () => {
    const { facts } = await opened(file(element(0x0008002a, 'DT', '20240102030405.6+0100')));
    expect(facts).toMatchObject({ acquisitionDate: '2024-01-02', acquisitionTime: '03:04:05' });
  });

  test('nothing stated', async () => {
    expect((await opened(file())).facts).toMatchObject({
      acquisitionDate: null,
      acquisitionTime: null,
      patientOrientation: [],
      burnedInAnnotation: null,
    });
  });
});

describe('character sets', () => {
  const bytesOf = (...parts: (string | readonly number[])[]): Uint8Array =>
    Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...latin1(part)] : [...part])));
  const ESC = [0x1b];

  /** The examples of PS3.5 annexes H, I, J, K where the standard prints their bytes. */
  test.each([
    ['Latin 1', 'ISO_IR 100', bytesOf('Buc^J', [0xe9], 'r', [0xf4], 'me'), 'Buc^Jérôme'],
    ['Cyrillic', 'ISO_IR 144', bytesOf([0xbb, 0xee, 0xda], 'ce', [0xdc, 0xd1, 0xe3, 0xe0, 0xd3]), 'Люкceмбург'],
    ['Greek', 'ISO_IR 126', bytesOf([0xc4, 0xe9, 0xef, 0xed]), 'Διον'],
    ['Hebrew', 'ISO_IR 138', bytesOf([0xf9, 0xf8, 0xe5, 0xef]), 'שרון'],
    ['Arabic', 'ISO_IR 127', bytesOf([0xe2, 0xc8, 0xc7, 0xe6, 0xea]), 'قباني'],
    ['Thai', 'ISO_IR 166', bytesOf([0xc1, 0xd2]), 'มา'],
    ['Turkish', 'ISO_IR 148', bytesOf([0xde, 0xfd]), 'Şı'],
    ['UTF-8', 'ISO_IR 192', new TextEncoder().encode('Wang^XiaoDong=王^小東='), 'Wang^XiaoDong=王^小東'],
    ['GB18030', 'GB18030', bytesOf('Wang=', [0xcd, 0xf5], '^', [0xd0, 0xa1, 0xb6, 0xab]), 'Wang=王^小东'],
    [
      'Japanese with escapes (H.3.1)',
      '\\ISO 2022 IR 87',
      bytesOf(
        'Yamada^Tarou=',
        ESC,
        '$B',
        [0x3b, 0x33, 0x45, 0x44],
        ESC,
        '(B^',
        ESC,
        '$B',
        [0x42, 0x40, 0x4f, 0x3a],
        ESC,
        '(B',
      ),
      'Yamada^Tarou=山田^太郎',
    ],
    [
      'half-width Japanese with escapes (H.3.2)',
      'ISO 2022 IR 13\\ISO 2022 IR 87',
      bytesOf([0xd4, 0xcf, 0xc0, 0xde], '^', [0xc0, 0xdb, 0xb3], '=', ESC, '$B', [0x3b, 0x33, 0x45, 0x44], ESC, '(J'),
      'ﾔﾏﾀﾞ^ﾀﾛｳ=山田',
    ],
    ['JIS X 0212', '\\ISO 2022 IR 159', bytesOf(ESC, '$(D', [0x30, 0x21], ESC, '(B'), '丂'],
    [
      'Korean (I.2)',
      '\\ISO 2022 IR 149',
      bytesOf('Hong^Gildong=', ESC, '$)C', [0xfb, 0xf3], '^', ESC, '$)C', [0xd1, 0xce, 0xd4, 0xd7]),
      'Hong^Gildong=洪^吉洞',
    ],
    [
      'simplified Chinese (K.2)',
      '\\ISO 2022 IR 58',
      bytesOf('Zhang=', ESC, '$)A', [0xd5, 0xc5], '^', ESC, '$)A', [0xd0, 0xa1, 0xb6, 0xab]),
      'Zhang=张^小东',
    ],
    ['two Latin sets in one name', 'ISO 2022 IR 100\\ISO 2022 IR 144', bytesOf([0xe9], '^', ESC, '-L', [0xd0]), 'é^а'],
    ['no set, UTF-8 all the same', '', new TextEncoder().encode('Müller'), 'Müller'],
    ['no set, Latin 1 all the same', '', bytesOf('M', [0xfc], 'ller'), 'Müller'],
    ['broken UTF-8', 'ISO_IR 192', bytesOf('M', [0xfc], 'ller'), 'M\ufffdller'],
    ['an escape nobody knows', '\\ISO 2022 IR 87', bytesOf('A', ESC, 'Zb'), 'AZb'],
    ['a blank in two-byte text', '\\ISO 2022 IR 87', bytesOf(ESC, '$B', [0x3b, 0x33], ' x'), '山 x'],
  ])('%s', async (_, set, name, expected) => {
    const changes = [element(0x00080005, 'CS', set), element(0x00100010, 'PN', name)];
    for (const syntax of [SYNTAX.explicit, SYNTAX.implicit]) {
      expect((await opened(writeImage(image, { syntax, changes }))).identity.patientName).toBe(expected);
    }
  });

  test('a delimiter that is the second byte of a character is no escape and no delimiter', async () => {
    // In JIS X 0208, 0x3c5c holds a backslash and 0x255e a caret as second byte.
    const name = bytesOf(ESC, '$B', [0x3c, 0x5c, 0x25, 0x5e], ESC, '(B');
    const bytes = file(element(0x00080005, 'CS', '\\ISO 2022 IR 87'), element(0x00100010, 'PN', name));
    expect((await opened(bytes)).identity.patientName).toBe('尺マ');
  });

  test('an unknown set is a warning, the name is read as well as can be', async () => {
    const bytes = file(
      element(0x00080005, 'CS', 'ISO_IR 999'),
      element(0x00100010, 'PN', bytesOf('M', [0xfc], 'ller')),
    );
    expect(await warningsOf(bytes)).toEqual(['character_set_unknown']);
    expect((await opened(bytes)).identity.patientName).toBe('Müller');
  });

  test('control and direction characters become visible', async () => {
    const name = new TextEncoder().encode('DOE\u0007^\u202eNHOJ\u0000');
    const bytes = file(element(0x00080005, 'CS', 'ISO_IR 192'), element(0x00100010, 'PN', name));
    expect((await opened(bytes)).identity.patientName).toBe('DOE\u2407^\ufffdNHOJ');
  });

  test('a very long name is cut', async () => {
    const bytes = file(element(0x00100010, 'PN', 'A'.repeat(60000)), element(0x00100020, 'LO', ' 7 '));
    const { identity } = await opened(bytes);
    expect(identity.patientName).toBe(`${'A'.repeat(1024)}…`);
    expect(identity.patientId).toBe('7');
  });
});
