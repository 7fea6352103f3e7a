import { createRoot } from 'react-dom/client';
import { createEditor } from './editor/editorState.ts';
import { OPENING_VIEW } from './editor/gridView.ts';
import { createApp, type App } from './files/app.ts';
import { guardClosing } from './files/closeGuard.ts';
import { offerOtherVersions } from './files/damagedStudy.ts';
import { keepViewsLoaded } from './files/loadImages.ts';
import { offerRecoveries } from './files/recovery.ts';
import { newStudy, offerForDamaged } from './files/showStudy.ts';
import { applySettings, preferencesOf } from './files/settings.ts';
import { startSafety } from './files/startSafety.ts';
import { chooseHost } from './hosts/chooseHost.ts';
import { createDecodeClient } from './image/decodeClient.ts';
import { text } from './messages/text.ts';
import { AppWindow, openLaunchFiles } from './panels/App.tsx';
import './styles/theme.css';
import './styles/start.css';
import './styles/desk.css';
import './styles/films.css';
import './styles/level.css';
import './styles/results.css';
import './styles/dialogs.css';

const newId = (): string => crypto.randomUUID();

async function start(): Promise<App> {
  const host = await chooseHost();
  const about = await host.call('about', {});
  if (!about.ok) throw new Error(about.error.message);
  const settings = await host.call('readSettings', {});
  applySettings(settings.ok ? settings.value : {});
  const preferences = preferencesOf(settings.ok ? settings.value : {});
  const editor = { ...createEditor(newStudy({ newId }), { saved: false }), preferences };
  return createApp(
    { host, decoder: createDecodeClient(), now: () => new Date().toISOString(), newId },
    {
      about: about.value,
      settings: settings.ok ? settings.value : {},
      screen: 'start',
      editor,
      file: null,
      save: { saving: false, savedAt: null, confirmed: true },
      images: {},
      pictures: {},
      previews: [],
      grid: OPENING_VIEW,
      drawer: null,
      dialog: null,
      notice: null,
      announcement: '',
      truth: null,
      overlaysHidden: false,
      pointer: null,
    },
  );
}

/** Work that was not saved comes before the files that were named at the start. */
async function openFirst(app: App): Promise<void> {
  if (!(await offerRecoveries(app))) await openLaunchFiles(app, app.store.getState().about.launchFiles);
}

const root = createRoot(document.querySelector('#root') ?? document.body);
start().then(
  (app) => {
    guardClosing(app);
    startSafety(app);
    offerForDamaged(app, (damaged) => offerOtherVersions(app, damaged));
    keepViewsLoaded(app);
    root.render(<AppWindow app={app} />);
    document.documentElement.dataset.ready = 'true';
    requestIdleCallback(() => app.decoder.prepare());
    void openFirst(app);
  },
  (error: unknown) => {
    console.error(error);
    root.render(
      <main className="start">
        <div className="start-card" role="alert">
          <h1>{text('app.noHost')}</h1>
          <p>{text('app.noHostText')}</p>
        </div>
      </main>,
    );
  },
);
