import path from 'node:path';
import { EXPORT_PRESETS, type ExportPreset } from '../../shared/export/exportStudy.ts';
import type { RedcapEvents } from '../../shared/export/redcapLongitudinal.ts';
import { FURTHER_TABLES, type FurtherTable } from '../../shared/report/tables/furtherTables.ts';
import { success, type Result } from '../../shared/result.ts';
import { commandFailure, shown, type CommandError } from './commandError.ts';
import type { Invocation, Verb } from './verb.ts';

/** `sr`: no tables, but DICOM structured reports. */
const PRESETS = [...EXPORT_PRESETS, 'sr'] as const;

/** What `--include` takes. */
const INCLUDED = [...FURTHER_TABLES, 'redcap'] as const;

export const EXPORT_OPTIONS: Verb['options'] = {
  out: { value: 'DIR', help: 'the folder to write to; it is made where it does not exist' },
  preset: {
    value: 'PRESET',
    help: `the program that reads it: ${PRESETS.join(', ')} (DICOM structured reports); default analysis`,
  },
  include: { value: 'LIST', help: `more tables, by comma: ${INCLUDED.join(', ')}` },
  reader: { value: 'LIST', help: 'only the readings of these readers, by comma' },
  coded: { help: 'words such as not_visible in the empty cells of the wide table; not with redcap' },
  zip: { help: 'one archive instead of files' },
  hashes: { help: 'SHA-256 of the image files in images.csv; they can lead back to the originals' },
  dates: { help: 'dates of the images in images.csv' },
  images: { value: 'DIR', help: 'for sr: the folder of the films, which the reports then name by their own UIDs' },
  locale: { value: 'REGION', help: 'for excel: region such as de-DE, for its decimal sign and separator' },
  labels: { help: 'for excel: a second wide table with words in its header' },
  events: {
    value: 'LIST',
    help: 'for a longitudinal REDCap project: pre=pre_arm_1,post=post_arm_1, ...',
  },
};

/** What the user asks for, checked. */
export interface ExportWish {
  readonly folder: string;
  readonly preset: ExportPreset | 'sr';
  /** Where the films are that structured reports shall refer to by their own UIDs. */
  readonly images: string | undefined;
  readonly include: readonly (FurtherTable | 'redcap')[];
  readonly readers: readonly string[] | undefined;
  readonly coded: boolean;
  readonly zip: boolean;
  readonly hashes: boolean;
  readonly dates: boolean;
  readonly locale: string | undefined;
  readonly labels: boolean;
  readonly redcapEvents: RedcapEvents | undefined;
}

/** Reads the options. Errors, all with code `usage`: an unknown word, options that do not go together. */
export function readExportOptions(invocation: Invocation): Result<ExportWish, CommandError> {
  const { values, flags } = invocation;
  const { out, preset = 'analysis' } = values;
  if (out === undefined) return usage('--out DIR is missing: name the folder to write the tables to.');
  const known = PRESETS.find((each) => each === preset);
  if (known === undefined) return usage(`--preset ${shown(preset)}: choose one of ${PRESETS.join(', ')}.`);
  const problem = contradiction(invocation, known);
  if (problem !== null) return usage(problem);
  const include = listOf(values['include']).map((word) => INCLUDED.find((each) => each === word) ?? word);
  const unknown = include.find((word) => !INCLUDED.some((each) => each === word));
  if (unknown !== undefined) return usage(`--include ${shown(unknown)}: choose of ${INCLUDED.join(', ')}.`);
  const redcapEvents = readEvents(values['events']);
  if (redcapEvents === null) {
    return usage('--events: name the event of each timepoint, e.g. pre=pre_arm_1,post=post_arm_1.');
  }
  return success({
    folder: path.resolve(out),
    preset: known,
    include: INCLUDED.filter((each) => include.includes(each)),
    readers: values['reader'] === undefined ? undefined : listOf(values['reader']),
    coded: flags.has('coded'),
    zip: flags.has('zip'),
    hashes: flags.has('hashes'),
    dates: flags.has('dates'),
    locale: values['locale'],
    labels: flags.has('labels'),
    images: values['images'],
    redcapEvents,
  });
}

function contradiction({ values, flags }: Invocation, preset: ExportWish['preset']): string | null {
  const { locale } = values;
  const include = listOf(values['include']);
  const tablesOnly = ['include', 'coded', 'hashes', 'dates'].find((name) => name in values || flags.has(name));
  if (preset === 'sr' && tablesOnly !== undefined) return `--${tablesOnly} is for tables, not for --preset sr.`;
  if (values['images'] !== undefined && preset !== 'sr') return '--images is for --preset sr.';
  if (flags.has('coded') && preset === 'redcap') {
    return '--coded does not go with --preset redcap, whose numeric fields take numbers only.';
  }
  if (locale !== undefined && preset !== 'excel') {
    return `--locale is for --preset excel; the numbers of ${preset} have a point everywhere.`;
  }
  if (locale !== undefined && !isRegion(locale)) {
    return `--locale ${shown(locale)}: give a region such as de-DE or en-US.`;
  }
  if (flags.has('labels') && preset !== 'excel') return '--labels is for --preset excel.';
  if (include.includes('redcap') && preset !== 'analysis') {
    return '--include redcap is for --preset analysis; --preset redcap writes these tables alone.';
  }
  if (values['events'] !== undefined && preset !== 'redcap' && !include.includes('redcap')) {
    return '--events is for --preset redcap or --include redcap.';
  }
  return null;
}

const listOf = (text: string | undefined): readonly string[] =>
  (text ?? '').split(',').flatMap((each) => (each.trim() === '' ? [] : [each.trim()]));

/** Undefined: a classic project. Null: not to be read. Names as REDCap makes them. */
function readEvents(text: string | undefined): RedcapEvents | undefined | null {
  if (text === undefined) return undefined;
  const pairs = listOf(text).map((each) => /^([A-Za-z0-9][A-Za-z0-9_.-]*)=([a-z0-9_]{1,100})$/.exec(each));
  if (pairs.length === 0 || pairs.includes(null)) return null;
  return Object.fromEntries(pairs.flatMap((pair) => (pair === null ? [] : [[pair[1] ?? '', pair[2] ?? '']])));
}

/** One that this system knows the decimal sign of: an unknown one would silently get a point. */
function isRegion(locale: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale.replace('_', '-')).length === 1;
  } catch {
    return false;
  }
}

const usage = (message: string) => commandFailure('usage', message);
