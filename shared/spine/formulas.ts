import { ADJACENT_MEASURE_IDS, type AdjacentMeasureId } from './compression.ts';
import type { Landmark } from './landmarks.ts';
import { SEGMENT_ANGLE_IDS, type SegmentAngleId } from './segmentAngles.ts';
import { VERTEBRA_MEASURE_IDS, VERTEBRA_MEASURE_NEEDS, type VertebraMeasureId } from './vertebraMeasures.ts';

/** Version of the formulas below; it stands beside every exported number and changes when one of them does. */
export const METHOD_VERSION = 1;

export const CHANGE_MEASURE_IDS = [
  'change',
  'kyphosisCorrection',
  'restorationAbsolute',
  'restorationOfInitial',
  'restorationOfLost',
  'restorationOfReferent',
  'restorationOfLostNormalised',
  'restorationOfReferentNormalised',
] as const;
export type ChangeMeasureId = (typeof CHANGE_MEASURE_IDS)[number];

export const GRADE_MEASURE_IDS = ['genantAdjacent', 'genantWithin'] as const;
export type GradeMeasureId = (typeof GRADE_MEASURE_IDS)[number];

export type MeasureId = VertebraMeasureId | AdjacentMeasureId | SegmentAngleId | GradeMeasureId | ChangeMeasureId;

/** What the reader sees one click from a number, and what the code book prints. */
export interface MeasureDefinition {
  readonly id: MeasureId;
  readonly name: string;
  /** `length`: mm, or px without a calibration; `area` likewise; `same`: that of the measure it compares. */
  readonly unit: 'length' | 'area' | 'deg' | '1' | '%' | 'grade' | 'same';
  readonly formula: string;
  readonly meaning: string;
  readonly source: string;
  /** The landmarks of the body itself; empty where other vertebrae or another image are needed. */
  readonly needs: readonly Landmark[];
}

type Words = Omit<MeasureDefinition, 'id' | 'needs'>;

const SIX_POINTS =
  'Six-point morphometry: Eastell 1991 (J Bone Miner Res 6:207), McCloskey 1993 (Osteoporos Int), Rea 1999 (Osteoporos Int), Guglielmi 2008 (Eur Radiol 18:1484)';
const AXIS = 'After Frobin 1997 (Clin Biomech 12 S1)';
const RATIOS = "Rea 1999, O'Neill 1994 (J Bone Miner Res)";
const ADJACENT = 'Wang 2020 (Ann Transl Med), Hsu 2019 (Appl Bionics Biomech 4021640), PLoS ONE 0135735';
const MCKIERNAN = 'McKiernan 2003 (Spine 28:2517)';
const NORMALISED = 'Frobin 1997; adjusting by the neighbours as in J Orthop Surg Res 2020 15';
const OWN = 'Definition of this program';

const words = (name: string, unit: Words['unit'], formula: string, meaning: string, source: string): Words => ({
  name,
  unit,
  formula,
  meaning,
  source,
});

