import { assertNever } from '../../shared/result.ts';
import { withBlindedPart } from '../../shared/study/blindedPart.ts';
import { withComparedPart } from '../../shared/study/comparedPart.ts';
import type { History } from '../../shared/study/history.ts';
import type { Study } from '../../shared/study/study.ts';
import { runCommand } from '../editor/runCommand.ts';
import type { App, AppState, StudyPart } from './app.ts';

type Parts = Pick<AppState, 'editor' | 'part'>;

const made = new WeakMap<Study, WeakMap<Study, Study>>();

/**
 * The study that is saved: what the editor has, or, while it shows a part in another form, the whole study with what was
 * done in that part. The same object as long as neither changes.
 */
export function documentOf({ editor, part }: Parts): Study {
  const { present } = editor.history;
  if (!part) return present;
  const whole = part.outside.history.present;
  const known = made.get(whole) ?? new WeakMap<Study, Study>();
  made.set(whole, known);
  const document = known.get(present) ?? withPart(whole, part, present);
  known.set(present, document);
  return document;
}

function withPart(whole: Study, part: StudyPart, present: Study): Study {
  switch (part.kind) {
    case 'blinded':
      return withBlindedPart(whole, part.film, present);
    case 'compared':
      return withComparedPart(whole, part.readings, present);
    default:
      return assertNever(part);
  }
}

/** The editor that holds the whole study. */
const wholeEditor = ({ editor, part }: Parts) => part?.outside ?? editor;

/** The steps that led to the document; what was done in a part is no step of them yet. */
export const documentHistory = (state: Parts): History => ({
  ...wholeEditor(state).history,
  present: documentOf(state),
});

/** The study as it is in the file; null: it is in no file. */
export const savedStudyOf = (state: Parts): Study | null => wholeEditor(state).savedStudy;

export const isDocumentUnsaved = (state: Parts): boolean => documentOf(state) !== savedStudyOf(state);

/** Remembers what the file holds now; null: nothing of this. */
export function rememberSaved(app: App, savedStudy: Study | null): void {
  app.store.setState(({ editor, part }) =>
    part ? { part: { ...part, outside: { ...part.outside, savedStudy } } } : { editor: { ...editor, savedStudy } },
  );
}

/** Leaves the part: what was done in it becomes one step of the whole study, which the editor has again. */
export function leavePart(app: App, step: { readonly label: string; readonly change?: (study: Study) => Study }): void {
  app.store.setState((state) => {
    const { part, editor } = state;
    if (!part) return {};
    const document = documentOf(state);
    const study = step.change?.(document) ?? document;
    const outside = { ...part.outside, sizes: editor.sizes };
    return { part: null, editor: runCommand(outside, { type: 'commit', study, label: step.label }) };
  });
}
