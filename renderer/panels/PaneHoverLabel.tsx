import { useMemo } from 'react';
import { apply, type Affine } from '../../shared/geometry/affine.ts';
import type { ImagePoint } from '../../shared/units.ts';
import { hitLandmark, HIT_RADIUS } from '../editor/hitTest.ts';
import type { PaneIndex, Selection } from '../editor/place.ts';
import { landmarksAt } from '../editor/selectors.ts';
import { isResting } from '../editor/tools/tool.ts';
import type { AppState } from '../files/app.ts';
import { showNumber } from '../messages/numbers.ts';
import { useAppState } from './useApp.ts';

interface Hovered {
  readonly target: Selection;
  readonly point: ImagePoint;
}

/** Which point the pointer is over, whose it is and where: "L1 PRE · SA · (812.4, 1033.1)". */
export function PaneHoverLabel({ pane, transform }: { readonly pane: PaneIndex; readonly transform: Affine }) {
  const found = useAppState((state) => JSON.stringify(pointUnder(state, pane, transform)));
  const hovered = useMemo(() => JSON.parse(found) as Hovered | null, [found]);
  const width = useAppState(({ editor }) => editor.sizes[pane].width);
  if (!hovered) return null;
  const { target, point } = hovered;
  const { x, y } = apply(transform, point);
  const numbers = [showNumber(point.x, 1), showNumber(point.y, 1)];
  // A decimal comma beside a comma between numbers could not be read.
  const place = `(${numbers.join(numbers.join('').includes(',') ? '; ' : ', ')})`;
  return (
    <p
      className={x > width / 2 ? 'hover-label to-the-left' : 'hover-label'}
      style={{ left: x, top: y }}
      aria-hidden="true"
    >
      {`${target.level} ${target.timepoint.toUpperCase()} · ${target.landmark} · ${place}`}
    </p>
  );
}

function pointUnder({ editor, pointer, overlaysHidden }: AppState, pane: PaneIndex, transform: Affine): Hovered | null {
  if (pointer?.pane !== pane || overlaysHidden || !isResting(editor.tool)) return null;
  const at = apply(transform, pointer.at);
  const target = hitLandmark(editor, pane, { at, transform, radius: HIT_RADIUS.mouse });
  const point = target && landmarksAt(editor, target.timepoint, target.level)[target.landmark];
  return target && point ? { target, point } : null;
}
