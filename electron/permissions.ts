import type { Session } from 'electron/main';
import { isAppAddress } from './appScheme.ts';

/** What the page may do beyond showing itself. Everything else is refused, whatever Electron may add later. */
const ALLOWED: Readonly<Record<string, string>> = {
  'clipboard-sanitized-write': 'Ctrl+C copies the measured results as a table.',
  fullscreen: 'The View menu fills the screen with the films.',
};

const allowed = (permission: string, address: string): boolean =>
  Object.hasOwn(ALLOWED, permission) && isAppAddress(address);

/** Without handlers Electron grants everything; a request handler without a check handler is half a door. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(allowed(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) => allowed(permission, requestingOrigin));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
}
