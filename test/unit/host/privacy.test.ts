import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../../../electron/diagnostics.ts';
import { createHost, type HostServices } from '../../../electron/host/createHost.ts';
import { withoutPaths } from '../../../electron/host/withoutPaths.ts';
import type { Answer, Method, Params } from '../../../shared/host/contract.ts';
import { serializeStudy } from '../../../shared/study/studyFile.ts';
import { AT, exampleStudy } from '../../support/exampleStudy.ts';
import { useTemporaryFolder } from './temporaryFolder.ts';

const study = serializeStudy(exampleStudy(), { appVersion: '1', savedAt: AT });
const facts = { id: 'x', levels: 1, points: 6 };

const folder = useTemporaryFolder();
let host: HostServices;
beforeEach(() => {
  host = start();
});
afterEach(() => host.close());

const start = (logFile?: string): HostServices =>
  createHost({
    picker: {
      kind: 'system',
      pickFiles: () => Promise.resolve([]),
      pickTarget: () => Promise.resolve(null),
      pickFolder: () => Promise.resolve(null),
    },
    userFolder: folder.in('user'),
    appVersion: '1.2.3',
    shell: 'electron',
    ...(logFile === undefined ? {} : { logFile }),
  });

async function call<M extends Method>(method: M, params: Params<M>): Promise<Answer<M>> {
  const answer = await host.dispatch(method, params);
  if (!answer.ok) throw new Error(`${method}: ${answer.error.message}`);
  return answer.value as Answer<M>;
}

async function openStudyFile(name: string): Promise<string> {
  if (!existsSync(folder.in(name))) writeFileSync(folder.in(name), study);
  const [file] = await host.grantPaths([folder.in(name)]);
  if (!file) throw new Error('no grant');
  await call('readFile', { grant: file.grant });
  return file.grant;
}
const names = async (): Promise<readonly string[]> => (await call('listRecent', {})).map(({ name }) => name);

describe('the studies opened last', () => {
  test('are listed newest first, each once, and outlive the program; their paths never reach the page', async () => {
    await openStudyFile('a.endplate');
    await openStudyFile('b.endplate');
    await openStudyFile('a.endplate');
    expect(await names()).toEqual(['a.endplate', 'b.endplate']);
    await host.close();
    host = start();
    const listed = await call('listRecent', {});
    expect(listed.map(({ name }) => name)).toEqual(['a.endplate', 'b.endplate']);
    expect(JSON.stringify(listed)).not.toContain(folder.in(''));
    const opened = await call('openRecent', { id: listed[1]?.id ?? '' });
    expect(opened?.name).toBe('b.endplate');
    expect((await call('readFile', { grant: opened?.grant ?? '' })).bytes).toEqual(new Uint8Array(study));
  });

  test('a study that is saved is one of them; an image is none', async () => {
    const grant = await openStudyFile('a.endplate');
    await openStudyFile('b.endplate');
    const { sha256 } = await call('readFile', { grant });
    await call('writeFile', { grant, bytes: new Uint8Array(study), replaces: sha256, facts });
    writeFileSync(folder.in('film.dcm'), 'x');
    const [film] = await host.grantPaths([folder.in('film.dcm')]);
    await call('readFile', { grant: film?.grant ?? '' });
    expect(await names()).toEqual(['a.endplate', 'b.endplate']);
  });

  test('eight at most; a text that is no id opens nothing; a study that is gone says so', async () => {
    for (let number = 0; number < 12; number += 1) await openStudyFile(`s${number}.endplate`);
    expect(await names()).toHaveLength(8);
    expect(await call('openRecent', { id: '0'.repeat(32) })).toBeNull();
    expect(await host.dispatch('openRecent', { id: '../../etc/passwd' })).toMatchObject({ ok: false });
    const [last] = await call('listRecent', {});
    rmSync(folder.in('s11.endplate'));
    expect(await host.dispatch('openRecent', { id: last?.id })).toMatchObject({ error: { code: 'notFound' } });
  });

  test('can be cleared, and switched off for good', async () => {
    await openStudyFile('a.endplate');
    await call('clearRecent', {});
    expect(await names()).toEqual([]);
    await openStudyFile('a.endplate');
    await call('writeSettings', { recentStudies: false });
    expect(await names()).toEqual([]);
    await openStudyFile('b.endplate');
    expect(await names()).toEqual([]);
    await host.close();
    expect(readFileSync(folder.in('user/recent.json'), 'utf8')).not.toContain('endplate');
  });

  test('a damaged or hostile list is no list', async () => {
    await openStudyFile('a.endplate');
    await host.close();
    for (const content of ['{', '[{"path":1}]', '{"__proto__":[]}', `[{"path":"${'x'.repeat(5000)}"}]`]) {
      writeFileSync(folder.in('user/recent.json'), content);
      host = start();
      expect(await names()).toEqual([]);
      await host.close();
    }
    // A path that leads into the program's own folder is not opened because it is in the list.
    const own = folder.in('user/settings.json');
    writeFileSync(own, '{}');
    writeFileSync(folder.in('user/recent.json'), JSON.stringify([{ path: own, openedAt: AT }]));
    host = start();
    const [entry] = await call('listRecent', {});
    expect(await host.dispatch('openRecent', { id: entry?.id })).toMatchObject({ error: { code: 'refused' } });
  });
});

