import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import dicomParser from 'dicom-parser';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeFilePort } from '../../../electron/host/nodeFilePort.ts';
import { systemError } from '../../../electron/host/systemFailure.ts';
import type { FilePort } from '../../../electron/host/filePort.ts';
import { exportStudy } from '../../../shared/export/exportStudy.ts';
import { serializeStudy } from '../../../shared/study/studyFile.ts';
import { createDesk, refusalCode, refusalOf, type Desk } from '../../support/commandLine.ts';
import { AT, emptyStudy, exampleStudy, twoFilms } from '../../support/exampleStudy.ts';
import { expectGolden } from '../../support/golden.ts';

const TABLES = [
  'measurements_long.csv',
  'measurements_wide.csv',
  'points.csv',
  'images.csv',
  'codebook.csv',
  'reasons.csv',
];
/** What makes the tables a data package. */
const PACKAGE = [
  'datapackage.json',
  'README.txt',
  'import_r.R',
  'import_python.py',
  'import_spss.sps',
  'SHA256SUMS.txt',
];
const ALL = [...TABLES, ...PACKAGE];
const written = { appVersion: '0.0.0-test', savedAt: AT };
const isNewFolder = (name: string): boolean => /^Example_export_\d{8}_\d$/.test(name);
const listed = (folder: string): readonly string[] => readdirSync(folder).toSorted();

interface Written {
  readonly folder: string;
  readonly files: readonly { readonly name: string; readonly rows: number }[];
  readonly summary: object;
}

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
    const { folder, files, summary } = ran.json() as Written;
    expect([folder, summary]).toEqual([out, expected.summary]);
    expect(files.slice(0, TABLES.length)).toEqual(
      expected.files.map(({ name, rows, bytes }) => ({ name, rows, bytes: bytes.length })),
    );
    expect(listed(out)).toEqual(ALL.toSorted());
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
  test('are never replaced: a second export has a folder of its own, a third another one', async () => {
    const out = desk.at('t');
    await desk.run(['export', study, '--out', out]);
    const first = TABLES.map((name) => readFileSync(path.join(out, name)));
    const again = (await desk.run(['export', study, '--out', out, '--json'])).json() as Written;
    expect(again.files.map(({ name }) => name)).toEqual(ALL);
    expect(path.dirname(again.folder)).toBe(out);
    expect(listed(again.folder)).toEqual(ALL.toSorted());
    await desk.run(['export', study, '--out', out]);
    expect(listed(out).filter(isNewFolder)).toHaveLength(2);
    expect(TABLES.map((name) => readFileSync(path.join(out, name)))).toEqual(first);
  });

  test('one foreign file of one name moves the whole set, so that it stays together', async () => {
    mkdirSync(desk.at('t'));
    writeFileSync(desk.at('t/points.csv'), 'mine');
    const ran = (await desk.run(['export', study, '--out', desk.at('t'), '--json'])).json() as Written;
    expect(listed(ran.folder)).toEqual(ALL.toSorted());
    expect(listed(desk.at('t'))).toHaveLength(2);
    expect(readFileSync(desk.at('t/points.csv'), 'utf8')).toBe('mine');
  });

  test.skipIf(process.platform === 'win32')('a link that leads nowhere counts as taken', async () => {
    mkdirSync(desk.at('t'));
    symlinkSync(desk.at('elsewhere.csv'), desk.at('t/points.csv'));
    expect((await desk.run(['export', study, '--out', desk.at('t')])).code).toBe(0);
    expect(listed(desk.at('t')).filter(isNewFolder)).toHaveLength(1);
    expect(listed(desk.folder)).not.toContain('elsewhere.csv');
  });

  test('an archive gets the ending _2', async () => {
    await desk.run(['export', study, '--out', desk.at('t'), '--zip']);
    await desk.run(['export', study, '--out', desk.at('t'), '--zip']);
    const names = listed(desk.at('t'));
    expect(names).toHaveLength(2);
    expect(names.every((name) => /^Example_export_\d{8}(_2)?\.zip$/.test(name))).toBe(true);
    const entries = unzipSync(new Uint8Array(readFileSync(desk.at(`t/${names[0] ?? ''}`))));
    expect(Object.keys(entries).map((name) => path.posix.basename(name))).toEqual(ALL);
  });
});

