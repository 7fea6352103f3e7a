import { facingOf, type Facing } from '../geometry/patientOrientation.ts';
import { distance } from '../geometry/point.ts';
import { polygonArea } from '../geometry/polygon.ts';
import type { Calibration, Plane } from '../geometry/spacing.ts';
import { between, dot, unit, type Vector } from '../geometry/vector.ts';
import { readBody, type Body } from './body.ts';
import type { EndplatePair, Handedness } from './endplateAngle.ts';
import { genantEstimate, type GenantEstimate } from './genant.ts';
import { implausibleMeasures } from './implausibleMeasures.ts';
import { worstFirst, type Issue, type IssueCode } from './issue.ts';
import { LANDMARKS, SUPERIOR_LANDMARKS, type Landmark, type PlacedLandmarks } from './landmarks.ts';
import { hasInferiorEndplate, type Level } from './levels.ts';
import {
  derive,
  lossPercent,
  measured,
  missing,
  ratioOf,
  valueOf,
  type Measure,
  type MissingCode,
  type Unit,
} from './measure.ts';
import { VERTEBRA_MEASURE_NEEDS, type HeightId, type VertebraMeasureId } from './vertebraMeasures.ts';

/** What a measurement needs of a calibration. */
export type MeasuringCalibration = Pick<Calibration, 'spacing' | 'relativeSpacing' | 'plane' | 'label'>;

/** Every measure of one vertebral body; each appears as soon as its own points exist. */
export interface VertebraMeasures {
  readonly level: Level | null;
  /** `px` without a spacing: lengths are then in column widths, so that the shape of the pixel is accounted for. */
  readonly lengthUnit: 'mm' | 'px';
  readonly plane: Plane;
  readonly label: string;
  readonly handedness: Handedness | null;
  /** Where the body's front points on the stored image, as soon as one endplate has both corners. */
  readonly anteriorDirection: Facing | null;
  /** The points in physical space, for the angles and checks along the spine. */
  readonly body: Body;
  readonly measures: Readonly<Record<VertebraMeasureId, Measure>>;
  /** The heights in pixels (column widths) whatever the calibration, to recompute them elsewhere. */
  readonly pixelHeights: Readonly<Record<HeightId, Measure>>;
  readonly genantWithin: GenantEstimate | null;
  /** Worst first. */
  readonly issues: readonly Issue[];
}

/**
 * Measures one vertebral body from its landmarks in stored-pixel space. Heights are distances between corresponding
 * points, Ha = |SA-IA|, Hm = |SM-IM|, Hp = |SP-IP|, after the spacing is applied (six-point morphometry: Eastell 1991,
 * J Bone Miner Res 6:207; Rea 1999; Guglielmi 2008, Eur Radiol 18:1484). The wedge angle is positive for kyphosis.
 * S1 has a superior endplate only; everything else of it is `not_applicable`. Never throws, never gives NaN.
 */
export function measureVertebra(
  landmarks: PlacedLandmarks,
  calibration: MeasuringCalibration,
  options: { readonly level?: Level } = {},
): VertebraMeasures {
  const level = options.level ?? null;
  const whole = level === null || hasInferiorEndplate(level);
  const used: readonly Landmark[] = whole ? LANDMARKS : SUPERIOR_LANDMARKS;
  const body = readBody(landmarks, calibration.spacing ?? calibration.relativeSpacing, used);
  const lengthUnit = calibration.spacing === null ? 'px' : 'mm';
  const measures = bodyMeasures(body, lengthUnit, used);
  const inPixels = lengthUnit === 'px' ? body : readBody(landmarks, calibration.relativeSpacing, used);
  const pixels = inPixels === body ? measures : bodyMeasures(inPixels, 'px', used);
  const issues = [...body.issues, ...implausibleMeasures(measures)];
  return {
    level,
    lengthUnit,
    plane: calibration.plane,
    label: calibration.label,
    handedness: body.frame?.handedness ?? null,
    anteriorDirection: body.anterior === null ? null : facingOf(body.anterior),
    body,
    measures,
    pixelHeights: {
      anteriorHeight: pixels.anteriorHeight,
      middleHeight: pixels.middleHeight,
      posteriorHeight: pixels.posteriorHeight,
    },
    genantWithin: genantEstimate('within', {
      anterior: valueOf(measures.wedgePercent),
      middle: valueOf(measures.biconcavePercent),
      posterior: null,
    }),
    issues: worstFirst(level === null ? issues : issues.map((each) => ({ ...each, level }))),
  };
}

