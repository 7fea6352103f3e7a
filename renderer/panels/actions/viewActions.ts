import { apply } from '../../../shared/geometry/affine.ts';
import type { WindowPreset } from '../../../shared/image/picture/pictureWindow.ts';
import { setDisplay, swapExams } from '../../../shared/study/edits/examEdits.ts';
import type { Display } from '../../../shared/study/study.ts';
import { crosshairAt } from '../../editor/crosshair.ts';
import type { PaneIndex } from '../../editor/place.ts';
import { linkBasis } from '../../editor/linkViews.ts';
import { imageGeometry, paneExam, paneTransform, paneViewport } from '../../editor/selectors.ts';
import { flipView, rotateView, zoomAt } from '../../editor/viewport.ts';
import { zoomToVertebra } from '../../editor/zoomToVertebra.ts';
import { editorOf, perform, type App } from '../../files/app.ts';
import { openLedger } from '../../files/calibrate.ts';
import { forgetWindow, linkWindows, paneImage, setFileWindow, setPreset } from '../../files/pictureSettings.ts';
import type { TextKey } from '../../messages/text.ts';
import { areResultsShown } from '../resultsShown.ts';
import { hasImage, hasLevel, measuring, type Action } from './action.ts';

export const VIEW_ACTIONS: readonly Action[] = [
  {
    id: 'other-image',
    label: 'action.otherImage',
    group: 'view',
    keys: ['x'],
    isEnabled: measuring,
    run: (app) => perform(app, { type: 'setActivePane', pane: editorOf(app).activePane === 0 ? 1 : 0 }),
  },
  {
    id: 'compare',
    label: 'action.compare',
    group: 'view',
    keys: ['c'],
    isEnabled: measuring,
    isOn: ({ editor }) => editor.layout === 'compare',
    run: (app) =>
      perform(app, { type: 'setLayout', layout: editorOf(app).layout === 'compare' ? 'single' : 'compare' }),
  },
  {
    id: 'results',
    label: 'action.results',
    group: 'view',
    keys: ['v'],
    isEnabled: measuring,
    isOn: areResultsShown,
    run: (app) => app.store.setState((state) => ({ resultsShown: !areResultsShown(state) })),
  },
  { id: 'swap', label: 'action.swap', group: 'view', keys: [], isEnabled: measuring, run: swapPanes },
  {
    id: 'zoom-in',
    label: 'action.zoomIn',
    group: 'view',
    keys: ['+', '='],
    isEnabled: hasImage,
    run: (app) => zoomByKey(app, 1.25),
  },
  {
    id: 'zoom-out',
    label: 'action.zoomOut',
    group: 'view',
    keys: ['-'],
    isEnabled: hasImage,
    run: (app) => zoomByKey(app, 0.8),
  },
  {
    id: 'fit',
    label: 'action.fit',
    group: 'view',
    keys: ['f'],
    isEnabled: hasImage,
    run: (app) => perform(app, { type: 'setViewport', pane: editorOf(app).activePane, viewport: null }),
  },
  {
    id: 'zoom-to-vertebra',
    label: 'action.zoomToVertebra',
    group: 'view',
    keys: ['z'],
    isEnabled: hasLevel,
    run: zoomToCurrent,
  },
  { id: 'reset-view', label: 'action.resetView', group: 'view', keys: ['Home'], isEnabled: hasImage, run: resetView },
  {
    id: 'invert',
    label: 'action.invert',
    group: 'view',
    keys: ['i'],
    isEnabled: hasImage,
    isOn: (state) => paneExam(state.editor, state.editor.activePane)?.display.invert === true,
    run: (app) => changeDisplay(app, (display) => ({ ...display, invert: !display.invert })),
  },
  {
    id: 'rotate-right',
    label: 'action.rotateRight',
    group: 'view',
    keys: ['r'],
    isEnabled: hasImage,
    run: (app) => changeDisplay(app, (display) => rotateView(display, 1)),
  },
  {
    id: 'rotate-left',
    label: 'action.rotateLeft',
    group: 'view',
    keys: ['Shift+r'],
    isEnabled: hasImage,
    run: (app) => changeDisplay(app, (display) => rotateView(display, -1)),
  },
  {
    id: 'flip-horizontal',
    label: 'action.flipHorizontal',
    group: 'view',
    keys: ['h'],
    isEnabled: hasImage,
    run: (app) => changeDisplay(app, (display) => flipView(display, 'horizontal')),
  },
  {
    id: 'flip-vertical',
    label: 'action.flipVertical',
    group: 'view',
    keys: ['Shift+h'],
    isEnabled: hasImage,
    run: (app) => changeDisplay(app, (display) => flipView(display, 'vertical')),
  },
  {
    id: 'labels',
    label: 'action.labels',
    group: 'view',
    keys: ['t'],
    isEnabled: measuring,
    isOn: ({ editor }) => editor.switches.labels,
    run: (app) => perform(app, { type: 'toggle', name: 'labels' }),
  },
  {
    id: 'loupe',
    label: 'action.loupe',
    group: 'view',
    keys: ['m'],
    isEnabled: measuring,
    isOn: ({ editor }) => editor.switches.loupeAlways,
    run: (app) => perform(app, { type: 'toggle', name: 'loupeAlways' }),
  },
  {
    id: 'ghost',
    label: 'action.ghost',
    group: 'view',
    keys: ['g'],
    isEnabled: measuring,
    isOn: ({ editor }) => editor.switches.ghost,
    run: (app) => perform(app, { type: 'toggle', name: 'ghost' }),
  },
  {
    id: 'link',
    label: 'action.link',
    group: 'view',
    keys: ['k'],
    isEnabled: (state) => measuring(state) && linkBasis(state.editor) !== null,
    isOn: ({ editor }) => editor.switches.linked,
    run: toggleLink,
  },
  {
    id: 'blink',
    label: 'action.blink',
    group: 'view',
    keys: ['b'],
    isEnabled: (state) => measuring(state) && linkBasis(state.editor) !== null,
    isOn: ({ editor }) => editor.blinking,
    run: (app) => perform(app, { type: 'blink', on: !editorOf(app).blinking }),
  },
  { id: 'full-screen', label: 'action.fullScreen', group: 'view', keys: ['F11'], run: toggleFullScreen },
  {
    id: 'file-overlays',
    label: 'action.fileOverlays',
    group: 'view',
    keys: ['o'],
    isEnabled: (state) => paneImage(state, state.editor.activePane)?.picture.overlay !== undefined && hasImage(state),
    isOn: ({ editor }) => editor.switches.overlays,
    run: (app) => perform(app, { type: 'toggle', name: 'overlays' }),
  },
  {
    id: 'ignore-file-window',
    label: 'action.ignoreFileWindow',
    group: 'window',
    keys: [],
    isEnabled: (state) => (paneImage(state, state.editor.activePane)?.radiograph.voi.length ?? 0) > 0,
    isOn: (state) => paneExam(state.editor, state.editor.activePane)?.display.ignoreFileWindow === true,
    run: (app) => {
      changeDisplay(app, (display) => ({ ...display, ignoreFileWindow: !display.ignoreFileWindow }));
      forgetWindow(app, editorOf(app).activePane);
    },
  },
  {
    id: 'calibrate',
    label: 'action.calibrate',
    group: 'view',
    keys: [],
    isEnabled: hasImage,
    isOn: ({ editor }) => editor.tool.kind === 'calibrating',
    run: (app) => openLedger(app, editorOf(app).activePane),
  },
  {
    id: 'window-as-opened',
    label: 'action.windowAsOpened',
    group: 'window',
    keys: ['0'],
    isEnabled: hasImage,
    run: setFileWindow,
  },
  preset('auto', 'action.windowAuto', '1'),
  preset('bone', 'action.windowBone', '2'),
  preset('soft', 'action.windowSoft', '3'),
  preset('wide', 'action.windowWide', '4'),
  preset('asStored', 'action.windowAsStored', '5'),
];

