import type { BrowserWindowConstructorOptions, Session, WebContents } from 'electron/main';
import { DocumentedEmitter, standInEvent, strict } from './strict.ts';
import type { StandInEvent, Violations } from './strict.ts';

export interface WindowWorld {
  readonly violations: Violations;
  /** Fetches the page as the session of the window would; throws what `loadURL` rejects with. */
  loadPage(session: Session, url: string): Promise<void>;
  onClosed(window: StandInWindow): void;
}

/** One window: its options, what was done with it, and the object that the program sees. */
export class StandInWindow {
  readonly events: DocumentedEmitter;
  readonly contentsEvents: DocumentedEmitter;
  readonly sent: { readonly channel: string; readonly value: unknown }[] = [];
  readonly titles: string[] = [];
  openHandler: ((details: unknown) => { action: string }) | null = null;
  /** Delivers what main sends to a page; null while no page listens. */
  receive: ((channel: string, value: unknown) => void) | null = null;
  shown = false;
  destroyed = false;
  reloads = 0;
  url = '';
  readonly options: BrowserWindowConstructorOptions;
  readonly contents: WebContents;
  /** The object under Electron's name, put there by the class that the program constructs. */
  readonly members: object;
  readonly #world: WindowWorld;

  constructor(options: BrowserWindowConstructorOptions, world: WindowWorld) {
    this.options = options;
    this.#world = world;
    const { violations } = world;
    this.events = new DocumentedEmitter('BrowserWindow', violations);
    this.contentsEvents = new DocumentedEmitter('WebContents', violations);
    this.contents = this.#makeContents(violations);
    this.members = this.#makeMembers(violations);
  }

  #alive = (className: string) => (member: string) => {
    if (this.destroyed && member !== 'isDestroyed') {
      this.#world.violations.fail(`${className}.${member}: Object has been destroyed`);
    }
  };

  #makeContents(violations: Violations): WebContents {
    const { on, once, off } = this.contentsEvents;
    const members = {
      on,
      once,
      off,
      isDestroyed: () => this.destroyed,
      send: (channel: string, value: unknown) => {
        const copy: unknown = structuredClone(value);
        this.sent.push({ channel, value: copy });
        this.receive?.(channel, copy);
      },
      setWindowOpenHandler: (handler: (details: unknown) => { action: string }) => {
        this.openHandler = handler;
      },
      reload: () => {
        this.reloads += 1;
      },
    };
    return strict('WebContents', members, violations, this.#alive('WebContents')) as unknown as WebContents;
  }

  #makeMembers(violations: Violations): object {
    const { on, once, off } = this.events;
    const members = {
      on,
      once,
      off,
      webContents: this.contents,
      isDestroyed: () => this.destroyed,
      isMinimized: () => false,
      restore: () => {},
      focus: () => {},
      show: () => {
        this.shown = true;
      },
      setTitle: (title: string) => void this.titles.push(title),
      setDocumentEdited: () => {},
      loadURL: (url: string) => this.#load(url),
      close: () => void this.close(),
    };
    return strict('BrowserWindow', members, violations, this.#alive('BrowserWindow'));
  }

  async #load(url: string): Promise<void> {
    const { session } = this.options.webPreferences ?? {};
    if (session === undefined) return this.#world.violations.fail('a page without a session of its own');
    this.contentsEvents.send('did-start-navigation', { isMainFrame: true, isSameDocument: false, url });
    await this.#world.loadPage(session, url);
    if (this.destroyed) throw new Error(`ERR_ABORTED (-3) loading '${url}'`);
    this.url = url;
    this.events.send('ready-to-show');
    this.contentsEvents.send('did-finish-load');
  }

  /** Asks to close, as the user or the program would. Returns the event, prevented or not, at once. */
  close(): StandInEvent {
    const event = standInEvent();
    this.events.send('close', event);
    if (!event.defaultPrevented) this.destroy();
    return event;
  }

  destroy(): void {
    this.destroyed = true;
    this.events.send('closed');
    this.#world.onClosed(this);
  }
}
