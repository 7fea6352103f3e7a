import type { ReactElement } from 'react';
import type { Landmark } from '../../shared/spine/landmarks.ts';
import type { Level } from '../../shared/spine/levels.ts';
import type { PaneIndex } from '../editor/place.ts';
import { examAt, landmarksToPlace, shownStudy, vertebraAt } from '../editor/selectors.ts';
import { perform } from '../files/app.ts';
import { showNumber } from '../messages/numbers.ts';
import { text } from '../messages/text.ts';
import { useApp, useAppState } from './useApp.ts';

/** The twin of the points on the image, for keyboard and screen reader: every point is a button with its name and place. */
export function PointList({ pane, level }: { readonly pane: PaneIndex; readonly level: Level }): ReactElement | null {
  const app = useApp();
  const editor = useAppState((state) => state.editor);
  const timepoint = editor.panes[pane];
  const vertebra = vertebraAt(editor, timepoint, level);
  if (!examAt(editor, timepoint)?.image) return null;

  const state = (code: Landmark): string => {
    const point = vertebra?.landmarks[code];
    const mark = vertebra?.states[code]?.kind;
    if (mark === 'not_visible') return text('landmark.notVisible');
    if (!point) return text('landmark.notPlaced');
    const parts = { x: showNumber(point[0], 1), y: showNumber(point[1], 1) };
    if (mark === 'assisted') return text('landmark.assisted', parts);
    return text(mark === 'derived' ? 'landmark.derived' : 'landmark.placed', parts);
  };
  const select = (landmark: Landmark): void =>
    perform(
      app,
      { type: 'select', selection: { timepoint, level, landmark } },
      { type: 'setActivePane', pane },
      { type: 'setCrosshair', at: null },
    );

  return (
    <ul
      className={`points ${pane === 0 ? 'points-pre' : 'points-post'}`}
      aria-label={text('landmark.list', { timepoint })}
    >
      <li className="points-name" aria-hidden="true">
        {timepoint.toUpperCase()}
      </li>
      {landmarksToPlace(shownStudy(editor), level).map((code) => {
        const isPlaced = vertebra?.landmarks[code] !== undefined;
        const isSelected =
          editor.selection?.timepoint === timepoint &&
          editor.selection.level === level &&
          editor.selection.landmark === code;
        return (
          <li key={code}>
            <button
              type="button"
              data-point={`${timepoint}-${code}`}
              className={isPlaced ? 'placed' : 'open'}
              aria-pressed={isSelected}
              aria-label={text('landmark.item', {
                level,
                timepoint,
                landmark: `${code} ${text(`landmark.${code}`)}`,
                state: state(code),
              })}
              onClick={() => select(code)}
              onFocus={() => {
                if (isPlaced) select(code);
              }}
            >
              {code}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
