/** The first damage met in a lossless JPEG stream; thrown and caught inside its decoder only. */
export class LosslessFault extends Error {
  readonly truncated: boolean;
  constructor(message: string, truncated = false) {
    super(message);
    this.truncated = truncated;
  }
}
