import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';

/** Time as the host needs it; tests put a clock in its place that they move by hand. */
export interface Clock {
  /** Milliseconds since some fixed moment; never goes back. */
  now(): number;
  wait(milliseconds: number): Promise<void>;
  /** Runs the action again and again; does not keep the process alive. Returns the function that ends it. */
  every(milliseconds: number, action: () => void): () => void;
  /** Runs the action once; does not keep the process alive. Returns the function that cancels it. */
  after(milliseconds: number, action: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  wait: async (milliseconds) => {
    await wait(milliseconds);
  },
  every: (milliseconds, action) => {
    const timer = setInterval(action, milliseconds).unref();
    return () => clearInterval(timer);
  },
  after: (milliseconds, action) => {
    const timer = setTimeout(action, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};
