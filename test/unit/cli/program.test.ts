import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDesk, refusalCode, refusalOf, type Desk } from '../../support/commandLine.ts';
import { nodeFilePort } from '../../../electron/host/nodeFilePort.ts';

let desk: Desk;
beforeEach(() => (desk = createDesk()));
afterEach(() => desk.clear());

describe('help', () => {
  test('no verb, --help and -h list the five verbs and the exit codes', async () => {
    for (const args of [[], ['--help'], ['-h']]) {
      const { code, stdout, stderr } = await desk.run(args);
      expect(code).toBe(0);
      expect(stderr).toBe('');
      for (const verb of ['inspect FILE', 'measure CASE.json', 'export STUDY', 'verify STUDY', 'serve']) {
        expect(stdout).toContain(`  ${verb}`);
      }
      expect(stdout).toContain('Exit codes: 0 done, 1 a check failed, 2 bad input or usage.');
    }
  });

  test('every verb tells its own usage, also before its operands are right', async () => {
    for (const verb of ['inspect', 'measure', 'export', 'verify', 'serve']) {
      const { code, stdout } = await desk.run([verb, '--help']);
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`^Usage: endplate ${verb}`));
    }
    const { stdout } = await desk.run(['export', '-h', 'a', 'b']);
    expect(stdout).toContain('--preset PRESET');
  });

  test('with --json the help is a document too', async () => {
    const ran = await desk.run(['inspect', '--help', '--json']);
    expect(ran.json()).toEqual({ help: expect.stringContaining('Usage: endplate inspect FILE') });
  });

  test('--version prints the version', async () => {
    expect((await desk.run(['--version'])).stdout).toBe('0.0.0-test\n');
    expect((await desk.run(['--json', '--version'])).json()).toEqual({ version: '0.0.0-test' });
  });
});

describe('usage errors', () => {
  test.each([
    [['frobnicate'], 'There is no verb "frobnicate". "endplate --help" lists the verbs.'],
    [['suggest', 'a', 'b'], 'There is no verb "suggest". "endplate --help" lists the verbs.'],
    [['--frob'], '--frob is not known here. "endplate --help" tells the usage.'],
    [['toString'], 'There is no verb "toString". "endplate --help" lists the verbs.'],
    [['inspect'], 'FILE is missing. "endplate inspect --help" tells the usage.'],
    [['inspect', 'a', 'b'], '"b" is one argument too many. "endplate inspect --help" tells the usage.'],
    [['inspect', 'a', '--frob'], 'The option --frob is not known. "endplate inspect --help" tells the usage.'],
    [
      ['inspect', 'a', '--constructor'],
      'The option --constructor is not known. "endplate inspect --help" tells the usage.',
    ],
    [['inspect', 'a', '-x'], 'The option -x is not known. "endplate inspect --help" tells the usage.'],
    [['inspect', 'a', '--frame'], 'The option --frame needs a value, N. "endplate inspect --help" tells the usage.'],
    [['inspect', 'a', '--frame='], 'The option --frame needs a value, N. "endplate inspect --help" tells the usage.'],
    [
      ['inspect', '--frame', '--help'],
      'The option --frame needs a value, N. "endplate inspect --help" tells the usage.',
    ],
    [['export', 's', '--coded=yes'], 'The option --coded takes no value. "endplate export --help" tells the usage.'],
    [
      ['export', 's', '--out', 'a', '--out', 'b'],
      'The option --out is given twice. "endplate export --help" tells the usage.',
    ],
    [['serve', 'folder'], '"folder" is one argument too many. "endplate serve --help" tells the usage.'],
  ])('%j', async (args, sentence) => {
    expect(refusalOf(await desk.run(args))).toBe(sentence);
    if (args[0] !== '--frob') expect(refusalCode(await desk.run([...args, '--json']))).toBe('usage');
  });

  test('--json alone is an error in JSON', async () => {
    expect(refusalCode(await desk.run(['--json']))).toBe('usage');
  });

  test('after -- everything is an operand: a file may be called --json', async () => {
    const ran = await desk.run(['inspect', '--', '--json']);
    expect(refusalOf(ran)).toBe('--json: there is no such file; check the name and the folder.');
  });

  test('control characters of a name never reach the terminal', async () => {
    const sentence = refusalOf(await desk.run(['inspect', 'a\u001b[2J\u202eb\nc']));
    expect(sentence).toBe('a\ufffd[2J\ufffdb\ufffdc: there is no such file; check the name and the folder.');
  });
});

test('a fault of the program itself is told in words, with exit code 2', async () => {
  const port = { ...nodeFilePort, stat: () => Promise.reject(new TypeError('x is undefined\nat line 1')) };
  const ran = await desk.run(['inspect', 'a'], { port });
  expect(refusalOf(ran)).toBe('Endplate met an error of its own (x is undefined). Please report what you asked for.');
});
