import { editorOf, perform, type App } from './app.ts';
import { mayLeaveStudy } from './leaveStudy.ts';
import { openStudyBytes } from './showStudy.ts';
import { showGrid } from './showGrid.ts';

/** A published series of 22 patients as a study, made from its two printed tables: grid, statistics and export to try. */
export async function openExampleSeries(app: App): Promise<void> {
  if (!(await mayLeaveStudy(app))) return;
  const response = await fetch('/examples/series22.endplate');
  await openStudyBytes(app, new Uint8Array(await response.arrayBuffer()), null);
  // Nothing of the user's is in it yet.
  perform(app, { type: 'markSaved', study: editorOf(app).history.present });
  showGrid(app);
}
