import type { StudyMeasure } from '../study/measureVisit.ts';

/** How a measure is named, written and explained in every table. */
export interface MeasureMeaning {
  readonly unit: 'mm' | 'deg' | '1' | 'px';
  readonly decimals: number;
  readonly label: string;
  readonly definition: string;
  readonly formula: string;
  /** The end of its name in the wide table; measures in pixels are in the long table only. */
  readonly wide: string | null;
}

export const MEASURE_MEANINGS: Readonly<Record<StudyMeasure, MeasureMeaning>> = {
  h_ant: {
    unit: 'mm',
    decimals: 3,
    label: 'Anterior height',
    definition: 'Distance between the anterior corners SA and IA.',
    formula: '|SA - IA|',
    wide: 'h_ant_mm',
  },
  h_mid: {
    unit: 'mm',
    decimals: 3,
    label: 'Middle height',
    definition: 'Distance between the middle points SM and IM.',
    formula: '|SM - IM|',
    wide: 'h_mid_mm',
  },
  h_post: {
    unit: 'mm',
    decimals: 3,
    label: 'Posterior height',
    definition: 'Distance between the posterior corners SP and IP.',
    formula: '|SP - IP|',
    wide: 'h_post_mm',
  },
  wedge_angle: {
    unit: 'deg',
    decimals: 3,
    label: 'Wedge angle',
    definition:
      'Angle between the superior (SA-SP) and the inferior (IA-IP) endplate; positive: anterior side lower (kyphotic), negative: lordotic.',
    formula: 'h * atan2(cross(ui, us), dot(ui, us)), us = SA - SP, ui = IA - IP, h = sign(cross(us + ui, caudal))',
    wide: 'wedge_deg',
  },
  ratio_ap: {
    unit: '1',
    decimals: 4,
    label: 'Anterior/posterior ratio',
    definition: 'Beck index: anterior height divided by posterior height.',
    formula: 'h_ant / h_post',
    wide: 'ratio_ap',
  },
  ratio_mp: {
    unit: '1',
    decimals: 4,
    label: 'Middle/posterior ratio',
    definition: 'Middle height divided by posterior height.',
    formula: 'h_mid / h_post',
    wide: 'ratio_mp',
  },
  h_ant_px: {
    unit: 'px',
    decimals: 3,
    label: 'Anterior height in pixels',
    definition: 'Anterior height in column widths of the image, whatever the spacing.',
    formula: '|SA - IA|',
    wide: null,
  },
  h_mid_px: {
    unit: 'px',
    decimals: 3,
    label: 'Middle height in pixels',
    definition: 'Middle height in column widths of the image, whatever the spacing.',
    formula: '|SM - IM|',
    wide: null,
  },
  h_post_px: {
    unit: 'px',
    decimals: 3,
    label: 'Posterior height in pixels',
    definition: 'Posterior height in column widths of the image, whatever the spacing.',
    formula: '|SP - IP|',
    wide: null,
  },
};
