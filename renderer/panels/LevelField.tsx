import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { Level } from '../../shared/spine/levels.ts';
import { goToLevel } from '../editor/goToLevel.ts';
import { editorOf, perform } from '../files/app.ts';
import { text } from '../messages/text.ts';
import { useApp } from './useApp.ts';

/** A level by its name: "L1" and Enter. Escape and leaving the field close it. */
export function LevelField({ levels }: { readonly levels: readonly Level[] }): ReactElement {
  const app = useApp();
  const field = useRef<HTMLInputElement>(null);
  const [unknown, setUnknown] = useState<string | null>(null);
  useEffect(() => field.current?.focus(), []);

  const close = (): void => app.store.setState({ typingLevel: false });
  const go = (typed: string): void => {
    const name = typed.trim().toUpperCase();
    const level = levels.find((each) => each === name);
    if (level === undefined) {
      setUnknown(name);
      return;
    }
    close();
    perform(app, ...goToLevel(editorOf(app), level));
    const pane = editorOf(app).activePane;
    document.querySelector<HTMLElement>(`[data-pane="${pane}"] .surface`)?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') go(event.currentTarget.value);
    if (event.key === 'Escape') close();
    if (event.key === 'Enter' || event.key === 'Escape') event.stopPropagation();
  };
  return (
    <div className="level-field">
      <input
        ref={field}
        aria-label={text('level.jump')}
        aria-invalid={unknown !== null}
        placeholder="L1"
        maxLength={4}
        onChange={() => setUnknown(null)}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      {unknown !== null && <p role="alert">{text('level.jumpUnknown', { level: unknown })}</p>}
    </div>
  );
}
