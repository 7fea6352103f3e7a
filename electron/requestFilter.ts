import type { Session } from 'electron/main';
import { isAppAddress } from './appScheme.ts';

export interface RequestFilterOptions {
  /** Lets the developer tools load their own page. */
  readonly devTools: boolean;
  /** Told the scheme of each refused request, e.g. 'https:'; never the address, which may hold anything. */
  readonly onRefused: (scheme: string) => void;
}

/** Nothing ever leaves the program: every request that is not for its own files is cancelled. */
export function refuseRequests(session: Session, options: RequestFilterOptions): void {
  session.webRequest.onBeforeRequest((details, callback) => {
    const scheme = schemeOf(details.url);
    const ours = isAppAddress(details.url) || scheme === 'blob:' || scheme === 'data:';
    const cancel = !(ours || (options.devTools && scheme === 'devtools:'));
    if (cancel) options.onRefused(scheme);
    callback({ cancel });
  });
}

function schemeOf(address: string): string {
  try {
    return new URL(address).protocol;
  } catch {
    return 'unreadable';
  }
}
