import type { Spacing } from '../geometry/spacing.ts';
import { LABELS } from '../geometry/spacingCandidates.ts';
import { relativeTo } from '../geometry/validSpacing.ts';
import { failure, success, type Result } from '../result.ts';
import type { CaseError, CaseImage, CaseVertebra } from './caseInput.ts';
import { worstFirst, type Issue } from './issue.ts';
import { LANDMARKS, type PlacedLandmarks } from './landmarks.ts';
import { isLevel, type Level } from './levels.ts';
import { isReference, measureSpine, type LevelMeasures, type SpineOptions } from './measureSpine.ts';
import { measureVertebra, type MeasuringCalibration, type VertebraMeasures } from './measureVertebra.ts';
import { checkAlone, type FacingEvidence } from './plausibility.ts';
import type { FarcyBaselines } from './segmentAngles.ts';

/** An issue under the name of its vertebra in the case. */
export type NamedIssue = Omit<Issue, 'level'> & { readonly vertebra: string };

/** Measured vertebrae of one image, under the names of the case. */
export interface NamedSpine {
  readonly bodies: ReadonlyMap<string, VertebraMeasures>;
  /** Those whose level is known. */
  readonly levels: ReadonlyMap<string, LevelMeasures>;
  readonly issues: readonly NamedIssue[];
  /** Codes about the references, beside the issues of single bodies. */
  readonly warnings: readonly string[];
}

/** Which name is which level. `anonymous`: the levels only stand in for the roles that the case names. */
export interface CaseLevels {
  readonly byName: ReadonlyMap<string, Level>;
  readonly anonymous: boolean;
}

/** What the roles stand for where the case does not say: only their order counts then. */
const ROLES: Readonly<Record<string, Level>> = { above: 'T12', index: 'L1', below: 'L2' };

/**
 * Names to levels: as given, or the name itself where it is a level, or a role in its order. Vertebrae of other names
 * are measured by themselves. Errors: a level for a name that is not there, one level twice.
 */
export function levelsByName(
  names: readonly string[],
  given: Readonly<Record<string, Level>> | undefined,
): Result<CaseLevels, CaseError> {
  const unused = Object.keys(given ?? {}).find((name) => !names.includes(name));
  if (unused !== undefined) {
    return failure(badCase(`levels.${unused}: no vertebra has this name. Correct the case file.`));
  }
  const anonymous = given === undefined && names.length > 1 && names.every((name) => Object.hasOwn(ROLES, name));
  const known = names.flatMap((name) => {
    const level = given?.[name] ?? (isLevel(name) ? name : anonymous ? ROLES[name] : undefined);
    return level === undefined ? [] : [[name, level] as const];
  });
  const twice = known.find(([, level], index) => known.findIndex((each) => each[1] === level) !== index);
  if (twice !== undefined) {
    return failure(badCase(`levels.${twice[0]}: ${twice[1]} is named twice. Correct the case file.`));
  }
  return success({ byName: new Map(known), anonymous });
}

const badCase = (message: string): CaseError => ({ code: 'bad_case', message });

/** Measures the vertebrae of one image of a case. */
export function measureNamed(image: CaseImage, levels: CaseLevels, baselines: FarcyBaselines): NamedSpine {
  const calibration = caseCalibration(image);
  const evidence: FacingEvidence = {
    ...(image.facing === undefined ? {} : { declaredFacing: image.facing }),
    ...(image.patient_orientation === undefined ? {} : { patientOrientation: image.patient_orientation }),
  };
  const named = Object.entries(image.vertebrae).map(([name, vertebra]) => ({
    name,
    level: levels.byName.get(name) ?? null,
    vertebra: { ...vertebra, landmarks: landmarksOf(vertebra) },
  }));
  const alone = named
    .filter(({ level }) => level === null)
    .map(({ name, vertebra }): readonly [string, VertebraMeasures] => {
      const measures = measureVertebra(vertebra.landmarks, calibration);
      const issues = worstFirst([...measures.issues, ...checkAlone(measures, evidence)]);
      return [name, { ...measures, issues }];
    });
  const vertebrae = new Map(
    named.flatMap(({ level, vertebra }) => (level === null ? [] : [[level, vertebra] as const])),
  );
  const roles = roleOptions(levels.byName);
  const spine = measureSpine(vertebrae, calibration, { ...evidence, ...roles, farcyBaselines: baselines });
  const inSpine = [...levels.byName].flatMap(([name, level]) => {
    const measures = spine.levels.get(level);
    return measures === undefined ? [] : [[name, measures] as const];
  });
  const doubtful = inSpine.filter(
    ([, measures]) =>
      roles.references?.includes(measures.level) === true && !isReference(vertebrae.get(measures.level), measures),
  );
  return {
    bodies: new Map<string, VertebraMeasures>([...alone, ...inSpine]),
    levels: new Map(inSpine),
    issues: issuesOf([...alone, ...inSpine]),
    warnings: doubtful.length > 0 ? ['reference_not_intact'] : [],
  };
}

/** `above`, `index` and `below`: the caller has chosen the references and the neighbours. */
function roleOptions(levels: ReadonlyMap<string, Level>): Pick<SpineOptions, 'references' | 'neighbours'> {
  const index = levels.get('index');
  if (index === undefined) return {};
  const above = levels.get('above') ?? null;
  const below = levels.get('below') ?? null;
  return {
    references: [above, below].filter((level) => level !== null),
    neighbours: new Map([[index, { above, below }]]),
  };
}

const issuesOf = (bodies: readonly (readonly [string, VertebraMeasures])[]): NamedSpine['issues'] =>
  bodies.flatMap(([vertebra, { issues }]) =>
    issues.map(({ code, severity, message, landmarks }) => ({ vertebra, code, severity, message, landmarks })),
  );

function landmarksOf(vertebra: CaseVertebra): PlacedLandmarks {
  return Object.fromEntries(
    LANDMARKS.flatMap((code) => {
      const point = vertebra[code];
      return point === undefined ? [] : [[code, { x: point[0], y: point[1] }] as const];
    }),
  );
}

function caseCalibration(image: CaseImage): MeasuringCalibration {
  if (image.spacing_mm !== null) {
    const [rowSpacing, columnSpacing] = image.spacing_mm;
    const spacing: Spacing = { rowSpacing, columnSpacing };
    return { spacing, relativeSpacing: relativeTo(spacing), plane: 'unknown', label: LABELS.unknown };
  }
  const [vertical, horizontal] = image.pixel_aspect ?? image.pixel_aspect_ratio ?? [1, 1];
  const relativeSpacing: Spacing = { rowSpacing: vertical / horizontal, columnSpacing: 1 };
  return { spacing: null, relativeSpacing, plane: 'none', label: LABELS.none };
}
