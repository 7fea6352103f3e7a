import vm from 'node:vm';
import { pageOf } from './standInIpc.ts';
import type { StandInElectron } from './standInElectron.ts';
import type { StandInWindow } from './standInWindow.ts';
import { strict } from './strict.ts';

export interface StandInPage {
  /** What the page finds in its window, by name; frozen and copied as the bridge does. */
  readonly world: Readonly<Record<string, unknown>>;
  /** Files that a user dropped, with the paths that only the preload learns. */
  dropFile(name: string, file: string): File;
}

/** The names that a preload finds: it runs as the body of a function, and `require` knows a few modules only. */
const PARAMETERS = ['require', 'process', 'exports', 'module', 'Buffer', 'global', 'setImmediate', 'clearImmediate'];

/** Runs the preload bundle for a window and connects it with the main process of the stand-in. */
export function runPreload(text: string, electron: StandInElectron, window: StandInWindow): StandInPage {
  const { violations } = electron;
  const world: Record<string, unknown> = {};
  const paths = new WeakMap<File, string>();
  const channels = new Map<string, ((event: unknown, value: unknown) => void)[]>();
  const provided = {
    contextBridge: strict(
      'ContextBridge',
      {
        exposeInMainWorld: (name: string, api: object) => {
          if (name in world) violations.fail(`${name} exposed twice`);
          world[name] = crossing(api);
        },
      },
      violations,
    ),
    ipcRenderer: strict(
      'IpcRenderer',
      {
        on: (channel: string, listener: (event: unknown, value: unknown) => void) => {
          channels.set(channel, [...(channels.get(channel) ?? []), listener]);
        },
        invoke: (channel: string, ...args: unknown[]) => electron.ipc.invoke(pageOf(window), channel, ...args),
      },
      violations,
    ),
    webUtils: strict(
      'WebUtils',
      {
        getPathForFile: (file: File) => {
          if (!(file instanceof File)) throw new TypeError('getPathForFile: not a File');
          return paths.get(file) ?? '';
        },
      },
      violations,
    ),
  };
  const load = (name: string): unknown => {
    if (['electron', 'electron/renderer', 'electron/common'].includes(name)) return provided;
    return violations.fail(`module not found: ${name}`);
  };
  window.receive = (channel, value) => {
    for (const listener of channels.get(channel) ?? []) listener({ sender: provided.ipcRenderer }, value);
  };
  const run = vm.runInThisContext(`(function (${PARAMETERS.join(', ')}) {${text}\n})`) as (...given: unknown[]) => void;
  run(load, { platform: process.platform }, {}, { exports: {} }, Buffer, {}, setImmediate, clearImmediate);
  return {
    world: Object.freeze(world),
    dropFile: (name, file) => {
      const dropped = new File([], name);
      paths.set(dropped, file);
      return dropped;
    },
  };
}

/** What the bridge does with a value: functions are wrapped, files pass, the rest is copied; all of it is frozen. */
function crossing(value: unknown): unknown {
  if (typeof value === 'function') {
    return (...args: unknown[]): unknown => {
      const answer: unknown = (value as (...all: unknown[]) => unknown)(...args.map(crossing));
      return answer instanceof Promise
        ? answer.then(crossing, (error: unknown) => Promise.reject(bare(error)))
        : crossing(answer);
    };
  }
  if (typeof value !== 'object' || value === null || value instanceof File) return value;
  if (value instanceof Error) return bare(value);
  if (Array.isArray(value)) return Object.freeze(value.map(crossing));
  if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value);
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([name, part]) => [name, crossing(part)])));
}

/** Errors lose every field but their message. */
const bare = (error: unknown): Error => new Error(error instanceof Error ? error.message : String(error));
