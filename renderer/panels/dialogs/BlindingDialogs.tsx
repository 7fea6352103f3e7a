import { useState, type ReactElement } from 'react';
import type { ReadingList } from '../../../shared/study/blindedRound.ts';
import { TEXT_LIMITS } from '../../../shared/study/limits.ts';
import { planReadingLists, type ReadingPlan } from '../../../shared/study/planReadingList.ts';
import { LEVELS, type Level } from '../../../shared/spine/levels.ts';
import type { Dialog } from '../../files/dialogs.ts';
import { givenName } from '../../messages/coreText.ts';
import { readNumber } from '../../messages/numbers.ts';
import { text } from '../../messages/text.ts';
import { LevelChoice } from '../forms/LevelChoice.tsx';
import '../forms/forms.css';
import { useAppState } from '../useApp.ts';
import { FormDialog } from './FormDialog.tsx';
import '../reading.css';

const USUAL_REPEATS = 20;

/** What a blinded reading is made of: readers, films, levels, repeats, seed. The lists are shown in numbers only. */
export function BlindingDialog({ dialog }: { readonly dialog: Extract<Dialog, { kind: 'blinding' }> }): ReactElement {
  const study = useAppState(({ editor }) => editor.history.present);
  const { protocol } = study;
  const known = protocol.readers.filter(({ role }) => role !== 'consensus');
  const withFilms = protocol.timepoints.filter(({ id }) =>
    study.subjects.some(({ exams }) => exams.some((exam) => exam.timepoint === id && exam.image !== undefined)),
  );
  const [readers, setReaders] = useState(known.map(({ id }) => id));
  const [timepoints, setTimepoints] = useState(withFilms.map(({ id }) => id));
  const [sameLevels, setSameLevels] = useState<readonly Level[] | null>(null);
  const [repeats, setRepeats] = useState(String(USUAL_REPEATS));
  const [seed, setSeed] = useState(String(dialog.seed));
  const [by, setBy] = useState('');
  const [tried, setTried] = useState(false);
  const plan = planOf({ readers, timepoints, levels: sameLevels, repeats, seed });
  const lists = plan === null ? [] : planReadingLists(study, plan);
  const hasFilms = sameLevels?.length !== 0 && lists.some(({ films }) => films.length > 0);
  const problem = plan === null ? text('blinded.numbers') : hasFilms ? null : text('blinded.nothing');
  const confirm = (): void => {
    if (plan === null || problem !== null || by.trim() === '') setTried(true);
    else dialog.answer({ plan, by: by.trim() });
  };
  return (
    <FormDialog
      title={text('blinded.title')}
      confirm={text('blinded.begin')}
      onCancel={() => dialog.answer(null)}
      onConfirm={confirm}
    >
      <p>{text('blinded.intro')}</p>
      <Checks
        legend={text('blinded.readers')}
        entries={known}
        chosen={readers}
        onChange={setReaders}
        nameOf={({ id }) => id}
      />
      <Checks
        legend={text('blinded.visits')}
        entries={withFilms}
        chosen={timepoints}
        onChange={setTimepoints}
        nameOf={givenName}
      />
      <LevelsToRead offered={protocol.levels} levels={sameLevels} onChange={setSameLevels} />
      <div className="blinding-numbers">
        <label>
          {text('blinded.repeats')}
          <input inputMode="numeric" value={repeats} onChange={(event) => setRepeats(event.target.value)} />
        </label>
        <label>
          {text('blinded.seed')}
          <input inputMode="numeric" value={seed} onChange={(event) => setSeed(event.target.value)} />
        </label>
        <label>
          {text('blinded.by')}
          <input
            value={by}
            maxLength={TEXT_LIMITS.label}
            aria-invalid={tried && by.trim() === ''}
            onChange={(event) => setBy(event.target.value)}
          />
        </label>
      </div>
      {problem === null ? <ListCounts lists={lists} /> : <p className="problem">{problem}</p>}
      <p className="quiet small">{text('blinded.burnedIn')}</p>
    </FormDialog>
  );
}

