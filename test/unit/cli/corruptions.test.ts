import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { canonicalText } from '../../../shared/study/canonicalText.ts';
import { setExamImage } from '../../../shared/study/edits/examEdits.ts';
import { replaceLandmarks } from '../../../shared/study/edits/landmarkEdits.ts';
import { addSubject } from '../../../shared/study/edits/subjectEdits.ts';
import { finaliseLevel, reopenLevel } from '../../../shared/study/edits/vertebraEdits.ts';
import type { Study } from '../../../shared/study/study.ts';
import { serializeStudy } from '../../../shared/study/studyFile.ts';
import { createDesk, type Desk } from '../../support/commandLine.ts';
import { AT, LATER, exampleStudy, image, place, square, wedge } from '../../support/exampleStudy.ts';
import { writePng } from '../../support/pngWriter.ts';

const SIZE = { columns: 400, rows: 350 };
const film = (value: number): Uint8Array =>
  writePng({ ...SIZE, depth: 8, colourType: 0, samples: new Uint8Array(SIZE.columns * SIZE.rows).fill(value) });
const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** The example study, L1 finalised, reopened, finalised again; and a subject S009 whose film lies beside the study. */
function richStudy(): Study {
  let study = exampleStudy();
  const pre = { ...place('s1', 'pre', 'L1'), app: '1.0.0' };
  study = finaliseLevel(study, { ...pre, at: '2026-11-22T10:00:00.000Z' });
  study = reopenLevel(study, { ...pre, at: '2026-11-23T10:00:00.000Z', reason: 'second look' });
  study = replaceLandmarks(study, { ...pre, landmarks: wedge(1), at: '2026-11-24T10:00:00.000Z' });
  study = finaliseLevel(study, { ...pre, at: '2026-11-25T10:00:00.000Z' });
  study = addSubject(study, { id: 's9', code: 'S009' });
  const taken = image('film', { ...SIZE, sha256: hashOf(film(10)) });
  study = setExamImage(study, { subjectId: 's9', timepoint: 'pre', image: taken });
  return replaceLandmarks(study, { ...place('s9', 'pre', 'L1'), landmarks: wedge(), at: LATER });
}

const sound = serializeStudy(richStudy(), { appVersion: '1.0.0', savedAt: AT });
const text = new TextDecoder().decode(sound);

type Tree = Record<string, unknown>;

/** A value in a tree by its path, e.g. `subjects.0.code`; `change` gets the part above it and its name there. */
function at(data: unknown, path: string, change: (parent: Tree, key: string) => void): void {
  const keys = path.split('.');
  const key = keys.pop() ?? '';
  const parent = keys.reduce<unknown>((part, name) => (part as Tree)[name], data) as Tree;
  change(parent, key);
}

/** Changes the content and writes a checksum that fits: somebody who knows the format. */
const content = (change: (data: unknown) => void): Uint8Array => {
  const data = structuredClone(richStudy()) as unknown;
  change(data);
  const { canonical, readable } = canonicalText(data, 1);
  const head = text.slice(0, text.indexOf('"data":')).replace(/"sha256": "\w+"/, `"sha256": "${hashOf(canonical)}"`);
  return new TextEncoder().encode(`${head}"data": ${readable}\n}\n`);
};
const put = (path: string, value: unknown): Uint8Array =>
  content((data) =>
    at(data, path, (parent, key) => {
      parent[key] = value;
    }),
  );
/** A mark of the program on a point that is not where the program puts it. */
const putDerived = (path: string, state: unknown): Uint8Array =>
  content((data) =>
    at(data, path, (parent, key) => {
      parent[key] = state;
      at(data, path.replace('states', 'landmarks'), (points, code) => {
        points[code] = [200, 511];
      });
    }),
  );
const drop = (path: string): Uint8Array =>
  content((data) =>
    at(data, path, (parent, key) => {
      if (!(key in parent)) throw new Error(`nothing at ${path}`);
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete parent[key];
    }),
  );
/** An entry of a list once more, perhaps with other fields. */
const twice = (path: string, over: object = {}): Uint8Array =>
  content((data) =>
    at(data, path, (parent, key) => {
      (parent as unknown as unknown[]).push({ ...(parent[key] as object), ...over });
    }),
  );
/** Changes the text of the file and nothing else: a slip, a bad disk, somebody with an editor. */
const bytes = (before: string | RegExp, after: string): Uint8Array => {
  const changed = text.replace(before, after);
  if (changed === text) throw new Error(`nothing like ${String(before)}`);
  return new TextEncoder().encode(changed);
};

const PRE = 'subjects.0.exams.0.readings.0.vertebrae.0';
const BEGUN = 'subjects.0.exams.0.readings.0.vertebrae.1';
const SACRUM = 'subjects.0.exams.0.readings.0.vertebrae.2';

