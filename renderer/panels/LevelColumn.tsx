import type { ReactElement } from 'react';
import type { Level } from '../../shared/spine/levels.ts';
import type { EditorState } from '../editor/editorState.ts';
import { goToLevel } from '../editor/goToLevel.ts';
import { examAt, levelMark, levelProgress, shownStudy, type LevelMark } from '../editor/selectors.ts';
import { spineAt } from '../editor/spineAt.ts';
import { editorOf, perform } from '../files/app.ts';
import { text } from '../messages/text.ts';
import { LevelField } from './LevelField.tsx';
import { useApp, useAppState } from './useApp.ts';

export const MARKS: Readonly<Record<LevelMark, string>> = { empty: '○', partly: '◐', complete: '●', finalised: '✓' };

/** The levels of the protocol from head to foot, each with how far it is in the films on the screen. */
export function LevelColumn(): ReactElement {
  const levels = useAppState(({ editor }) => shownStudy(editor).protocol.levels);
  const hasLevel = useAppState(({ editor }) => editor.level !== null);
  const isTyping = useAppState(({ typingLevel }) => typingLevel === true);
  return (
    <nav className="levels" aria-label={text('level.column')}>
      <h2>{hasLevel ? text('level.column') : text('level.pick')}</h2>
      {isTyping && <LevelField levels={levels} />}
      <ul>
        {levels.map((level) => (
          <LevelButton key={level} level={level} />
        ))}
      </ul>
      <ul className="legend">
        {(['complete', 'partly', 'empty'] as const).map((mark) => (
          <li key={mark}>
            <span aria-hidden="true">{MARKS[mark]}</span> {text(`level.${mark}`)}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function LevelButton({ level }: { readonly level: Level }) {
  const app = useApp();
  const mark = useAppState(({ editor }) => levelMark(editor, level));
  const current = useAppState(({ editor }) => editor.level === level);
  const isFlagged = useAppState(({ editor }) => hasIssues(editor, level));
  const count = useAppState(({ editor }) => pointsPlaced(editor, level));
  const state = [
    mark === 'partly' ? `${text('level.partly')} ${count}` : text(`level.${mark}`),
    ...(isFlagged ? [text('level.flagged')] : []),
  ].join(', ');
  return (
    <li>
      <button
        type="button"
        aria-current={current ? 'true' : undefined}
        aria-label={`${level}, ${state}`}
        title={state}
        onClick={() => perform(app, ...goToLevel(editorOf(app), level))}
      >
        <span>{level}</span>
        <span className={`mark mark-${mark}`} aria-hidden="true">
          {isFlagged && <span className="mark-flagged">!</span>}
          {MARKS[mark]}
        </span>
      </button>
    </li>
  );
}

/** Something about the points of the level is doubtful in a film on the screen; what it is stands beside its numbers. */
const hasIssues = (editor: EditorState, level: Level): boolean =>
  editor.panes.some((timepoint) => (spineAt(editor, timepoint)?.spine.levels.get(level)?.issues.length ?? 0) > 0);

/** "4/12": of the points of the level in the films on the screen. */
function pointsPlaced(editor: EditorState, level: Level): string {
  const films = editor.panes.filter((timepoint) => examAt(editor, timepoint)?.image !== undefined);
  const progress = films.map((timepoint) => levelProgress(editor, timepoint, level));
  return `${sumOf(progress.map(({ done }) => done))}/${sumOf(progress.map(({ total }) => total))}`;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
