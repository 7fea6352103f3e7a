import type { Clock } from '../../../electron/host/clock.ts';

interface Timer {
  at: number;
  readonly repeats: number | null;
  readonly action: () => void;
}

/** A clock that moves when the test says so; `wait` moves it by itself, so that nothing ever sleeps. */
export class ManualClock implements Clock {
  /** Every wait that was asked for, in milliseconds. */
  readonly waits: number[] = [];
  #now = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#now;
  }

  async wait(milliseconds: number): Promise<void> {
    this.waits.push(milliseconds);
    await this.advance(milliseconds);
  }

  every(milliseconds: number, action: () => void): () => void {
    return this.#add({ at: this.#now + milliseconds, repeats: milliseconds, action });
  }

  after(milliseconds: number, action: () => void): () => void {
    return this.#add({ at: this.#now + milliseconds, repeats: null, action });
  }

  /** Runs everything that falls due, in order, and lets what it started go on. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      const due = [...this.#timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (due === undefined) break;
      this.#now = due.at;
      if (due.repeats === null) this.#timers.delete(due);
      else due.at += due.repeats;
      due.action();
      await Promise.resolve();
    }
    this.#now = end;
  }

  #add(timer: Timer): () => void {
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }
}
