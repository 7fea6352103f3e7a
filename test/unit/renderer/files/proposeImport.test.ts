import { describe, expect, test } from 'vitest';
import { checkImport } from '../../../../renderer/files/checkImport.ts';
import { withFilms } from '../../../../renderer/files/importImages.ts';
import { proposeImport, type ImportFilm } from '../../../../renderer/files/proposeImport.ts';
import { setExamImage } from '../../../../shared/study/edits/examEdits.ts';
import { replaceLandmarks } from '../../../../shared/study/edits/landmarkEdits.ts';
import { addSubject } from '../../../../shared/study/edits/subjectEdits.ts';
import type { Study } from '../../../../shared/study/study.ts';
import { AT, emptyStudy, image, place, square } from '../../../support/exampleStudy.ts';

interface Facts {
  readonly patient?: string;
  readonly date?: string;
  readonly time?: string;
  readonly folder?: string;
  /** Films with the same content have the same hash; by default each has its own. */
  readonly content?: string;
}

const film = (name: string, { patient, date, time, folder = '', content = name }: Facts = {}): ImportFilm => ({
  name,
  folder,
  time: time ?? null,
  image: {
    ...image(content),
    name,
    ...(patient === undefined ? {} : { patientKey: patient }),
    ...(date === undefined ? {} : { acquisitionDate: date }),
  },
});

const propose = (study: Study, films: readonly ImportFilm[], subjectId: string | null = null) =>
  proposeImport(study, films, { subjectId, mayBeCode: () => true });

const said = (rows: ReturnType<typeof propose>): readonly string[] =>
  rows.map((row) => `${row.film.name} ${row.code}/${row.timepoint ?? '-'}`);

describe('Whose films, and when', () => {
  test('films of two patients become two subjects, each in order of the dates', () => {
    const rows = propose(emptyStudy(), [
      film('a3', { patient: 'A', date: '2025-06-01' }),
      film('b1', { patient: 'B', date: '2025-01-05' }),
      film('a1', { patient: 'A', date: '2025-03-01' }),
      film('a2', { patient: 'A', date: '2025-03-02' }),
    ]);
    expect(said(rows)).toEqual(['a1 S001/pre', 'a2 S001/post', 'a3 S001/m3', 'b1 S002/pre']);
  });

  test('a later film of a patient whom the study has goes to that subject and to a free visit', () => {
    let study = addSubject(emptyStudy(), { id: 's1', code: 'K7' });
    const first = film('first', { patient: 'A', date: '2025-03-01' }).image;
    study = setExamImage(study, { subjectId: 's1', timepoint: 'pre', image: first });
    const rows = propose(study, [
      film('x', { patient: 'A', date: '2026-03-05' }),
      film('y', { patient: 'A', date: '2025-03-03' }),
    ]);
    expect(said(rows)).toEqual(['y K7/post', 'x K7/m12']);
  });

  test('names tell subject and visit where no patient is in the file', () => {
    const rows = propose(emptyStudy(), [film('S014_post.png'), film('S014_pre.png'), film('P02-m12.png')]);
    expect(said(rows)).toEqual(['P02-m12.png P02/m12', 'S014_pre.png S014/pre', 'S014_post.png S014/post']);
  });

  test('a name that could be the patient’s is never taken as a code', () => {
    const rows = propose(emptyStudy(), [film('miller_pre.png'), film('miller_post.png')]);
    expect(said(rows)).toEqual(['miller_pre.png S001/pre', 'miller_post.png S001/post']);
    const number = proposeImport(emptyStudy(), [film('4711_pre.png', { patient: 'A' })], {
      subjectId: null,
      mayBeCode: (code) => code !== '4711',
    });
    expect(said(number)).toEqual(['4711_pre.png S001/pre']);
  });

  test('folders tell subjects apart, and a folder with one patient is that patient’s', () => {
    const rows = propose(emptyStudy(), [
      film('1.png', { folder: '/series/one' }),
      film('1b.png', { folder: '/series/two' }),
      film('2.png', { folder: '/series/one' }),
      film('scan.dcm', { folder: '/series/three', patient: 'C', date: '2025-01-01' }),
      film('report.png', { folder: '/series/three' }),
    ]);
    expect(said(rows)).toEqual([
      '1.png S001/pre',
      '2.png S001/post',
      '1b.png S002/pre',
      'scan.dcm S003/pre',
      'report.png S003/post',
    ]);
  });

  test('films of which nothing is told belong to the subject on the screen', () => {
    let study = addSubject(emptyStudy(), { id: 's1', code: 'K1' });
    study = setExamImage(study, { subjectId: 's1', timepoint: 'pre', image: image('other') });
    expect(said(propose(study, [film('x.png'), film('y.png'), film('z.png')], 's1'))).toEqual([
      'x.png K1/post',
      'y.png K1/m1',
      'z.png K1/m3',
    ]);
  });

  test('second copies and films that the study has are left out, with a word about it', () => {
    let study = addSubject(emptyStudy(), { id: 's1', code: 'K1' });
    study = setExamImage(study, { subjectId: 's1', timepoint: 'm1', image: film('old').image });
    const rows = propose(study, [
      film('again', { content: 'old' }),
      film('new', { patient: 'A', date: '2025-01-01' }),
      film('copy', { content: 'new', patient: 'A', date: '2025-01-01' }),
    ]);
    expect(said(rows)).toEqual(['again K1/-', 'new S001/pre', 'copy S001/-']);
    expect(checkImport(study, rows).notes).toEqual([
      { kind: 'alreadyIn', code: 'K1', timepoint: 'm1' },
      null,
      { kind: 'sameAs', name: 'new' },
    ]);
  });
});

