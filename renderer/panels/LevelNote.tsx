import { useEffect, useRef, type ReactElement } from 'react';
import type { Level } from '../../shared/spine/levels.ts';
import { setVertebraFacts } from '../../shared/study/edits/vertebraEdits.ts';
import { vertebraAt } from '../editor/selectors.ts';
import { editorOf, perform } from '../files/app.ts';
import { text } from '../messages/text.ts';
import { useApp, useAppState } from './useApp.ts';

/** A note belongs to the later film's vertebra where there is one; it is committed when the field is left. */
export function LevelNote({ level }: { readonly level: Level }): ReactElement {
  const app = useApp();
  const timepoint = useAppState(({ editor }) => editor.panes[editor.activePane]);
  const note = useAppState(({ editor }) => vertebraAt(editor, timepoint, level)?.note ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (field.current && document.activeElement !== field.current) field.current.value = note;
  }, [note]);
  const commit = (value: string): void => {
    const editor = editorOf(app);
    if (value === note || editor.subjectId === null) return;
    const { subjectId, reader, reading } = editor;
    const place = { subjectId, timepoint, reader, reading, level, at: app.now() };
    const study = setVertebraFacts(editor.history.present, { ...place, facts: { note: value } });
    perform(app, { type: 'commit', study, label: `note:${level}:${timepoint}`, focus: { timepoint, level } });
  };
  return (
    <label className="note">
      <span>{`${text('results.note')} ${timepoint.toUpperCase()}`}</span>
      <textarea
        ref={field}
        rows={2}
        maxLength={2000}
        defaultValue={note}
        placeholder={text('results.noteHint')}
        onBlur={(event) => commit(event.target.value)}
      />
    </label>
  );
}
