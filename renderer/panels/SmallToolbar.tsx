import { useEffect, useRef, type ReactElement } from 'react';
import { LEVELS } from '../../shared/spine/levels.ts';
import { goToLevel } from '../editor/goToLevel.ts';
import { levelMark, shownStudy } from '../editor/selectors.ts';
import { editorOf, perform } from '../files/app.ts';
import { text } from '../messages/text.ts';
import { ActionList } from './ActionList.tsx';
import { MARKS } from './LevelColumn.tsx';
import { MenuButton } from './MenuButton.tsx';
import { PartBar } from './PartBar.tsx';
import { SubjectPicker } from './SubjectPicker.tsx';
import { ActionButton, UndoButton } from './Toolbar.tsx';
import { useApp, useAppState } from './useApp.ts';
import { ViewMenu } from './ViewMenu.tsx';

/** The toolbar where letters are large or the window is small: menus instead of rows, levels as a drop-down. */
export function SmallToolbar(): ReactElement {
  const part = useAppState((state) => state.part);
  return (
    <div className="toolbar" role="toolbar" aria-label={text('toolbar.label')}>
      <div className="tools">
        <StudyMenu />
        <LevelPicker />
        <UndoButton id="undo" />
        <UndoButton id="redo" />
        <ViewMenu />
      </div>
      <div className="study-state">
        {part ? (
          <PartBar part={part} />
        ) : (
          <>
            <SubjectPicker />
            <ActionButton id="study-grid" icon="▦" />
          </>
        )}
        <ActionButton id="results" icon="☷" />
      </div>
    </div>
  );
}

const closeStudyMenu = (): void => document.querySelector<HTMLElement>('#study-menu')?.hidePopover();

/** Everything about files and the study, and the help. */
export function StudyMenu(): ReactElement {
  return (
    <MenuButton id="study-menu" name={text('toolbar.menu')} icon="☰">
      <ActionList group="file" onChoose={closeStudyMenu} />
      <ActionList group="help" onChoose={closeStudyMenu} />
    </MenuButton>
  );
}

/** The levels with how far each one is. The key that jumps to a level leads here: typing goes to the level. */
function LevelPicker(): ReactElement {
  const app = useApp();
  const field = useRef<HTMLSelectElement>(null);
  const level = useAppState(({ editor }) => editor.level);
  const isTyping = useAppState(({ typingLevel }) => typingLevel === true);
  const levels = useAppState(({ editor }) => shownStudy(editor).protocol.levels);
  const marks = useAppState(({ editor }) => levels.map((each) => levelMark(editor, each)).join(' ')).split(' ');
  useEffect(() => {
    if (!isTyping) return;
    field.current?.focus();
    app.store.setState({ typingLevel: false });
  }, [app, isTyping]);
  return (
    <select
      ref={field}
      className="level-picker"
      aria-label={text('level.column')}
      value={level ?? ''}
      onChange={(event) => {
        const chosen = LEVELS.find((each) => each === event.target.value);
        if (chosen) perform(app, ...goToLevel(editorOf(app), chosen));
      }}
    >
      {level === null && <option value="">{text('level.pick')}</option>}
      {levels.map((each, index) => {
        const mark = marks[index] as keyof typeof MARKS;
        return (
          <option key={each} value={each} aria-label={`${each}, ${text(`level.${mark}`)}`}>
            {`${each} ${MARKS[mark]}`}
          </option>
        );
      })}
    </select>
  );
}
