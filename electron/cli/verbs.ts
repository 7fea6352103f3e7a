import { exportVerb } from './export.ts';
import { importVerb } from './import.ts';
import { inspectVerb } from './inspect.ts';
import { measureVerb } from './measure.ts';
import { mergeVerb } from './merge.ts';
import { reportVerb } from './report.ts';
import { serveVerb } from './serve.ts';
import { statsVerb } from './stats.ts';
import type { Verb } from './verb.ts';
import { verifyVerb } from './verify.ts';

/** Every verb, in the order of the help text. */
export const VERBS: readonly Verb[] = [
  inspectVerb,
  measureVerb,
  importVerb,
  exportVerb,
  statsVerb,
  reportVerb,
  mergeVerb,
  verifyVerb,
  serveVerb,
];
