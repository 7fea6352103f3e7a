import type { Landmark } from '../../spine/landmarks.ts';
import type { Level } from '../../spine/levels.ts';

/** A coded concept: value, scheme, meaning. */
export interface Code {
  readonly value: string;
  readonly scheme: string;
  readonly meaning: string;
}

export const code = (value: string, scheme: string, meaning: string): Code => ({ value, scheme, meaning });

/** Codes of this program, for what no standard scheme has; their values never change their meaning. */
export const PRIVATE_SCHEME = '99VBM';
const own = (value: string, meaning: string): Code => code(value, PRIVATE_SCHEME, meaning);

/** Concepts of PS3.16 and SNOMED CT. */
export const CODES = {
  report: code('126000', 'DCM', 'Imaging Measurement Report'),
  language: code('121049', 'DCM', 'Language of Content Item and Descendants'),
  english: code('en', 'RFC5646', 'English'),
  observerType: code('121005', 'DCM', 'Observer Type'),
  person: code('121006', 'DCM', 'Person'),
  device: code('121007', 'DCM', 'Device'),
  personName: code('121008', 'DCM', 'Person Observer Name'),
  deviceUid: code('121012', 'DCM', 'Device Observer UID'),
  deviceName: code('121013', 'DCM', 'Device Observer Name'),
  deviceModel: code('121015', 'DCM', 'Device Observer Model Name'),
  procedure: code('121058', 'DCM', 'Procedure reported'),
  imaging: code('363679005', 'SCT', 'Imaging'),
  imageLibrary: code('111028', 'DCM', 'Image Library'),
  imageGroup: code('126200', 'DCM', 'Image Library Group'),
  measurements: code('126010', 'DCM', 'Imaging Measurements'),
  group: code('125007', 'DCM', 'Measurement Group'),
  trackingId: code('112039', 'DCM', 'Tracking Identifier'),
  trackingUid: code('112040', 'DCM', 'Tracking Unique Identifier'),
  timePoint: code('C2348792', 'UMLS', 'Time Point'),
  protocolTimePoint: code('126071', 'DCM', 'Protocol Time Point Identifier'),
  timePointOrder: code('126073', 'DCM', 'Time Point Order'),
  findingSite: code('363698007', 'SCT', 'Finding Site'),
  topography: code('106233006', 'SCT', 'Topographical modifier'),
  method: code('370129005', 'SCT', 'Measurement Method'),
  height: code('121207', 'DCM', 'Height'),
  path: code('121055', 'DCM', 'Path'),
  arm: code('121223', 'DCM', 'Arm of angle'),
  anterior: code('255549009', 'SCT', 'Anterior'),
  posterior: code('255551008', 'SCT', 'Posterior'),
} as const;

/** Concepts of our own. */
export const OWN_CODES = {
  middle: own('MIDDLE', 'Middle of the vertebral body'),
  wedge: own('WEDGE', 'Wedge angle of the vertebral body, kyphotic positive'),
  wedgeRatio: own('WEDGE_RATIO', 'Anterior height divided by posterior height'),
  midwedgeRatio: own('MIDWEDGE_RATIO', 'Middle height divided by posterior height'),
  superiorEndplate: own('S_ENDPLATE', 'Superior endplate'),
  inferiorEndplate: own('I_ENDPLATE', 'Inferior endplate'),
  sixPoint: own(
    'SIX_POINT',
    'Six-point morphometry: height as the distance of two points, wedge as the angle of the endplates',
  ),
  calibration: own('CALIBRATION', 'Calibration and plane of the millimetres'),
  rowSpacing: own('SPACING_ROW', 'Distance of the centres of two rows'),
  columnSpacing: own('SPACING_COL', 'Distance of the centres of two columns'),
  readingNumber: own('READING', 'Number of the reading'),
  status: own('STATUS', 'Why a value is missing'),
  s1: own('S1', 'First sacral vertebra'),
} as const;

const POINTS: Readonly<Record<Landmark, string>> = {
  SA: 'superior endplate, anterior',
  SM: 'superior endplate, middle',
  SP: 'superior endplate, posterior',
  IA: 'inferior endplate, anterior',
  IM: 'inferior endplate, middle',
  IP: 'inferior endplate, posterior',
};
export const landmarkCode = (landmark: Landmark): Code =>
  own(`POINT_${landmark}`, `Landmark ${landmark}, ${POINTS[landmark]}`);

export const UNITS = {
  mm: code('mm', 'UCUM', 'millimeter'),
  deg: code('deg', 'UCUM', 'degree'),
  ratio: code('{ratio}', 'UCUM', 'ratio'),
  px: code('{pixels}', 'UCUM', 'pixels'),
  one: code('1', 'UCUM', 'no units'),
} as const;

/** CID 7603 and the sacrum. */
const VERTEBRAE: Readonly<Partial<Record<Level, string>>> = {
  T1: '64864005',
  T2: '53733008',
  T3: '1626008',
  T4: '73071006',
  T5: '56401006',
  T6: '45296009',
  T7: '62487009',
  T8: '11068009',
  T9: '82687006',
  T10: '7610001',
  T11: '12989004',
  T12: '23215003',
  L1: '66794005',
  L2: '14293000',
  L3: '36470004',
  L4: '11994002',
  L5: '49668003',
};

/** The vertebra as a finding site; cervical and transitional ones have a code of our own, S1 is the sacrum with a modifier. */
export function vertebraCode(level: Level): Code {
  const known = VERTEBRAE[level];
  if (known !== undefined) return code(known, 'SCT', `${level} vertebra`);
  return level === 'S1' ? code('54735007', 'SCT', 'Sacrum') : own(`LEVEL_${level}`, `${level} vertebra`);
}
