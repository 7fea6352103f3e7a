import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { geometryExample, geometryReference } from '../../golden/reference/reference.ts';
import { measureCase } from '../../../shared/spine/measureCase.ts';
import { createDesk, refusalCode, refusalOf, stdinOf, type Desk } from '../../support/commandLine.ts';
import { square, wedge } from '../../support/exampleStudy.ts';
import { expectGolden } from '../../support/golden.ts';

let desk: Desk;
beforeEach(() => (desk = createDesk()));
afterEach(() => desk.clear());

const caseOf = (vertebrae: object, spacing: unknown = [0.1, 0.1]): string =>
  JSON.stringify({ spacing_mm: spacing, vertebrae });

describe('a case', () => {
  test('200 px at 0.1 mm are 20 mm; the raised corner makes 15 mm and atan(50/200) = 14.036 degrees', async () => {
    const file = desk.write('case.json', caseOf({ L1: wedge(), L2: square(400) }));
    const ran = await desk.run(['measure', file, '--json']);
    const { L1, L2 } = ran.json() as Record<string, Record<string, number>>;
    expect(L1?.['Ha_mm']).toBeCloseTo(15, 9);
    expect(L1?.['Hp_mm']).toBeCloseTo(20, 9);
    expect(L1?.['wedge_angle_deg']).toBeCloseTo((Math.atan2(50, 200) * 180) / Math.PI, 9);
    expect(L2).toMatchObject({ wedge_angle_deg: 0, anterior_direction: 'image_right' });
    expect(ran.code).toBe(0);
  });

  test('"-" reads the standard input and gives the same bytes', async () => {
    const text = caseOf({ L1: wedge() });
    const fromFile = await desk.run(['measure', desk.write('case.json', text), '--json']);
    const fromStdin = await desk.run(['measure', '-', '--json'], { stdin: stdinOf(text) });
    expect(fromStdin).toMatchObject({ code: 0, stdout: fromFile.stdout, stderr: '' });
  });

  test('without --json it is a table; a byte order mark does no harm', async () => {
    const ran = await desk.run([
      'measure',
      desk.write('case.json', `\ufeff${caseOf({ L1: wedge(), L2: square(400) })}`),
    ]);
    expectGolden('cli/measure-two-levels.txt', Buffer.from(ran.stdout));
  });

  test('two images: the table has both bodies side by side and the restoration', async () => {
    const ran = await desk.run(['measure', '-'], { stdin: stdinOf(JSON.stringify(geometryExample('G13'))) });
    expectGolden('cli/measure-restoration.txt', Buffer.from(ran.stdout));
  });

  test('contradictory points are answered, with what to do about them', async () => {
    const { SA, SP, ...rest } = square();
    const ran = await desk.run(['measure', '-'], { stdin: stdinOf(caseOf({ L1: { ...rest, SA: SP, SP: SA } })) });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/^issues:$/m);
  });

  test.each([...geometryReference.examples, ...geometryReference.error_and_edge_cases])(
    'the reference example $id: the command adds nothing and loses nothing',
    async (example) => {
      const ran = await desk.run(['measure', '-', '--json'], { stdin: stdinOf(JSON.stringify(example)) });
      const measured = measureCase(example);
      const expected: unknown = JSON.parse(JSON.stringify(measured.ok ? measured.value : { error: measured.error }));
      if (measured.ok) expect(ran).toMatchObject({ code: 0, stderr: '' });
      else expect(refusalCode(ran)).toBe('bad_case');
      if (measured.ok) expect(ran.json()).toEqual(expected);
    },
  );
});

describe('bad input', () => {
  test.each([
    ['', 'empty'],
    ['{', 'not_json'],
    ['[1, 2', 'not_json'],
    ['\u0000\u0001', 'not_json'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'not_json'],
    ['null', 'bad_case'],
    ['[]', 'bad_case'],
    ['{}', 'bad_case'],
    [caseOf({}), 'bad_case'],
    [caseOf({ L1: { SA: [1] } }), 'bad_case'],
    [caseOf({ L1: { SA: [1, 0] } }).replace('0]', '1e999]'), 'bad_case'],
    [caseOf({ L1: square() }, [0, 0.1]), 'bad_case'],
    [caseOf({ L1: square() }, 'a'), 'bad_case'],
    [JSON.stringify({ spacing_mm: null, vertebrae: { L1: square() }, levels: { nobody: 'L1' } }), 'bad_case'],
  ])('%.40j is refused as %s', async (text, code) => {
    const ran = await desk.run(['measure', desk.write('case.json', text), '--json']);
    expect(refusalCode(ran)).toBe(code);
    expect(ran.stderr).toContain(desk.at('case.json'));
    expect(refusalOf(await desk.run(['measure', '-'], { stdin: stdinOf(text) }))).toMatch(/^standard input: /);
  });

  test('bytes that are no UTF-8', async () => {
    const file = desk.write('case.json', Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]));
    expect(refusalCode(await desk.run(['measure', file, '--json']))).toBe('not_json');
  });

  test('a missing file and a folder', async () => {
    mkdirSync(desk.at('folder'));
    expect(refusalCode(await desk.run(['measure', desk.at('nothing'), '--json']))).toBe('not_found');
    expect(refusalCode(await desk.run(['measure', desk.at('folder'), '--json']))).toBe('not_a_file');
  });

  test('a standard input without an end is given up after 20 MiB', async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) yield await Promise.resolve(new Uint8Array(1 << 20));
    }
    expect(refusalOf(await desk.run(['measure', '-'], { stdin: endless() }))).toBe(
      'standard input: the file of a case may have at most 20 MiB; it was not read.',
    );
  });
});
