import { z } from 'zod';
import { THIS_READER, migrateData } from './migrations/migrations.ts';
import type { ShapeReader } from './migrations/migrations.ts';
import { studySchema } from './schema.ts';
import type { Study, Subject } from './study.ts';

export interface SalvagedStudy {
  readonly study: Study;
  /** Subjects that are in the file and could not be read; null: the file ends before its end, so nobody can know. */
  readonly subjectsLost: number | null;
}

const DEEPEST = 64;

/**
 * What can still be read of a damaged study file, to be looked at and never to be saved over it. Whole subjects only:
 * a subject whose data do not fit the schema is left out, and after the place where the text is broken nothing is read.
 * Null: nothing of it can be read.
 */
export function salvageStudy(bytes: Uint8Array, reader = THIS_READER): SalvagedStudy | null {
  const text = new TextDecoder('utf-8').decode(bytes);
  const whole = parseJson(text);
  const broken = whole === undefined;
  const file = fileSchema.safeParse(broken ? parseBeginning(text) : whole);
  if (!file.success || file.data.schemaVersion > reader.version) return null;
  const data = migrated(file.data, reader);
  const study = z.looseObject({ subjects: z.array(z.unknown()) }).safeParse(data);
  if (!study.success) return null;
  const subjects = study.data.subjects.filter(isSubject);
  const rest = studySchema.safeParse({ ...FALLBACK, ...study.data, subjects });
  if (!rest.success || (subjects.length === 0 && study.data.subjects.length > 0)) return null;
  return { study: rest.data, subjectsLost: broken ? null : study.data.subjects.length - subjects.length };
}

const fileSchema = z.looseObject({ schemaVersion: z.int().min(1), data: z.looseObject({}) });

/** Keys are sorted, so a file that was cut among its subjects has everything but the title. */
const FALLBACK = { title: '' };

const subjectSchema = studySchema.shape.subjects.element;
const isSubject = (value: unknown): value is Subject => subjectSchema.safeParse(value).success;

function migrated({ data, schemaVersion }: z.infer<typeof fileSchema>, { migrations }: ShapeReader): unknown {
  try {
    return migrateData(data, schemaVersion, migrations);
  } catch {
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where the text may be cut with the brackets that are open there closed: after a subject or a field of the data. */
interface Cut {
  readonly end: number;
  readonly brackets: string;
}

/** The longest beginning of a broken text that can be read; undefined: none. */
function parseBeginning(text: string): unknown {
  const cuts = cutsOf(text);
  let best: unknown;
  let low = 0;
  let high = cuts.length - 1;
  // A beginning can be read if and only if the broken place lies after it.
  while (low <= high) {
    const middle = (low + high) >> 1;
    const { end, brackets } = cuts[middle] as Cut;
    const value = parseJson(text.slice(0, end) + brackets);
    if (value === undefined) high = middle - 1;
    else {
      best = value;
      low = middle + 1;
    }
  }
  return best;
}

function cutsOf(text: string): readonly Cut[] {
  const open: string[] = [];
  const cuts: Cut[] = [];
  let isInString = false;
  for (let index = 0; index < text.length && open.length <= DEEPEST; index += 1) {
    const character = text[index];
    if (isInString) {
      if (character === '\\') index += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '{' || character === '[') open.push(character === '{' ? '}' : ']');
    else if (character === '}' || character === ']') {
      if (open.pop() !== character) break;
      if (open.length <= 3) cuts.push({ end: index + 1, brackets: [...open].reverse().join('') });
    }
  }
  return cuts;
}