const VERTEBRA: Readonly<Record<VertebraMeasureId, Words>> = {
  anteriorHeight: words(
    'Anterior height Ha',
    'length',
    '|SA - IA|',
    'Distance between the anterior corners.',
    SIX_POINTS,
  ),
  middleHeight: words('Middle height Hm', 'length', '|SM - IM|', 'Distance between the middle points.', SIX_POINTS),
  posteriorHeight: words(
    'Posterior height Hp',
    'length',
    '|SP - IP|',
    'Distance between the posterior corners.',
    SIX_POINTS,
  ),
  wedgeAngle: words(
    'Wedge angle',
    'deg',
    'h * atan2(cross(ui, us), dot(ui, us)); us = SA - SP, ui = IA - IP; h = +1 facing right, -1 facing left, from the points',
    'Angle between the endplates. Kyphotic positive, lordotic negative, 0 parallel.',
    'Vertebral kyphosis or body angle: Ulmar 2010 (Eur Spine J 19:558)',
  ),
  wedgeRatio: words(
    'Beck index (Ha/Hp)',
    '1',
    'Ha / Hp',
    'About 0.9 to 1.0 in a normal body; above 1 lordotic.',
    `Beck 1971; ${RATIOS}`,
  ),
  midWedgeRatio: words('Mid-wedge ratio (Hm/Hp)', '1', 'Hm / Hp', 'Below 1 when the endplates are concave.', RATIOS),
  midAnteriorRatio: words(
    'Middle to anterior ratio (Hm/Ha)',
    '1',
    'Hm / Ha',
    'A variant of the biconcavity ratio.',
    RATIOS,
  ),
  biconcavity: words(
    'Biconcavity 2Hm/(Ha+Hp)',
    '1',
    '2 Hm / (Ha + Hp)',
    'Middle height against the mean of the walls.',
    RATIOS,
  ),
  wedgePercent: words(
    'Wedge percent',
    '%',
    '100 (1 - Ha/Hp)',
    'Anterior loss against the own posterior height; may be negative.',
    OWN,
  ),
  biconcavePercent: words(
    'Biconcave percent',
    '%',
    '100 (1 - Hm/Hp)',
    'Middle loss against the own posterior height; may be negative.',
    OWN,
  ),
  superiorEndplate: words(
    'Superior endplate',
    'length',
    '|SA - SP|',
    'Depth of the upper endplate, corner to corner.',
    OWN,
  ),
  inferiorEndplate: words(
    'Inferior endplate',
    'length',
    '|IA - IP|',
    'Depth of the lower endplate, corner to corner.',
    OWN,
  ),
  area: words(
    'Lateral body area',
    'area',
    'shoelace area of SA SM SP IP IM IA',
    'Area of the outline through the six points.',
    'Area criterion of Genant 1993 (J Bone Miner Res 8:1137); McKiernan 2003',
  ),
  anteriorHeightAxis: words(
    'Anterior height, axis',
    'length',
    '(IA - SA) . n',
    'Height along the normal n of the mid-plane; never mixed with Ha in one study.',
    AXIS,
  ),
  middleHeightAxis: words(
    'Middle height, axis',
    'length',
    '(IM - SM) . n',
    'Height along the normal n of the mid-plane; never mixed with Hm in one study.',
    AXIS,
  ),
  posteriorHeightAxis: words(
    'Posterior height, axis',
    'length',
    '(IP - SP) . n',
    'Height along the normal n of the mid-plane; never mixed with Hp in one study.',
    AXIS,
  ),
};

const expected = (which: string, symbol: string): Words =>
  words(
    `Expected ${which} height`,
    'length',
    `Hu + (Hl - Hu)(i - u)/(l - u) of ${symbol}; u, l = nearest intact levels above and below, at most 2 away`,
    'The height that the vertebra would have had; from one side only where the other has no intact vertebra.',
    ADJACENT,
  );
const compression = (which: string, symbol: string): Words =>
  words(
    `${which} compression`,
    '%',
    `100 (1 - ${symbol}/${symbol},exp)`,
    'Lost height in percent of the expected; never clamped.',
    ADJACENT,
  );
const remaining = (which: string, symbol: string): Words =>
  words(
    `${which} height remaining`,
    '%',
    `100 ${symbol}/${symbol},exp`,
    'Height in percent of the expected.',
    ADJACENT,
  );

const NEIGHBOURS: Readonly<Record<AdjacentMeasureId, Words>> = {
  expectedAnteriorHeight: expected('anterior', 'Ha'),
  expectedMiddleHeight: expected('middle', 'Hm'),
  expectedPosteriorHeight: expected('posterior', 'Hp'),
  anteriorCompression: compression('Anterior', 'Ha'),
  middleCompression: compression('Middle', 'Hm'),
  posteriorCompression: compression('Posterior', 'Hp'),
  anteriorRemaining: remaining('Anterior', 'Ha'),
  middleRemaining: remaining('Middle', 'Hm'),
  posteriorRemaining: remaining('Posterior', 'Hp'),
  crushRatioAbove: words(
    'Crush ratio, above',
    '1',
    'Hp / Hp(above)',
    'Posterior height against the reference above.',
    "O'Neill 1994, posterior I",
  ),
  crushRatioBelow: words(
    'Crush ratio, below',
    '1',
    'Hp / Hp(below)',
    'Posterior height against the reference below.',
    "O'Neill 1994, posterior II",
  ),
  crushRatioMean: words(
    'Crush ratio',
    '1',
    'Hp / Hp,exp',
    'Posterior height against the expected one.',
    'McCloskey 1993',
  ),
};

const SEGMENTS: Readonly<Record<SegmentAngleId, Words>> = {
  cobb: words(
    'Cobb angle',
    'deg',
    'superior endplate of the level above to inferior endplate of the level below (S1: superior)',
    'Kyphotic positive.',
    'Keynan 2006 (Spine 31:E156); PLoS ONE 0135735',
  ),
  gardner: words(
    'Gardner segmental deformity',
    'deg',
    'superior endplate of the level above to the own inferior endplate',
    'Kyphotic positive.',
    'Gardner 1994 (Spine 19); Curfs 2016',
  ),
  mobileSegment: words(
    'Mobile segment angle',
    'deg',
    'inferior endplate of the level above to the own inferior endplate',
    'One disc and one vertebra; kyphotic positive.',
    'Farcy 1990 (Spine 15:958)',
  ),
  farcyIndex: words(
    'Farcy sagittal index',
    'deg',
    'mobile segment angle - baseline (thoracic +5, thoracolumbar 0, lumbar -10, unless the study says otherwise)',
    'Deviation from the normal angle of the region.',
    'Farcy 1990 (Spine 15:958)',
  ),
};

