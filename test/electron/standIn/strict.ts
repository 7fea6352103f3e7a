import { documentedClass } from './documentedApi.ts';

/** A wrong use of Electron. The tests look at the list, since the program's own error handling may swallow the throw. */
export class Violations {
  readonly list: string[] = [];
  fail(text: string): never {
    this.list.push(text);
    throw new Error(text);
  }
}

const EMITTER = new Set(['on', 'once', 'off', 'addListener', 'removeListener', 'removeAllListeners', 'emit']);

/**
 * Wraps the emulation of an Electron object: what the emulation does not have, electron.d.ts does not know, or is called
 * with another number of arguments, fails loudly. `guard` runs before every access, e.g. to refuse a destroyed object.
 */
export function strict<T extends object>(
  className: string,
  emulation: T,
  violations: Violations,
  guard: (member: string) => void = () => {},
): T {
  const { members } = documentedClass(className);
  return new Proxy(emulation, {
    get(target, member) {
      // Test frameworks and promises look for these on anything.
      if (typeof member === 'symbol' || member === 'then' || member === 'toJSON') return Reflect.get(target, member);
      if (!(member in target)) return violations.fail(`${className}.${member} is not emulated`);
      guard(member);
      const value: unknown = Reflect.get(target, member, target);
      if (EMITTER.has(member)) return value;
      const shape = members.get(member);
      if (shape === undefined) return violations.fail(`electron.d.ts knows no ${className}.${member}`);
      if (shape.kind === 'property' || typeof value !== 'function') return value;
      return (...args: readonly unknown[]): unknown => {
        if (args.length < shape.fewest || args.length > shape.most) {
          violations.fail(
            `${className}.${member} takes ${shape.fewest} to ${shape.most} arguments, not ${args.length}`,
          );
        }
        return Reflect.apply(value, target, args) as unknown;
      };
    },
    set(_target, member) {
      return violations.fail(`${className}.${String(member)} was assigned`);
    },
  });
}

type Listener = (...args: never[]) => void;

/** An emitter that takes only the documented events of a class. */
export class DocumentedEmitter {
  readonly #listeners = new Map<string, readonly { readonly listener: Listener; readonly once: boolean }[]>();
  readonly #className: string;
  readonly #violations: Violations;

  constructor(className: string, violations: Violations) {
    this.#className = className;
    this.#violations = violations;
  }

  #of(event: string): readonly { readonly listener: Listener; readonly once: boolean }[] {
    if (!documentedClass(this.#className).events.has(event)) {
      this.#violations.fail(`electron.d.ts knows no event '${event}' of ${this.#className}`);
    }
    return this.#listeners.get(event) ?? [];
  }

  on = (event: string, listener: Listener): this => {
    this.#listeners.set(event, [...this.#of(event), { listener, once: false }]);
    return this;
  };

  once = (event: string, listener: Listener): this => {
    this.#listeners.set(event, [...this.#of(event), { listener, once: true }]);
    return this;
  };

  off = (event: string, listener: Listener): this => {
    const left = this.#of(event).filter((one) => one.listener !== listener);
    this.#listeners.set(event, left);
    return this;
  };

  /** For the tests: what the runtime would report. */
  send(event: string, ...args: readonly unknown[]): void {
    for (const { listener, once } of this.#of(event)) {
      if (once) this.off(event, listener);
      (listener as (...all: readonly unknown[]) => void)(...args);
    }
  }

  listens = (event: string): number => this.#of(event).length;
}

export interface StandInEvent {
  defaultPrevented: boolean;
  preventDefault(): void;
}

/** An event object of Electron with further fields. */
export function standInEvent<F extends object>(fields?: F): StandInEvent & F {
  const event = {
    ...(fields as F),
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true;
    },
  };
  return event;
}
