import type { Host } from '../../shared/host/host.ts';
import type { HostError, Params } from '../../shared/host/contract.ts';
import { failure, success } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { countStudy, countSubject, isCounted } from '../../shared/study/countStudy.ts';
import type { Study, Subject } from '../../shared/study/study.ts';
import { findChanges, writeChanges } from '../../shared/study/studyChanges.ts';
import type { StudyChanges } from '../../shared/study/studyChanges.ts';
import type { Timers } from './timers.ts';

/** The study as it is in a file, and the hash of that file. */
export interface SavedBase {
  readonly study: Study;
  readonly sha256: string;
}

/** What is known of a study besides its content when a copy of it is kept. */
export interface CopySubject {
  readonly study: Study;
  readonly name: string;
  readonly grant: string | null;
  /** Null: the study was never saved. */
  readonly base: SavedBase | null;
  /** The work is in the file already, but the disk has not confirmed it. */
  readonly settled: boolean;
}

/** Changes larger than this are put aside as parts, so that later copies do not carry them again. */
const LARGEST_HEAD = 128 << 10;
const MANY_SUBJECTS = 50;
/** A part holds subjects up to about this size. */
const PART_LENGTH = 512 << 10;
/** Longest piece of work before the page may draw and take input again. */
const SLICE_MS = 6;

/**
 * The copy of one document's unsaved work. Each `keep` sends only what changed since the file or since the parts that
 * are kept already: its cost depends on the edit, not on the study. Many changes at once are written in slices.
 */
export interface RecoveryCopy {
  readonly id: string;
  keep(subject: CopySubject): Promise<Result<void, HostError>>;
  drop(): Promise<void>;
}

interface Kept {
  readonly base: SavedBase | null;
  /** The study that base and parts make; null: nothing yet. */
  readonly study: Study | null;
  readonly parts: readonly string[];
}

export function createRecoveryCopy(use: {
  readonly id: string;
  readonly page: string;
  readonly host: Host;
  readonly timers: Timers;
}): RecoveryCopy {
  const { id, page, host, timers } = use;
  const texts = new WeakMap<Subject, string>();
  let kept: Kept | null = null;

  const subjectText = (subject: Subject): string => {
    let text = texts.get(subject);
    if (text === undefined) texts.set(subject, (text = JSON.stringify(subject)));
    return text;
  };

  /** Puts everything that changed aside in parts; the study they make is the one to go on from. */
  const setAside = async (before: Kept, study: Study): Promise<Result<Kept, HostError>> => {
    const parts = [...before.parts];
    for await (const changes of inParts(findChanges(before.study, study), subjectText, timers)) {
      const bytes = new TextEncoder().encode(writeChanges(changes, subjectText));
      const answer = await host.call('keepRecoveryPart', { id, bytes });
      if (!answer.ok) return answer;
      parts.push(answer.value.part);
    }
    return success({ ...before, study, parts });
  };

  const send = async (subject: CopySubject, from: Kept): Promise<Result<void, HostError>> => {
    const { study, name, grant, base, settled } = subject;
    const changes = findChanges(from.study, study);
    let present = from;
    // Counting first: thousands of subjects are not made into text at once.
    if (changes.changed.length > MANY_SUBJECTS || writeLength(changes, subjectText) > LARGEST_HEAD) {
      const aside = await setAside(from, study);
      if (!aside.ok) return aside;
      present = aside.value;
    }
    const bytes = new TextEncoder().encode(writeChanges(findChanges(present.study, study), subjectText));
    if (base !== null) await countInSlices(base.study, timers);
    if (changes.changed.length > MANY_SUBJECTS) await countInSlices(study, timers);
    const params: Params<'saveRecovery'> = {
      id,
      page,
      name,
      grant,
      settled,
      bytes,
      base: from.base?.sha256 ?? null,
      parts: [...present.parts],
      points: countStudy(study).points,
      pointsSaved: base === null ? null : countStudy(base.study).points,
    };
    const answer = await host.call('saveRecovery', params);
    if (!answer.ok) return answer;
    kept = present;
    return success(undefined);
  };

  return {
    id,
    async keep(subject) {
      const { base } = subject;
      const isSame = kept !== null && (kept.base?.sha256 ?? null) === (base?.sha256 ?? null);
      const from: Kept = isSame && kept !== null ? kept : { base, study: base?.study ?? null, parts: [] };
      const sent = await send(subject, from);
      if (sent.ok || sent.error.detail !== 'base') return sent;
      // The file is not what it was, or parts are gone: a copy that stands alone is larger and always possible.
      kept = null;
      const alone = await send(subject, { base: null, study: null, parts: [] });
      return alone.ok ? alone : failure(alone.error);
    },
    async drop() {
      kept = null;
      await host.call('dropRecovery', { id });
    },
  };
}

/** Counts the subjects that nobody has counted yet, a slice at a time; what changes later is little. */
export async function countInSlices(study: Study, timers: Timers): Promise<void> {
  if (isCounted(study)) return;
  let since = timers.now();
  for (const subject of study.subjects) {
    countSubject(subject);
    if (timers.now() - since <= SLICE_MS) continue;
    await timers.pause();
    since = timers.now();
  }
  countStudy(study);
}

const writeLength = (changes: StudyChanges, subjectText: (subject: Subject) => string): number =>
  changes.changed.reduce((sum, subject) => sum + subjectText(subject).length, 0);

/** The same changes in several that follow each other; the last one brings the order of the subjects. */
async function* inParts(
  changes: StudyChanges,
  subjectText: (subject: Subject) => string,
  timers: Timers,
): AsyncGenerator<StudyChanges> {
  const { study, order, changed } = changes;
  let part: Subject[] = [];
  let length = 0;
  let since = timers.now();
  for (const subject of changed) {
    part.push(subject);
    length += subjectText(subject).length;
    if (timers.now() - since > SLICE_MS) {
      await timers.pause();
      since = timers.now();
    }
    if (length < PART_LENGTH) continue;
    yield { study, order: null, changed: part };
    part = [];
    length = 0;
  }
  yield { study, order, changed: part };
}