const GENANT = 'Genant 1993 (J Bone Miner Res 8:1137), Buckens 2013 (PLoS ONE 8:e71204)';

const GRADES: Readonly<Record<GradeMeasureId, Words>> = {
  genantAdjacent: words(
    'Quantitative estimate of Genant grade (neighbours)',
    'grade',
    'largest loss L against expected heights: 0 < 20 <= 1 < 25 <= 2 < 40 <= 3',
    'Not the reader’s own semiquantitative grade.',
    GENANT,
  ),
  genantWithin: words(
    'Quantitative estimate of Genant grade (own posterior height)',
    'grade',
    'largest of 100 (1 - Ha/Hp) and 100 (1 - Hm/Hp): 0 < 20 <= 1 < 25 <= 2 < 40 <= 3',
    'Not the reader’s own semiquantitative grade; blind to a loss of posterior height.',
    GENANT,
  ),
};

const CHANGES: Readonly<Record<ChangeMeasureId, Words>> = {
  change: words('Change', 'same', 'later - earlier', 'Height gained is positive, kyphosis corrected is negative.', OWN),
  kyphosisCorrection: words(
    'Kyphosis correction',
    'deg',
    'wedge before - wedge after',
    'Positive when less kyphotic.',
    'Phillips 2003 (Spine 28:2260)',
  ),
  restorationAbsolute: words('Restoration R1, absolute', 'length', 'Hpost - Hpre', 'Gain in height.', MCKIERNAN),
  restorationOfInitial: words(
    'Restoration R2, of initial height',
    '%',
    '100 (Hpost - Hpre) / Hpre',
    'Gain against the height before.',
    MCKIERNAN,
  ),
  restorationOfLost: words(
    'Restoration R3, of lost height',
    '%',
    '100 (Hpost - Hpre) / (Hexp - Hpre)',
    'Missing where no detectable height was lost; never clamped.',
    'Lieberman 2001 (Spine 26:1631), Dudeney 2002 (J Clin Oncol 20:2382)',
  ),
  restorationOfReferent: words(
    'Restoration R4, of expected height',
    '%',
    '100 (Hpost - Hpre) / Hexp',
    'Gain against the expected height.',
    MCKIERNAN,
  ),
  restorationOfLostNormalised: words(
    'Restoration R3n, of lost height, normalised',
    '%',
    '100 (rho_post - rho_pre) / (1 - rho_pre); rho = H / Hexp of the same image',
    'Free of magnification.',
    NORMALISED,
  ),
  restorationOfReferentNormalised: words(
    'Restoration R4n, of expected height, normalised',
    '%',
    '100 (rho_post - rho_pre); rho = H / Hexp of the same image',
    'Free of magnification.',
    NORMALISED,
  ),
};

const withIds = <Id extends MeasureId>(
  ids: readonly Id[],
  from: Readonly<Record<Id, Words>>,
): readonly MeasureDefinition[] => ids.map((id) => ({ id, ...from[id], needs: needsOf(id) }));

const needsOf = (id: MeasureId): readonly Landmark[] =>
  id in VERTEBRA_MEASURE_NEEDS ? VERTEBRA_MEASURE_NEEDS[id as VertebraMeasureId] : [];

/** Every measure once, in the order in which tables show them. */
export const MEASURE_DEFINITIONS: readonly MeasureDefinition[] = [
  ...withIds(VERTEBRA_MEASURE_IDS, VERTEBRA),
  ...withIds(ADJACENT_MEASURE_IDS, NEIGHBOURS),
  ...withIds(GRADE_MEASURE_IDS, GRADES),
  ...withIds(SEGMENT_ANGLE_IDS, SEGMENTS),
  ...withIds(CHANGE_MEASURE_IDS, CHANGES),
];

const BY_ID = new Map(MEASURE_DEFINITIONS.map((definition) => [definition.id, definition]));

/** The definition of one measure. */
export function definitionOf(id: MeasureId): MeasureDefinition {
  const definition = BY_ID.get(id);
  if (definition === undefined) throw new Error(`No formula is written down for ${id}`);
  return definition;
}
