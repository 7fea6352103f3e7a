import { findEdge } from '../../shared/image/edgeSearch.ts';
import { edgeTarget } from '../editor/tools/edgeTool.ts';
import { text } from '../messages/text.ts';
import { editorOf, handleInput, keepNotice, notify, perform, type App } from './app.ts';
import { paneImage } from './pictureSettings.ts';

/**
 * Looks for the edge near the point under the hand, or near the selected one, and shows it. Nothing is moved by that:
 * the point goes there when the key is let go (`takeEdge`).
 */
export function lookForEdge(app: App): void {
  const asked = edgeTarget({ editor: editorOf(app), now: app.now() });
  const image = asked && paneImage(app.store.getState(), asked.pane);
  const [finest] = image?.picture.levels ?? [];
  if (!asked || !image || !finest) return;
  const edge = findEdge(
    {
      rows: finest.rows,
      columns: finest.columns,
      samplesPerPixel: image.picture.channels,
      pixels: finest.samples,
    },
    asked.at,
  );
  keepNotice(app, text(edge ? 'status.edge' : 'status.noEdge'));
  if (!edge) return;
  const { target, at, pane } = asked;
  perform(
    app,
    { type: 'setCandidate', candidate: { target, from: at, point: edge.point } },
    { type: 'setLoupe', loupe: { pane, at: edge.point, byTouch: false } },
  );
}

/** The key is let go: what is still shown is taken. */
export function takeEdge(app: App): void {
  notify(app, null);
  if (editorOf(app).candidate) handleInput(app, { type: 'takeEdge' });
}
