import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, openSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cliConfig } from '../../../build/rolldown.cli.mjs';
import { serializeStudy } from '../../../shared/study/studyFile.ts';
import { createDesk } from '../../support/commandLine.ts';
import { AT, exampleStudy, square } from '../../support/exampleStudy.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const DEMO = path.join(ROOT, 'renderer/public/demo/pre.dcm');
const desk = createDesk();
const program = desk.at('program/cli/endplate.js');
const env = { ...process.env, XDG_CONFIG_HOME: desk.at('settings'), APPDATA: desk.at('settings') };

/** The real program, bundled as the build does it, in a folder of its own with a page of one line. */
beforeAll(async () => {
  const { output, ...input } = cliConfig;
  const bundle = await rolldown({ ...input, logLevel: 'warn' });
  await bundle.write({ ...output, file: program });
  await bundle.close();
  symlinkSync(path.join(ROOT, 'node_modules'), desk.at('program/node_modules'), 'junction');
  desk.write('program/package.json', '{ "type": "module" }');
  mkdirSync(desk.at('program/renderer'));
  desk.write('program/renderer/index.html', '<!doctype html><title>Endplate</title>');
});
afterAll(() => desk.clear());

const start = (
  args: readonly string[],
  stdio: ('pipe' | 'ignore' | number)[] = ['ignore', 'pipe', 'pipe'],
): ChildProcess => spawn(process.execPath, [program, ...args], { cwd: desk.folder, env, stdio });

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (part: Buffer) => (stdout += part.toString()));
  child.stderr?.on('data', (part: Buffer) => (stderr += part.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

const run = (...args: string[]): Promise<Ended> => ended(start(args));

describe('the bundled program', () => {
  test('is one file that knows its version', async () => {
    expect(readdirSync(path.dirname(program))).toEqual(['endplate.js']);
    const { code, stdout } = await run('--version');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });

  test('inspects a JPEG-LS radiograph in its own thread as the functions do in ours', async () => {
    const [bundled, ours] = await Promise.all([run('inspect', DEMO, '--json'), desk.run(['inspect', DEMO, '--json'])]);
    expect(bundled).toEqual({ code: 0, stdout: ours.stdout, stderr: '' });
  });

  test('refuses bad input with exit code 2, a sentence and a document', async () => {
    const file = desk.write('text.dcm', 'not an image');
    const { code, stdout, stderr } = await run('inspect', file, '--json');
    const message = `${file}: This is not an image file: it is neither DICOM nor PNG, JPEG or TIFF.`;
    expect({ code, json: JSON.parse(stdout) as unknown, stderr }).toEqual({
      code: 2,
      json: { error: { code: 'not_an_image', message } },
      stderr: `${message}\n`,
    });
    expect(await run('frobnicate')).toMatchObject({ code: 2, stdout: '' });
  });

  test('measures from a pipe', async () => {
    const child = start(['measure', '-', '--json'], ['pipe', 'pipe', 'pipe']);
    child.stdin?.end(JSON.stringify({ spacing_mm: [0.1, 0.1], vertebrae: { L1: square() } }));
    const { code, stdout } = await ended(child);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ L1: { Ha_mm: 20, wedge_angle_deg: 0 } });
  });

  test('exports and verifies a study', async () => {
    const study = desk.write('s.endplate', serializeStudy(exampleStudy(), { appVersion: '0.0.0-test', savedAt: AT }));
    expect(await run('export', study, '--out', 'tables')).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(desk.at('tables'))).toContain('measurements_long.csv');
    expect(await run('verify', study)).toMatchObject({ code: 0, stderr: '' });
    writeFileSync(study, 'endplate-study');
    expect(await run('verify', study)).toMatchObject({ code: 1, stderr: '' });
  });

  test('a reader that goes early, as `| head` does, is no error', async () => {
    const child = start(['inspect', DEMO, '--json']);
    child.stdout?.destroy();
    expect(await ended(child)).toMatchObject({ code: 0, stderr: '' });
  });

  test.skipIf(process.platform !== 'linux')('an output that is lost is an error', async () => {
    const child = start(['--help'], ['ignore', openSync('/dev/full', 'w'), 'pipe']);
    expect(await ended(child)).toMatchObject({
      code: 2,
      stderr: 'The answer could not be written to the output. Check the disk or the program behind the pipe.\n',
    });
  });
});

describe('serve', () => {
  const signals = process.platform === 'win32' ? (['SIGKILL'] as const) : (['SIGINT', 'SIGTERM'] as const);

  test.each(signals)('prints one line with the address, answers there, and ends with %s', async (signal) => {
    const child = start(['serve', '--no-open', '--folder', desk.folder, '--json']);
    let printed = '';
    const address = await new Promise<string>((resolve) => {
      child.stdout?.on('data', (part: Buffer) => {
        printed += part.toString();
        if (printed.endsWith('}\n')) resolve((JSON.parse(printed) as { address: string }).address);
      });
    });
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#/);
    const page = await fetch(address);
    expect(await page.text()).toContain('<title>Endplate</title>');
    child.kill(signal);
    const [code] = (await once(child, 'close')) as [number | null];
    if (signal !== 'SIGKILL') expect(code).toBe(0);
    await expect(fetch(address)).rejects.toThrow('fetch failed');
  });

  test('as text the line has the address in it', async () => {
    const child = start(['serve', '--no-open', '--folder', desk.folder]);
    const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
    child.kill();
    await once(child, 'close');
    expect(line.toString()).toMatch(/^Endplate runs at http:\/\/127\.0\.0\.1:\d+\/#\S+ \(Ctrl-C ends it\)\n$/);
  });
});
