import { directionOf, footOn, segmentsCross, type Line } from '../geometry/line.ts';
import { distance, toPhysical } from '../geometry/point.ts';
import type { Spacing } from '../geometry/spacing.ts';
import { add, between, dot, lengthOf, scale, type Vector } from '../geometry/vector.ts';
import type { PhysicalPoint } from '../units.ts';
import { endplateAngle, type EndplatePair } from './endplateAngle.ts';
import { issue, type Issue, type IssueCode } from './issue.ts';
import { LANDMARKS, type Landmark, type PlacedLandmarks } from './landmarks.ts';

/** The usable points of one vertebral body in physical space, and what is wrong with them. */
export interface Body {
  readonly points: { readonly [code in Landmark]?: PhysicalPoint };
  /** Posterior to anterior corner; null until both are placed. */
  readonly superior: Line | null;
  readonly inferior: Line | null;
  /** The anatomical frame of both endplates; null until it exists. */
  readonly frame: EndplatePair | null;
  /** Posterior to anterior, as soon as one endplate has both corners; null while the two contradict each other. */
  readonly anterior: Vector | null;
  /** Mean of the placed points. */
  readonly centre: Vector | null;
  readonly issues: readonly Issue[];
}

const CORNERS = ['SA', 'SP', 'IP', 'IA'] as const satisfies readonly Landmark[];
const ENDPLATES = [
  ['SA', 'SM', 'SP'],
  ['IA', 'IM', 'IP'],
] as const satisfies readonly (readonly Landmark[])[];

/** No image is that large; beyond it the squares of coordinates would lose their meaning. */
const LARGEST_COORDINATE = 1e7;

/** Stored pixels: nearer than this two points are the same point, whatever rounding a file went through. */
const SAME_POINT_PX = 1e-6;

/** Converts the placed points (stored pixels) and finds every fault that one body shows by itself. */
export function readBody(landmarks: PlacedLandmarks, spacing: Spacing, used: readonly Landmark[] = LANDMARKS): Body {
  const placed = used.flatMap((code) => {
    const point = landmarks[code];
    return point === undefined ? [] : [{ code, point }];
  });
  const usable = placed.filter(({ point }) => isUsable(point.x) && isUsable(point.y));
  const unusable = placed.filter((each) => !usable.includes(each)).map(({ code }) => code);
  const points: Body['points'] = Object.fromEntries(
    usable.map(({ code, point }) => [code, toPhysical(point, spacing)]),
  );
  const superior = lineOf(points.SP, points.SA);
  const inferior = lineOf(points.IP, points.IA);
  const coincident = coincidences(Object.fromEntries(usable.map(({ code, point }) => [code, point])));
  const pair =
    superior === null || inferior === null || coincident.length > 0 ? null : endplateAngle(superior, inferior);
  const frame = pair === null || typeof pair === 'string' ? null : pair;
  const faults: readonly Issue[] = [
    ...(unusable.length > 0 ? [issue('invalid_point', unusable)] : []),
    ...coincident,
    ...(typeof pair === 'string' ? [issue(pair, CORNERS)] : []),
    ...(frame === null && pair !== 'degenerate_vertebra' ? [] : outlineFaults(points, frame)),
    ...middleFaults(points, superior, inferior),
  ];
  return {
    points,
    superior,
    inferior,
    frame,
    anterior: frame?.anterior ?? anteriorOfOne(superior, inferior),
    centre: centreOf(points),
    issues: faults,
  };
}

const isUsable = (coordinate: number): boolean =>
  Number.isFinite(coordinate) && Math.abs(coordinate) <= LARGEST_COORDINATE;

const lineOf = (from: PhysicalPoint | undefined, to: PhysicalPoint | undefined): Line | null =>
  from === undefined || to === undefined ? null : { from, to };

function anteriorOfOne(superior: Line | null, inferior: Line | null): Vector | null {
  if (superior !== null && inferior !== null) return null;
  const line = superior ?? inferior;
  const direction = line === null ? null : directionOf(line);
  return direction === null || lengthOf(direction) === 0 ? null : direction;
}

function centreOf(points: Body['points']): Vector | null {
  const placed = LANDMARKS.flatMap((code) => points[code] ?? []);
  const sum = placed.reduce<Vector>(add, { x: 0, y: 0 });
  return placed.length === 0 ? null : scale(sum, 1 / placed.length);
}

function coincidences(pixels: PlacedLandmarks): readonly Issue[] {
  return ENDPLATES.flatMap((codes) => {
    const touching = codes.filter((code) =>
      codes.some((other) => {
        const [a, b] = [pixels[code], pixels[other]];
        return other !== code && a !== undefined && b !== undefined && distance(a, b) < SAME_POINT_PX;
      }),
    );
    return touching.length > 0 ? [issue('degenerate_endplate', touching)] : [];
  });
}

function outlineFaults(points: Body['points'], frame: EndplatePair | null): readonly Issue[] {
  const { SA, SM, SP, IP, IM, IA } = points;
  if (SA === undefined || SP === undefined || IP === undefined || IA === undefined) return [];
  const endplatesCross = segmentsCross({ from: SP, to: SA }, { from: IP, to: IA });
  const wallsCross = segmentsCross({ from: SA, to: IA }, { from: SP, to: IP });
  if (endplatesCross || wallsCross) return [issue('crossed_outline', CORNERS)];
  const middlesCross = frame && SM && IM && dot(between(SM, IM), frame.caudal) < 0;
  return middlesCross ? [issue('middle_points_crossed', ['SM', 'IM'])] : [];
}

function middleFaults(points: Body['points'], superior: Line | null, inferior: Line | null): readonly Issue[] {
  const outside = (['SM', 'IM'] as const).filter((code) => {
    const line = code === 'SM' ? superior : inferior;
    const point: Vector | undefined = points[code];
    if (line === null || point === undefined) return false;
    const foot = footOn(line, point);
    return foot !== null && (foot < 0 || foot > 1);
  });
  const code: IssueCode = 'middle_point_outside_endplate';
  return outside.length > 0 ? [issue(code, outside)] : [];
}
