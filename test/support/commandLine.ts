import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspectBytes } from '../../electron/cli/inspectBytes.ts';
import { runProgram } from '../../electron/cli/program.ts';
import type { CommandContext } from '../../electron/cli/verb.ts';
import { systemClock } from '../../electron/host/clock.ts';
import { nodeFilePort } from '../../electron/host/nodeFilePort.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The standard output as the one JSON document that it must be. */
  readonly json: () => unknown;
}

/** A folder for one test, and the command line as functions: the real disk, the decoder in this thread. */
export interface Desk {
  readonly folder: string;
  /** The path of a name in the folder. */
  at(name: string): string;
  write(name: string, content: string | Uint8Array): string;
  run(args: readonly string[], over?: Partial<CommandContext>): Promise<Ran>;
  clear(): void;
}

export function createDesk(): Desk {
  const folder = mkdtempSync(path.join(tmpdir(), 'endplate-cli-'));
  const at = (name: string): string => path.join(folder, name);
  return {
    folder,
    at,
    write(name, content) {
      writeFileSync(at(name), content);
      return at(name);
    },
    async run(args, over = {}) {
      let stdout = '';
      let stderr = '';
      const context: CommandContext = {
        appVersion: '0.0.0-test',
        port: nodeFilePort,
        clock: systemClock,
        stdin: stdinOf(''),
        onStop: () => () => undefined,
        inspectBytes,
        staticRoot: at('no-page'),
        userFolder: at('user'),
        ...over,
      };
      const code = await runProgram(args, context, {
        toStdout: (text) => Promise.resolve(((stdout += text), true)),
        toStderr: (text) => Promise.resolve(((stderr += text), true)),
      });
      return { code, stdout, stderr, json: () => JSON.parse(stdout) as unknown };
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A standard input that holds a text. */
export async function* stdinOf(text: string): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  // In two parts, as a pipe may give it.
  yield bytes.subarray(0, 3);
  yield await Promise.resolve(bytes.subarray(3));
}

/** What every refusal must be: exit code 2, nothing but one plain line on stderr. */
export function refusalOf({ code, stdout, stderr }: Ran): string {
  const isOneLine = /^[^\n]+\n$/.test(stderr);
  return code === 2 && stdout === '' && isOneLine ? stderr.trim() : `NOT A REFUSAL: ${code} ${stdout}${stderr}`;
}

/** The code of a refusal with `--json`: one document, and the same sentence on stderr. */
export function refusalCode(ran: Ran): string {
  const { error } = ran.json() as { error: { code: string; message: string } };
  return ran.code === 2 && ran.stderr === `${error.message}\n`
    ? error.code
    : `NOT A REFUSAL: ${ran.code} ${ran.stdout}`;
}