function ListCounts({ lists }: { readonly lists: readonly ReadingList[] }) {
  return (
    <ul className="quiet small">
      {lists.map(({ reader, films }) => {
        const once = new Set(films.map(({ subjectId, timepoint }) => `${subjectId}/${timepoint}`)).size;
        const parts = { reader, films: once, repeats: films.length - once };
        return <li key={reader}>{text('blinded.count', parts)}</li>;
      })}
    </ul>
  );
}

interface LevelsProps {
  readonly offered: readonly Level[];
  /** Null: of each subject its own. */
  readonly levels: readonly Level[] | null;
  readonly onChange: (levels: readonly Level[] | null) => void;
}

function LevelsToRead({ offered, levels, onChange }: LevelsProps) {
  return (
    <fieldset>
      <legend>{text('blinded.levels')}</legend>
      <label className="choice">
        <input type="radio" name="levels" checked={levels === null} onChange={() => onChange(null)} />
        {text('blinded.levelsOwn')}
      </label>
      <label className="choice">
        <input type="radio" name="levels" checked={levels !== null} onChange={() => onChange([])} />
        {text('blinded.levelsSame')}
      </label>
      {levels !== null && (
        <LevelChoice
          label={text('blinded.levels')}
          offered={offered}
          chosen={levels}
          onChange={(chosen) => onChange(LEVELS.filter((level) => chosen.includes(level)))}
        />
      )}
    </fieldset>
  );
}

interface Typed extends Omit<ReadingPlan, 'repeatPercent' | 'seed'> {
  readonly repeats: string;
  readonly seed: string;
}

/** Null: a number is none. */
function planOf({ readers, timepoints, levels, repeats, seed }: Typed): ReadingPlan | null {
  const [percent, start] = [readNumber(repeats), readNumber(seed)];
  if (percent === null || percent < 0 || percent > 100) return null;
  if (start === null || !Number.isInteger(start) || start < 0 || start > 0xffffffff) return null;
  return { readers, timepoints, levels, repeatPercent: percent, seed: start };
}

interface ChecksProps<T> {
  readonly legend: string;
  readonly entries: readonly T[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
  readonly nameOf: (entry: T) => string;
}

function Checks<T extends { readonly id: string }>({ legend, entries, chosen, onChange, nameOf }: ChecksProps<T>) {
  return (
    <fieldset className="checks">
      <legend>{legend}</legend>
      {entries.map((entry) => (
        <label key={entry.id} className="choice">
          <input
            type="checkbox"
            checked={chosen.includes(entry.id)}
            onChange={({ target }) =>
              onChange(
                entries.map(({ id }) => id).filter((id) => (id === entry.id ? target.checked : chosen.includes(id))),
              )
            }
          />
          {nameOf(entry)}
        </label>
      ))}
    </fieldset>
  );
}

/** Who opens a study that is read blinded, and why. */
export function UnblindingDialog({
  dialog,
}: {
  readonly dialog: Extract<Dialog, { kind: 'unblinding' }>;
}): ReactElement {
  const [by, setBy] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const isMissing = by.trim() === '' || reason.trim() === '';
  const confirm = (): void => {
    if (isMissing) setTried(true);
    else dialog.answer({ by: by.trim(), reason: reason.trim() });
  };
  return (
    <FormDialog
      title={text('blinded.endTitle')}
      confirm={text('blinded.endConfirm')}
      onCancel={() => dialog.answer(null)}
      onConfirm={confirm}
    >
      <p>{text('blinded.endText')}</p>
      <label>
        {text('blinded.by')}
        <input
          value={by}
          maxLength={TEXT_LIMITS.label}
          aria-invalid={tried && by.trim() === ''}
          onChange={(event) => setBy(event.target.value)}
        />
      </label>
      <label>
        {text('blinded.endWhy')}
        <input
          value={reason}
          maxLength={200}
          aria-invalid={tried && reason.trim() === ''}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      {tried && isMissing && (
        <p className="problem" role="alert">
          {text('blinded.endMissing')}
        </p>
      )}
    </FormDialog>
  );
}
