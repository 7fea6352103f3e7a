import type { AdjacentMeasureId } from './compression.ts';
import { OWN, words, type ChangeMeasureId, type GradeMeasureId, type MeasureWords } from './measureDefinition.ts';
import type { SegmentAngleId } from './segmentAngles.ts';

const ADJACENT = 'Wang 2020 (Ann Transl Med), Hsu 2019 (Appl Bionics Biomech 4021640), PLoS ONE 0135735';
const MCKIERNAN = 'McKiernan 2003 (Spine 28:2517)';
const NORMALISED = 'Frobin 1997; adjusting by the neighbours as in J Orthop Surg Res 2020 15';

const expected = (which: string, symbol: string): MeasureWords =>
  words(
    `Expected ${which} height`,
    'length',
    `Hu + (Hl - Hu)(i - u)/(l - u) of ${symbol}; u, l = nearest intact levels above and below, at most 2 away`,
    'The height that the vertebra would have had; from one side only where the other has no intact vertebra.',
    ADJACENT,
  );
const compression = (which: string, symbol: string): MeasureWords =>
  words(
    `${which} compression`,
    '%',
    `100 (1 - ${symbol}/${symbol},exp)`,
    'Lost height in percent of the expected; never clamped.',
    ADJACENT,
  );
const remaining = (which: string, symbol: string): MeasureWords =>
  words(
    `${which} height remaining`,
    '%',
    `100 ${symbol}/${symbol},exp`,
    'Height in percent of the expected.',
    ADJACENT,
  );

export const NEIGHBOUR_FORMULAS: Readonly<Record<AdjacentMeasureId, MeasureWords>> = {
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

export const SEGMENT_FORMULAS: Readonly<Record<SegmentAngleId, MeasureWords>> = {
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

export const GRADE_FORMULAS: Readonly<Record<GradeMeasureId, MeasureWords>> = {
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

export const CHANGE_FORMULAS: Readonly<Record<ChangeMeasureId, MeasureWords>> = {
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
