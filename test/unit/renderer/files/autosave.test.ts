import { describe, expect, test } from 'vitest';
import { saveStudy } from '../../../../renderer/files/saveStudy.ts';
import { addSubject } from '../../../../shared/study/edits/subjectEdits.ts';
import { renameStudy } from '../../../../shared/study/edits/protocolEdits.ts';
import type { Study } from '../../../../shared/study/study.ts';
import { parseStudy, serializeStudy } from '../../../../shared/study/studyFile.ts';
import { exampleStudy } from '../../../support/exampleStudy.ts';
import { createMemoryDisk, type MemoryDisk } from '../../../support/memoryDisk.ts';
import { FOLDER, startComputer, type TestPage } from '../../../support/pageOnHost.ts';
import { openStudyFile } from '../../../../renderer/files/showStudy.ts';

const titled = (title: string) => (study: Study) => renameStudy(study, { title });
const copies = (disk: MemoryDisk): readonly string[] => disk.files().filter((file) => file.endsWith('/snapshot'));
const fileOf = (disk: MemoryDisk, name: string): Study | null => {
  const text = disk.read(`${FOLDER}/${name}`);
  const opened = text === null ? null : parseStudy(Buffer.from(text, 'latin1'));
  return opened?.ok === true ? opened.value.study : null;
};

async function saveAs(page: TestPage, name: string): Promise<void> {
  const saving = saveStudy(page.app);
  await page.settle();
  await page.answer(name);
  await saving;
  await page.settle();
}

async function openOnDisk(page: TestPage, name: string): Promise<void> {
  const opened = await page.app.host.call('openInFolder', { name });
  if (!opened.ok) throw new Error(opened.error.message);
  await openStudyFile(page.app, opened.value);
  await page.settle();
}

describe('Unsaved work', () => {
  test('is kept one second after the last change', async () => {
    const disk = createMemoryDisk();
    const page = await (await startComputer(disk)).open();
    page.edit(titled('one'));
    await page.pass(500);
    page.edit(titled('two'));
    await page.pass(500);
    expect(copies(disk)).toHaveLength(0);
    await page.pass(500);
    expect(copies(disk)).toHaveLength(1);
  });

  test('is kept five seconds after the first change although changes never pause', async () => {
    const disk = createMemoryDisk();
    const page = await (await startComputer(disk)).open();
    for (let change = 0; change < 10; change += 1) {
      page.edit(titled(`change ${change}`));
      await page.pass(500);
    }
    expect(copies(disk)).toHaveLength(1);
  });

  test('of nothing is not kept', async () => {
    const disk = createMemoryDisk();
    const page = await (await startComputer(disk)).open();
    await page.pass(20_000);
    expect(copies(disk)).toEqual([]);
  });

  test('is dropped at once when it is saved, and when undo leads back to what was saved', async () => {
    const disk = createMemoryDisk();
    const page = await (await startComputer(disk)).open();
    page.edit(titled('one'));
    await page.pass(1000);
    await saveAs(page, 'one');
    expect(copies(disk)).toEqual([]);
    page.edit(titled('two'));
    await page.pass(1000);
    expect(copies(disk)).toHaveLength(1);
    page.app.store.setState(({ editor }) => ({
      editor: { ...editor, history: { past: [], present: editor.savedStudy ?? editor.history.present, future: [] } },
    }));
    await page.pass(1000);
    expect(copies(disk)).toEqual([]);
  });

  test('comes back exactly after the page was killed, on its file, with one step back to what was saved', async () => {
    const disk = createMemoryDisk();
    disk.write(`${FOLDER}/s.endplate`, Buffer.from(serializeStudy(exampleStudy(), saved)).toString('latin1'));
    const computer = await startComputer(disk);
    const first = await computer.open();
    await openOnDisk(first, 's.endplate');
    first.edit(titled('changed'));
    await first.pass(1000);
    const before = first.study();
    first.kill();

    const second = await computer.open();
    expect(second.dialog()).toMatchObject({ kind: 'message', title: 'Unsaved work was kept' });
    await second.answer('recover');
    expect(second.study()).toEqual(before);
    expect(second.app.store.getState().file?.name).toBe('s.endplate');
    expect(second.app.store.getState().editor.savedStudy).toEqual(exampleStudy());
    await saveStudy(second.app);
    await second.settle();
    expect(fileOf(disk, 's.endplate')).toEqual(before);
    expect(copies(disk)).toEqual([]);
  });

  test('that was recovered does not overwrite a file that changed in the meantime', async () => {
    const disk = createMemoryDisk();
    disk.write(`${FOLDER}/s.endplate`, Buffer.from(serializeStudy(exampleStudy(), saved)).toString('latin1'));
    const computer = await startComputer(disk);
    const first = await computer.open();
    await openOnDisk(first, 's.endplate');
    first.edit(titled('mine'));
    await first.pass(1000);
    first.kill();
    const theirs = titled('theirs')(exampleStudy());
    disk.write(`${FOLDER}/s.endplate`, Buffer.from(serializeStudy(theirs, saved)).toString('latin1'));

    const second = await computer.open();
    await second.answer('recover');
    const conflict = { title: 'The file was changed by someone else' };
    expect(second.dialog()).toMatchObject(conflict);
    await second.answer(null);
    const saving = saveStudy(second.app);
    await second.settle();
    expect(second.dialog()).toMatchObject(conflict);
    await second.answer(null);
    expect(await saving).toBe(false);
    expect(fileOf(disk, 's.endplate')).toEqual(theirs);
  });

  test('of many subjects at once is kept in parts, and the next edit sends only its own', async () => {
    const disk = createMemoryDisk();
    const computer = await startComputer(disk);
    const page = await computer.open();
    page.edit((study) => {
      const [one] = exampleStudy().subjects;
      const subjects = Array.from({ length: 400 }, (_, index) => ({
        ...(one as Study['subjects'][number]),
        id: `s${index}`,
        code: `S${index}`,
      }));
      return { ...study, subjects };
    });
    await page.pass(1000);
    const parts = (): readonly string[] => disk.files().filter((file) => file.endsWith('.part'));
    const before = parts();
    expect(before.length).toBeGreaterThan(0);
    page.edit((study) => addSubject(study, { id: 'last', code: 'LAST' }));
    await page.pass(1000);
    expect(parts()).toEqual(before);
    expect(disk.read(copies(disk)[0] ?? '')?.length).toBeLessThan(40_000);
    const work = page.study();
    page.kill();
    const second = await computer.open();
    await second.answer('recover');
    expect(second.study()).toEqual(work);
  });

  test('is kept whole although the file that it began with is gone', async () => {
    const disk = createMemoryDisk();
    disk.write(`${FOLDER}/s.endplate`, Buffer.from(serializeStudy(exampleStudy(), saved)).toString('latin1'));
    const computer = await startComputer(disk);
    const page = await computer.open();
    await openOnDisk(page, 's.endplate');
    await disk.port.unlink(`${FOLDER}/s.endplate`);
    page.edit(titled('orphan'));
    await page.pass(1000);
    const work = page.study();
    page.kill();
    const second = await computer.open();
    await second.answer('recover');
    expect(second.study()).toEqual(work);
    expect(second.app.store.getState().file).toBeNull();
  });
});

const saved = { appVersion: '1.0.0', savedAt: '2026-11-20T14:02:11.000Z' };
