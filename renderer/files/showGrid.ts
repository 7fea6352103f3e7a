import { editorOf, type App } from './app.ts';

/** The study grid, with the keyboard on the film and level that were on the screen. */
export function showGrid(app: App): void {
  const { screen, grid } = app.store.getState();
  const { subjectId, level, panes, activePane } = editorOf(app);
  const isThere = screen === 'measure' && subjectId !== null;
  const cursor = isThere
    ? { key: `${subjectId}/${level ?? ''}`, column: `visit-${panes[activePane]}` as const }
    : grid.cursor;
  app.store.setState({ screen: 'grid', drawer: null, grid: { ...grid, cursor } });
}

/** Back to the films, as they were left. */
export const leaveGrid = (app: App): void => app.store.setState({ screen: 'measure', drawer: null });
