import { LANDMARKS, type Landmark } from '../../spine/landmarks.ts';
import type { LevelMeasures, LevelVisit } from '../../study/measureStudy.ts';
import type { StudyValue } from '../../study/valueStatus.ts';
import type { Timepoint } from '../../study/study.ts';
import { formatNumber } from '../formatNumber.ts';
import { MEASURE_MEANINGS } from '../measureColumns.ts';
import { CODES, OWN_CODES, UNITS, landmarkCode, vertebraCode, type Code } from './codes.ts';
import {
  coded,
  container,
  coordinates,
  imageItem,
  numberItem,
  personItem,
  textItem,
  uidItem,
  type Child,
  type ContentItem,
  type Reference,
} from './contentItem.ts';

/** One reading of one film: what a report is about. */
export interface ReportInput {
  readonly reader: string;
  readonly reading: number;
  readonly timepoint: Timepoint;
  readonly order: number;
  readonly image: Reference;
  readonly appVersion: string;
  readonly deviceUid: string;
  /** Every vertebra of the reading with its visit, and a UID that stays with it over all films. */
  readonly vertebrae: readonly {
    readonly measures: LevelMeasures;
    readonly visit: LevelVisit;
    readonly trackingUid: string;
  }[];
}

/** The content tree of an imaging measurement report (PS3.16 TID 1500). */
export function measurementReport(input: ReportInput): ContentItem {
  const image = imageItem(input.image);
  return container(
    CODES.report,
    [
      ['HAS CONCEPT MOD', coded(CODES.language, CODES.english)],
      ['HAS OBS CONTEXT', coded(CODES.observerType, CODES.person)],
      ['HAS OBS CONTEXT', personItem(CODES.personName, input.reader)],
      ['HAS OBS CONTEXT', coded(CODES.observerType, CODES.device)],
      ['HAS OBS CONTEXT', uidItem(CODES.deviceUid, input.deviceUid)],
      ['HAS OBS CONTEXT', textItem(CODES.deviceName, 'Endplate')],
      ['HAS OBS CONTEXT', textItem(CODES.deviceModel, input.appVersion)],
      ['HAS CONCEPT MOD', coded(CODES.procedure, CODES.imaging)],
      ['CONTAINS', container(CODES.imageLibrary, [['CONTAINS', container(CODES.imageGroup, [['CONTAINS', image]])]])],
      [
        'CONTAINS',
        container(
          CODES.measurements,
          input.vertebrae.map((vertebra): Child => ['CONTAINS', measurementGroup(input, vertebra, image)]),
        ),
      ],
    ],
    { id: '1500' },
  );
}

/** One vertebra (TID 1501): whose, when, how calibrated; heights, angle and ratios with the lines they come from; landmarks. */
function measurementGroup(
  { reader, reading, timepoint, order }: ReportInput,
  { measures, visit, trackingUid }: ReportInput['vertebrae'][number],
  image: ContentItem,
): ContentItem {
  const { level } = measures;
  const site: readonly Child[] = level === 'S1' ? [['HAS CONCEPT MOD', coded(CODES.topography, OWN_CODES.s1)]] : [];
  return container(
    CODES.group,
    [
      ['HAS OBS CONTEXT', textItem(CODES.trackingId, `${level} ${timepoint.id} ${reader} ${reading}`)],
      ['HAS OBS CONTEXT', uidItem(CODES.trackingUid, trackingUid)],
      ['HAS OBS CONTEXT', textItem(CODES.timePoint, timepoint.label)],
      ['HAS OBS CONTEXT', textItem(CODES.protocolTimePoint, timepoint.id)],
      ['HAS OBS CONTEXT', numberItem(CODES.timePointOrder, { number: String(order), unit: UNITS.one })],
      ['HAS CONCEPT MOD', coded(CODES.findingSite, vertebraCode(level), site)],
      ['HAS CONCEPT MOD', coded(CODES.method, OWN_CODES.sixPoint)],
      ...calibrationItems(visit),
      ...measurementItems(visit, image),
      ...pointItems(visit, image),
      ['CONTAINS', numberItem(OWN_CODES.readingNumber, { number: String(reading), unit: UNITS.one })],
    ],
    { id: '1501' },
  );
}

