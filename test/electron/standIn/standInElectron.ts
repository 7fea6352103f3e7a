import path from 'node:path';
import type { App, BrowserWindowConstructorOptions, CustomScheme, Session } from 'electron/main';
import { DocumentedEmitter, standInEvent, strict, Violations } from './strict.ts';
import { settled, StandInDialog } from './standInDialog.ts';
import { StandInIpc } from './standInIpc.ts';
import { StandInSession } from './standInSession.ts';
import { StandInWindow } from './standInWindow.ts';

export interface StandInOptions {
  readonly folder: string;
  readonly isPackaged?: boolean;
  /** Chromium switches on the command line. */
  readonly switches?: readonly string[];
  /** False: another Endplate runs already. */
  readonly hasLock?: boolean;
}

/** A strict stand-in for the `electron` module of the main process. Wrong uses throw and are listed in `violations`. */
export class StandInElectron {
  readonly violations = new Violations();
  readonly appEvents = new DocumentedEmitter('App', this.violations);
  readonly power = new DocumentedEmitter('PowerMonitor', this.violations);
  readonly windows: StandInWindow[] = [];
  readonly sessions: StandInSession[] = [];
  readonly defaultSession = new StandInSession('', this.violations);
  readonly dialog: StandInDialog;
  readonly ipc: StandInIpc;
  /** What was done with `app` and before it was ready, in order. */
  readonly calls: string[] = [];
  readonly paths: Record<string, string>;
  readonly schemes: CustomScheme[][] = [];
  readonly appProxies: unknown[] = [];
  readonly hostResolver: unknown[] = [];
  readonly menus: unknown[] = [];
  lockData: unknown = null;
  ready = false;
  /** True once `will-quit` went through: the process would be gone. */
  ended = false;
  quitting = false;
  /** What the bundle imports under the name `electron/main`. */
  readonly main: Readonly<Record<string, unknown>>;
  readonly #options: StandInOptions;
  #announceReady = (): void => {};
  readonly #whenReady = new Promise<void>((resolve) => {
    this.#announceReady = resolve;
  });

  constructor(options: StandInOptions) {
    this.#options = options;
    this.paths = {
      userData: path.join(options.folder, 'user'),
      documents: path.join(options.folder, 'documents'),
    };
    this.dialog = new StandInDialog(this.violations, (window) =>
      this.windows.some((one) => one.members === window && !one.destroyed),
    );
    this.ipc = new StandInIpc(this.violations);
    const needsReady = (name: string) => (member: string) => {
      if (!this.ready) this.violations.fail(`${name}.${member} before ready`);
    };
    const { on, once, off } = this.power;
    this.main = {
      app: this.#makeApp(),
      BrowserWindow: this.#makeWindowClass(),
      dialog: new Proxy(this.dialog.dialog, {
        get: (target, member) => {
          // Error boxes alone are allowed before.
          if (member !== 'showErrorBox') needsReady('dialog')(String(member));
          return Reflect.get(target, member) as unknown;
        },
      }),
      ipcMain: this.ipc.ipcMain,
      Menu: this.#makeMenu(),
      powerMonitor: strict('PowerMonitor', { on, once, off }, this.violations, needsReady('powerMonitor')),
      protocol: strict(
        'Protocol',
        { registerSchemesAsPrivileged: (schemes: CustomScheme[]) => this.#registerSchemes(schemes) },
        this.violations,
      ),
      session: this.#makeSessionModule(needsReady('session')),
    };
  }

  #beforeReady(name: string): void {
    if (this.ready) this.violations.fail(`${name} after ready`);
    this.calls.push(name);
  }

  #registerSchemes(schemes: CustomScheme[]): void {
    this.#beforeReady('registerSchemesAsPrivileged');
    if (this.schemes.length > 0) this.violations.fail('schemes registered twice');
    this.schemes.push(schemes);
  }

  #makeApp(): App {
    const { on, once, off } = this.appEvents;
    const switches = new Set(this.#options.switches);
    const members = {
      on,
      once,
      off,
      isPackaged: this.#options.isPackaged ?? true,
      commandLine: strict(
        'CommandLine',
        {
          hasSwitch: (name: string) => switches.has(name),
          appendSwitch: (name: string, value = '') => this.#beforeReady(`switch ${name}=${value}`),
        },
        this.violations,
      ),
      enableSandbox: () => this.#beforeReady('enableSandbox'),
      disableHardwareAcceleration: () => this.#beforeReady('disableHardwareAcceleration'),
      setPath: (name: string, place: string) => {
        this.#beforeReady(`setPath ${name}`);
        this.paths[name] = place;
      },
      getPath: (name: string) => this.paths[name] ?? this.violations.fail(`no path ${name}`),
      getAppPath: () => path.join(this.#options.folder, 'resources/app.asar'),
      getVersion: () => '0.1.0',
      setAppUserModelId: () => {},
      requestSingleInstanceLock: (data: unknown) => {
        this.calls.push('requestSingleInstanceLock');
        this.lockData = structuredClone(data);
        return this.#options.hasLock ?? true;
      },
      whenReady: () => this.#whenReady,
      isReady: () => this.ready,
      quit: () => this.quit(),
      setProxy: (config: unknown) => {
        if (!this.ready) this.violations.fail('app.setProxy before ready');
        this.appProxies.push(config);
        return Promise.resolve();
      },
      configureHostResolver: (config: unknown) => {
        if (!this.ready) this.violations.fail('app.configureHostResolver before ready');
        this.hostResolver.push(config);
      },
    };
    return strict('App', members, this.violations) as unknown as App;
  }

  #makeWindowClass(): unknown {
    const construct = (options: BrowserWindowConstructorOptions): object => {
      if (!this.ready) this.violations.fail('BrowserWindow before ready');
      const taken = this.windows.some((one) => !one.destroyed && one.options.name === options.name);
      if (options.name !== undefined && taken) this.violations.fail('a window name in use');
      const window = new StandInWindow(options, {
        violations: this.violations,
        loadPage: (session, url) => this.#loadPage(session, url),
        onClosed: () => this.#windowClosed(),
      });
      this.windows.push(window);
      this.appEvents.send('web-contents-created', standInEvent(), window.contents);
      return window.members;
    };
    return function BrowserWindow(options: BrowserWindowConstructorOptions): object {
      return construct(options);
    };
  }

  #makeMenu(): unknown {
    return strict(
      'Menu',
      {
        buildFromTemplate: (template: unknown) => ({ template }),
        setApplicationMenu: (menu: unknown) => {
          if (this.windows.length > 0) this.violations.fail('the menu comes before the first window');
          this.menus.push(menu);
        },
      },
      this.violations,
    );
  }

  #makeSessionModule(guard: (member: string) => void): unknown {
    return strict(
      'Session',
      {
        fromPartition: (partition: string) => {
          const created = new StandInSession(partition, this.violations);
          this.sessions.push(created);
          this.appEvents.send('session-created', created.session);
          return created.session;
        },
        defaultSession: this.defaultSession.session,
      },
      this.violations,
      guard,
    );
  }

  async #loadPage(session: Session, url: string): Promise<void> {
    const own = this.sessions.find((one) => one.session === session);
    const handler = own?.schemes.get(new URL(url).protocol.slice(0, -1));
    if (own === undefined || handler === undefined) throw new Error(`ERR_UNKNOWN_URL_SCHEME loading ${url}`);
    if (own.cancels(url)) throw new Error(`ERR_BLOCKED_BY_CLIENT loading ${url}`);
    const response = await handler(new Request(url));
    if (!response.ok) throw new Error(`ERR_FAILED loading ${url}`);
  }

  /** What the runtime does once the entry module has been evaluated. */
  async becomeReady(): Promise<void> {
    this.ready = true;
    this.#announceReady();
    await settled();
  }

  #windowClosed(): void {
    if (this.windows.some((one) => !one.destroyed)) return;
    if (this.quitting) this.#willQuit();
    else this.appEvents.send('window-all-closed');
  }

  /** The order of the runtime: before-quit, close of each window (which may cancel), will-quit (which may, too). */
  quit(): void {
    this.calls.push('quit');
    if (this.ended) return;
    this.appEvents.send('before-quit', standInEvent());
    this.quitting = true;
    const open = this.windows.filter((one) => !one.destroyed);
    if (open.length === 0) this.#willQuit();
    for (const window of open) {
      if (!window.close().defaultPrevented) continue;
      // A prevented close cancels the whole quit.
      this.quitting = false;
      return;
    }
  }

  #willQuit(): void {
    const event = standInEvent();
    this.appEvents.send('will-quit', event);
    if (event.defaultPrevented) this.quitting = false;
    else this.ended = true;
  }
}
