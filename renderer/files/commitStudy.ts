import type { Study } from '../../shared/study/study.ts';
import { editorOf, perform, type App } from './app.ts';

export interface StepName {
  readonly label: string;
  /** What the step is about, so that undo turns to it. */
  readonly subjectId?: string;
  readonly timepoint?: string;
  /** Changes in a row with the same text are one step: a word that is typed is undone at once. */
  readonly burst?: string;
}

/** Changes the study in one named step; a change that changes nothing, or is refused, leaves no step. */
export function commitStudy(app: App, change: (study: Study) => Study, step: StepName): boolean {
  const { present } = editorOf(app).history;
  const study = change(present);
  if (study === present) return false;
  const { label, subjectId, timepoint, burst } = step;
  perform(app, {
    type: 'commit',
    study,
    label,
    focus: { ...(subjectId === undefined ? {} : { subjectId }), ...(timepoint === undefined ? {} : { timepoint }) },
    ...(burst === undefined ? {} : { burst }),
  });
  return true;
}
