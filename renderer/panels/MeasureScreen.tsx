import type { ReactElement } from 'react';
import { ImagePane } from './ImagePane.tsx';
import { LevelColumn } from './LevelColumn.tsx';
import { LevelPanel } from './LevelPanel.tsx';
import { areResultsShown } from './resultsShown.ts';
import { SmallToolbar } from './SmallToolbar.tsx';
import { SidePanel } from './forms/SidePanel.tsx';
import { StatusBar } from './StatusBar.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useAppState } from './useApp.ts';

/** Levels on the left, two films in the middle, numbers on the right. */
export function MeasureScreen(): ReactElement {
  const layout = useAppState(({ editor }) => editor.layout);
  const active = useAppState(({ editor }) => editor.activePane);
  const isSmall = useAppState(({ room }) => room === 'small');
  const resultsShown = useAppState(areResultsShown);
  const panes = layout === 'compare' ? ([0, 1] as const) : [active];
  return (
    <div className={`measure ${resultsShown ? '' : 'without-results'}`}>
      {isSmall ? <SmallToolbar /> : <Toolbar />}
      {!isSmall && <LevelColumn />}
      <main className={`panes panes-${layout}`}>
        {panes.map((pane) => (
          <ImagePane key={pane} pane={pane} />
        ))}
      </main>
      {resultsShown && <LevelPanel />}
      <SidePanel />
      <StatusBar />
    </div>
  );
}
