import { orientationFromFile } from '../geometry/patientOrientation.ts';
import { between, dot, unit, type Vector } from '../geometry/vector.ts';
import type { Body } from './body.ts';
import { issue, type Issue } from './issue.ts';
import { LANDMARKS, type Landmark } from './landmarks.ts';
import { LEVELS, type Level } from './levels.ts';
import { valueOf } from './measure.ts';
import type { VertebraMeasures } from './measureVertebra.ts';

/** What is known of the image beside the points; the user's word wins over the file's. */
export interface FacingEvidence {
  readonly declaredFacing?: 'image_right' | 'image_left';
  /** Patient Orientation (0020,0020), as in the file. */
  readonly patientOrientation?: readonly string[];
}

type Bodies = readonly (readonly [Level, VertebraMeasures])[];

/**
 * Without any other evidence the shape decides: so lordotic a body is, above L4, far likelier one whose front and back
 * were exchanged. A wedge of L4 to S1 may really be lordotic.
 */
const STRONGLY_LORDOTIC_DEG = -15;
const STRONGLY_LORDOTIC_RATIO = 1.35;
const LORDOTIC_LEVELS: readonly Level[] = ['L4', 'L5', 'L6', 'S1'];

const DOWN: Vector = { x: 0, y: 1 };

/**
 * Checks every body against the others and against the image: front and back exchanged (the sign of the angle would
 * flip), upper and lower exchanged, level names out of order. The points are never changed; the reader is asked.
 */
export function checkSpine(
  vertebrae: ReadonlyMap<Level, VertebraMeasures>,
  evidence: FacingEvidence = {},
): ReadonlyMap<Level, readonly Issue[]> {
  const bodies = inOrder(vertebrae);
  const order = checkOrder(bodies, evidence);
  return new Map(
    bodies.map(([level, measures]) => [
      level,
      [
        ...(facesOtherWay([level, measures], bodies, evidence)
          ? [issue('anterior_direction_disagrees_with_image', placedOf(measures), level)]
          : []),
        ...(order.get(level) ?? []),
      ],
    ]),
  );
}

/** The check for one body of which neither level nor neighbours are known. */
export function checkAlone(measures: VertebraMeasures, evidence: FacingEvidence = {}): readonly Issue[] {
  return [
    ...(facesOtherWay([measures.level, measures], [], evidence)
      ? [issue('anterior_direction_disagrees_with_image', placedOf(measures), measures.level)]
      : []),
    ...(isUpsideDown(measures.body, evidence)
      ? [issue('superior_below_inferior_relative_to_neighbours', placedOf(measures), measures.level)]
      : []),
  ];
}

/** Where the front should be: as declared, else as the file says, else null. */
export function knownAnterior(evidence: FacingEvidence): Vector | null {
  if (evidence.declaredFacing !== undefined) return { x: evidence.declaredFacing === 'image_right' ? 1 : -1, y: 0 };
  return orientationFromFile(evidence.patientOrientation ?? []).anterior;
}

const inOrder = (vertebrae: ReadonlyMap<Level, VertebraMeasures>): Bodies =>
  LEVELS.flatMap((level) => {
    const measures = vertebrae.get(level);
    return measures === undefined ? [] : [[level, measures] as const];
  });

const placedOf = ({ body }: VertebraMeasures): readonly Landmark[] =>
  LANDMARKS.filter((code) => body.points[code] !== undefined);

function facesOtherWay(
  [level, measures]: readonly [Level | null, VertebraMeasures],
  all: Bodies,
  evidence: FacingEvidence,
): boolean {
  const { anterior } = measures.body;
  if (anterior === null) return false;
  const known = knownAnterior(evidence);
  if (known !== null) return dot(anterior, known) < 0;
  const others = all.flatMap(([other, { body }]) => (other === level || body.anterior === null ? [] : [body.anterior]));
  const against = others.filter((other) => dot(anterior, other) < 0).length;
  return against > others.length - against || looksReversed(level, measures);
}

function looksReversed(level: Level | null, { measures }: VertebraMeasures): boolean {
  if (level !== null && LORDOTIC_LEVELS.includes(level)) return false;
  const angle = valueOf(measures.wedgeAngle);
  const ratio = valueOf(measures.wedgeRatio);
  return (angle !== null && angle <= STRONGLY_LORDOTIC_DEG) || (ratio !== null && ratio >= STRONGLY_LORDOTIC_RATIO);
}

function isUpsideDown({ frame }: Body, evidence: FacingEvidence): boolean {
  if (frame === null) return false;
  return dot(frame.caudal, orientationFromFile(evidence.patientOrientation ?? []).caudal ?? DOWN) < 0;
}

/** The spine's own direction, head to foot, comes from the centres of the bodies in the order of their names. */
function checkOrder(bodies: Bodies, evidence: FacingEvidence): ReadonlyMap<Level, readonly Issue[]> {
  const centred = bodies.filter(([, { body }]) => body.centre !== null);
  const [only] = bodies;
  if (centred.length < 2) {
    const upsideDown = only !== undefined && isUpsideDown(only[1].body, evidence);
    return new Map(only && upsideDown ? [[only[0], [swapped(only)]]] : []);
  }
  const reversed = centred.filter((each, index) => pointsAgainstSpine(each[1].body, centred, index));
  const framed = centred.filter(([, { body }]) => body.frame !== null);
  // All bodies upside down in a spine of several: the names run the wrong way, not every single body.
  if (framed.length > 1 && reversed.length === framed.length) {
    return new Map(centred.map((each) => [each[0], [outOfOrder(each)]]));
  }
  const turned = centred.filter((_, index) => turnsBack(centred, index));
  return new Map(
    centred.map((each) => [
      each[0],
      [...(reversed.includes(each) ? [swapped(each)] : []), ...(turned.includes(each) ? [outOfOrder(each)] : [])],
    ]),
  );
}

const swapped = ([level, measures]: Bodies[number]): Issue =>
  issue('superior_below_inferior_relative_to_neighbours', placedOf(measures), level);

const outOfOrder = ([level, measures]: Bodies[number]): Issue =>
  issue('level_order_inconsistent', placedOf(measures), level);

const centreAt = (bodies: Bodies, index: number): Vector | null => bodies[index]?.[1].body.centre ?? null;

function pointsAgainstSpine({ frame }: Body, centred: Bodies, index: number): boolean {
  const before = centreAt(centred, Math.max(index - 1, 0));
  const after = centreAt(centred, Math.min(index + 1, centred.length - 1));
  return frame !== null && before !== null && after !== null && dot(frame.caudal, between(before, after)) < 0;
}

/** True where the line through the centres turns by more than a right angle. */
function turnsBack(centred: Bodies, index: number): boolean {
  const [before, here, after] = [index - 1, index, index + 1].map((each) => centreAt(centred, each));
  if (!before || !here || !after) return false;
  return dot(unit(between(before, here)), unit(between(here, after))) < 0;
}
