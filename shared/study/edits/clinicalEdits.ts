import { TEXT_LIMITS, clipText, isStorableDays } from '../limits.ts';
import { CODE_PATTERN } from '../study.ts';
import type { Clinical, ClinicalEvent, ClinicalScore, MissingReason, ReportedValue, Study } from '../study.ts';
import { changeReading, changeSubject, dropWhere, withFields } from './change.ts';
import type { ReadingPlace } from './change.ts';

/** Which score: one instrument at one timepoint. */
export interface ScorePlace {
  readonly subjectId: string;
  readonly timepoint: string;
  readonly instrument: string;
}

/** Records a score or the reason why there is none; a number that is not finite is refused. 0 is a score. */
export function setScore(
  study: Study,
  parameters: ScorePlace & ({ readonly value: number } | { readonly missing: MissingReason }),
): Study {
  const { subjectId, timepoint, instrument } = parameters;
  if ('value' in parameters && !Number.isFinite(parameters.value)) return study;
  if (!CODE_PATTERN.test(instrument) || !CODE_PATTERN.test(timepoint)) return study;
  const score: ClinicalScore =
    'value' in parameters
      ? { timepoint, instrument, value: parameters.value }
      : { timepoint, instrument, value: null, missing: parameters.missing };
  return changeClinical(study, subjectId, (clinical) => {
    const position = clinical.scores.findIndex(isScoreAt(parameters));
    const scores = position === -1 ? [...clinical.scores, score] : clinical.scores.with(position, score);
    return { scores };
  });
}

export function removeScore(study: Study, place: ScorePlace): Study {
  return changeClinical(study, place.subjectId, (clinical) => ({
    scores: dropWhere(clinical.scores, isScoreAt(place)),
  }));
}

const isScoreAt = (place: ScorePlace) => (score: ClinicalScore) =>
  score.timepoint === place.timepoint && score.instrument === place.instrument;

export function addClinicalEvent(
  study: Study,
  parameters: { readonly subjectId: string; readonly event: ClinicalEvent },
): Study {
  return changeClinical(study, parameters.subjectId, (clinical) => ({
    events: [...clinical.events, cleanEvent(parameters.event)],
  }));
}

/** Replaces the event at a position of the subject's list; refused when there is none. */
export function changeClinicalEvent(
  study: Study,
  parameters: { readonly subjectId: string; readonly position: number; readonly event: ClinicalEvent },
): Study {
  const { position } = parameters;
  return changeClinical(study, parameters.subjectId, (clinical) => ({
    events:
      clinical.events[position] === undefined
        ? clinical.events
        : clinical.events.with(position, cleanEvent(parameters.event)),
  }));
}

export function removeClinicalEvent(
  study: Study,
  parameters: { readonly subjectId: string; readonly position: number },
): Study {
  return changeClinical(study, parameters.subjectId, (clinical) => ({
    events: clinical.events.filter((_, position) => position !== parameters.position),
  }));
}

function cleanEvent(event: ClinicalEvent): ClinicalEvent {
  const note = event.note === undefined ? '' : clipText(event.note, TEXT_LIMITS.note);
  const site = event.site === undefined ? '' : clipText(event.site, TEXT_LIMITS.label);
  const hasDays = event.daysFromPre !== undefined && isStorableDays(event.daysFromPre);
  const hasTimepoint = event.timepoint !== undefined && CODE_PATTERN.test(event.timepoint);
  return withFields(event, {
    note: note === '' ? undefined : note,
    site: site === '' ? undefined : site,
    daysFromPre: hasDays ? event.daysFromPre : undefined,
    timepoint: hasTimepoint ? event.timepoint : undefined,
  });
}

function changeClinical(study: Study, subjectId: string, change: (clinical: Clinical) => Partial<Clinical>): Study {
  return changeSubject(study, subjectId, (subject) =>
    withFields(subject, { clinical: withFields(subject.clinical, change(subject.clinical)) }),
  );
}

/**
 * Records a value that was typed or imported from a table, without points. It replaces an earlier one of the same level
 * and measure. The reading is made when absent; the exam must exist (it needs no image).
 */
export function setReportedValue(
  study: Study,
  parameters: ReadingPlace & { readonly reported: ReportedValue; readonly at: string },
): Study {
  const { at } = parameters;
  const reported = { ...parameters.reported, source: clipText(parameters.reported.source, TEXT_LIMITS.title) };
  if (reported.value !== null && !Number.isFinite(reported.value)) return study;
  const isSame = (other: ReportedValue) => other.level === reported.level && other.measure === reported.measure;
  return changeReading(
    study,
    parameters,
    (reading) => {
      const position = reading.reported.findIndex(isSame);
      const list = position === -1 ? [...reading.reported, reported] : reading.reported.with(position, reported);
      return withFields(reading, { reported: list });
    },
    () => ({ reader: parameters.reader, number: parameters.reading, startedAt: at, vertebrae: [], reported: [] }),
  );
}