describe('further tables', () => {
  test('are written, described and checked with the others', async () => {
    const out = desk.at('t');
    const ran = await desk.run(['export', study, '--out', out, '--include', 'subjects,reliability,meta,redcap']);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const more = [
      'subjects',
      'reliability',
      'agreement',
      'meta_analysis',
      'meta_events',
      'redcap_data',
      'redcap_dictionary',
    ];
    expect(listed(out)).toEqual([...ALL, ...more.map((name) => `${name}.csv`)].toSorted());
    expect(readFileSync(path.join(out, 'datapackage.json'), 'utf8')).toContain('"path": "meta_events.csv"');
    expect(readFileSync(path.join(out, 'codebook.csv'), 'utf8')).toContain('subjects.csv,vas_pre,');
    expect(readFileSync(path.join(out, 'import_r.R'), 'utf8')).toContain('read_table("reliability.csv"');
    expect(readFileSync(path.join(out, 'SHA256SUMS.txt'), 'utf8')).toContain('  agreement.csv\n');
  });

  test('hashes, dates and readers only when they are asked for', async () => {
    await desk.run(['export', study, '--out', desk.at('t'), '--hashes', '--dates', '--reader', 'R2']);
    const images = readFileSync(desk.at('t/images.csv'), 'utf8');
    expect(images.split('\r\n')[0]).toMatch(/,lossy,sha256,acquired_on$/);
    expect(images).toContain('2026-01-30');
    expect(readFileSync(desk.at('t/measurements_wide.csv'), 'utf8').trimEnd().split('\r\n')).toHaveLength(2);
    expect(readFileSync(desk.at('t/README.txt'), 'utf8')).toContain('has the dates of the images, as was asked for');
  });

  test('events make a longitudinal REDCap project', async () => {
    const events = 'pre=pre_op_arm_1,post=post_op_arm_1';
    await desk.run(['export', study, '--out', desk.at('t'), '--preset', 'redcap', '--events', events]);
    const [header, first] = readFileSync(desk.at('t/redcap_data.csv'), 'utf8').split('\r\n');
    expect(header).toBe(
      'record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,vert_level,reader_id,h_ant_mm,h_mid_mm,h_post_mm,wedge_deg,ratio_ap,ratio_mp,vert_status,note,vertebra_complete',
    );
    expect(first).toMatch(/^S001,pre_op_arm_1,vertebra,13,L1,R1,15,17\.5,20,14\.036,0\.75,0\.875,1,"",2$/);
  });
});

describe('structured reports', () => {
  test('are written for every reading of a film, as files or as an archive', async () => {
    const ran = await desk.run(['export', study, '--out', desk.at('t'), '--preset', 'sr', '--json']);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect((ran.json() as Written).files).toHaveLength(6);
    expect(listed(desk.at('t'))).toContain('S001_pre_R1_1.dcm');
    const empty = desk.write('empty.endplate', serializeStudy(emptyStudy(), written));
    const none = await desk.run(['export', empty, '--out', desk.at('u'), '--preset', 'sr', '--json']);
    expect(refusalCode(none)).toBe('nothing_to_export');
  });

  test('refer to the films of a folder by their own UIDs', async () => {
    const films = path.resolve(import.meta.dirname, '../../../renderer/public/demo');
    const sha256 = createHash('sha256')
      .update(readFileSync(path.join(films, 'pre.dcm')))
      .digest('hex');
    const demo = exampleStudy();
    const subjects = demo.subjects.map((subject) => ({
      ...subject,
      exams: subject.exams.map((exam) =>
        exam.image === undefined || exam.timepoint !== 'pre' ? exam : { ...exam, image: { ...exam.image, sha256 } },
      ),
    }));
    const file = desk.write('demo.endplate', serializeStudy({ ...demo, subjects }, written));
    const args = ['export', file, '--out', desk.at('t'), '--preset', 'sr', '--images', films, '--json'];
    expect((await desk.run(args)).json()).toMatchObject({ films: 1 });
    const own = dicomParser.parseDicom(readFileSync(path.join(films, 'pre.dcm'))).string('x00080018') ?? '?';
    expect(readFileSync(desk.at('t/S001_pre_R1_1.dcm'), 'latin1')).toContain(own);
  });
});

