import type { Line } from '../geometry/line.ts';
import type { Degrees } from '../units.ts';
import type { Body } from './body.ts';
import { endplateAngle } from './endplateAngle.ts';
import { hasInferiorEndplate, levelOrder, type Level } from './levels.ts';
import { derive, measured, missing, type Measure } from './measure.ts';

/** One endplate of one level: the words by which an angle is named. */
export interface EndplateName {
  readonly level: Level;
  readonly endplate: 'superior' | 'inferior';
}

/** An angle between two endplates of the spine, kyphotic positive. */
export interface SegmentAngle {
  /** Named by its endplates, e.g. "Cobb T12-L2"; the same word means different angles in different papers. */
  readonly name: string;
  readonly upper: EndplateName;
  readonly lower: EndplateName;
  readonly angle: Measure;
}

export const SEGMENT_ANGLE_IDS = ['cobb', 'gardner', 'mobileSegment', 'farcyIndex'] as const;
export type SegmentAngleId = (typeof SEGMENT_ANGLE_IDS)[number];

/** Null where the level has no vertebra above it. */
export type SegmentAngles = Readonly<Record<SegmentAngleId, SegmentAngle | null>>;

/** The levels next to one, in this patient; null beyond either end. */
export interface Neighbours {
  readonly above: Level | null;
  readonly below: Level | null;
}

/** Normal segmental angles that Farcy's index subtracts, in degrees, kyphotic positive; the user may change them. */
export interface FarcyBaselines {
  /** T1 to T10. */
  readonly thoracic: Degrees;
  /** T11 to L1. */
  readonly thoracolumbar: Degrees;
  /** L2 to the last lumbar level. */
  readonly lumbar: Degrees;
}

/** Farcy 1990, Spine 15:958. */
export const FARCY_BASELINES: FarcyBaselines = { thoracic: 5, thoracolumbar: 0, lumbar: -10 };

/** The region's baseline; null for cervical levels and the sacrum, for which none is defined. */
export function farcyBaseline(level: Level, baselines: FarcyBaselines = FARCY_BASELINES): Degrees | null {
  const order = levelOrder(level);
  if (order < levelOrder('T1') || level === 'S1') return null;
  if (order <= levelOrder('T10')) return baselines.thoracic;
  return order <= levelOrder('L1') ? baselines.thoracolumbar : baselines.lumbar;
}

/** The signed angle between any two endplates; `bodies` gives the points of a level, if it has any. */
export function regionalAngle(
  upper: EndplateName,
  lower: EndplateName,
  bodies: (level: Level) => Body | undefined,
): Measure {
  const upperLine = endplateLine(upper, bodies(upper.level));
  const lowerLine = endplateLine(lower, bodies(lower.level));
  if ('missing' in upperLine) return upperLine;
  if ('missing' in lowerLine) return lowerLine;
  const pair = endplateAngle(upperLine, lowerLine);
  return typeof pair === 'string' ? missing(pair) : measured(pair.angle, 'deg');
}

/**
 * The regional angles around one level, by the formula of the wedge angle with other endplates: Cobb from the superior
 * endplate of the vertebra above to the inferior one of the vertebra below (Keynan 2006, Spine 31:E156; above S1 its
 * superior endplate closes the angle), Gardner from the vertebra above to the own inferior endplate (Gardner 1994),
 * mobile segment from the inferior endplate of the vertebra above, and Farcy's index, which is that angle less the
 * baseline of the region.
 */
export function segmentAngles(
  level: Level,
  { above, below }: Neighbours,
  bodies: (level: Level) => Body | undefined,
  baselines: FarcyBaselines = FARCY_BASELINES,
): SegmentAngles {
  if (above === null || !hasInferiorEndplate(level)) {
    return { cobb: null, gardner: null, mobileSegment: null, farcyIndex: null };
  }
  const between = (word: string, upper: EndplateName, lower: EndplateName): SegmentAngle => ({
    name: nameOf(word, upper, lower),
    upper,
    lower,
    angle: regionalAngle(upper, lower, bodies),
  });
  const own: EndplateName = { level, endplate: 'inferior' };
  const top: EndplateName = { level: above, endplate: 'superior' };
  const mobileSegment = between('Mobile segment', { level: above, endplate: 'inferior' }, own);
  const lowest: EndplateName | null =
    below === null ? null : { level: below, endplate: hasInferiorEndplate(below) ? 'inferior' : 'superior' };
  const baseline = farcyBaseline(level, baselines);
  return {
    cobb: lowest === null ? null : between('Cobb', top, lowest),
    gardner: between('Gardner', top, own),
    mobileSegment,
    farcyIndex:
      baseline === null
        ? null
        : {
            ...mobileSegment,
            name: nameOf('Farcy sagittal index', mobileSegment.upper, own),
            angle: derive([mobileSegment.angle], (angle = 0) => measured(angle - baseline, 'deg')),
          },
  };
}

const nameOf = (word: string, upper: EndplateName, lower: EndplateName): string =>
  lower.level === 'S1' ? `${word} ${upper.level}-S1 (superior)` : `${word} ${upper.level}-${lower.level}`;

function endplateLine(
  name: EndplateName,
  body: Body | undefined,
): Line | { readonly missing: 'neighbour_not_measured' } {
  const line = name.endplate === 'superior' ? body?.superior : body?.inferior;
  const codes = name.endplate === 'superior' ? (['SA', 'SP'] as const) : (['IP', 'IA'] as const);
  const withheld = body?.issues.some(
    ({ severity, landmarks }) => severity === 'error' && landmarks.some((code) => codes.some((own) => own === code)),
  );
  return !line || withheld === true ? { missing: 'neighbour_not_measured' } : line;
}
