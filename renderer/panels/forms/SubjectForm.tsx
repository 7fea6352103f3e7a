import type { ReactElement } from 'react';
import { TEXT_LIMITS } from '../../../shared/study/limits.ts';
import {
  recodeSubject,
  removeSubject,
  setSubjectFacts,
  setTreatedLevels,
  type SubjectFacts,
} from '../../../shared/study/edits/subjectEdits.ts';
import type { Study, Subject } from '../../../shared/study/study.ts';
import { notify, perform } from '../../files/app.ts';
import { commitStudy } from '../../files/commitStudy.ts';
import { openFilm } from '../../files/openFilm.ts';
import { isChangedBySpreadsheets, repeatsOpenIdentity, subjectCodeProblem } from '../../files/subjectCode.ts';
import { text } from '../../messages/text.ts';
import { useApp, useAppState } from '../useApp.ts';
import { EventList } from './EventList.tsx';
import { ChoiceField, DraftField, NumberField } from './fields.tsx';
import { LevelChoice } from './LevelChoice.tsx';
import { ScoreTable } from './ScoreTable.tsx';
import { VisitTable } from './VisitTable.tsx';

interface Props {
  readonly study: Study;
  readonly subject: Subject;
}

/** Everything that is known of a subject beside the images. Nothing is required but the code. */
export function SubjectForm({ study, subject }: Props): ReactElement {
  const app = useApp();
  const { protocol } = study;
  const { id: subjectId, code } = subject;
  return (
    <>
      <Person study={study} subject={subject} />
      <section>
        <h3>{text('form.treated')}</h3>
        <LevelChoice
          label={text('form.treated')}
          offered={protocol.levels}
          chosen={subject.treatedLevels}
          onChange={(levels) =>
            commitStudy(app, (present) => setTreatedLevels(present, { subjectId, levels }), {
              label: `treated:${code}`,
              subjectId,
            })
          }
        />
      </section>
      <VisitTable study={study} subject={subject} />
      <ScoreTable study={study} subject={subject} />
      <EventList study={study} subject={subject} />
      <SubjectButtons subject={subject} />
    </>
  );
}

const SEXES = [
  { id: 'female', name: 'form.female' },
  { id: 'male', name: 'form.male' },
  { id: 'other', name: 'form.other' },
] as const;

function Person({ study, subject }: Props) {
  const app = useApp();
  const { id: subjectId, code } = subject;
  const setFacts = (facts: SubjectFacts, name: string, burst?: string): void => {
    commitStudy(app, (present) => setSubjectFacts(present, { subjectId, facts }), {
      label: `${name}:${code}`,
      subjectId,
      ...(burst === undefined ? {} : { burst }),
    });
  };
  return (
    <section>
      <h3>{text('form.person')}</h3>
      <div className="field-grid">
        <DraftField
          label={text('form.code')}
          value={code}
          commitOn="leave"
          maxLength={64}
          problemOf={(typed) => subjectCodeProblem(app, typed, subjectId)}
          warningOf={(typed) => (isChangedBySpreadsheets(typed) ? text('form.codeExcel') : null)}
          onCommit={(typed) =>
            commitStudy(app, (present) => recodeSubject(present, { subjectId, code: typed }), {
              label: `code:${code}:${typed}`,
              subjectId,
            })
          }
        />
        <ChoiceField
          label={text('form.sex')}
          value={subject.sex ?? null}
          none={text('form.unknown')}
          options={SEXES.map(({ id, name }) => ({ id, name: text(name) }))}
          onChoose={(sex) => setFacts({ sex }, 'sex')}
        />
        <NumberField
          label={text('form.age')}
          value={subject.ageYears ?? null}
          problem={text('form.ageInvalid')}
          isSound={(age) => age >= 0 && age <= 150}
          onCommit={(ageYears, session) => setFacts({ ageYears }, 'age', session)}
        />
        {study.protocol.arms.length > 0 && (
          <ChoiceField
            label={text('form.arm')}
            value={subject.arm ?? null}
            none={text('form.unknown')}
            options={study.protocol.arms.map(({ id, label }) => ({ id, name: label === '' ? id : `${id} · ${label}` }))}
            onChoose={(arm) => setFacts({ arm }, 'arm')}
          />
        )}
        <DraftField
          className="wide-field"
          label={text('form.diagnosis')}
          value={subject.diagnosis ?? ''}
          maxLength={TEXT_LIMITS.title}
          warningOf={(typed) => (typed !== '' && repeatsOpenIdentity(app, typed) ? text('form.identity') : null)}
          onCommit={(diagnosis, session) => setFacts({ diagnosis }, 'diagnosis', session)}
        />
      </div>
    </section>
  );
}

function SubjectButtons({ subject }: { readonly subject: Subject }) {
  const app = useApp();
  const onGrid = useAppState(({ screen }) => screen === 'grid');
  const { id: subjectId, code } = subject;
  const remove = (): void => {
    const { subjects } = app.store.getState().editor.history.present;
    const at = subjects.findIndex(({ id }) => id === subjectId);
    const next = subjects[at + 1] ?? subjects[at - 1] ?? null;
    commitStudy(app, (present) => removeSubject(present, { subjectId }), {
      label: `subjectRemoved:${code}`,
      subjectId,
    });
    if (app.store.getState().editor.subjectId === subjectId) {
      perform(app, { type: 'setSubject', subjectId: next?.id ?? null });
    }
    app.store.setState({ drawer: null });
    notify(app, text('form.removed', { code }));
  };
  return (
    <p className="form-buttons">
      {onGrid && (
        <button type="button" onClick={() => void openFilm(app, { subjectId, timepoint: null, level: null })}>
          {text('form.openFilms')}
        </button>
      )}
      <button type="button" className="danger" onClick={remove}>
        {text('form.removeSubject')}
      </button>
    </p>
  );
}
