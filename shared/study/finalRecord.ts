import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { canonicalText } from './canonicalText.ts';
import { withFields } from './edits/change.ts';
import type { Revision, Seal, Vertebra } from './study.ts';

/** Who does something to a finalised level, when, and with which version of the program. */
export interface RecordedBy {
  readonly by: string;
  readonly app: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** What a level cannot change in while it is finalised; the note may. */
export type FixedContent = Pick<
  Vertebra,
  'landmarks' | 'states' | 'fractured' | 'treated' | 'sqGrade' | 'missing' | 'measuredAt'
>;

/**
 * The record of a level is a chain: finalised, reopened, finalised, ... Each act carries a SHA-256 over itself, over
 * what it fixed, and over the hash of the act before it; `seal` of the vertebra is the last one. So neither a point of
 * a finalised level nor a line of its record can be changed, taken out or put in without the chain breaking.
 * It shows tampering by whoever does not know it; it is no signature.
 */
export function finalised(vertebra: Vertebra, { by, app, at }: RecordedBy): Vertebra {
  const hash = finaliseHash(vertebra, { by, app, at }, lastHash(vertebra.revisions));
  return { ...vertebra, finalisedAt: at, seal: { by, app, hash } };
}

/** Open again; what it had been finalised with goes into the record, with the reason. */
export function reopened(vertebra: Vertebra, { by, app, at }: RecordedBy, reason: string): Vertebra {
  const { finalisedAt, seal, ...open } = vertebra;
  if (finalisedAt === undefined) return vertebra;
  const { states, ...content } = contentOf(vertebra);
  const opened = { by, app, hash: reopenHash({ by, app, at }, reason, seal?.hash ?? '') };
  const revision: Revision = {
    finalisedAt,
    reopenedAt: at,
    reason,
    ...content,
    ...(Object.keys(states).length > 0 ? { states } : {}),
    ...(seal === undefined ? {} : { finalised: seal }),
    reopened: opened,
  };
  return { ...open, revisions: [...vertebra.revisions, revision], seal: opened };
}

/** What a revision fixed, as the level had it. */
export const revisedContent = (revision: Revision): FixedContent =>
  contentOf({ ...revision, states: revision.states ?? {} });

function contentOf({ landmarks, states, ...facts }: FixedContent): FixedContent {
  const { fractured, treated, sqGrade, missing, measuredAt } = facts;
  return withFields<FixedContent>({ landmarks, states }, { fractured, treated, sqGrade, missing, measuredAt });
}

/** Where the record of a level does not hold; `revision` counts from 1, null: the finalisation in force. */
export interface RecordFault {
  readonly kind: 'missing' | 'broken' | 'content';
  readonly revision: number | null;
}

/** Computes the chain again. No fault: every act and everything that was finalised is as it was. */
export function recordFaults(vertebra: Vertebra): readonly RecordFault[] {
  const faults: RecordFault[] = [];
  let previous = '';
  vertebra.revisions.forEach((revision, index) => {
    const found = revisionFault(vertebra, revision, previous);
    if (found !== null) faults.push({ kind: found, revision: index + 1 });
    previous = revision.reopened?.hash ?? '';
  });
  const head = headFault(vertebra, previous);
  return head === null ? faults : [...faults, { kind: head, revision: null }];
}

function revisionFault({ level }: Vertebra, revision: Revision, previous: string): RecordFault['kind'] | null {
  const { finalised: closed, reopened: opened, finalisedAt, reopenedAt, reason } = revision;
  if (closed === undefined || opened === undefined) return 'missing';
  const fixed = { ...revisedContent(revision), level };
  if (finaliseHash(fixed, { ...closed, at: finalisedAt }, previous) !== closed.hash) return 'content';
  return reopenHash({ ...opened, at: reopenedAt }, reason, closed.hash) === opened.hash ? null : 'broken';
}

function headFault(vertebra: Vertebra, previous: string): RecordFault['kind'] | null {
  const { finalisedAt, seal, revisions } = vertebra;
  if (finalisedAt === undefined) {
    const last = revisions.at(-1)?.reopened;
    const isHead = seal?.hash === last?.hash && seal?.by === last?.by && seal?.app === last?.app;
    return isHead ? null : 'broken';
  }
  if (seal === undefined) return 'missing';
  return finaliseHash(vertebra, { ...seal, at: finalisedAt }, previous) === seal.hash ? null : 'content';
}

const lastHash = (revisions: readonly Revision[]): string => revisions.at(-1)?.reopened?.hash ?? '';

const finaliseHash = (
  vertebra: FixedContent & Pick<Vertebra, 'level'>,
  { by, app, at }: RecordedBy,
  previous: string,
): Seal['hash'] => hashOf({ act: 'finalise', level: vertebra.level, at, by, app, previous, ...contentOf(vertebra) });

const reopenHash = ({ by, app, at }: RecordedBy, reason: string, previous: string): Seal['hash'] =>
  hashOf({ act: 'reopen', at, by, app, reason, previous });

const hashOf = (act: object): string => bytesToHex(sha256(new TextEncoder().encode(canonicalText(act).canonical)));

/**
 * A level as an undo or redo gives it back, with the record that it had when the study was last saved. What was saved
 * as finalised or reopened stays on record: going back behind it is recorded like any other act.
 */
export function withKeptRecord(saved: Vertebra, restored: Vertebra, act: RecordedBy, reason: string): Vertebra {
  if (isRecordWithin(saved, restored)) return restored;
  const open = reopened(saved, act, reason);
  const { finalisedAt, seal: _, ...content } = restored;
  const kept: Vertebra = {
    ...content,
    revisions: open.revisions,
    ...(open.seal === undefined ? {} : { seal: open.seal }),
  };
  return finalisedAt === undefined ? kept : finalised(kept, act);
}

/** Every act on record of the one is on record of the other, at the same place. */
function isRecordWithin(some: Vertebra, all: Vertebra): boolean {
  const isKept = some.revisions.every(({ reopened: act }, index) => act?.hash === all.revisions[index]?.reopened?.hash);
  if (some.finalisedAt === undefined) return isKept;
  const next = all.revisions[some.revisions.length];
  const seal = next === undefined ? all.seal : next.finalised;
  return isKept && seal?.hash === some.seal?.hash;
}
