import { afterEach, describe, expect, test } from 'vitest';
import type { FilePort } from '../../../../electron/host/filePort.ts';
import { systemError } from '../../../../electron/host/systemFailure.ts';
import { hasUnsavedWork } from '../../../../renderer/files/unsavedWork.ts';
import { openStudyFile } from '../../../../renderer/files/showStudy.ts';
import { saveStudy, sayFileIsBusy } from '../../../../renderer/files/saveStudy.ts';
import { fileErrorText } from '../../../../renderer/messages/coreText.ts';
import { setLanguage } from '../../../../renderer/messages/language.ts';
import { text } from '../../../../renderer/messages/text.ts';
import { placeLandmark } from '../../../../shared/study/edits/landmarkEdits.ts';
import { parseStudy, serializeStudy } from '../../../../shared/study/studyFile.ts';
import type { Study } from '../../../../shared/study/study.ts';
import { AT, place, twoFilms } from '../../../support/exampleStudy.ts';
import { createMemoryDisk, type MemoryDisk } from '../../../support/memoryDisk.ts';
import { FOLDER, openPageOn, type TestPage } from '../../../support/pageOnHost.ts';
import { createFaultyPort } from '../../host/faultyPort.ts';

afterEach(() => setLanguage('en'));

const FILE = `${FOLDER}/s.endplate`;
const CODES = ['ENOSPC', 'EACCES', 'EIO'];
const edit = (study: Study): Study =>
  placeLandmark(study, { ...place('s1', 'pre', 'L1'), landmark: 'SA', point: [11, 22], at: AT });

/** A page with a change that is not saved, on a disk that can be exchanged for a failing one. */
async function dirtyPage() {
  const disk = createMemoryDisk();
  disk.write(FILE, Buffer.from(serializeStudy(twoFilms(), { appVersion: '1', savedAt: AT })).toString('latin1'));
  let present = disk.port;
  const port = new Proxy(disk.port, { get: (_, name) => present[name as keyof FilePort] });
  const page = await openPageOn(port, { folder: FOLDER, userFolder: '/user' });
  const opened = await page.app.host.call('openInFolder', { name: 's.endplate' });
  if (!opened.ok) throw new Error(opened.error.message);
  await openStudyFile(page.app, opened.value);
  page.edit(edit);
  await page.settle();
  return { disk, page, fail: (other: FilePort) => (present = other), heal: () => (present = disk.port) };
}

const pointsIn = (disk: MemoryDisk, file = FILE): number | 'broken' => {
  const opened = parseStudy(Buffer.from(disk.read(file) ?? '', 'latin1'));
  if (!opened.ok) return 'broken';
  return opened.value.study.subjects[0]?.exams[0]?.readings.length ?? 0;
};
const copies = (disk: MemoryDisk): number => disk.files().filter((file) => file.endsWith('/snapshot')).length;

/** What may not be after a save that met a fault; empty when all is well. */
async function violationsOf(call: number, code: string, persistent: boolean): Promise<readonly string[]> {
  const { disk, page, fail, heal } = await dirtyPage();
  fail(createFaultyPort(disk.port, { call, fault: { kind: 'error', code }, persistent }, () => undefined).port);
  const saved = saveStudy(page.app);
  await page.settle();
  heal();
  const violations: string[] = [];
  const dialog = page.dialog();
  const content = pointsIn(disk);
  if (content === 'broken') violations.push('the file is broken');
  if (dialog === null) {
    if (!(await saved) || content !== 1) violations.push('saved was shown, but it is not in the file');
    if (hasUnsavedWork(page.app)) violations.push('saved, but shown as unsaved');
    return violations;
  }
  if (dialog.kind !== 'message') return ['no message'];
  if (content !== 0) violations.push('an error was shown, but the new version is in the file');
  if (!hasUnsavedWork(page.app)) violations.push('an error was shown, and the work counts as saved');
  if (dialog.actions.length < 2 || dialog.text.length < 40) violations.push('no sentence, or nothing to do');
  // A disk that goes on failing can keep no copy either; then the status bar says so.
  if (copies(disk) === 0 && !page.app.store.getState().notice?.text.startsWith('No recovery copy')) {
    violations.push('no recovery copy, and not a word about it');
  }
  // What the dialog offers ends well once the disk is well.
  await page.answer(dialog.actions.some(({ id }) => id === 'again') ? 'again' : 'copy');
  if (page.dialog()?.kind === 'saveName') await page.answer('elsewhere');
  await saved;
  await page.settle();
  if (hasUnsavedWork(page.app)) violations.push('the way out of the dialog does not save');
  if (pointsIn(disk) !== 1 && pointsIn(disk, `${FOLDER}/elsewhere.endplate`) !== 1) violations.push('saved nowhere');
  return violations;
}