function preset(name: WindowPreset, label: TextKey, key: string): Action {
  return {
    id: name === 'asStored' ? 'window-as-stored' : `window-${name}`,
    label,
    group: 'window',
    keys: [key],
    isEnabled: hasImage,
    run: (app) => setPreset(app, name),
  };
}

/** Linking brings the other view to the place, the size and the greys of the active one. */
function toggleLink(app: App): void {
  perform(app, { type: 'toggle', name: 'linked' });
  if (editorOf(app).switches.linked) linkWindows(app);
}

/** A browser or a policy may refuse; then everything stays as it is. */
async function toggleFullScreen(): Promise<void> {
  const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  await change.catch(() => undefined);
}

function swapPanes(app: App): void {
  const editor = editorOf(app);
  const [first, second] = editor.panes;
  if (editor.subjectId === null) return;
  const study = swapExams(editor.history.present, { subjectId: editor.subjectId, first, second });
  perform(app, { type: 'commit', study, label: 'swap' }, { type: 'select', selection: null });
}

/** Around the crosshair, else the pointer where it is over the view, else the view's centre. */
function zoomByKey(app: App, factor: number): void {
  const editor = editorOf(app);
  const pane: PaneIndex = editor.activePane;
  const geometry = imageGeometry(editor, pane);
  const viewport = paneViewport(editor, pane);
  const transform = paneTransform(editor, pane);
  const { pointer } = app.store.getState();
  if (!geometry || !viewport || !transform) return;
  const centre = { x: geometry.size.width / 2, y: geometry.size.height / 2 };
  const at = crosshairAt(editor) ?? (pointer?.pane === pane ? apply(transform, pointer.at) : centre);
  perform(app, { type: 'setViewport', pane, viewport: zoomAt(viewport, geometry, at, factor) });
}

function zoomToCurrent(app: App): void {
  const editor = editorOf(app);
  if (editor.level === null) return;
  const viewport = zoomToVertebra(editor, editor.activePane, editor.level);
  if (viewport) perform(app, { type: 'setViewport', pane: editor.activePane, viewport });
}

function changeDisplay(app: App, change: (display: Display) => Display): void {
  const editor = editorOf(app);
  const exam = paneExam(editor, editor.activePane);
  if (!exam || editor.subjectId === null) return;
  const { timepoint } = exam;
  const study = setDisplay(editor.history.present, {
    subjectId: editor.subjectId,
    timepoint,
    display: change(exam.display),
  });
  perform(app, { type: 'commit', study, label: `display:${timepoint}`, focus: { timepoint } });
}

/** Every field named: an edit of the display leaves the others as they are. */
const AS_STORED: Readonly<Record<keyof Display, undefined>> = {
  invert: undefined,
  ignoreFileWindow: undefined,
  rotation: undefined,
  flipHorizontal: undefined,
  flipVertical: undefined,
};

function resetView(app: App): void {
  changeDisplay(app, () => AS_STORED);
  perform(app, { type: 'setViewport', pane: editorOf(app).activePane, viewport: null });
  setFileWindow(app);
}
