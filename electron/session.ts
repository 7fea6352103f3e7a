import { app, session } from 'electron/main';
import type { Session } from 'electron/main';
import { APP_SCHEME, createPageHandler } from './appScheme.ts';
import type { PageFiles } from './appScheme.ts';
import { refusePermissions } from './permissions.ts';
import { refuseRequests } from './requestFilter.ts';

/** No `persist:`, so this session lives in memory: nothing of a patient stays behind in the browser's caches. */
const PARTITION = 'endplate';

const closedSessions = new WeakSet<Session>();

/** Shuts the doors of a session: permissions, network, downloads, spell checker. Safe to call twice. */
export function closeSession(target: Session, onRefused: (scheme: string) => void): void {
  if (closedSessions.has(target)) return;
  closedSessions.add(target);
  refusePermissions(target);
  refuseRequests(target, { devTools: !app.isPackaged, onRefused });
  target.on('will-download', (event) => event.preventDefault());
  target.setSpellCheckerEnabled(false);
}

/** The one session of the page: in memory, closed, direct, and serving `app://endplate/`. */
export async function createPageSession(files: PageFiles, onRefused: (scheme: string) => void): Promise<Session> {
  const page = session.fromPartition(PARTITION);
  if (page.isPersistent()) throw new Error('The session of the page would be kept on disk.');
  closeSession(page, onRefused);
  closeSession(session.defaultSession, onRefused);
  // Looking for a proxy is network traffic, too.
  await page.setProxy({ mode: 'direct' });
  await session.defaultSession.setProxy({ mode: 'direct' });
  await app.setProxy({ mode: 'direct' });
  app.configureHostResolver({ secureDnsMode: 'off', enableBuiltInResolver: false });
  page.protocol.handle(APP_SCHEME, createPageHandler(files));
  return page;
}
