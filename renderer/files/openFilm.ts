import type { Level } from '../../shared/spine/levels.ts';
import { baselineTimepoint, findExam, findSubject } from '../../shared/study/find.ts';
import type { Study } from '../../shared/study/study.ts';
import { goToLevel } from '../editor/goToLevel.ts';
import type { PaneIndex } from '../editor/place.ts';
import { editorOf, perform, type App } from './app.ts';
import { loadImages } from './loadImages.ts';

/** Where somebody wants to look: one subject, perhaps one film of it, perhaps one level. */
export interface FilmPlace {
  readonly subjectId: string;
  readonly timepoint: string | null;
  readonly level: Level | null;
  /** Turns to this reader's readings; null: the present reader. */
  readonly reader?: string | null;
}

/** Turns the measuring screen to a film of the study, beside the film that changes are counted from. */
export async function openFilm(app: App, { subjectId, timepoint, level, reader = null }: FilmPlace): Promise<void> {
  const before = editorOf(app);
  const panes = panesFor(before.history.present, { subjectId, timepoint, panes: before.panes });
  const pane: PaneIndex = panes[0] === timepoint ? 0 : 1;
  perform(
    app,
    { type: 'setSubject', subjectId },
    { type: 'setPanes', panes },
    ...(reader === null || reader === before.reader ? [] : [{ type: 'setReading', reader, reading: 1 } as const]),
  );
  if (level !== null) perform(app, ...goToLevel(editorOf(app), level));
  else perform(app, { type: 'setLevel', level: null });
  if (timepoint !== null) perform(app, { type: 'setActivePane', pane });
  app.store.setState({ screen: 'measure', drawer: null, notice: null });
  await loadImages(app);
}

/** The baseline on the left, the wanted timepoint on the right; for the baseline itself, a later film beside it. */
function panesFor(
  study: Study,
  place: {
    readonly subjectId: string;
    readonly timepoint: string | null;
    readonly panes: readonly [string, string];
  },
): readonly [string, string] {
  const baseline = baselineTimepoint(study.protocol);
  const { timepoint, panes } = place;
  if (timepoint !== null && timepoint !== baseline) return [baseline, timepoint];
  const subject = findSubject(study, place.subjectId);
  const later = study.protocol.timepoints.map(({ id }) => id).filter((id) => id !== baseline);
  const hasFilm = (id: string): boolean => findExam(subject, id)?.image !== undefined;
  const beside = later.includes(panes[1]) && hasFilm(panes[1]) ? panes[1] : (later.find(hasFilm) ?? later[0]);
  return [baseline, beside ?? panes[1]];
}
