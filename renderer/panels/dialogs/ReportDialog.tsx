import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { showPage } from '../../files/printPage.ts';
import type { Dialog, ReportScope } from '../../files/dialogs.ts';
import { text, type TextKey } from '../../messages/text.ts';
import { DialogFrame } from './DialogFrame.tsx';
import './report.css';

const LABELS: Readonly<Record<ReportScope, TextKey>> = {
  level: 'report.level',
  subject: 'report.subject',
  study: 'report.studyScope',
};

/** The report as it will be on paper, of the level, the subject or the study. */
export function ReportDialog({ dialog }: { readonly dialog: Extract<Dialog, { kind: 'report' }> }): ReactElement {
  const { scopes, figures, bodyOf, answer } = dialog;
  const [scope, setScope] = useState<ReportScope>(scopes[0] ?? 'study');
  const [points, setPoints] = useState(true);
  const body = useMemo(() => bodyOf(scope), [bodyOf, scope]);
  return (
    <DialogFrame title={text('report.title')} onClose={() => answer(null)} wide>
      <fieldset className="report-scopes">
        <legend>{text('report.about')}</legend>
        {scopes.map((each) => (
          <label key={each} className="choice">
            <input type="radio" name="scope" checked={scope === each} onChange={() => setScope(each)} />
            {text(LABELS[each])}
          </label>
        ))}
      </fieldset>
      <Preview body={body} />
      <div className="dialog-buttons">
        {scope === 'study' && figures.length > 0 && <FigureChoice figures={figures} answer={answer} />}
        {scope !== 'study' && scopes.includes('level') && (
          <span className="report-pictures">
            <label className="choice">
              <input type="checkbox" checked={points} onChange={(event) => setPoints(event.target.checked)} />
              {text('report.withPoints')}
            </label>
            <button type="button" onClick={() => answer({ kind: 'pictures', points })}>
              {text('report.savePictures')}
            </button>
          </span>
        )}
        <button type="button" onClick={() => answer(null)}>
          {text('dialog.close')}
        </button>
        <button type="button" onClick={() => answer({ kind: 'save', scope })}>
          {text('report.save')}
        </button>
        <button type="button" className="primary" data-first onClick={() => answer({ kind: 'print', scope })}>
          {text('report.print')}
        </button>
      </div>
    </DialogFrame>
  );
}

const ALL = '';

/** One figure, or all, as files for a journal. */
function FigureChoice({ figures, answer }: Pick<Extract<Dialog, { kind: 'report' }>, 'figures' | 'answer'>) {
  const [id, setId] = useState(ALL);
  const save = (format: 'svg' | 'png'): void => answer({ kind: 'figure', id: id === ALL ? null : id, format });
  return (
    <span className="report-pictures">
      <select aria-label={text('report.figure')} value={id} onChange={(event) => setId(event.target.value)}>
        <option value={ALL}>{text('report.allFigures')}</option>
        {figures.map((figure) => (
          <option key={figure.id} value={figure.id}>
            {figure.title}
          </option>
        ))}
      </select>
      <button type="button" onClick={() => save('svg')}>
        SVG…
      </button>
      <button type="button" onClick={() => save('png')}>
        PNG…
      </button>
    </span>
  );
}

function Preview({ body }: { readonly body: string }) {
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (page.current) showPage(page.current, body);
  }, [body]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls, so the keys have to reach it.
    <div className="report-preview" tabIndex={0} role="region" aria-label={text('report.preview')}>
      <div ref={page} />
    </div>
  );
}
