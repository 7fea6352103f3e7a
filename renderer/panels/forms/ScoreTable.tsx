import { useMemo, useState, type ReactElement } from 'react';
import { removeScore, setScore } from '../../../shared/study/edits/clinicalEdits.ts';
import {
  CODE_PATTERN,
  type MissingReason,
  type Study,
  type Subject,
  type Timepoint,
} from '../../../shared/study/study.ts';
import { commitStudy } from '../../files/commitStudy.ts';
import { givenName } from '../../messages/coreText.ts';
import { text } from '../../messages/text.ts';
import { useApp } from '../useApp.ts';
import { ChoiceField, DraftField, NumberField } from './fields.tsx';
import { INSTRUMENTS, instrumentsOf } from './instruments.ts';
import { reasonChoices, SCORE_REASONS } from './missingReasons.ts';

interface Props {
  readonly study: Study;
  readonly subject: Subject;
}

/** Pain, disability and other scores at every visit: a number, or the reason why there is none. 0 is a score. */
export function ScoreTable({ study, subject }: Props): ReactElement {
  const [added, setAdded] = useState<readonly string[]>([]);
  // Asked once for the form: going through every subject at each keystroke would be felt in a large study.
  const [used] = useState(() => instrumentsOf(study));
  const shown = useMemo(() => {
    const own = subject.clinical.scores.map(({ instrument }) => instrument);
    return [...new Set([...used, ...own, ...added])];
  }, [used, subject, added]);
  return (
    <section>
      <h3>{text('form.scores')}</h3>
      <div className="wide-table">
        <table className="form-table">
          <thead>
            <tr>
              <th scope="col">{text('form.visit')}</th>
              {shown.map((instrument) => (
                <th key={instrument} scope="col">
                  {instrument}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {study.protocol.timepoints.map((timepoint) => (
              <tr key={timepoint.id}>
                <th scope="row" title={givenName(timepoint)}>
                  {timepoint.id.toUpperCase()}
                </th>
                {shown.map((instrument) => (
                  <td key={instrument}>
                    <ScoreCell subject={subject} timepoint={timepoint} instrument={instrument} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <AddInstrument shown={shown} onAdd={(instrument) => setAdded([...added, instrument])} />
    </section>
  );
}

interface CellProps {
  readonly subject: Subject;
  readonly timepoint: Timepoint;
  readonly instrument: string;
}

function ScoreCell({ subject, timepoint, instrument }: CellProps) {
  const app = useApp();
  const score = subject.clinical.scores.find(
    (each) => each.timepoint === timepoint.id && each.instrument === instrument,
  );
  const place = { subjectId: subject.id, timepoint: timepoint.id, instrument };
  const step = {
    label: `score:${subject.code}:${timepoint.id}:${instrument}`,
    subjectId: subject.id,
    timepoint: timepoint.id,
  };
  const range = INSTRUMENTS[instrument];
  const names = { instrument, timepoint: givenName(timepoint) };
  const setValue = (value: number | null, burst: string): void => {
    commitStudy(
      app,
      (present) => (value === null ? removeScore(present, place) : setScore(present, { ...place, value })),
      {
        ...step,
        burst,
      },
    );
  };
  const setReason = (missing: MissingReason | null): void => {
    commitStudy(
      app,
      (present) => (missing === null ? removeScore(present, place) : setScore(present, { ...place, missing })),
      step,
    );
  };
  const value = score?.value ?? null;
  const hasReason = score !== undefined && value === null;
  return (
    <div className="score-cell">
      {!hasReason && (
        <NumberField
          className="short-field"
          label={text('form.scoreOf', names)}
          isLabelHidden
          value={value}
          problem={range ? text('form.scoreInvalid', { instrument, ...range }) : text('form.scoreNumber')}
          isSound={(typed) => range === undefined || (typed >= range.from && typed <= range.to)}
          onCommit={setValue}
        />
      )}
      {value === null && (
        <ChoiceField
          className={hasReason ? 'reason-field' : 'reason-field reason-none'}
          label={text('form.scoreWhy', names)}
          isLabelHidden
          value={score?.missing ?? null}
          none={text('form.noScore')}
          options={reasonChoices(SCORE_REASONS, score?.missing)}
          onChoose={setReason}
        />
      )}
    </div>
  );
}

const OTHER = 'other';

function AddInstrument({
  shown,
  onAdd,
}: {
  readonly shown: readonly string[];
  readonly onAdd: (code: string) => void;
}) {
  const [isNaming, setNaming] = useState(false);
  const known = Object.keys(INSTRUMENTS).filter((instrument) => !shown.includes(instrument));
  if (isNaming) {
    return (
      <DraftField
        className="short-form"
        label={text('form.scoreName')}
        value=""
        maxLength={32}
        commitOn="leave"
        problemOf={(typed) =>
          typed === '' || (CODE_PATTERN.test(typed) && !shown.includes(typed)) ? null : text('protocol.idInvalid')
        }
        onCommit={(typed) => {
          if (typed !== '') onAdd(typed);
          setNaming(false);
        }}
      />
    );
  }
  return (
    <ChoiceField
      className="short-form"
      label={text('form.addScore')}
      isLabelHidden
      value={null}
      none={text('form.addScore')}
      options={[...known.map((id) => ({ id, name: id })), { id: OTHER, name: text('form.otherScore') }]}
      onChoose={(instrument) => {
        if (instrument === OTHER) setNaming(true);
        else if (instrument !== null) onAdd(instrument);
      }}
    />
  );
}
