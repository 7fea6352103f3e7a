import type { BlindedRound, BlindingEntry, ReadingList } from '../blindedRound.ts';
import { presentRound, roundProgress } from '../blinding.ts';
import { TEXT_LIMITS, clipText } from '../limits.ts';
import type { Study } from '../study.ts';
import { changeReading, withFields } from './change.ts';
import type { ReadingPlace } from './change.ts';

interface Who {
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

/**
 * Begins a blinded reading with lists that were made of this study; from now on it is blinded. Refused: while another
 * one goes on, without a film, and with readers whom the protocol does not know.
 */
export function beginBlinding(
  study: Study,
  parameters: Who & Pick<BlindedRound, 'id' | 'seed' | 'repeatPercent'> & { readonly lists: readonly ReadingList[] },
): Study {
  const { id, seed, repeatPercent, lists } = parameters;
  const known = new Set(study.protocol.readers.map((reader) => reader.id));
  const rounds = study.protocol.blinding ?? [];
  const isSound = lists.length > 0 && lists.every(({ reader, films }) => known.has(reader) && films.length > 0);
  if (presentRound(study) !== null || !isSound || rounds.some((round) => round.id === id)) return study;
  const round: BlindedRound = { id, seed: seed >>> 0, repeatPercent, lists, log: [] };
  const withRound = withRounds(study, [...rounds, round]);
  return logged(withRound, round, entryOf(withRound, round, 'blinded', parameters));
}

/** Opens the study to be seen; who, when and why, and how far the readers were, stays in it. */
export function liftBlinding(study: Study, parameters: Who): Study {
  const round = presentRound(study);
  return round === null ? study : logged(study, round, entryOf(study, round, 'unblinded', parameters));
}

/** Goes on with the last blinded reading after it was opened; that it was open stays in the record. */
export function resumeBlinding(study: Study, parameters: Who): Study {
  const round = study.protocol.blinding?.at(-1);
  return round === undefined || presentRound(study) !== null
    ? study
    : logged(study, round, entryOf(study, round, 'blinded', parameters));
}

/** The reader is done with a listed film: it is not shown again. Also one on which nothing could be read. */
export function finishListedFilm(study: Study, parameters: ReadingPlace & { readonly at: string }): Study {
  const { at, reader, reading } = parameters;
  const round = presentRound(study);
  if (round === null) return study;
  return changeReading(
    study,
    parameters,
    (present) => withFields(present, { round: round.id, finishedAt: present.finishedAt ?? at }),
    () => ({ reader, number: reading, startedAt: at, vertebrae: [], reported: [] }),
  );
}

function entryOf(study: Study, round: BlindedRound, action: BlindingEntry['action'], who: Who): BlindingEntry {
  const by = clipText(who.by, TEXT_LIMITS.label);
  const reason = clipText(who.reason, TEXT_LIMITS.note);
  return { action, at: who.at, by, reason, ...roundProgress(study, round) };
}

const logged = (study: Study, round: BlindedRound, entry: BlindingEntry): Study =>
  withRounds(
    study,
    (study.protocol.blinding ?? []).map((each) =>
      each.id === round.id ? { ...each, log: [...each.log, entry] } : each,
    ),
  );

const withRounds = (study: Study, blinding: readonly BlindedRound[]): Study => ({
  ...study,
  protocol: { ...study.protocol, blinding },
});
