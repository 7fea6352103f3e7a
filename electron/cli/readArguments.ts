import { parseArgs } from 'node:util';
import { success, type Result } from '../../shared/result.ts';
import { commandFailure, shown, type CommandError } from './commandError.ts';
import type { Invocation, Verb } from './verb.ts';

/** What the user asks for. */
export type Request =
  | { readonly kind: 'help'; readonly verb: Verb | null }
  | { readonly kind: 'version' }
  | { readonly kind: 'run'; readonly verb: Verb; readonly invocation: Invocation };

const COMMON = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

/** True when `--json` stands among the arguments, also where they are wrong: the error is then JSON too. */
export function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? undefined : end).includes('--json');
}

/** Reads a command line. Errors, all with code `usage`: an unknown verb or option, a missing or surplus operand. */
export function readArguments(args: readonly string[], verbs: readonly Verb[]): Result<Request, CommandError> {
  const start = args.findIndex((argument) => argument !== '--json');
  const first = args[start];
  if (first === undefined && args.length === 0) return success({ kind: 'help', verb: null });
  if (first === undefined) return usage('--json needs a verb before it. "endplate --help" lists the verbs.');
  if (first === '--help' || first === '-h') return success({ kind: 'help', verb: null });
  if (first === '--version') return success({ kind: 'version' });
  if (first.startsWith('-')) return usage(`${shown(first)} is not known here. "endplate --help" tells the usage.`);
  const verb = verbs.find(({ name }) => name === first);
  if (verb === undefined) return usage(`There is no verb "${shown(first)}". "endplate --help" lists the verbs.`);
  return readInvocation(verb, args.slice(start + 1));
}

function readInvocation(verb: Verb, args: readonly string[]): Result<Request, CommandError> {
  const known = Object.entries(verb.options).map(([name, { value }]) => {
    return [name, { type: value === undefined ? 'boolean' : 'string' }] as const;
  });
  const options = { ...COMMON, ...Object.fromEntries(known) };
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const wrong = (problem: string) => usage(`${problem} "endplate ${verb.name} --help" tells the usage.`);

  const operands: string[] = [];
  const values: Record<string, string> = {};
  const flags = new Set<string>();
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    if (!Object.hasOwn(options, name)) return wrong(`The option ${shown(rawName)} is not known.`);
    if (flags.has(name)) return wrong(`The option ${rawName} is given twice.`);
    flags.add(name);
    const placeholder = verb.options[name]?.value;
    if (placeholder === undefined) {
      if (value !== undefined) return wrong(`The option ${rawName} takes no value.`);
    } else if (value === undefined || value === '' || (!inlineValue && value.startsWith('-'))) {
      return wrong(`The option ${rawName} needs a value, ${placeholder}.`);
    } else values[name] = value;
  }
  if (flags.has('help')) return success({ kind: 'help', verb });
  const missing = verb.operands[operands.length];
  if (missing !== undefined) return wrong(`${missing} is missing.`);
  const surplus = operands[verb.operands.length];
  if (surplus !== undefined) return wrong(`"${shown(surplus)}" is one argument too many.`);
  return success({ kind: 'run', verb, invocation: { operands, values, flags } });
}

const usage = (message: string) => commandFailure('usage', message);
