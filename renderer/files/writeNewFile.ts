import type { HostError } from '../../shared/host/contract.ts';
import type { App } from './app.ts';

export interface NewFile {
  readonly kind: 'table' | 'picture';
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type Written =
  | { readonly kind: 'written'; readonly name: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: HostError };

const MOST_NAMES = 99;

/** Writes a file of the program's making where the user says; in the one folder under a name that is free. */
export async function writeNewFile(app: App, file: NewFile): Promise<Written> {
  return app.store.getState().about.picker === 'folder' ? writeInFolder(app, file) : writeChosen(app, file);
}

async function writeChosen(app: App, { kind, name, bytes }: NewFile): Promise<Written> {
  const picked = await app.host.call('pickTarget', { kind, suggestedName: name });
  if (!picked.ok) return { kind: 'failed', error: picked.error };
  if (picked.value === null) return { kind: 'cancelled' };
  // The system's dialog has asked before it gave the name of an existing file.
  return write(app, { ...picked.value, bytes, replaces: picked.value.exists ? 'any' : null });
}

async function writeInFolder(app: App, { name, bytes }: NewFile): Promise<Written> {
  const dot = name.lastIndexOf('.');
  for (let ending = 1; ; ending += 1) {
    const tried = ending === 1 ? name : `${name.slice(0, dot)}_${ending}${name.slice(dot)}`;
    const opened = await app.host.call('openInFolder', { name: tried });
    if (!opened.ok) return { kind: 'failed', error: opened.error };
    if (!opened.value.exists || ending === MOST_NAMES) return write(app, { ...opened.value, bytes, replaces: null });
  }
}

async function write(
  app: App,
  target: {
    readonly grant: string;
    readonly name: string;
    readonly bytes: Uint8Array<ArrayBuffer>;
    readonly replaces: 'any' | null;
  },
): Promise<Written> {
  const { grant, name, bytes, replaces } = target;
  const written = await app.host.call('writeFile', { grant, bytes, replaces });
  return written.ok ? { kind: 'written', name } : { kind: 'failed', error: written.error };
}
