interface Turned {
  /** Clockwise quarter turns in degrees, applied after the flips. */
  readonly rotation?: number | undefined;
  readonly flipHorizontal?: boolean | undefined;
  readonly flipVertical?: boolean | undefined;
}

/** How a view differs from the stored picture: mirrored or not, and clockwise degrees from 0 to 270. Two flips are half a turn. */
export function viewTurn({ rotation = 0, flipHorizontal = false, flipVertical = false }: Turned): {
  readonly isFlipped: boolean;
  readonly degrees: number;
} {
  const isHalfTurned = flipHorizontal && flipVertical;
  return { isFlipped: flipHorizontal !== flipVertical, degrees: (rotation + (isHalfTurned ? 180 : 0)) % 360 };
}
