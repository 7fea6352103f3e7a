import { useEffect, useRef, type KeyboardEvent, type ReactElement } from 'react';
import type { PageCommand } from '../editor/commands.ts';
import type { PaneIndex } from '../editor/place.ts';
import { perform, type App } from '../files/app.ts';
import { text } from '../messages/text.ts';
import { actionById, isEnabled, runAction } from './actions/allActions.ts';
import { keyText } from './actions/keyText.ts';
import { useApp, useAppState } from './useApp.ts';

const OF_POINT = ['replace-point', 'estimated', 'not-visible', 'clear-point'] as const;
const OF_FILM = [
  'zoom-to-vertebra',
  'fit',
  'reset-view',
  'window-auto',
  'window-as-opened',
  'invert',
  'rotate-right',
  'flip-horizontal',
  'calibrate',
  'clear-level',
] as const;

/** A right click: its film becomes the active one, its point the selected one, and the menu opens there. */
export function openFilmMenu(app: App, { pane, at, target }: Extract<PageCommand, { type: 'openMenu' }>): void {
  perform(app, { type: 'setActivePane', pane });
  if (target) perform(app, { type: 'setLevel', level: target.level }, { type: 'select', selection: target });
  app.store.setState({ menu: { pane, at, target } });
}

/** What can be done with the point or the film that was right-clicked, each with its key. */
export function FilmMenu({ pane }: { readonly pane: PaneIndex }): ReactElement | null {
  const menu = useAppState((state) => (state.menu?.pane === pane ? state.menu : null));
  return menu && <OpenMenu key={`${menu.at.x} ${menu.at.y}`} menu={menu} />;
}

function OpenMenu({ menu: { pane, at, target } }: { readonly menu: Omit<PageMenu, 'type'> }) {
  const app = useApp();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const element = list.current;
    const view = element?.parentElement?.getBoundingClientRect();
    if (!element || !view) return;
    element.showPopover();
    const { width, height } = element.getBoundingClientRect();
    const inside = (place: number, size: number, end: number): string =>
      `${Math.max(8, Math.min(place, end - size - 8))}px`;
    element.style.left = inside(view.left + at.x, width, window.innerWidth);
    element.style.top = inside(view.top + at.y, height, window.innerHeight);
    element.querySelector<HTMLElement>('[role="menuitem"]:not(:disabled)')?.focus();
  }, [at]);
  const close = (): void => app.store.setState({ menu: null });
  return (
    <ul
      ref={list}
      className="film-menu"
      role="menu"
      popover="auto"
      aria-label={target ? text(`landmark.${target.landmark}`) : text('menu.film')}
      onToggle={(event) => {
        if (event.newState === 'closed') close();
      }}
      onKeyDown={(event) => moveFocus(event)}
    >
      {target && (
        <li className="quiet" role="presentation">
          <strong>{`${target.level} ${target.landmark}`}</strong> {text(`landmark.${target.landmark}`)}
        </li>
      )}
      {(target ? OF_POINT : OF_FILM).map((id) => (
        <Item key={id} id={id} pane={pane} onDone={close} />
      ))}
    </ul>
  );
}

type PageMenu = Extract<PageCommand, { type: 'openMenu' }>;

function Item({ id, pane, onDone }: { readonly id: string; readonly pane: PaneIndex; readonly onDone: () => void }) {
  const app = useApp();
  const action = actionById(id);
  const enabled = useAppState((state) => isEnabled(action, state));
  const on = useAppState((state) => action.isOn?.(state) === true);
  const [key] = action.keys;
  const choose = (): void => {
    onDone();
    document.querySelector<HTMLElement>(`[data-pane="${pane}"] .surface`)?.focus({ preventScroll: true });
    runAction(app, id);
  };
  return (
    <li role="presentation">
      <button type="button" role="menuitem" tabIndex={-1} disabled={!enabled} onClick={choose}>
        <span>{`${on ? '✓ ' : ''}${text(action.label)}`}</span>
        {key !== undefined && <kbd>{keyText(key)}</kbd>}
      </button>
    </li>
  );
}

/** Up and down go round the items that can be chosen, as in every menu. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (by === 0) return;
  event.preventDefault();
  event.stopPropagation();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"]:not(:disabled)')];
  const index = items.findIndex((item) => item === document.activeElement);
  items[(index + by + items.length) % items.length]?.focus();
}
