import type { Clock } from '../host/clock.ts';

const TICK_MS = 30_000;
/** 10 minutes. Ticks and not a time difference: a computer that slept must not find its server gone. */
const SILENT_TICKS = 20;

export interface IdleWatch {
  /** A sign of life of the page. */
  alive(): void;
  stop(): void;
}

/** Calls `onIdle` once, 10 minutes after the last sign of life, but never while work is unsaved. */
export function watchIdle(
  clock: Clock,
  host: { readonly isBusy: () => boolean; readonly onIdle: () => void },
): IdleWatch {
  let silentTicks = 0;
  const stop = clock.every(TICK_MS, () => {
    silentTicks = host.isBusy() ? 0 : silentTicks + 1;
    if (silentTicks < SILENT_TICKS) return;
    stop();
    host.onIdle();
  });
  return {
    alive: () => {
      silentTicks = 0;
    },
    stop,
  };
}