const CORRUPTIONS: readonly (readonly [name: string, plant: () => Uint8Array, code: string])[] = [
  ['the last line is missing', () => sound.subarray(0, -9), 'damaged'],
  ['half of the file is missing', () => sound.subarray(0, sound.length / 2), 'damaged'],
  ['a digit of a coordinate', () => bytes(/("SA": \[)(\d)/, '$19$2'), 'damaged'],
  ['a sign before a coordinate', () => bytes(/("IP": \[)/, '$1-'), 'damaged'],
  ['a subject’s code', () => bytes('"code": "S002"', '"code": "S007"'), 'damaged'],
  ['a reported value', () => bytes(/("value": )(\d)/, '$11$2'), 'damaged'],
  ['a reason why something is missing', () => bytes('"missing": "death"', '"missing": "excluded"'), 'damaged'],
  ['a typed spacing', () => bytes('"rowSpacing": 0.1', '"rowSpacing": 0.11'), 'damaged'],
  ['the reader of a reading', () => bytes('"reader": "R2"', '"reader": "R1"'), 'damaged'],
  ['the timepoint of an exam', () => bytes('"timepoint": "post"', '"timepoint": "m1"'), 'damaged'],
  ['the hash of an image', () => bytes(/("sha256": ")\w(\w{63}",\s+"spacing)/, '$1f$2'), 'damaged'],
  ['the checksum itself', () => bytes(/("sha256": ")\w{4}/, '$10000'), 'damaged'],
  ['a NUL in the middle', () => bytes('"subjects"', '"subj\0ects"'), 'damaged'],
  ['a byte that is no UTF-8', () => sound.map((byte, index) => (index === 900 ? 0xff : byte)), 'damaged'],
  ['a field twice', () => bytes('"code": "S002"', '"code": "S002", "code": "S003"'), 'damaged'],
  ['a number beyond all bounds', () => bytes(/"columns": \d+/, '"columns": 1e999'), 'damaged'],
  ['a key that reaches the prototype', () => bytes('"title"', '"__proto__": {}, "title"'), 'damaged'],
  ['a later version', () => bytes('"schemaVersion": 1', '"schemaVersion": 99'), 'newer'],
  ['a level that does not exist', () => put(`${BEGUN}.level`, 'L9'), 'damaged'],
  ['a point with three numbers', () => put(`${BEGUN}.landmarks.SA`, [1, 2, 3]), 'damaged'],
  ['an image without rows', () => put('subjects.0.exams.0.image.rows', 0), 'damaged'],
  ['a posture that does not exist', () => put('subjects.0.exams.0.posture', 'flying'), 'damaged'],
  ['a code that begins like a formula', () => put('subjects.1.code', '=S002'), 'damaged'],
  ['a list where a subject should be', () => put('subjects.1', []), 'damaged'],
  ['a subject twice', () => twice('subjects.0', { code: 'S777', exams: [] }), 'double_subject'],
  ['a code twice', () => put('subjects.1.code', 's001'), 'double_subject_code'],
  ['an exam twice', () => twice('subjects.0.exams.0'), 'double_exam'],
  ['a reading twice', () => twice('subjects.0.exams.0.readings.0'), 'double_reading'],
  ['a level twice', () => twice(BEGUN), 'double_level'],
  ['a score twice', () => twice('subjects.0.clinical.scores.0'), 'double_score'],
  ['a timepoint twice', () => twice('protocol.timepoints.0'), 'double_timepoint'],
  ['a reader twice', () => twice('protocol.readers.0'), 'double_reader'],
  ['an exam at no timepoint', () => put('subjects.0.exams.0.timepoint', 'y9'), 'unknown_timepoint'],
  ['a reader whom nobody knows', () => put('subjects.0.exams.0.readings.0.reader', 'R9'), 'unknown_reader'],
  ['an arm that the protocol does not have', () => put('subjects.0.arm', 'X'), 'unknown_arm'],
  ['neither a score nor a reason', () => put('subjects.0.clinical.scores.0.value', null), 'no_reason'],
  ['a score and a reason', () => put('subjects.0.clinical.scores.0.missing', 'death'), 'value_and_reason'],
  ['an image and a reason', () => put('subjects.0.exams.0.missing', 'death'), 'image_and_reason'],
  ['points without an image', () => drop('subjects.0.exams.0.image'), 'points_without_image'],
  ['a point outside the image', () => put(`${BEGUN}.landmarks.SA`, [801, 5]), 'point_outside_image'],
  ['a point of the sacrum that it does not have', () => put(`${SACRUM}.landmarks.IA`, [5, 5]), 'no_such_landmark'],
  ['a hidden point with a place', () => put(`${BEGUN}.landmarks.SM`, [200, 300]), 'hidden_point_placed'],
  ['a mark without a point', () => drop(`${BEGUN}.landmarks.SA`), 'mark_without_point'],
  ['points and a reason for none', () => put(`${BEGUN}.missing`, 'not_visible'), 'points_and_reason'],
  ['a derived point moved', () => putDerived(`${BEGUN}.states.IM`, { kind: 'derived' }), 'derived_point_differs'],
  [
    'a calibration of no length',
    () =>
      put('subjects.0.exams.0.calibrations.0', {
        kind: 'line',
        at: AT,
        by: 'R1',
        reason: '',
        object: 'ball',
        knownMm: 25,
        from: [1, 1],
        to: [1, 1],
      }),
    'unusable_calibration',
  ],
  ['a point of a finalised level', () => put(`${PRE}.landmarks.SA`, [299, 101]), 'finalised_content_differs'],
  ['all points of a finalised level', () => put(`${PRE}.landmarks`, square()), 'finalised_content_differs'],
  ['a grade of a finalised level', () => put(`${PRE}.sqGrade`, 3), 'finalised_content_differs'],
  ['when a level was finalised', () => put(`${PRE}.finalisedAt`, LATER), 'finalised_content_differs'],
  ['who finalised a level', () => put(`${PRE}.seal.by`, 'R2'), 'finalised_content_differs'],
  ['the version with which it was finalised', () => put(`${PRE}.seal.app`, '9.9'), 'finalised_content_differs'],
  ['the record of a finalised level is gone', () => drop(`${PRE}.seal`), 'record_missing'],
  ['a level unlocked without a record', () => drop(`${PRE}.finalisedAt`), 'record_broken'],
  ['a level locked without a record', () => put(`${BEGUN}.finalisedAt`, LATER), 'record_missing'],
  ['an earlier act is gone', () => drop(`${PRE}.revisions.0`), 'finalised_content_differs'],
  ['the last reopening is gone', () => drop(`${PRE}.revisions.1`), 'finalised_content_differs'],
  ['an act twice', () => twice(`${PRE}.revisions.0`), 'finalised_content_differs'],
  ['an earlier version of a point', () => put(`${PRE}.revisions.0.landmarks.SA`, [1, 1]), 'finalised_content_differs'],
  ['the reason of a reopening', () => put(`${PRE}.revisions.1.reason`, 'slip of the pen'), 'record_broken'],
  ['who reopened a level', () => put(`${PRE}.revisions.0.reopened.by`, 'R2'), 'record_broken'],
  ['the time of a reopening', () => put(`${PRE}.revisions.0.reopenedAt`, AT), 'record_broken'],
  ['a size that the image does not have', () => put('subjects.3.exams.0.image.rows', 351), 'image_size_differs'],
  [
    'a spacing that the image does not have',
    () => put('subjects.3.exams.0.image.spacing', { pixelSpacing: [0.2, 0.2] }),
    'image_spacing_differs',
  ],
];

/** Planted beside the study: the film itself. */
const FILMS: readonly (readonly [name: string, film: Uint8Array])[] = [
  ['a film of other greys under the same name', film(11)],
  ['a film that is cut off', film(10).subarray(0, -20)],
  ['a film with one other byte', film(10).map((byte, index) => (index === 50 ? byte ^ 1 : byte))],
];

interface Verified {
  readonly ok: boolean;
  readonly differences: readonly { readonly code: string; readonly severity: string; readonly where: string }[];
}

describe('verify finds what was planted', () => {
  let desk: Desk;
  beforeAll(() => (desk = createDesk()));
  afterAll(() => desk.clear());
  beforeEach(() => writeFileSync(desk.at('film.png'), film(10)));

  const verify = async (study: Uint8Array): Promise<Verified & { readonly code: number }> => {
    const ran = await desk.run(['verify', desk.write('s.endplate', study), '--json']);
    expect(ran.stderr).toBe('');
    return { ...(ran.json() as Verified), code: ran.code };
  };

  test('nothing in the study as it was written', async () => {
    expect(await verify(sound)).toMatchObject({ ok: true, differences: [], code: 0 });
    expect(await verify(content(() => undefined))).toMatchObject({ ok: true, differences: [], code: 0 });
  });

  test('in at least fifty places', () => {
    expect(CORRUPTIONS.length + FILMS.length).toBeGreaterThanOrEqual(50);
    expect(new Set(CORRUPTIONS.map(([name]) => name)).size).toBe(CORRUPTIONS.length);
  });

  test.each(CORRUPTIONS)('%s', async (_name, plant, code) => {
    const { ok, differences, code: exitCode } = await verify(plant());
    expect({ ok, exitCode }).toEqual({ ok: false, exitCode: 1 });
    const errors = differences.filter(({ severity }) => severity === 'error');
    expect(errors.map((difference) => difference.code)).toContain(code);
    expect(errors.every(({ where }) => where !== '')).toBe(true);
  });

  test.each(FILMS)('%s', async (_name, planted) => {
    writeFileSync(desk.at('film.png'), planted);
    const { ok, differences, code } = await verify(sound);
    expect({ ok, code }).toEqual({ ok: false, code: 1 });
    expect(differences).toMatchObject([{ code: 'image_changed', where: 'S009 pre' }]);
  });
});
