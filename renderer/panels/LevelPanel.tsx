import type { ReactElement } from 'react';
import { paneExam } from '../editor/selectors.ts';
import { text } from '../messages/text.ts';
import { ComparedPoints } from './ComparedPoints.tsx';
import { FilmNotes } from './FilmNotes.tsx';
import { LevelHead } from './LevelHead.tsx';
import { LevelNote } from './LevelNote.tsx';
import { MeasurementTable } from './MeasurementTable.tsx';
import { OverTime } from './OverTime.tsx';
import { PointList } from './PointList.tsx';
import { PresentPoint } from './PresentPoint.tsx';
import { useAppState } from './useApp.ts';

/** The right side: the current level, its points, its numbers. */
export function LevelPanel(): ReactElement {
  const level = useAppState(({ editor }) => editor.level);
  const hasImages = useAppState(({ editor }) =>
    ([0, 1] as const).some((pane) => paneExam(editor, pane)?.image !== undefined),
  );
  const isPart = useAppState(({ part }) => Boolean(part));
  if (level === null) {
    return (
      <aside id="level-panel" className="level-panel" aria-label={text('level.column')}>
        <p className="quiet">{text(hasImages ? 'results.pickLevel' : 'results.noImages')}</p>
        <FilmNotes />
      </aside>
    );
  }
  return (
    <aside id="level-panel" className="level-panel" aria-label={level}>
      <LevelHead level={level} />
      <PresentPoint level={level} />
      <PointList pane={0} level={level} />
      <PointList pane={1} level={level} />
      <ComparedPoints level={level} />
      <MeasurementTable level={level} />
      {!isPart && <OverTime level={level} />}
      <FilmNotes />
      <LevelNote key={level} level={level} />
    </aside>
  );
}
