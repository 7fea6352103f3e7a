import { useRef, type ReactElement, type ReactNode } from 'react';

interface Props {
  /** Of the menu, as the element's id. */
  readonly id: string;
  readonly name: string;
  readonly children: ReactNode;
  readonly icon?: string;
}

/** A button with a menu below it: the browser's own popover, which closes by Escape and by a click elsewhere. */
export function MenuButton({ id, name, icon, children }: Props): ReactElement {
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const place = (): void => {
    const box = button.current?.getBoundingClientRect();
    if (!box || !menu.current) return;
    // The style sheet moves it back into the window where it is too wide for this place.
    menu.current.style.setProperty('--menu-left', `${box.left}px`);
    menu.current.style.top = `${box.bottom + 4}px`;
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-haspopup="true"
        aria-label={icon === undefined ? undefined : name}
        title={icon === undefined ? undefined : name}
        onClick={place}
      >
        {icon ?? `${name} ▾`}
      </button>
      <div ref={menu} id={id} popover="auto" className="menu">
        {children}
      </div>
    </>
  );
}
