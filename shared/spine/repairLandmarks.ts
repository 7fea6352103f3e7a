import { dot, type Vector } from '../geometry/vector.ts';
import type { Issue, IssueCode } from './issue.ts';
import { LANDMARKS, type Landmark, type PlacedLandmarks } from './landmarks.ts';
import { valueOf } from './measure.ts';
import { measureVertebra, type MeasuringCalibration, type VertebraMeasures } from './measureVertebra.ts';
import { knownAnterior, type FacingEvidence } from './plausibility.ts';

export type RepairKind =
  | 'swap_anterior_posterior'
  | 'swap_anterior_posterior_superior'
  | 'swap_anterior_posterior_inferior'
  | 'swap_superior_inferior'
  | 'swap_superior_inferior_anterior'
  | 'swap_superior_inferior_posterior'
  | 'swap_superior_inferior_middle';

/** One button: which names are exchanged. Positions never change, so nothing that was clicked is lost. */
export interface Repair {
  readonly kind: RepairKind;
  readonly label: string;
  readonly exchange: readonly (readonly [Landmark, Landmark])[];
}

const SUPERIOR = ['SA', 'SP'] as const;
const INFERIOR = ['IA', 'IP'] as const;
const FRONT = ['SA', 'IA'] as const;
const MIDDLE = ['SM', 'IM'] as const;
const BACK = ['SP', 'IP'] as const;

export const REPAIRS: Readonly<Record<RepairKind, Repair>> = {
  swap_anterior_posterior: {
    kind: 'swap_anterior_posterior',
    label: 'Swap front and back',
    exchange: [SUPERIOR, INFERIOR],
  },
  swap_anterior_posterior_superior: {
    kind: 'swap_anterior_posterior_superior',
    label: 'Swap front and back of the upper endplate',
    exchange: [SUPERIOR],
  },
  swap_anterior_posterior_inferior: {
    kind: 'swap_anterior_posterior_inferior',
    label: 'Swap front and back of the lower endplate',
    exchange: [INFERIOR],
  },
  swap_superior_inferior: {
    kind: 'swap_superior_inferior',
    label: 'Swap upper and lower endplate',
    exchange: [FRONT, MIDDLE, BACK],
  },
  swap_superior_inferior_anterior: {
    kind: 'swap_superior_inferior_anterior',
    label: 'Swap upper and lower point in front',
    exchange: [FRONT],
  },
  swap_superior_inferior_posterior: {
    kind: 'swap_superior_inferior_posterior',
    label: 'Swap upper and lower point behind',
    exchange: [BACK],
  },
  swap_superior_inferior_middle: {
    kind: 'swap_superior_inferior_middle',
    label: 'Swap upper and lower middle point',
    exchange: [MIDDLE],
  },
};

const UNCROSS: readonly RepairKind[] = [
  'swap_superior_inferior_anterior',
  'swap_superior_inferior_posterior',
  'swap_anterior_posterior_inferior',
  'swap_anterior_posterior_superior',
];

const CANDIDATES: { readonly [code in IssueCode]?: readonly RepairKind[] } = {
  endplates_point_in_opposite_directions: ['swap_anterior_posterior_inferior', 'swap_anterior_posterior_superior'],
  // Upper and lower exchanged on one side of a symmetric body: the middles of the endplates fall together.
  degenerate_vertebra: UNCROSS,
  crossed_outline: UNCROSS,
  anterior_direction_disagrees_with_image: ['swap_anterior_posterior'],
  superior_below_inferior_relative_to_neighbours: ['swap_superior_inferior'],
  middle_points_crossed: ['swap_superior_inferior_middle'],
};

/** Exchanges names in anything kept by landmark: points, states, notes. Values keep their identity. */
export function exchangeLandmarks<T>(
  record: { readonly [code in Landmark]?: T },
  repair: Repair,
): { readonly [code in Landmark]?: T } {
  const partner = (code: Landmark): Landmark => {
    const pair = repair.exchange.find(([first, second]) => first === code || second === code);
    return pair === undefined ? code : pair[0] === code ? pair[1] : pair[0];
  };
  return Object.fromEntries(
    LANDMARKS.flatMap((code) => {
      const value = record[partner(code)];
      return value === undefined ? [] : [[code, value] as const];
    }),
  );
}

/**
 * The exchanges that would remove the worst issue of these points, likeliest first; empty when none would. `caudal` is
 * the direction of the feet in physical space where it is known (down on an upright image).
 */
export function suggestRepairs(
  landmarks: PlacedLandmarks,
  calibration: MeasuringCalibration,
  issues: readonly Issue[],
  evidence: FacingEvidence & { readonly otherAnterior?: Vector; readonly caudal?: Vector } = {},
): readonly Repair[] {
  const worst = issues.find(({ code }) => CANDIDATES[code] !== undefined);
  if (worst === undefined) return [];
  const tried = (CANDIDATES[worst.code] ?? []).map((kind) => {
    const repair = REPAIRS[kind];
    return { repair, after: measureVertebra(exchangeLandmarks(landmarks, repair), calibration) };
  });
  const anterior = knownAnterior(evidence) ?? evidence.otherAnterior ?? null;
  const penalty = (after: VertebraMeasures): number =>
    implausibility(after, anterior, evidence.caudal ?? { x: 0, y: 1 });
  return tried
    .filter(({ after }) => !after.issues.some(({ code, severity }) => code === worst.code || severity === 'error'))
    .toSorted((a, b) => penalty(a.after) - penalty(b.after))
    .map(({ repair }) => repair);
}

/** Direction first, then how far the shape is from a rectangle; a wrong exchange gives lozenges and bow ties. */
function implausibility(after: VertebraMeasures, anterior: Vector | null, caudal: Vector): number {
  const { frame, issues } = { frame: after.body.frame, issues: after.issues };
  const wrongWay = frame !== null && anterior !== null && dot(frame.anterior, anterior) < 0;
  const upsideDown = frame !== null && dot(frame.caudal, caudal) < 0;
  const blocking = issues.filter(({ severity }) => severity === 'blocking').length;
  return (
    1000 * blocking +
    400 * Number(wrongWay) +
    400 * Number(upsideDown) +
    Math.abs(valueOf(after.measures.wedgeAngle) ?? 0)
  );
}
