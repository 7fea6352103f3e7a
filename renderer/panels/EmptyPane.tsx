import type { ReactElement } from 'react';
import type { PaneIndex } from '../editor/place.ts';
import { findExam, findTimepoint } from '../../shared/study/find.ts';
import type { ImageError } from '../../shared/image/radiograph.ts';
import { visitAbsence } from '../../shared/study/visitAbsence.ts';
import { currentSubject, paneExam, shownStudy } from '../editor/selectors.ts';
import { supplyImage } from '../files/loadImages.ts';
import { openImages } from '../files/openImages.ts';
import { pickImages } from '../files/pickFiles.ts';
import { givenName, imageErrorWords } from '../messages/coreText.ts';
import { codeText, text } from '../messages/text.ts';
import { WhyNoFilm } from './forms/WhyNoFilm.tsx';
import { useApp, useAppState } from './useApp.ts';

/** A view without a picture always says why, and what to do. */
export function EmptyPane({ pane }: { readonly pane: PaneIndex }): ReactElement {
  const app = useApp();
  const editor = useAppState((state) => state.editor);
  const exam = paneExam(editor, pane);
  const slot = useAppState((state) => (exam?.image ? state.images[exam.image.sha256] : undefined));
  const isPart = useAppState(({ part }) => part?.kind === 'blinded');
  const timepoint = editor.panes[pane];
  const visit = findTimepoint(shownStudy(editor), timepoint);
  const label = visit ? givenName(visit) : timepoint;

  if (!exam?.image) {
    return <NoFilm timepoint={timepoint} label={label} />;
  }
  if (slot?.status === 'failed') {
    return (
      <div className="empty-pane" role="alert">
        <p className="empty-title">{text('pane.failed')}</p>
        <FaultWords error={slot.error} />
      </div>
    );
  }
  if (slot?.status !== 'missing') {
    return (
      <div className="empty-pane">
        <p className="quiet">{text('pane.loading')}</p>
      </div>
    );
  }
  if (isPart) {
    return (
      <div className="empty-pane" role="alert">
        <p className="empty-title">{text('blinded.noFilm')}</p>
      </div>
    );
  }
  const { image } = exam;
  const find = async (): Promise<void> => {
    const [source] = await pickImages(app, false);
    if (source) await supplyImage(app, image, source);
  };
  return (
    <div className="empty-pane" role="alert">
      <p className="empty-title">{text('pane.missing', { name: image.name })}</p>
      <p>{slot.otherFile === null ? text('pane.missingText') : text('pane.notTheSame', { name: slot.otherFile })}</p>
      <button type="button" onClick={() => void find()}>
        {text('pane.find')}
      </button>
    </div>
  );
}

/** Why the image cannot be shown; the exact words of the decoder are one click away. */
function FaultWords({ error }: { readonly error: ImageError }) {
  const { text: words, detail } = imageErrorWords(error);
  return (
    <>
      <p>{words}</p>
      {detail !== undefined && (
        <details>
          <summary>{text('dialog.details')}</summary>
          <code>{detail}</code>
        </details>
      )}
    </>
  );
}

/** No image yet: a place for one, or the reason why there is none. */
function NoFilm({ timepoint, label }: { readonly timepoint: string; readonly label: string }) {
  const app = useApp();
  const study = useAppState(({ editor }) => shownStudy(editor));
  const subject = useAppState(({ editor }) => currentSubject(editor));
  const visit = findTimepoint(study, timepoint);
  const exam = subject ? findExam(subject, timepoint) : undefined;
  const told = subject ? visitAbsence(study, subject, { timepoint, exam }) : null;
  const reason = told === 'unavailable' && exam?.missing === undefined ? null : told;
  const add = async (): Promise<void> => openImages(app, await pickImages(app, false), timepoint);
  return (
    <div className="empty-pane">
      <p className="empty-title">
        {reason === null
          ? text('pane.drop', { timepoint: label })
          : `${label}: ${text('pane.noFilmBecause', { reason: codeText('reason', reason) })}`}
      </p>
      <p className="quiet">
        {text('pane.dropHint')}{' '}
        <button type="button" className="link" onClick={() => void add()}>
          {text('start.openImages')}
        </button>
      </p>
      {subject && visit && (
        <p className="quiet no-film">
          <span aria-hidden="true">{text('pane.noFilmWhy')}</span>
          <WhyNoFilm study={study} subject={subject} timepoint={visit} none={text('pane.noFilmChoose')} />
        </p>
      )}
    </div>
  );
}
