import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeFilePort } from '../../../electron/host/nodeFilePort.ts';
import { systemError } from '../../../electron/host/systemFailure.ts';
import type { FilePort } from '../../../electron/host/filePort.ts';
import { exportStudy } from '../../../shared/export/exportStudy.ts';
import { serializeStudy } from '../../../shared/study/studyFile.ts';
import { createDesk, refusalCode, refusalOf, type Desk } from '../../support/commandLine.ts';
import { AT, emptyStudy, exampleStudy } from '../../support/exampleStudy.ts';
import { expectGolden } from '../../support/golden.ts';

const TABLES = [
  'measurements_long.csv',
  'measurements_wide.csv',
  'points.csv',
  'images.csv',
  'codebook.csv',
  'reasons.csv',
];
const written = { appVersion: '0.0.0-test', savedAt: AT };
const second = (name: string): string => name.replace('.csv', '_2.csv');
const listed = (folder: string): readonly string[] => readdirSync(folder).toSorted();

let desk: Desk;
let study: string;
beforeEach(() => {
  desk = createDesk();
  study = desk.write('s.endplate', serializeStudy(exampleStudy(), written));
});
afterEach(() => desk.clear());

describe('the tables of a study', () => {
  test('are those of the core, byte for byte, in a folder that was made for them', async () => {
    const out = desk.at('a/b/tables');
    const ran = await desk.run(['export', study, '--out', out, '--json']);
    const expected = exportStudy(exampleStudy(), { preset: 'analysis', appVersion: '0.0.0-test' });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.json()).toEqual({
      files: expected.files.map(({ name, rows, bytes }) => ({ name, rows, bytes: bytes.length })),
      summary: expected.summary,
    });
    expect(listed(out)).toEqual(TABLES.toSorted());
    for (const { name, bytes } of expected.files)
      expect(readFileSync(path.join(out, name))).toEqual(Buffer.from(bytes));
  });

  test('the text names the files, the rows and the reasons for empty cells', async () => {
    const { stdout } = await desk.run(['export', study, '--out', desk.at('t')]);
    expectGolden('cli/export.txt', Buffer.from(stdout.replace(desk.folder, 'FOLDER')));
  });

  test('presets, coded cells and the region reach the tables', async () => {
    for (const [name, args] of Object.entries({
      excel: ['--preset', 'excel', '--locale', 'de-DE'],
      redcap: ['--preset=redcap'],
      coded: ['--coded'],
    })) {
      expect((await desk.run(['export', study, '--out', desk.at(name), ...args])).code).toBe(0);
    }
    expect(readFileSync(desk.at('excel/measurements_long.csv'), 'utf8')).toMatch(/;14,036;/);
    expect(listed(desk.at('redcap'))).toHaveLength(4);
    expect(readFileSync(desk.at('coded/measurements_wide.csv'), 'utf8')).toContain('death');
  });

  test('an empty study gives tables with a header and no rows', async () => {
    const empty = desk.write('empty.endplate', serializeStudy(emptyStudy(), written));
    const ran = await desk.run(['export', empty, '--out', desk.at('t'), '--json']);
    const { files } = ran.json() as { files: { name: string; rows: number }[] };
    expect(files.find(({ name }) => name === 'measurements_long.csv')?.rows).toBe(0);
  });
});

describe('existing files', () => {
  test('are never replaced: a second export has the ending _2, a third _3', async () => {
    const out = desk.at('t');
    await desk.run(['export', study, '--out', out]);
    const first = TABLES.map((name) => readFileSync(path.join(out, name)));
    const again = await desk.run(['export', study, '--out', out, '--json']);
    expect((again.json() as { files: { name: string }[] }).files.map(({ name }) => name)).toEqual(TABLES.map(second));
    await desk.run(['export', study, '--out', out]);
    expect(listed(out)).toHaveLength(3 * TABLES.length);
    expect(TABLES.map((name) => readFileSync(path.join(out, name)))).toEqual(first);
  });

  test('one foreign file of one name moves the whole set, so that it stays together', async () => {
    mkdirSync(desk.at('t'));
    writeFileSync(desk.at('t/points.csv'), 'mine');
    await desk.run(['export', study, '--out', desk.at('t')]);
    expect(listed(desk.at('t'))).toEqual([...TABLES.map(second), 'points.csv'].toSorted());
    expect(readFileSync(desk.at('t/points.csv'), 'utf8')).toBe('mine');
  });

  test.skipIf(process.platform === 'win32')('a link that leads nowhere counts as taken', async () => {
    mkdirSync(desk.at('t'));
    symlinkSync(desk.at('elsewhere.csv'), desk.at('t/points.csv'));
    expect((await desk.run(['export', study, '--out', desk.at('t')])).code).toBe(0);
    expect(listed(desk.at('t'))).toContain('points_2.csv');
    expect(listed(desk.folder)).not.toContain('elsewhere.csv');
  });
});

