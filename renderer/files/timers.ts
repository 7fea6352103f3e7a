/** Time as the page needs it; tests put a clock in its place that they move by hand. */
export interface Timers {
  /** Milliseconds since some fixed moment. */
  now(): number;
  /** Returns the function that cancels it. */
  after(milliseconds: number, action: () => void): () => void;
  /** Lets the page draw and take input before going on. */
  pause(): Promise<void>;
}

export const browserTimers: Timers = {
  now: () => performance.now(),
  after: (milliseconds, action) => {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
  pause: () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        port1.close();
        resolve();
      });
      port1.start();
      port2.postMessage(null);
    }),
};
