import { useEffect, type ReactElement } from 'react';
import type { HostEvent } from '../../shared/host/contract.ts';
import { announce, editorOf, notify, performPageCommands, type App } from '../files/app.ts';
import { calibrateByShape } from '../files/calibrate.ts';
import { isBlinded } from '../files/blindedReading.ts';
import { droppedFiles, droppedImages, grantedFile, type DroppedFile } from '../files/imageFiles.ts';
import { bringImages } from '../files/importImages.ts';
import { mayLeaveStudy } from '../files/leaveStudy.ts';
import { openStudyBytes, openStudyFile } from '../files/showStudy.ts';
import { isStudyName, readDropped } from '../files/pickFiles.ts';
import { dragPaneWindow } from '../files/pictureSettings.ts';
import { saveStudy, sayFileIsBusy } from '../files/saveStudy.ts';
import { text } from '../messages/text.ts';
import { ACTIONS, runAction } from './actions/allActions.ts';
import { handleKey } from './actions/shortcuts.ts';
import { announcePoints } from '../files/announcePoints.ts';
import { pressHeldKey, releaseHeldKey, releaseHeldKeys } from './actions/heldKeys.ts';
import { BlindedScreen } from './BlindedScreen.tsx';
import { Dialogs } from './Dialogs.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { openFilmMenu } from './FilmMenu.tsx';
import { GridScreen } from './grid/GridScreen.tsx';
import { MeasureScreen } from './MeasureScreen.tsx';
import { setSpaceDown } from './spaceKey.ts';
import { watchRoom } from './room.ts';
import { ReadOnlyBanner } from './ReadOnlyBanner.tsx';
import { StartScreen } from './StartScreen.tsx';
import './room.css';
import { AppProvider, useAppState } from './useApp.ts';

/** The whole window: one screen, at most one dialog; keys, drops and the host's events are taken here. */
export function AppWindow({ app }: { readonly app: App }): ReactElement {
  useEffect(() => listenToWindow(app), [app]);
  return (
    <AppProvider value={app}>
      <ErrorBoundary app={app}>
        <Screen />
        <ReadOnlyBanner />
      </ErrorBoundary>
      <Dialogs />
    </AppProvider>
  );
}

function Screen() {
  const screen = useAppState((state) => state.screen);
  // Words are read when something is drawn: with other words everything is drawn again.
  const words = useAppState(({ settings }) => `${settings.language ?? ''} ${settings.privacyView === true}`);
  if (screen === 'start') return <StartScreen key={words} />;
  if (screen === 'blinded') return <BlindedScreen key={words} />;
  return screen === 'grid' ? <GridScreen key={words} /> : <MeasureScreen key={words} />;
}

function listenToWindow(app: App): () => void {
  const stop = new AbortController();
  const options = { signal: stop.signal };
  performPageCommands(app, (command) => {
    if (command.type === 'dragWindow') dragPaneWindow(app, command.pane, command);
    else if (command.type === 'openMenu') openFilmMenu(app, command);
    else void calibrateByShape(app, command);
  });
  window.addEventListener('keydown', (event) => onKeyDown(app, event), options);
  window.addEventListener(
    'keyup',
    (event) => {
      if (event.key === ' ') holdSpace(app, false);
      releaseHeldKey(app, event);
    },
    options,
  );
  window.addEventListener(
    'blur',
    () => {
      holdSpace(app, false);
      releaseHeldKeys(app);
    },
    options,
  );
  window.addEventListener('dragover', (event) => event.preventDefault(), options);
  window.addEventListener('drop', (event) => onDrop(app, event), options);
  const unsubscribe = app.host.onEvent((event) => void onHostEvent(app, event));
  announce(app, '');
  const quiet = announcePoints(app);
  const stopWatching = watchRoom(app);
  return () => {
    stopWatching();
    quiet();
    stop.abort();
    unsubscribe();
  };
}

function onKeyDown(app: App, event: KeyboardEvent): void {
  if (app.store.getState().dialog) return;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (event.key === ' ' && !target?.matches('input, textarea, select, button')) {
    event.preventDefault();
    holdSpace(app, true);
  } else if (pressHeldKey(app, event) || handleKey(app, event)) {
    event.preventDefault();
  }
}

function holdSpace(app: App, isDown: boolean): void {
  setSpaceDown(isDown);
  if (app.store.getState().overlaysHidden !== isDown) app.store.setState({ overlaysHidden: isDown });
}

/** Files dropped anywhere: a study opens, images go to the view under the pointer or find their subject and visit. */
function onDrop(app: App, event: DragEvent): void {
  event.preventDefault();
  if (!event.dataTransfer || event.dataTransfer.files.length === 0) return;
  const dropped = droppedFiles(event.dataTransfer);
  const view = event.target instanceof Element ? event.target.closest('[data-pane]') : null;
  const pane = view?.getAttribute('data-pane');
  const timepoint = pane === '0' || pane === '1' ? editorOf(app).panes[pane === '0' ? 0 : 1] : null;
  void dropped.then((files) => openDropped(app, files, timepoint));
}

async function openDropped(app: App, dropped: readonly DroppedFile[], timepoint: string | null): Promise<void> {
  if (refusesFiles(app)) return;
  const study = dropped.find(({ file, folder }) => folder === '' && isStudyName(file.name));
  if (study) {
    const [source] = await readDropped(app, [study.file]);
    if (!source || !(await mayLeaveStudy(app))) return;
    await (source.grant === null
      ? openStudyBytes(app, source.bytes, null)
      : openStudyFile(app, { grant: source.grant, name: source.name }));
    return;
  }
  const fromFolder = dropped.some(({ folder }) => folder !== '');
  const files = await droppedImages(app, dropped);
  await bringImages(app, files, { timepoint: files.length === 1 ? timepoint : null, fromFolder });
}

/** While a part of the study is on the screen, nothing else comes to it. */
function refusesFiles(app: App): boolean {
  const state = app.store.getState();
  const isPart = isBlinded(state) || Boolean(state.part);
  if (isPart) notify(app, text('blinded.noFiles'));
  return isPart;
}

async function onHostEvent(app: App, event: HostEvent): Promise<void> {
  if (event.type === 'fileBusy') {
    sayFileIsBusy(app);
    return;
  }
  if (event.type === 'saveBeforeClosing') {
    await saveStudy(app);
    return;
  }
  if (event.type === 'command') {
    if (ACTIONS.some(({ id }) => id === event.command)) runAction(app, event.command);
    return;
  }
  await openLaunchFiles(app, event.files);
}

/** Files named at the start or opened by the system while the program runs. */
export async function openLaunchFiles(
  app: App,
  files: readonly { readonly grant: string; readonly name: string }[],
): Promise<void> {
  if (files.length > 0 && refusesFiles(app)) return;
  const study = files.find(({ name }) => isStudyName(name));
  if (study) {
    if (await mayLeaveStudy(app)) await openStudyFile(app, study);
    return;
  }
  await bringImages(
    app,
    files.map((file) => grantedFile(app, file)),
  );
}
