import { useEffect, useState, type ReactElement } from 'react';
import type { RecentStudy } from '../../shared/host/contract.ts';
import { openDemo } from '../files/demoStudy.ts';
import { openExampleSeries } from '../files/exampleSeries.ts';
import { openRecent, recentStudies } from '../files/privacy.ts';
import { text } from '../messages/text.ts';
import { runAction } from './actions/allActions.ts';
import { useApp, useAppState } from './useApp.ts';

/** The first screen: a place to drop films, three buttons, one sentence. No account, no wizard, no tour. */
export function StartScreen(): ReactElement {
  const app = useApp();
  const notice = useAppState((state) => state.notice);
  const isListed = useAppState(({ settings }) => settings.recentStudies !== false && settings.privacyView !== true);
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
        <button type="button" className="link small" onClick={() => runAction(app, 'import-table')}>
          {text('start.table')}
        </button>
        <button type="button" className="link small" onClick={() => void openExampleSeries(app)}>
          {text('start.series')}
        </button>
        <Recent key={`${isListed} ${notice?.text ?? ''}`} />
      </div>
      <footer className="quiet small">
        <button type="button" className="link small" onClick={() => runAction(app, 'about')}>
          {text('app.about', { version })}
        </button>{' '}
        · {text('app.notice')}
      </footer>
    </main>
  );
}

/** At most five: more is what the folder is for. */
const MOST_SHOWN = 5;

/** The studies opened last, one press away. Begun anew when the settings hide them or a notice tells of their clearing. */
function Recent(): ReactElement | null {
  const app = useApp();
  const [studies, setStudies] = useState<readonly RecentStudy[]>([]);
  useEffect(() => {
    let isShown = true;
    void recentStudies(app).then((read) => isShown && setStudies(read));
    return () => {
      isShown = false;
    };
  }, [app]);
  if (studies.length === 0) return null;
  return (
    <nav className="recent" aria-label={text('privacy.recentTitle')}>
      <p className="quiet small">{text('privacy.recentTitle')}</p>
      <ul>
        {studies.slice(0, MOST_SHOWN).map(({ id, name }) => (
          <li key={id}>
            <button type="button" className="link" onClick={() => void openRecent(app, id)}>
              {name.replace(/\.endplate$/, '')}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
