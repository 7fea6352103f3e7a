export type Interpolation = 'nearest' | 'bilinear';

/** What the screen shows before any look-up table: stored values at display resolution. */
export interface DisplayBuffer {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** The 16 bits of each stored value, so that one look-up table serves signed and unsigned images. */
  readonly samples: Uint16Array;
  /** For each row the first and one past the last display pixel that shows image; outside is background. */
  readonly spans: Int32Array;
}
