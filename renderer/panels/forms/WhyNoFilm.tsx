import type { ReactElement } from 'react';
import { findExam } from '../../../shared/study/find.ts';
import { setExamMissing } from '../../../shared/study/edits/examEdits.ts';
import type { MissingReason, Study, Subject, Timepoint } from '../../../shared/study/study.ts';
import { visitAbsence } from '../../../shared/study/visitAbsence.ts';
import { commitStudy } from '../../files/commitStudy.ts';
import { givenName } from '../../messages/coreText.ts';
import { codeText, text } from '../../messages/text.ts';
import { useApp } from '../useApp.ts';
import { ChoiceField } from './fields.tsx';
import { reasonChoices, VISIT_REASONS } from './missingReasons.ts';

interface Props {
  readonly study: Study;
  readonly subject: Subject;
  readonly timepoint: Timepoint;
  /** What stands for "no reason given". */
  readonly none?: string;
}

/** The reason why a visit has no film; where an event of the subject tells it already, that is said. */
export function WhyNoFilm({ study, subject, timepoint, none }: Props): ReactElement {
  const app = useApp();
  const exam = findExam(subject, timepoint.id);
  const told = visitAbsence(study, subject, { timepoint: timepoint.id, exam });
  const isTold = exam?.missing === undefined && told !== null && told !== 'unavailable';
  const choose = (missing: MissingReason | null): void => {
    const place = { subjectId: subject.id, timepoint: timepoint.id };
    commitStudy(app, (present) => setExamMissing(present, { ...place, missing }), {
      label: `missingFilm:${subject.code}:${timepoint.id}`,
      ...place,
    });
  };
  return (
    <ChoiceField
      label={text('form.whyNoFilm', { timepoint: givenName(timepoint) })}
      isLabelHidden
      value={exam?.missing ?? null}
      none={none ?? (isTold ? codeText('reason', told) : text('form.noFilm'))}
      options={reasonChoices(VISIT_REASONS, exam?.missing)}
      onChoose={choose}
    />
  );
}
