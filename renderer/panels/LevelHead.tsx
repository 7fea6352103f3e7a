import type { ReactElement } from 'react';
import type { Level } from '../../shared/spine/levels.ts';
import { finaliseLevel, reopenLevel, setVertebraFacts } from '../../shared/study/edits/vertebraEdits.ts';
import { isLevelFinal, levelMark, vertebraAt } from '../editor/selectors.ts';
import { ask } from '../files/ask.ts';
import { editorOf, perform, type App } from '../files/app.ts';
import { text } from '../messages/text.ts';
import { ReadingPicker } from './ReadingPicker.tsx';
import { useApp, useAppState } from './useApp.ts';

/** Which level, whose reading, whether it is final; and what is known of the vertebra beside its points. */
export function LevelHead({ level }: { readonly level: Level }): ReactElement {
  const app = useApp();
  const mark = useAppState(({ editor }) => levelMark(editor, level));
  const isPart = useAppState(({ part }) => Boolean(part));
  const isCompared = useAppState(({ part }) => part?.kind === 'compared');
  const isFinal = useAppState(({ editor }) => isLevelFinal(editor, level));
  return (
    <header className="level-head">
      <div>
        <h1>
          {level} {isFinal && <span title={text('level.finalised')}>🔒</span>}
        </h1>
        {!isPart && <ReadingPicker />}
      </div>
      {!isPart && (
        <button
          type="button"
          disabled={mark === 'empty'}
          onClick={() => (isFinal ? void reopen(app, level) : finalise(app, level))}
        >
          {text(isFinal ? 'level.reopen' : 'level.finalise')}
        </button>
      )}
      {!isCompared && (
        <div className="facts">
          <Fact level={level} fact="fractured" />
          <Fact level={level} fact="treated" />
        </div>
      )}
    </header>
  );
}

const place = (app: App, level: Level) => {
  const { subjectId, reader, reading } = editorOf(app);
  return { subjectId: subjectId ?? '', reader, reading, level, at: app.now() };
};

/** For what goes on record: also the version of the program. */
const recorded = (app: App, level: Level) => ({
  ...place(app, level),
  app: app.store.getState().about.appVersion,
});

/** Locks the points of the level in every film. A button and no key, so never by accident. */
function finalise(app: App, level: Level): void {
  const study = finaliseLevel(editorOf(app).history.present, recorded(app, level));
  perform(
    app,
    { type: 'commit', study, label: `finalise:${level}`, focus: { level } },
    { type: 'setTool', tool: { kind: 'idle' } },
  );
}

/** Unlocks them; what stood there stays in the record, with the reason. */
async function reopen(app: App, level: Level): Promise<void> {
  const reason = await ask(app, 'reason', {
    title: text('level.reopenTitle', { level }),
    text: text('level.reopenText'),
  });
  if (reason === null) return;
  const study = reopenLevel(editorOf(app).history.present, { ...recorded(app, level), reason });
  perform(app, { type: 'commit', study, label: `reopen:${level}`, focus: { level } });
}

/** Fractured or treated: such a vertebra is no reference for its neighbours. Said once for both films. */
function Fact({ level, fact }: { readonly level: Level; readonly fact: 'fractured' | 'treated' }) {
  const app = useApp();
  const value = useAppState(({ editor }) =>
    editor.panes.some((timepoint) => vertebraAt(editor, timepoint, level)?.[fact] === true),
  );
  const change = (checked: boolean): void => {
    const editor = editorOf(app);
    const study = editor.panes
      .filter((timepoint) => vertebraAt(editor, timepoint, level) !== null)
      .reduce(
        (changed, timepoint) =>
          setVertebraFacts(changed, { ...place(app, level), timepoint, facts: { [fact]: checked ? true : null } }),
        editor.history.present,
      );
    perform(app, {
      type: 'commit',
      study,
      label: `${fact === 'treated' ? 'levelTreated' : 'levelFractured'}:${level}`,
      focus: { level },
    });
  };
  return (
    <label className="choice">
      <input type="checkbox" checked={value} onChange={(event) => change(event.target.checked)} />
      {text(`level.${fact}`)}
    </label>
  );
}
