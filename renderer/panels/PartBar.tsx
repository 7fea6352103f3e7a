import type { ReactElement } from 'react';
import { listOf, listProgress, presentRound } from '../../shared/study/blinding.ts';
import { readingName, type ReadingName } from '../../shared/study/comparedPart.ts';
import { findExam, findSubject } from '../../shared/study/find.ts';
import { assertNever } from '../../shared/result.ts';
import type { AppState, StudyPart } from '../files/app.ts';
import { finishFilm, laterFilm, pauseReading } from '../files/blindedReading.ts';
import { closeComparison, compareOthers, readingsToCompare } from '../files/compareReadings.ts';
import { documentOf } from '../files/document.ts';
import { text } from '../messages/text.ts';
import './reading.css';
import { useApp, useAppState } from './useApp.ts';

/** In place of the study's name: which part of it is on the screen, and the ways out. */
export function PartBar({ part }: { readonly part: StudyPart }): ReactElement {
  switch (part.kind) {
    case 'blinded':
      return <BlindedBar />;
    case 'compared':
      return <ComparedBar part={part} />;
    default:
      return assertNever(part);
  }
}

/** Whose turn it is and the how-manieth film this is; never which. */
function BlindedBar() {
  const app = useApp();
  const position = useAppState(positionText);
  const isLast = useAppState((state) => openFilms(state) <= 1);
  return (
    <span className="part-bar">
      <span data-testid="blinded-position">{position}</span>
      <button type="button" disabled={isLast} onClick={() => laterFilm(app)}>
        {text('blinded.later')}
      </button>
      <button type="button" onClick={() => pauseReading(app)}>
        {text('blinded.pause')}
      </button>
      <button type="button" className="primary" onClick={() => void finishFilm(app)}>
        {text('blinded.finish')}
      </button>
    </span>
  );
}

function progressOf({ part }: Pick<AppState, 'part'>) {
  if (part?.kind !== 'blinded') return null;
  const study = part.outside.history.present;
  const round = presentRound(study);
  const list = round && listOf(round, part.film.reader);
  return list && listProgress(study, list);
}

const openFilms = (state: AppState): number => progressOf(state)?.open.length ?? 0;

function positionText(state: AppState): string {
  const progress = progressOf(state);
  if (!progress || state.part?.kind !== 'blinded') return '';
  const { finished, films } = progress;
  return text('blinded.position', { reader: state.part.film.reader, number: finished + 1, films });
}

function ComparedBar({ part }: { readonly part: Extract<StudyPart, { kind: 'compared' }> }) {
  const app = useApp();
  const study = useAppState(documentOf);
  const { first, second, subjectId, timepoint } = part.readings;
  const subject = findSubject(study, subjectId);
  const names = readingsToCompare(findExam(subject, timepoint) ?? null, study.protocol);
  const choose = (which: 'first' | 'second', chosen: string): void => {
    const reading = names.find((name) => readingName(name) === chosen);
    if (reading) compareOthers(app, { [which]: reading });
  };
  return (
    <span className="part-bar">
      <span>{`${subject?.code ?? ''} · ${timepoint.toUpperCase()}`}</span>
      <ReadingChoice
        label={text('compared.first')}
        names={names}
        present={first}
        not={second}
        onChoose={(name) => choose('first', name)}
      />
      <ReadingChoice
        label={text('compared.second')}
        names={names}
        present={second}
        not={first}
        onChoose={(name) => choose('second', name)}
      />
      <button type="button" className="primary" onClick={() => closeComparison(app)}>
        {text('compared.done')}
      </button>
    </span>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly names: readonly ReadingName[];
  readonly present: ReadingName;
  /** The reading that is on the other side already. */
  readonly not: ReadingName;
  readonly onChoose: (name: string) => void;
}

function ReadingChoice({ label, names, present, not, onChoose }: ChoiceProps) {
  return (
    <select aria-label={label} value={readingName(present)} onChange={(event) => onChoose(event.target.value)}>
      {names
        .map(readingName)
        .filter((name) => name !== readingName(not))
        .map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
    </select>
  );
}