const spacingItem = (concept: Code, value: number): Child => [
  'CONTAINS',
  numberItem(concept, { number: formatNumber(value, 6), unit: UNITS.mm }),
];

/** No reader can infer the plane of a millimetre, so it is said. */
function calibrationItems({ calibration }: LevelVisit): readonly Child[] {
  const { spacing, label, detail } = calibration;
  const words = detail === undefined ? label : `${label}; ${detail}`;
  return [
    ['CONTAINS', textItem(OWN_CODES.calibration, words)],
    ...(spacing === null
      ? []
      : [
          spacingItem(OWN_CODES.rowSpacing, spacing.rowSpacing),
          spacingItem(OWN_CODES.columnSpacing, spacing.columnSpacing),
        ]),
  ];
}

const HEIGHTS = [
  { mm: 'h_ant', px: 'h_ant_px', modifier: CODES.anterior, ends: ['SA', 'IA'] },
  { mm: 'h_mid', px: 'h_mid_px', modifier: OWN_CODES.middle, ends: ['SM', 'IM'] },
  { mm: 'h_post', px: 'h_post_px', modifier: CODES.posterior, ends: ['SP', 'IP'] },
] as const;

function measurementItems(visit: LevelVisit, image: ContentItem): readonly Child[] {
  const { values, calibration } = visit;
  const plane: Child = ['HAS PROPERTIES', textItem(OWN_CODES.calibration, calibration.label)];
  const heights = HEIGHTS.flatMap(({ mm, px, modifier, ends }) => {
    const [measure, unit] = calibration.spacing === null ? ([px, UNITS.px] as const) : ([mm, UNITS.mm] as const);
    return numeric(CODES.height, values[measure], MEASURE_MEANINGS[measure].decimals, unit, [
      ['HAS CONCEPT MOD', coded(CODES.topography, modifier)],
      plane,
      ...line(visit, CODES.path, ends, image),
    ]);
  });
  const wedge = numeric(OWN_CODES.wedge, values.wedge_angle, MEASURE_MEANINGS.wedge_angle.decimals, UNITS.deg, [
    ...line(visit, CODES.arm, ['SA', 'SP'], image),
    ...line(visit, CODES.arm, ['IA', 'IP'], image),
  ]);
  const ratios = [
    ...numeric(OWN_CODES.wedgeRatio, values.ratio_ap, 4, UNITS.ratio, []),
    ...numeric(OWN_CODES.midwedgeRatio, values.ratio_mp, 4, UNITS.ratio, []),
  ];
  return [...heights, ...wedge, ...ratios];
}

/** A measured value; one that is missing is left out, a typed one has no film to be inferred from. */
function numeric(
  concept: Code,
  { value, status }: StudyValue,
  decimals: number,
  unit: Code,
  children: readonly Child[],
): readonly Child[] {
  if (value === null || status === 'reported') return [];
  return [['CONTAINS', numberItem(concept, { number: formatNumber(value, decimals), unit }, children)]];
}

/** A line of two landmarks; nothing where one of them was not placed. */
function line(
  { vertebra }: LevelVisit,
  concept: Code,
  ends: readonly [Landmark, Landmark],
  image: ContentItem,
): readonly Child[] {
  const points = ends.flatMap((landmark) => {
    const point = vertebra?.landmarks[landmark];
    return point === undefined ? [] : [point];
  });
  return points.length < 2 ? [] : [['INFERRED FROM', coordinates(concept, 'POLYLINE', points, image)]];
}

const pointItems = ({ vertebra }: LevelVisit, image: ContentItem): readonly Child[] =>
  LANDMARKS.flatMap((landmark): readonly Child[] => {
    const point = vertebra?.landmarks[landmark];
    return point === undefined ? [] : [['CONTAINS', coordinates(landmarkCode(landmark), 'POINT', [point], image)]];
  });