describe('a folder of studies', () => {
  test('becomes one table each, with the study in front; what does not open is named', async () => {
    mkdirSync(desk.at('many'));
    desk.write('many/One.endplate', serializeStudy(exampleStudy(), written));
    desk.write('many/two.endplate', serializeStudy({ ...twoFilms(), id: 'x' }, written));
    desk.write('many/broken.endplate', 'x');
    const ran = await desk.run(['export', desk.at('many'), '--out', desk.at('t'), '--json']);
    expect(ran.code).toBe(1);
    expect(ran.json()).toMatchObject({
      studies: [
        { studyId: 'one', name: 'One', subjects: 3 },
        { studyId: 'two', name: 'two', subjects: 1 },
      ],
      duplicates: [{ subject: 'S001', studies: ['one', 'two'] }],
      unreadable: [{ name: 'broken.endplate', code: 'not_a_study' }],
    });
    expect(listed(desk.at('t'))).toEqual(TABLES.toSorted());
    expect(readFileSync(desk.at('t/images.csv'), 'utf8')).toMatch(/^study_id,image_id,/);
  });

  test('is neither coded nor for other programs; one without a study is refused', async () => {
    mkdirSync(desk.at('none'));
    expect(refusalCode(await desk.run(['export', desk.at('none'), '--out', desk.at('t'), '--json']))).toBe('no_study');
    const coded = await desk.run(['export', desk.at('none'), '--out', desk.at('t'), '--coded', '--json']);
    expect(refusalCode(coded)).toBe('usage');
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
    expect(listed(out).filter((name) => !isNewFolder(name))).toEqual(['points.csv']);
    expect(listed(path.join(out, listed(out).find(isNewFolder) ?? ''))).toEqual(ALL.toSorted());
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
    [['--out', 't', '--preset', 'spss'], '--preset spss: choose one of analysis, excel, redcap, sr.'],
    [['--out', 't', '--preset', 'constructor'], '--preset constructor: choose one of analysis, excel, redcap, sr.'],
    [
      ['--out', 't', '--preset', 'redcap', '--coded'],
      '--coded does not go with --preset redcap, whose numeric fields take numbers only.',
    ],
    [
      ['--out', 't', '--locale', 'de-DE'],
      '--locale is for --preset excel; the numbers of analysis have a point everywhere.',
    ],
    [['--out', 't', '--include', 'subjects,x'], '--include x: choose of subjects, reliability, meta, audit, redcap.'],
    [['--out', 't', '--preset', 'sr', '--coded'], '--coded is for tables, not for --preset sr.'],
    [['--out', 't', '--images', 'x'], '--images is for --preset sr.'],
    [['--out', 't', '--labels'], '--labels is for --preset excel.'],
    [['--out', 't', '--events', 'pre=pre_arm_1'], '--events is for --preset redcap or --include redcap.'],
    [
      ['--out', 't', '--preset', 'redcap', '--events', 'pre'],
      '--events: name the event of each timepoint, e.g. pre=pre_arm_1,post=post_arm_1.',
    ],
    [
      ['--out', 't', '--preset', 'excel', '--include', 'redcap'],
      '--include redcap is for --preset analysis; --preset redcap writes these tables alone.',
    ],
    [['--out', 't', '--reader', 'R9'], '--reader R9: the study has no such reader, only R1, R2.'],
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
      no_study: desk.at('folder'),
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