function bodyMeasures(
  body: Body,
  lengthUnit: 'mm' | 'px',
  used: readonly Landmark[],
): Readonly<Record<VertebraMeasureId, Measure>> {
  const areaUnit = lengthUnit === 'mm' ? 'mm2' : 'px2';
  const from = (id: VertebraMeasureId, compute: (points: Points) => Measure): Measure =>
    withPoints(body, VERTEBRA_MEASURE_NEEDS[id], used, compute);
  const length = (id: VertebraMeasureId, first: Landmark, second: Landmark): Measure =>
    from(id, (points) => measured(distance(points[first], points[second]), lengthUnit));
  const axis = (id: VertebraMeasureId, superior: Landmark, inferior: Landmark): Measure =>
    from(id, (points) => axisHeight(body.frame, between(points[superior], points[inferior]), lengthUnit));

  const anteriorHeight = length('anteriorHeight', 'SA', 'IA');
  const middleHeight = length('middleHeight', 'SM', 'IM');
  const posteriorHeight = length('posteriorHeight', 'SP', 'IP');
  const wedgeRatio = from('wedgeRatio', () => ratioOf(anteriorHeight, posteriorHeight));
  const midWedgeRatio = from('midWedgeRatio', () => ratioOf(middleHeight, posteriorHeight));
  return {
    anteriorHeight,
    middleHeight,
    posteriorHeight,
    wedgeAngle: from('wedgeAngle', () =>
      body.frame === null ? missing('degenerate_vertebra') : measured(body.frame.angle, 'deg'),
    ),
    wedgeRatio,
    midWedgeRatio,
    midAnteriorRatio: from('midAnteriorRatio', () => ratioOf(middleHeight, anteriorHeight)),
    biconcavity: from('biconcavity', () =>
      ratioOf(
        derive([middleHeight], (height = 0) => measured(2 * height, lengthUnit)),
        derive([anteriorHeight, posteriorHeight], (front = 0, back = 0) => measured(front + back, lengthUnit)),
      ),
    ),
    wedgePercent: lossPercent(wedgeRatio),
    biconcavePercent: lossPercent(midWedgeRatio),
    superiorEndplate: length('superiorEndplate', 'SA', 'SP'),
    inferiorEndplate: length('inferiorEndplate', 'IA', 'IP'),
    area: from('area', ({ SA, SM, SP, IP, IM, IA }) => measured(polygonArea([SA, SM, SP, IP, IM, IA]), areaUnit)),
    anteriorHeightAxis: axis('anteriorHeightAxis', 'SA', 'IA'),
    middleHeightAxis: axis('middleHeightAxis', 'SM', 'IM'),
    posteriorHeightAxis: axis('posteriorHeightAxis', 'SP', 'IP'),
  };
}

type Points = Readonly<Record<Landmark, Vector>>;

/** Runs a formula only when its landmarks are there and no error withholds one of them. */
function withPoints(
  body: Body,
  needs: readonly Landmark[],
  used: readonly Landmark[],
  compute: (points: Points) => Measure,
): Measure {
  if (needs.some((code) => !used.includes(code))) return missing('not_applicable');
  const absent = needs.filter((code) => body.points[code] === undefined);
  if (absent.length > 0) return missing('points_missing', absent);
  const fault = body.issues.find(
    ({ severity, landmarks }) => severity === 'error' && landmarks.some((code) => needs.includes(code)),
  );
  if (fault !== undefined) return missing(withholding(fault.code));
  // Every landmark that `compute` may read has just been found.
  return compute(body.points as Points);
}

function withholding(code: IssueCode): MissingCode {
  const named = code === 'degenerate_endplate' || code === 'endplates_point_in_opposite_directions';
  return named ? code : 'degenerate_vertebra';
}

/**
 * Height along the normal of the mid-plane: insensitive to a sheared wall, differs from the distance by less than 0.1 %
 * for usual shapes (the family of Frobin 1997, Clin Biomech 12 S1). Never mixed with the distance in one study.
 */
function axisHeight(frame: EndplatePair | null, height: Vector, lengthUnit: Unit): Measure {
  if (frame === null) return missing('degenerate_vertebra');
  const along = unit(frame.anterior);
  // Turning the anterior direction by a quarter turn towards the feet: clockwise when the patient faces right.
  const normal: Vector = { x: -along.y * frame.handedness, y: along.x * frame.handedness };
  return measured(dot(height, normal), lengthUnit);
}