describe('Looking over the table', () => {
  const row = (name: string, code: string, timepoint: string | null, facts: Facts = {}) => ({
    film: film(name, facts),
    code,
    timepoint,
  });

  test('two films in one place have to be settled, whatever the letters of the code', () => {
    const { notes, used } = checkImport(emptyStudy(), [
      row('a', 'S1', 'pre'),
      row('b', 's1', 'pre'),
      row('c', 'S1', null),
    ]);
    expect(notes).toEqual([{ kind: 'taken' }, { kind: 'taken' }, null]);
    expect(used).toBe(2);
  });

  test('films of two patients behind one subject are named, unless one of them is not used', () => {
    const rows = [row('a', 'S1', 'pre', { patient: 'A' }), row('b', 'S1', 'post', { patient: 'B' })];
    expect(checkImport(emptyStudy(), rows).conflicts).toEqual([{ code: 'S1', names: ['a', 'b'] }]);
    expect(checkImport(emptyStudy(), [...rows.slice(0, 1), row('b', 'S1', null, { patient: 'B' })]).conflicts).toEqual(
      [],
    );
    expect(checkImport(emptyStudy(), [...rows.slice(0, 1), row('c', 'S1', 'post')]).conflicts).toEqual([]);
  });

  test('the films that the subject has already count too', () => {
    let study = addSubject(emptyStudy(), { id: 's1', code: 'S1' });
    study = setExamImage(study, { subjectId: 's1', timepoint: 'pre', image: film('old', { patient: 'A' }).image });
    expect(checkImport(study, [row('b', 'S1', 'post', { patient: 'B' })]).conflicts).toEqual([
      { code: 'S1', names: ['old', 'b'] },
    ]);
  });

  test('a film that takes the place of a measured one says so', () => {
    let study = addSubject(emptyStudy(), { id: 's1', code: 'S1' });
    study = setExamImage(study, { subjectId: 's1', timepoint: 'pre', image: film('old').image });
    expect(checkImport(study, [row('b', 'S1', 'pre')]).notes).toEqual([null]);
    study = replaceLandmarks(study, { ...place('s1', 'pre', 'L1'), landmarks: square(), at: AT });
    expect(checkImport(study, [row('b', 'S1', 'pre')]).notes).toEqual([{ kind: 'replaces' }]);
  });

  test('what is agreed makes subjects, films and days; what is not used changes nothing', () => {
    const rows = [
      row('a', 'S1', 'pre', { date: '2025-03-01' }),
      row('b', 's1', 'm1', { date: '2025-04-03' }),
      row('c', 'S2', 'pre'),
      row('d', 'S3', null),
    ];
    let ids = 0;
    const study = withFilms(emptyStudy(), rows, () => `id-${(ids += 1)}`);
    expect(study.subjects.map(({ code, exams }) => [code, exams.map(({ timepoint }) => timepoint)])).toEqual([
      ['S1', ['pre', 'm1']],
      ['S2', ['pre']],
    ]);
    // From 1 March to 3 April: 33 days.
    expect(study.subjects[0]?.exams[1]?.daysFromPre).toBe(33);
  });
});
