import type { Session } from 'electron/main';
import { DocumentedEmitter, strict } from './strict.ts';
import type { Violations } from './strict.ts';

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
type DeviceHandler = NonNullable<Parameters<Session['setDevicePermissionHandler']>[0]>;
type DisplayHandler = NonNullable<Parameters<Session['setDisplayMediaRequestHandler']>[0]>;
export type BeforeRequest = (details: { url: string }, callback: (answer: { cancel?: boolean }) => void) => void;
export type SchemeHandler = (request: Request) => Response | Promise<Response>;

/** What was set on one session, and the object that the program sees. */
export class StandInSession {
  readonly events: DocumentedEmitter;
  readonly schemes = new Map<string, SchemeHandler>();
  readonly beforeRequest: BeforeRequest[] = [];
  readonly proxies: unknown[] = [];
  spellChecker = true;
  permissionRequest: RequestHandler | null = null;
  permissionCheck: CheckHandler | null = null;
  devicePermission: DeviceHandler | null = null;
  displayMedia: DisplayHandler | null = null;
  /** The object under Electron's name. */
  readonly session: Session;
  readonly partition: string;

  constructor(partition: string, violations: Violations) {
    this.partition = partition;
    this.events = new DocumentedEmitter('Session', violations);
    const { events } = this;
    const members: Pick<
      Session,
      | 'isPersistent'
      | 'setPermissionRequestHandler'
      | 'setPermissionCheckHandler'
      | 'setDevicePermissionHandler'
      | 'setDisplayMediaRequestHandler'
      | 'setSpellCheckerEnabled'
      | 'setProxy'
    > = {
      isPersistent: () => partition === '' || partition.startsWith('persist:'),
      setPermissionRequestHandler: (handler) => {
        this.permissionRequest = handler;
      },
      setPermissionCheckHandler: (handler) => {
        this.permissionCheck = handler;
      },
      setDevicePermissionHandler: (handler) => {
        this.devicePermission = handler;
      },
      setDisplayMediaRequestHandler: (handler) => {
        this.displayMedia = handler;
      },
      setSpellCheckerEnabled: (enable) => {
        this.spellChecker = enable;
      },
      setProxy: (config) => {
        this.proxies.push(config);
        return Promise.resolve();
      },
    };
    const webRequest = strict(
      'WebRequest',
      { onBeforeRequest: (listener: BeforeRequest) => void this.beforeRequest.push(listener) },
      violations,
    );
    const protocol = strict(
      'Protocol',
      {
        handle: (scheme: string, handler: SchemeHandler) => {
          if (this.schemes.has(scheme)) violations.fail(`a second handler for ${scheme}`);
          this.schemes.set(scheme, handler);
        },
      },
      violations,
    );
    const whole = { ...members, webRequest, protocol, on: events.on, once: events.once, off: events.off };
    this.session = strict('Session', whole, violations) as unknown as Session;
  }

  /** What the filter says to an address: true = cancelled. A filter that answers twice or never is an error. */
  cancels(url: string): boolean {
    const [filter] = this.beforeRequest;
    if (filter === undefined) return false;
    const answers: boolean[] = [];
    filter({ url }, ({ cancel }) => answers.push(cancel === true));
    if (answers.length !== 1) throw new Error(`the filter answered ${answers.length} times`);
    return answers[0] === true;
  }
}
