import { LANDMARKS, type Landmark } from '../../shared/spine/landmarks.ts';
import type { Level } from '../../shared/spine/levels.ts';
import { examCalibration } from '../../shared/study/examCalibration.ts';
import { findVertebra } from '../../shared/study/find.ts';
import type { Exam, Vertebra } from '../../shared/study/study.ts';
import type { ImagePoint } from '../../shared/units.ts';
import type { ReadingError } from '../../shared/spine/uncertainty.ts';

/** Where another reading has a point, and how far around it a difference is no more than reading error. */
export interface ToleranceRing {
  readonly landmark: Landmark;
  readonly at: ImagePoint;
  /** Half axes in stored pixels along x and y: a circle at the patient. */
  readonly radius: { readonly x: number; readonly y: number };
  /** How far the own point is from it: millimetres, without a spacing pixels; null without an own point. */
  readonly distance: number | null;
  readonly unit: 'mm' | 'px';
  readonly isOutside: boolean;
}

/** Depth of a vertebral body where a film has no spacing: then the rings are as large as on a body of this depth. */
const USUAL_DEPTH_MM = 35;

/**
 * A height of two points with the error SD s each has the SD s·√2. So a height error (MDC95) of h mm belongs to points
 * that two readings place within h/√2 of each other along one axis.
 */
export const pointTolerance = ({ heightMm }: Pick<ReadingError, 'heightMm'>): number => heightMm / Math.SQRT2;

/** The rings of the other reading round the points of a level; `own` is the reading that they are drawn over. */
export function toleranceRings(
  exam: Exam,
  {
    own,
    other,
    level,
    error,
  }: { own: Vertebra | null; other: Vertebra | undefined; level: Level; error: ReadingError },
): readonly ToleranceRing[] {
  const { spacing, relativeSpacing } = examCalibration(exam);
  const tolerance = pointTolerance(error);
  const shape = relativeSpacing ?? { columnSpacing: 1, rowSpacing: 1 };
  const scale = spacing ?? scaled(shape, USUAL_DEPTH_MM / Math.max(1, depthOf(other, shape)));
  const radius = { x: tolerance / scale.columnSpacing, y: tolerance / scale.rowSpacing };
  return LANDMARKS.flatMap((landmark): readonly ToleranceRing[] => {
    const at = other?.landmarks[landmark];
    if (at === undefined || other?.level !== level) return [];
    const mine = own?.landmarks[landmark];
    const [dx, dy] = mine === undefined ? [0, 0] : [mine[0] - at[0], mine[1] - at[1]];
    const distance = Math.hypot(dx * scale.columnSpacing, dy * scale.rowSpacing);
    return [
      {
        landmark,
        at: { x: at[0], y: at[1] },
        radius,
        distance: mine === undefined ? null : spacing === null ? Math.hypot(dx, dy) : distance,
        unit: spacing === null ? 'px' : 'mm',
        isOutside: mine !== undefined && distance > tolerance,
      },
    ];
  });
}

interface Scale {
  readonly columnSpacing: number;
  readonly rowSpacing: number;
}

const scaled = ({ columnSpacing, rowSpacing }: Scale, by: number): Scale => ({
  columnSpacing: columnSpacing * by,
  rowSpacing: rowSpacing * by,
});

/** Length of the upper endplate in units of the given scale. */
function depthOf(vertebra: Vertebra | undefined, { columnSpacing, rowSpacing }: Scale): number {
  const { SA, SP } = vertebra?.landmarks ?? {};
  return SA && SP ? Math.hypot((SA[0] - SP[0]) * columnSpacing, (SA[1] - SP[1]) * rowSpacing) : 0;
}

/** The level in the reading that stands at a visit of a compared part. */
export const comparedVertebra = (exam: Exam | null, level: Level): Vertebra | undefined =>
  findVertebra(exam?.readings[0], level);
