import { OWN, words, type MeasureWords } from './measureDefinition.ts';
import type { VertebraMeasureId } from './vertebraMeasures.ts';

const SIX_POINTS =
  'Six-point morphometry: Eastell 1991 (J Bone Miner Res 6:207), McCloskey 1993 (Osteoporos Int), Rea 1999 (Osteoporos Int), Guglielmi 2008 (Eur Radiol 18:1484)';
const AXIS = 'After Frobin 1997 (Clin Biomech 12 S1)';
const RATIOS = "Rea 1999, O'Neill 1994 (J Bone Miner Res)";

/** The measures of one body from its own six points. */
export const VERTEBRA_FORMULAS: Readonly<Record<VertebraMeasureId, MeasureWords>> = {
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
