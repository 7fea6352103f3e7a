/** Something in a study that contradicts something else in it. */
export interface Difference {
  readonly code: string;
  /** `error`: the numbers or the record cannot be trusted; `warning`: somebody should look. */
  readonly severity: 'error' | 'warning';
  /** Where, in words of the study: "S001 post L1 R1/1". */
  readonly where: string;
  readonly message: string;
}

export interface Verification {
  /** True when there is no difference of severity `error`. */
  readonly ok: boolean;
  readonly differences: readonly Difference[];
}

/** Reports one finding; `where` is known at the place of the check. */
export type Report = (severity: Difference['severity'], code: string, where: string, message: string) => void;