test('clearing what is kept forgets where films were found and which studies were open', async () => {
  writeFileSync(folder.in('Smith John.dcm'), 'film');
  const [film] = await host.grantPaths([folder.in('Smith John.dcm')]);
  await call('readFile', { grant: film?.grant ?? '' });
  await openStudyFile('Smith.endplate');
  await host.close();
  expect(readFileSync(folder.in('user/images.json'), 'utf8')).toContain('Smith John');
  expect(readFileSync(folder.in('user/recent.json'), 'utf8')).toContain('Smith.endplate');
  host = start();
  await call('clearKept', { alive: [] });
  await host.close();
  expect(readFileSync(folder.in('user/images.json'), 'utf8')).not.toContain('Smith');
  expect(readFileSync(folder.in('user/recent.json'), 'utf8')).not.toContain('Smith');
});

describe('diagnostics', () => {
  test('tell versions and the log, and no path, whoever wrote it there', async () => {
    const log = folder.in('user/logs/endplate.log');
    const write = createLog(log);
    write('refused a request of scheme https:');
    write("bug: Error: ENOENT: no such file, open '/data/Dr Miller/Smith John 1949/film.dcm'");
    write('bug: at run (C:\\Users\\Smith\\AppData\\endplate\\main.js:10:3)');
    write(`at ${homedir()}/Smith/main.js:1`);
    for (const secret of ['Smith', 'Miller', '1949']) expect(readFileSync(log, 'utf8')).not.toContain(secret);
    host = start(log);
    const { text } = await call('diagnostics', {});
    expect(text).toMatch(/^Endplate 1\.2\.3 \(electron\)\nSystem: .+\nRuntime: node .+\nMemory: .+/);
    expect(text).toContain('refused a request of scheme https:');
    expect(text).toContain('main.js:10:3');
    for (const secret of ['Smith', 'Miller', '1949', folder.in('')]) expect(text).not.toContain(secret);
  });

  test('without a log there is none', async () => {
    expect((await call('diagnostics', {})).text).toContain('The log is empty.');
  });

  test.each([
    ["open '/a b/c d/e.dcm'", "open '…'"],
    ['at x (/home/somebody/w/main.js:1:2)', 'at x (…/main.js:1:2)'],
    ['D:\\Patients\\Smith\\a.dcm is gone', '…/… is gone'],
    ['\\\\server\\share\\Smith\\a.dcm', '\\…/…'],
    ['file:///srv/films/a.dcm', 'file://…/…'],
    ['3/4 of 1/2', '3/4 of 1/2'],
    ['plain words', 'plain words'],
  ])('%s', (line, safe) => {
    expect(withoutPaths(line)).toBe(safe);
  });
});

test('paths are nowhere in what the page is told', async () => {
  await openStudyFile('a.endplate');
  const answers = [await call('about', {}), await call('listRecent', {}), await call('diagnostics', {})];
  expect(JSON.stringify(answers)).not.toContain(path.dirname(folder.in('x')));
});
