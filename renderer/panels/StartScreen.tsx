import type { ReactElement } from 'react';
import { openDemo } from '../files/demoStudy.ts';
import { openExampleSeries } from '../files/exampleSeries.ts';
import { text } from '../messages/text.ts';
import { runAction } from './actions/allActions.ts';
import { useApp, useAppState } from './useApp.ts';

/** The first screen: a place to drop films, three buttons, one sentence. No account, no wizard, no tour. */
export function StartScreen(): ReactElement {
  const app = useApp();
  const notice = useAppState((state) => state.notice);
  const version = useAppState((state) => state.about.appVersion);
  return (
    <main className="start">
      <div className="start-card">
        <img src="/icon.svg" alt="" width={56} height={56} />
        <h1>{text('start.drop')}</h1>
        <p className="quiet">{text('start.formats')}</p>
        <div className="start-buttons">
          <button type="button" className="primary" onClick={() => runAction(app, 'open-images')}>
            {text('start.openImages')}
          </button>
          <button type="button" onClick={() => runAction(app, 'open-study')}>
            {text('start.openStudy')}
          </button>
          <button type="button" onClick={() => void openDemo(app)}>
            {text('start.demo')}
          </button>
        </div>
        <p className="quiet small">{notice?.text ?? text('start.demoHint')}</p>
        <button type="button" className="link small" onClick={() => runAction(app, 'study-grid')}>
          {text('start.plan')}
        </button>
        <button type="button" className="link small" onClick={() => void openExampleSeries(app)}>
          {text('start.series')}
        </button>
      </div>
      <footer className="quiet small">
        {text('app.about', { version })} · {text('app.notice')}
      </footer>
    </main>
  );
}
