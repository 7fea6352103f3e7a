import type { ReactElement } from 'react';
import type { ReadingList } from '../../shared/study/blindedRound.ts';
import { listProgress, presentRound } from '../../shared/study/blinding.ts';
import { endBlinding, readNext } from '../files/blindedReading.ts';
import { documentOf } from '../files/document.ts';
import { text } from '../messages/text.ts';
import { runAction } from './actions/allActions.ts';
import './reading.css';
import { SaveState } from './Toolbar.tsx';
import { useApp, useAppState } from './useApp.ts';

/** Between the films of a blinded reading: who reads, how far each is, and nothing else of the study. */
export function BlindedScreen(): ReactElement {
  const app = useApp();
  const study = useAppState(documentOf);
  const notice = useAppState((state) => state.notice);
  const round = presentRound(study);
  return (
    <main className="start blinded">
      <div className="start-card">
        <h1>{text('blinded.title')}</h1>
        <p className="quiet">{text('blinded.hidden')}</p>
        <ul className="reading-lists" aria-label={text('blinded.who')}>
          {round?.lists.map((list) => (
            <ReaderRow key={list.reader} list={list} progress={listProgress(study, list)} />
          ))}
        </ul>
        <p className="quiet small">{notice?.text ?? text('blinded.burnedIn')}</p>
        <div className="blinded-end">
          <SaveState />
          <button type="button" onClick={() => runAction(app, 'save')}>
            {text('toolbar.save')}
          </button>
          <button type="button" onClick={() => runAction(app, 'close-study')}>
            {text('blinded.close')}
          </button>
          <button type="button" onClick={() => void endBlinding(app)}>
            {text('blinded.end')}
          </button>
        </div>
      </div>
      <footer className="quiet small">{text('app.notice')}</footer>
    </main>
  );
}

interface RowProps {
  readonly list: ReadingList;
  readonly progress: ReturnType<typeof listProgress>;
}

function ReaderRow({ list: { reader }, progress }: RowProps) {
  const app = useApp();
  const { finished, films, open } = progress;
  const words = text('blinded.progress', { finished, films });
  return (
    <li>
      <strong>{reader}</strong>
      <progress max={Math.max(1, films)} value={finished} aria-label={`${reader}: ${words}`} />
      <span className="numbers quiet">{words}</span>
      {open.length === 0 ? (
        <span className="quiet">{text('blinded.done')}</span>
      ) : (
        <button type="button" className="primary" onClick={() => readNext(app, reader)}>
          {text('blinded.read', { reader })}
        </button>
      )}
    </li>
  );
}