describe('A save that fails, as the page shows it', () => {
  test.each([false, true])(
    'at every file call: never "saved" without the new version, never an error without the work and a way out (%s)',
    async (persistent) => {
      const { disk, page, fail } = await dirtyPage();
      const { port, calls } = createFaultyPort(disk.port, null, () => undefined);
      fail(port);
      await saveStudy(page.app);
      const count = calls.length;
      expect(count).toBeGreaterThan(20);
      const found: string[] = [];
      for (let call = 0; call < count; call += 1) {
        for (const code of CODES) {
          for (const violation of await violationsOf(call, code, persistent)) {
            found.push(`${calls[call]} ${call} ${code}: ${violation}`);
          }
        }
      }
      console.log(
        `page: ${count * CODES.length} failing saves, ${persistent ? 'for good' : 'once'}, ${found.length} violations`,
      );
      expect(found).toEqual([]);
    },
    120_000,
  );

  const actionsOf = async (page: TestPage): Promise<readonly string[]> => {
    void saveStudy(page.app);
    await page.settle();
    const dialog = page.dialog();
    return dialog?.kind === 'message' ? dialog.actions.map(({ label }) => label) : [];
  };

  test.each([
    ['ENOSPC', /The disk is full\..* still the version of .* A recovery copy of /, ['Try again', 'Save as…']],
    ['EROFS', /You do not have permission to change this file/, ['Go on read-only', 'Save a copy…']],
    ['EBUSY', /Another program is holding the file \(often a virus scanner/, ['Save as…', 'Try again']],
    ['ESTALE', /network folder is not answering\..* A recovery copy of /, ['Try again', 'Save to this computer…']],
  ])('%s: what happened, what is safe, what to do', async (code, words, actions) => {
    const { disk, page, fail } = await dirtyPage();
    fail({
      ...disk.port,
      rename: (from, to) => (to === FILE ? Promise.reject(systemError(code, 'rename')) : disk.port.rename(from, to)),
    });
    expect(await actionsOf(page)).toEqual(['Cancel', ...actions]);
    expect(page.dialog()).toMatchObject({ text: expect.stringMatching(words) });
  });

  test('while another program holds the file the status bar says so, and stops saying so', async () => {
    const { disk, page, fail } = await dirtyPage();
    let refusals = 0;
    fail({
      ...disk.port,
      rename: async (from, to) => {
        if (to === FILE && (refusals += 1) < 12) throw systemError('EPERM', 'rename');
        await disk.port.rename(from, to);
      },
    });
    const notices: (string | null)[] = [null];
    page.app.store.subscribe(({ notice }) => {
      const said = notice?.text ?? null;
      if (notices.at(-1) !== said) notices.push(said);
    });
    sayFileIsBusy(page.app);
    expect(notices).toEqual([null]);
    expect(await saveStudy(page.app)).toBe(true);
    expect(notices).toEqual([null, 'Another program is using the file. Waiting…', null]);
  });
});

describe('A study that an older program wrote', () => {
  test('is kept for good among the earlier versions when it is saved for the first time, and only then', async () => {
    const { page } = await dirtyPage();
    const { file } = page.app.store.getState();
    page.app.store.setState({ file: file && { ...file, isOlder: true } });
    await saveStudy(page.app);
    page.edit((study) => ({ ...study, title: 'again' }));
    await saveStudy(page.app);
    await page.settle();
    const listed = await page.app.host.call('listVersions', { grant: file?.grant ?? '', study: null });
    expect(listed.ok && listed.value.filter(({ place: at }) => at === 'history').map(({ pinned }) => pinned)).toEqual([
      false,
      false,
      true,
    ]);
    expect(page.app.store.getState().notice).toBeNull();
  });
});

describe('In every language', () => {
  test.each([
    ['de', 'Der Datenträger ist voll', /ist noch die Version von \d/, /neueren Endplate \(9\.1\.0\)/],
    ['es', 'El disco está lleno', /sigue siendo la versión de las \d/, /Endplate más nuevo \(9\.1\.0\)/],
    ['pt-BR', 'O disco está cheio', /ainda é a versão das \d/, /Endplate mais novo \(9\.1\.0\)/],
  ])('%s: the time of what is in the file, and the program that wrote a newer one', (language, full, still, newer) => {
    setLanguage(language);
    const error = { code: 'diskFull', message: 'x', lastVersion: '2026-11-20T14:02:00.000Z' };
    expect(fileErrorText(error)).toMatch(still);
    expect(fileErrorText(error)).toContain(full);
    expect(fileErrorText({ code: 'diskFull', message: 'x' })).not.toMatch(still);
    expect(fileErrorText({ code: 'newer', message: 'x', app: '9.1.0' })).toMatch(newer);
    expect(text('safety.waiting')).not.toContain('Another');
  });
});
