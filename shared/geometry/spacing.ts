/** Distance between pixel centres in millimetres: rowSpacing is vertical (between rows), columnSpacing horizontal. */
export interface Spacing {
  readonly rowSpacing: number;
  readonly columnSpacing: number;
}

/**
 * The plane in which a millimetre was measured. `patient_user` and `patient_file`: at the vertebra, by a calibration of
 * the user or of the file; `detector` and `film`: magnified; `unknown`: the file gives nothing to tell; `none`: pixels.
 */
export const PLANES = ['patient_user', 'patient_file', 'detector', 'film', 'unknown', 'none'] as const;
export type Plane = (typeof PLANES)[number];

/** The spacing facts of an image file, as read, before any rule is applied. Pairs are [row, column] as in DICOM. */
export interface SpacingAttributes {
  readonly pixelSpacing?: readonly number[];
  readonly pixelSpacingCalibrationType?: string;
  readonly pixelSpacingCalibrationDescription?: string;
  readonly imagerPixelSpacing?: readonly number[];
  readonly nominalScannedPixelSpacing?: readonly number[];
  readonly objectPixelSpacingInCenterOfBeam?: readonly number[];
  readonly estimatedRadiographicMagnificationFactor?: number;
  readonly distanceSourceToDetector?: number;
  readonly distanceSourceToPatient?: number;
  /** [vertical, horizontal], DICOM (0028,0034). */
  readonly pixelAspectRatio?: readonly number[];
}

/** Where a spacing came from. */
export type SpacingSource =
  | 'user_line'
  | 'user_typed'
  | 'object_pixel_spacing'
  | 'pixel_spacing'
  | 'imager_pixel_spacing'
  | 'nominal_scanned_pixel_spacing'
  | 'estimated_magnification'
  | 'none';

/** The spacing in force for one image, with everything that must stand beside its millimetres. */
export interface Calibration {
  readonly source: SpacingSource;
  readonly plane: Plane;
  /** Null where no spacing is known: heights are then in pixels. */
  readonly spacing: Spacing | null;
  /** Relative spacing (column 1) for ratios and angles; square pixels assumed when the file says nothing. */
  readonly relativeSpacing: Spacing;
  /** What stands beside every millimetre, e.g. "mm at detector (magnified)"; "px" without a spacing. */
  readonly label: string;
  /** What the label leaves out: the object and length, the description in the file, or the magnification. */
  readonly detail?: string;
  /** Codes of things the reader has to know, e.g. "pixel_spacing_larger_than_detector_spacing". */
  readonly warnings: readonly string[];
}
