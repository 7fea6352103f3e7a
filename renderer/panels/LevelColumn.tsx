import type { ReactElement } from 'react';
import type { Level } from '../../shared/spine/levels.ts';
import { goToLevel } from '../editor/goToLevel.ts';
import { levelMark, shownStudy, type LevelMark } from '../editor/selectors.ts';
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
  return (
    <li>
      <button
        type="button"
        aria-current={current ? 'true' : undefined}
        aria-label={`${level}, ${text(`level.${mark}`)}`}
        onClick={() => perform(app, ...goToLevel(editorOf(app), level))}
      >
        <span>{level}</span>
        <span className={`mark mark-${mark}`} aria-hidden="true">
          {MARKS[mark]}
        </span>
      </button>
    </li>
  );
}
