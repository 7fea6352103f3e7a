import type { ReactElement } from 'react';
import { magnification } from '../../shared/geometry/affine.ts';
import { numericWindow } from '../../shared/image/picture/pictureWindow.ts';
import type { EditorState } from '../editor/editorState.ts';
import { linkBasis } from '../editor/linkViews.ts';
import { paneTransform } from '../editor/selectors.ts';
import type { AppState } from '../files/app.ts';
import { paneImage, paneWindow } from '../files/pictureSettings.ts';
import { promptText } from '../files/prompt.ts';
import { showNumber, windowDecimals } from '../messages/numbers.ts';
import { text } from '../messages/text.ts';
import { SaveState } from './Toolbar.tsx';
import { useAppState } from './useApp.ts';

/** One line: what to do next; where the pointer is; zoom and window; what the program is for. */
export function StatusBar(): ReactElement {
  const notice = useAppState((state) => state.notice);
  const prompt = useAppState((state) => promptText(state.editor));
  const position = useAppState(positionText);
  const view = useAppState(viewText);
  const link = useAppState(({ editor }) => linkText(editor));
  const announcement = useAppState((state) => state.announcement);
  const isSmall = useAppState(({ room }) => room === 'small');
  return (
    <footer className="status" aria-label={text('status.label')}>
      <span className="prompt" data-testid="prompt">
        {notice?.text ?? prompt}
      </span>
      {link !== '' && <span className="quiet">{link}</span>}
      <span className="numbers">{position}</span>
      <span className="numbers">{view}</span>
      {isSmall && <SaveState />}
      <span className="quiet research">{text('app.noticeShort')}</span>
      <span className="visually-hidden" role="status" aria-live="polite">
        {announcement === '' ? prompt : announcement}
      </span>
    </footer>
  );
}

/** Films that are linked by something else than millimetres are not equally large, and that is said. */
function linkText(editor: EditorState): string {
  const basis = editor.switches.linked ? linkBasis(editor) : null;
  if (basis === 'none') return text('status.linkedByZoom');
  return basis === 'vertebraWidth' ? text('status.linkedByWidth', { level: editor.level ?? '' }) : '';
}

function positionText(state: AppState): string {
  const { pointer } = state;
  const image = pointer && paneImage(state, pointer.pane);
  if (!image) return '';
  const { x, y } = pointer.at;
  const { columns, rows, pixels, samplesPerPixel } = image.radiograph;
  if (x < 0 || y < 0 || x >= columns || y >= rows) return '';
  const index = (Math.floor(y) * columns + Math.floor(x)) * samplesPerPixel;
  return text('status.position', { x: showNumber(x, 1), y: showNumber(y, 1), value: pixels[index] ?? '' });
}

function viewText(state: AppState): string {
  const pane = state.editor.activePane;
  const image = paneImage(state, pane);
  const window = paneWindow(state, pane);
  const transform = paneTransform(state.editor, pane);
  if (!image || !window || !transform) return '';
  const { center, width } = numericWindow(window, image.picture.facts, image.picture.histogram);
  const decimals = windowDecimals(width);
  const greys = text('status.window', { width: showNumber(width, decimals), center: showNumber(center, decimals) });
  return `${showNumber(magnification(transform) * 100, 0)} %    ${greys}`;
}
