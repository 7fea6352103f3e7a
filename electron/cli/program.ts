import { assertNever, success, type Result } from '../../shared/result.ts';
import { commandFailure, shown, type CommandError } from './commandError.ts';
import { helpText, verbHelpText } from './helpText.ts';
import { asksForJson, readArguments } from './readArguments.ts';
import type { CommandContext, Outcome } from './verb.ts';
import { VERBS } from './verbs.ts';

/** Where the program prints. Each resolves when the text is on its way; false: it could not be written. */
export interface Output {
  readonly toStdout: (text: string) => Promise<boolean>;
  readonly toStderr: (text: string) => Promise<boolean>;
}

/**
 * Runs one command line. Resolves with the exit code: 0 done, 1 a check failed, 2 bad input or usage, 130 stopped by the
 * user. Never rejects.
 */
export async function runProgram(args: readonly string[], context: CommandContext, output: Output): Promise<number> {
  const wantsJson = asksForJson(args);
  const answer = await answerSafely(args, context);
  if (!answer.ok) {
    const { code, message, exitCode = 2 } = answer.error;
    if (wantsJson) await output.toStdout(jsonText({ error: { code, message } }));
    await output.toStderr(`${message}\n`);
    return exitCode;
  }
  const { json, text, exitCode = 0, lasting } = answer.value;
  const isPrinted = await output.toStdout(wantsJson ? jsonText(json) : `${text}\n`);
  await lasting;
  if (isPrinted) return exitCode;
  await output.toStderr(
    'The answer could not be written to the output. Check the disk or the program behind the pipe.\n',
  );
  return 2;
}

/** What went wrong in an unforeseen way is told in words too; the place in the program only to those who ask for it. */
async function answerSafely(args: readonly string[], context: CommandContext): Promise<Result<Outcome, CommandError>> {
  try {
    return await answer(args, context);
  } catch (fault) {
    const detail = fault instanceof Error ? fault.message : String(fault);
    const line = shown(detail.split('\n')[0] ?? '');
    return commandFailure('internal', `Endplate met an error of its own (${line}). Please report what you asked for.`);
  }
}

async function answer(args: readonly string[], context: CommandContext): Promise<Result<Outcome, CommandError>> {
  const request = readArguments(args, VERBS);
  if (!request.ok) return request;
  switch (request.value.kind) {
    case 'help': {
      const { verb } = request.value;
      const help = verb === null ? helpText(VERBS, context.appVersion) : verbHelpText(verb);
      return success({ json: { help }, text: help });
    }
    case 'version':
      return success({ json: { version: context.appVersion }, text: context.appVersion });
    case 'run':
      return request.value.verb.run(request.value.invocation, context);
    default:
      return assertNever(request.value);
  }
}

const jsonText = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