describe('all or nothing', () => {
  /** A disk on which the n-th new file cannot be made. */
  function failingPort(nth: number, code: string): FilePort {
    let made = 0;
    return {
      ...nodeFilePort,
      open: (file, access, mode) => {
        if (access === 'create' && (made += 1) >= nth) return Promise.reject(systemError(code, 'open'));
        return nodeFilePort.open(file, access, mode);
      },
    };
  }

  test.each([
    ['ENOSPC', 'disk_full', 'the disk is full'],
    ['EDQUOT', 'disk_full', 'the disk is full'],
    ['EACCES', 'not_writable', 'you do not have permission to write here'],
    ['EROFS', 'not_writable', 'you do not have permission to write here'],
    ['EIO', 'not_writable', 'the disk or network folder is not answering'],
    ['EMFILE', 'not_writable', 'the tables could not be written (EMFILE)'],
  ])('%s at the fourth table leaves no table and no folder', async (system, code, words) => {
    const args = ['export', study, '--out', desk.at('a/t')];
    const sentence = refusalOf(await desk.run(args, { port: failingPort(4, system) }));
    expect(sentence).toBe(
      `${desk.at('a/t')}: ${words}; nothing was written; free it or name another folder for --out.`,
    );
    expect(listed(desk.folder)).toEqual(['s.endplate']);
    expect(refusalCode(await desk.run([...args, '--json'], { port: failingPort(1, system) }))).toBe(code);
    expect(listed(desk.folder)).toEqual(['s.endplate']);
  });

  test('a folder that was there stays, with what was in it', async () => {
    mkdirSync(desk.at('t'));
    writeFileSync(desk.at('t/points.csv'), 'mine');
    await desk.run(['export', study, '--out', desk.at('t')], { port: failingPort(3, 'ENOSPC') });
    expect(listed(desk.at('t'))).toEqual(['points.csv']);
  });

  test('a name that another program takes between looking and writing is not replaced either', async () => {
    const out = desk.at('t');
    let isTaken = false;
    const port: FilePort = {
      ...nodeFilePort,
      link: (existing, name) => {
        if (path.basename(name) === 'points.csv' && !isTaken) {
          isTaken = true;
          writeFileSync(name, 'theirs');
        }
        return nodeFilePort.link(existing, name);
      },
    };
    expect((await desk.run(['export', study, '--out', out], { port })).code).toBe(0);
    expect(readFileSync(path.join(out, 'points.csv'), 'utf8')).toBe('theirs');
    expect(listed(out)).toEqual([...TABLES.map(second), 'points.csv'].toSorted());
  });

  test('Ctrl-C in the middle takes back what was written, exit code 130', async () => {
    let stop: (() => void) | null = null;
    let isReleased = false;
    let made = 0;
    const onStop = (action: () => void) => {
      stop = action;
      return () => (isReleased = true);
    };
    const port: FilePort = {
      ...nodeFilePort,
      open: (file, access, mode) => {
        if (access === 'create' && (made += 1) === 3) stop?.();
        return nodeFilePort.open(file, access, mode);
      },
    };
    const ran = await desk.run(['export', study, '--out', desk.at('t')], { port, onStop });
    expect(ran).toMatchObject({ code: 130, stdout: '', stderr: 'Stopped; nothing was written.\n' });
    expect(listed(desk.folder)).toEqual(['s.endplate']);
    expect(isReleased).toBe(true);
  });
});

describe('bad input', () => {
  const nothingWritten = (): void => expect(listed(desk.folder)).not.toContain('t');

  test.each([
    [[], '--out DIR is missing: name the folder to write the tables to.'],
    [['--out', 't', '--preset', 'spss'], '--preset spss: choose one of analysis, excel, redcap.'],
    [['--out', 't', '--preset', 'constructor'], '--preset constructor: choose one of analysis, excel, redcap.'],
    [
      ['--out', 't', '--preset', 'redcap', '--coded'],
      '--coded does not go with --preset redcap, whose numeric fields take numbers only.',
    ],
    [
      ['--out', 't', '--locale', 'de-DE'],
      '--locale is for --preset excel; the numbers of analysis have a point everywhere.',
    ],
    [['--out', 't', '--preset', 'excel', '--locale', 'x'], '--locale x: give a region such as de-DE or en-US.'],
    [['--out', 't', '--preset', 'excel', '--locale', 'zz-ZZ'], '--locale zz-ZZ: give a region such as de-DE or en-US.'],
  ])('options %j', async (options, sentence) => {
    expect(refusalOf(await desk.run(['export', study, ...options]))).toBe(sentence);
    nothingWritten();
  });

  test('no study, a damaged one, a newer one, a folder, nothing', async () => {
    const text = readFileSync(study, 'utf8');
    mkdirSync(desk.at('folder'));
    const cases = {
      not_a_study: desk.write('a', '{"format": "something"}'),
      damaged: desk.write('b', text.replace('S001', 'S009')),
      newer: desk.write('c', text.replace(/"minReader": \d+/, '"minReader": 99')),
      not_a_file: desk.at('folder'),
      not_found: desk.at('nothing'),
    };
    for (const [code, file] of Object.entries(cases)) {
      const ran = await desk.run(['export', file, '--out', desk.at('t'), '--json']);
      expect(refusalCode(ran)).toBe(code);
      expect(ran.stderr.startsWith(`${file}: `)).toBe(true);
    }
    nothingWritten();
  });

  test('a folder that cannot be made: its name is a file, or its parent is', async () => {
    for (const out of [study, path.join(study, 'below')]) {
      const sentence = refusalOf(await desk.run(['export', study, '--out', out]));
      expect(sentence).toBe(`${out}: there is a file of this name; name a folder for --out.`);
    }
    expect(readFileSync(study)).toEqual(Buffer.from(serializeStudy(exampleStudy(), written)));
    rmSync(study);
    expect(listed(desk.folder)).toEqual([]);
  });

  test.skipIf(process.platform !== 'linux')('a folder where nothing can be written at all', async () => {
    expect(refusalCode(await desk.run(['export', study, '--out', '/proc/endplate/below', '--json']))).toBe(
      'not_writable',
    );
  });
});
