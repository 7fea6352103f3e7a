import { canRedo, canUndo } from '../../../shared/study/history.ts';
import { showDiagnostics } from '../../files/privacy.ts';
import { copyResults } from '../../files/copyResults.ts';
import { ask } from '../../files/ask.ts';
import { pickImageFiles } from '../../files/imageFiles.ts';
import { bringImages } from '../../files/importImages.ts';
import { closeStudy, openStudy } from '../../files/openStudy.ts';
import { saveStudy, saveStudyAs } from '../../files/saveStudy.ts';
import { showVersions } from '../../files/versions.ts';
import { editorOf, perform, type App } from '../../files/app.ts';
import { hasLevel, hasStudy, type Action } from './action.ts';
import { closeTopmost } from './studyActions.ts';

export const FILE_ACTIONS: readonly Action[] = [
  {
    id: 'open-images',
    label: 'action.openImages',
    group: 'file',
    keys: ['Ctrl+o'],
    run: (app) => pickImageFiles(app).then((files) => bringImages(app, files)),
  },
  { id: 'open-study', label: 'action.openStudy', group: 'file', keys: ['Ctrl+Shift+o'], run: openStudy },
  { id: 'save', label: 'action.save', group: 'file', keys: ['Ctrl+s'], isEnabled: hasStudy, run: saveStudy },
  {
    id: 'save-as',
    label: 'action.saveAs',
    group: 'file',
    keys: ['Ctrl+Shift+s'],
    isEnabled: hasStudy,
    run: saveStudyAs,
  },
  {
    id: 'earlier-versions',
    label: 'action.versions',
    group: 'file',
    keys: ['Ctrl+Shift+h'],
    isEnabled: hasStudy,
    run: showVersions,
  },
  { id: 'import-table', label: 'action.importTable', group: 'file', keys: ['Ctrl+Shift+e'], run: importTable },
  { id: 'export', label: 'action.export', group: 'file', keys: ['Ctrl+e'], isEnabled: hasStudy, run: exportTables },
  { id: 'print', label: 'action.print', group: 'file', keys: ['Ctrl+p'], isEnabled: hasStudy, run: showReport },
  { id: 'close-study', label: 'action.newStudy', group: 'file', keys: [], isEnabled: hasStudy, run: closeStudy },
  {
    id: 'undo',
    label: 'action.undo',
    group: 'edit',
    keys: ['Ctrl+z'],
    isEnabled: ({ editor }) => canUndo(editor.history),
    run: (app) => perform(app, { type: 'undo', record: onRecord(app, 'undo') }),
  },
  {
    id: 'redo',
    label: 'action.redo',
    group: 'edit',
    keys: ['Ctrl+y', 'Ctrl+Shift+z'],
    isEnabled: ({ editor }) => canRedo(editor.history),
    run: (app) => perform(app, { type: 'redo', record: onRecord(app, 'redo') }),
  },
  {
    id: 'copy-results',
    label: 'action.copyResults',
    group: 'edit',
    keys: ['Ctrl+c'],
    isEnabled: hasLevel,
    run: copyResults,
  },
  { id: 'cancel', label: 'action.cancel', group: 'edit', keys: ['Escape'], isEnabled: hasStudy, run: cancel },
  {
    id: 'shortcuts',
    label: 'action.shortcuts',
    group: 'help',
    keys: ['F1', '?'],
    run: (app) => ask(app, 'shortcuts', {}),
  },
  { id: 'settings', label: 'action.settings', group: 'help', keys: ['Ctrl+,'], run: (app) => ask(app, 'settings', {}) },
  { id: 'diagnostics', label: 'action.diagnostics', group: 'help', keys: [], run: showDiagnostics },
  { id: 'about', label: 'action.about', group: 'help', keys: [], run: (app) => ask(app, 'about', {}) },
];

/** The record of finalised levels is in English and the same everywhere, as are the codes of the tables. */
const onRecord = (app: App, reason: 'undo' | 'redo') => ({
  at: app.now(),
  app: app.store.getState().about.appVersion,
  reason,
});

/** Escape: a form is left, then the grid; among the films a drag is dropped first, then the selection, then placing ends. */
function cancel(app: App): void {
  if (closeTopmost(app)) return;
  const { tool, selection, crosshair, candidate } = editorOf(app);
  if (tool.kind !== 'idle' && tool.kind !== 'armed') {
    perform(
      app,
      { type: 'dropPreview' },
      { type: 'setLoupe', loupe: null },
      { type: 'setTool', tool: 'resume' in tool ? tool.resume : { kind: 'idle' } },
    );
    return;
  }
  if (candidate || (crosshair && tool.kind === 'armed')) {
    perform(app, { type: 'setCandidate', candidate: null }, { type: 'setCrosshair', at: null });
    return;
  }
  perform(app, selection ? { type: 'select', selection: null } : { type: 'setTool', tool: { kind: 'idle' } });
}

/** The report is made of much that no other part needs: it is loaded when it is asked for. */
async function showReport(app: App): Promise<void> {
  const report = await import('../../files/report.ts');
  await report.showReport(app);
}

/** The same of the tables, in both directions. */
async function exportTables(app: App): Promise<void> {
  const tables = await import('../../files/exportTables.ts');
  await tables.exportTables(app);
}

async function importTable(app: App): Promise<void> {
  const tables = await import('../../files/importTable.ts');
  await tables.importTable(app);
}
