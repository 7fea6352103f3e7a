import type { Landmark } from './landmarks.ts';
import type { Level } from './levels.ts';

/**
 * `error`: the measures that use these landmarks are withheld. `blocking`: they are shown, and the reader has to
 * repair or confirm before the level is final. `warning`: worth a look.
 */
export type Severity = 'error' | 'blocking' | 'warning';

const ISSUES = {
  invalid_point: ['error', 'A point has no usable coordinates; place it again.'],
  degenerate_endplate: ['error', 'Two points of one endplate lie on each other; move one of them.'],
  degenerate_vertebra: ['error', 'The two endplates lie on each other or in one line; check all points.'],
  endplates_point_in_opposite_directions: [
    'error',
    'Front and back are exchanged on one of the two endplates; swap them on that endplate.',
  ],
  crossed_outline: [
    'blocking',
    'The outline of the body crosses itself; upper and lower points look exchanged on one side.',
  ],
  anterior_direction_disagrees_with_image: [
    'blocking',
    'Front and back look exchanged: this body faces the other way than the image. The sign of the angle depends on it.',
  ],
  superior_below_inferior_relative_to_neighbours: [
    'warning',
    'Upper and lower endplate look exchanged: this body points the other way along the spine.',
  ],
  level_order_inconsistent: ['blocking', 'The levels do not follow each other along the spine; check the level names.'],
  middle_points_crossed: ['blocking', 'The middle points look exchanged: the upper one lies below the lower one.'],
  middle_point_outside_endplate: ['warning', 'A middle point does not lie between the corners of its endplate.'],
  implausible_wedge_angle: ['warning', 'The wedge angle is larger than 60 degrees; check the corners.'],
  implausible_height_ratio: [
    'warning',
    'Anterior and posterior height differ more than a vertebra allows; check the corners.',
  ],
  implausible_endplate_length: ['warning', 'An endplate is shorter than 10 mm; check the points and the calibration.'],
} as const satisfies Record<string, readonly [Severity, string]>;

export type IssueCode = keyof typeof ISSUES;

/** Something about the placed points that the reader has to know. */
export interface Issue {
  readonly code: IssueCode;
  readonly severity: Severity;
  readonly message: string;
  readonly landmarks: readonly Landmark[];
  readonly level?: Level;
}

export function issue(code: IssueCode, landmarks: readonly Landmark[], level?: Level | null): Issue {
  const [severity, message] = ISSUES[code];
  return { code, severity, message, landmarks, ...(level ? { level } : {}) };
}

/** The order in which issues are told: what withholds numbers first. */
const RANK: Record<Severity, number> = { error: 0, blocking: 1, warning: 2 };

export const worstFirst = (issues: readonly Issue[]): readonly Issue[] =>
  issues.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
