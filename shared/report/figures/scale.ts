/** A straight map from values to drawing units, with the values worth a mark. */
export interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
  /** Decimals that tell the ticks apart. */
  readonly decimals: number;
}

export interface ScaleWish {
  readonly values: readonly number[];
  /** Where the lowest and the highest value of the axis are drawn. */
  readonly from: number;
  readonly to: number;
  /** 0 belongs to the axis. */
  readonly withZero?: boolean;
  readonly ticks?: number;
}

/** An axis over all values that ends at round numbers. Values that are not finite do not count. */
export function linearScale({ values, from, to, withZero = false, ticks: wanted = 6 }: ScaleWish): Scale {
  const finite = [...values.filter(Number.isFinite), ...(withZero ? [0] : [])];
  const low = finite.reduce((least, value) => Math.min(least, value), Infinity);
  const high = finite.reduce((greatest, value) => Math.max(greatest, value), -Infinity);
  const [start, end] = finite.length === 0 ? [0, 1] : low === high ? [low - 1, high + 1] : [low, high];
  const step = roundStep((end - start) / Math.max(1, wanted - 1));
  const first = Math.floor(start / step + 1e-9);
  const last = Math.ceil(end / step - 1e-9);
  const count = Math.min(50, last - first);
  const ticks = Array.from({ length: count + 1 }, (_, index) => (first + index) * step);
  const [bottom, top] = [first * step, last * step];
  return {
    at: (value) => from + ((value - bottom) / (top - bottom)) * (to - from),
    ticks,
    decimals: Math.max(0, Math.min(9, -Math.floor(Math.log10(step) + 1e-9))),
  };
}

/** 1, 2 or 5 times a power of ten, at least the given size. */
function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 5, 10].find((each) => each * power >= size * (1 - 1e-9)) ?? 10;
  return factor * power;
}
