import type { ReactElement } from 'react';
import { examDays } from '../../../shared/study/examDays.ts';
import { baselineTimepoint, findExam } from '../../../shared/study/find.ts';
import { isStorableDays } from '../../../shared/study/limits.ts';
import { setDaysFromPre, setPosture } from '../../../shared/study/edits/examEdits.ts';
import { POSTURES, type Posture, type Study, type Subject, type Timepoint } from '../../../shared/study/study.ts';
import { commitStudy } from '../../files/commitStudy.ts';
import { givenName } from '../../messages/coreText.ts';
import { typedNumber } from '../../messages/numbers.ts';
import { fileNameText, text } from '../../messages/text.ts';
import { useApp } from '../useApp.ts';
import { ChoiceField, NumberField } from './fields.tsx';
import { WhyNoFilm } from './WhyNoFilm.tsx';

interface Props {
  readonly study: Study;
  readonly subject: Subject;
}

/** Every visit of the protocol: the film or why there is none, the posture, the days since the first film. */
export function VisitTable({ study, subject }: Props): ReactElement {
  return (
    <section>
      <h3>{text('form.visits')}</h3>
      <table className="form-table">
        <thead>
          <tr>
            <th scope="col">{text('form.visit')}</th>
            <th scope="col">{text('form.film')}</th>
            <th scope="col">{text('form.posture')}</th>
            <th scope="col">{text('form.days')}</th>
          </tr>
        </thead>
        <tbody>
          {study.protocol.timepoints.map((timepoint) => (
            <VisitRow key={timepoint.id} study={study} subject={subject} timepoint={timepoint} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function VisitRow({ study, subject, timepoint }: Props & { readonly timepoint: Timepoint }) {
  const app = useApp();
  const exam = findExam(subject, timepoint.id);
  const place = { subjectId: subject.id, timepoint: timepoint.id };
  const name = (step: string): { label: string; subjectId: string; timepoint: string } => ({
    label: `${step}:${subject.code}:${timepoint.id}`,
    ...place,
  });
  const choosePosture = (posture: Posture | null): void => {
    if (posture) commitStudy(app, (present) => setPosture(present, { ...place, posture }), name('postureOf'));
  };
  return (
    <tr>
      <th scope="row" title={givenName(timepoint)}>
        {timepoint.id.toUpperCase()}
      </th>
      <td>
        {exam?.image ? (
          <span className="film-name" title={fileNameText(exam.image.name)}>
            {fileNameText(exam.image.name)}
          </span>
        ) : (
          <WhyNoFilm study={study} subject={subject} timepoint={timepoint} />
        )}
      </td>
      <td>
        {exam?.image && (
          <ChoiceField
            label={text('form.postureOf', { timepoint: givenName(timepoint) })}
            isLabelHidden
            value={exam.posture}
            options={POSTURES.map((id) => ({ id, name: text(`posture.${id}`) }))}
            onChoose={choosePosture}
          />
        )}
      </td>
      <td>
        {timepoint.id === baselineTimepoint(study.protocol) ? (
          <span className="quiet">0</span>
        ) : (
          exam && (
            <NumberField
              className="short-field"
              label={text('form.daysOf', { timepoint: givenName(timepoint) })}
              isLabelHidden
              value={exam.daysFromPre ?? null}
              placeholder={daysPlaceholder(study, subject, timepoint.id)}
              problem={text('form.daysInvalid')}
              isSound={isStorableDays}
              onCommit={(days, session) =>
                commitStudy(app, (present) => setDaysFromPre(present, { ...place, days }), {
                  ...name('days'),
                  burst: session,
                })
              }
            />
          )
        )}
      </td>
    </tr>
  );
}

/** What the dates of the files say, where nothing was typed. */
function daysPlaceholder(study: Study, subject: Subject, timepoint: string): string {
  const exam = findExam(subject, timepoint);
  const days = exam === undefined ? null : examDays(study.protocol, subject, exam);
  return days === null ? '' : typedNumber(days);
}
