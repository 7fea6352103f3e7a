import { failure } from '../../shared/result.ts';
import type { Host } from '../../shared/host/host.ts';
import type { Study } from '../../shared/study/study.ts';
import { createEditor } from '../../renderer/editor/editorState.ts';
import { createApp, editorOf, handleInput, perform, type App, type AppState } from '../../renderer/files/app.ts';
import { runAction } from '../../renderer/panels/actions/allActions.ts';
import { filmsStudy } from './driver.ts';

const noHost: Host = {
  call: () => Promise.resolve(failure({ code: 'refused', message: 'There is no host in this test.' })),
  onEvent: () => () => undefined,
};

/** The app on its measuring screen, in two views of 800 by 1200 px at 100 %; without a host, pixels or a page. */
export function measureApp(study: Study = filmsStudy()): App {
  // What actions look at; the rest of the state belongs to screens that are not shown here.
  const initial = {
    about: { appVersion: '1.0.0', shell: 'loopback', picker: 'folder', folderName: null, launchFiles: [] },
    settings: {},
    screen: 'measure',
    editor: createEditor(study, { saved: true }),
    file: null,
    save: { saving: false, savedAt: null, confirmed: true },
    images: {},
    pictures: {},
    dialog: null,
    notice: null,
    announcement: '',
    truth: null,
    overlaysHidden: false,
    previews: [],
    drawer: null,
    pointer: null,
  } as unknown as AppState;
  const app = createApp(
    {
      host: noHost,
      decoder: {
        decode: () =>
          Promise.resolve(failure({ code: 'decoder_failed', message: 'There is no decoder in this test.' })),
        prepare: () => undefined,
        close: () => undefined,
      },
      now: () => '2026-11-20T14:00:00.000Z',
      newId: () => 'new-id',
    },
    initial,
  );
  for (const pane of [0, 1] as const) {
    const viewport = { centre: { x: 400, y: 600 }, zoom: 1 };
    perform(
      app,
      { type: 'setSize', pane, size: { width: 800, height: 1200 } },
      { type: 'setViewport', pane, viewport },
    );
  }
  return app;
}

/** A press and release of the left button, in CSS pixels of the view. */
export function click(app: App, pane: 0 | 1, x: number, y: number): void {
  const at = { x, y };
  handleInput(app, { type: 'press', pane, at, button: 'left', pointer: 'mouse', space: false });
  handleInput(app, { type: 'release', pane, at });
}

/** Runs actions by their ids, as the toolbar does, and gives the editor after them. */
export function run(app: App, ...ids: readonly string[]) {
  for (const id of ids) runAction(app, id);
  return editorOf(app);
}
