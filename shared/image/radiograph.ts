import type { SpacingAttributes } from '../geometry/spacing.ts';

/** Stored pixel values of one frame, before any look-up table; colour interleaved RGB. */
export type StoredPixels = Uint8Array | Int8Array | Uint16Array | Int16Array;

export type VoiFunction = 'LINEAR' | 'LINEAR_EXACT' | 'SIGMOID';

/** One window or one VOI look-up table that the file offers. */
export type VoiOption =
  | {
      readonly kind: 'window';
      readonly center: number;
      readonly width: number;
      readonly voiFunction: VoiFunction;
      readonly explanation: string | null;
    }
  | { readonly kind: 'lut'; readonly lut: LookUpTable; readonly explanation: string | null };

/** A DICOM look-up table (PS3.3 C.11.1.1.1): `values[0]` is the output for `firstMapped` and everything below it. */
export interface LookUpTable {
  readonly firstMapped: number;
  readonly bits: number;
  readonly values: Uint16Array;
}

/** Stored values to modality values: a rescale or a table (PS3.3 C.11.1). */
export type ModalityTransform =
  | { readonly kind: 'rescale'; readonly slope: number; readonly intercept: number }
  | { readonly kind: 'lut'; readonly lut: LookUpTable };

/** An overlay plane of group 60xx, one byte per pixel (0 or 1), in image coordinates. */
export interface OverlayPlane {
  readonly rows: number;
  readonly columns: number;
  /** Offset of the overlay's first pixel: 0 is the image's first pixel. */
  readonly originRow: number;
  readonly originColumn: number;
  readonly label: string | null;
  readonly bits: Uint8Array;
}

/** The facts of the file that the program shows or checks; no patient identity is among them. */
export interface AcquisitionFacts {
  readonly modality: string | null;
  /** ISO date YYYY-MM-DD and time HH:MM:SS, of the acquisition or else of the study. */
  readonly acquisitionDate: string | null;
  readonly acquisitionTime: string | null;
  readonly patientOrientation: readonly string[];
  readonly viewPosition: string | null;
  readonly seriesDescription: string | null;
  readonly burnedInAnnotation: boolean | null;
}

/**
 * Identity attributes, kept in memory only: to compare two files of one subject (by a salted hash) and to warn when a
 * label typed by the user repeats them. Never written to any file.
 */
export interface PatientIdentity {
  readonly patientName: string | null;
  readonly patientId: string | null;
}

/** One opened image: stored pixels of one frame, and what is needed to show and to measure them. */
export interface Radiograph {
  readonly format: 'dicom' | 'png' | 'jpeg' | 'tiff';
  readonly rows: number;
  readonly columns: number;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly signed: boolean;
  readonly samplesPerPixel: 1 | 3;
  /** As in the file; for raster files the nearest DICOM term. */
  readonly photometricInterpretation: string;
  /**
   * What the three samples of a colour image are in `pixels`: uncompressed YBR_FULL stays as stored (`ybrToRgb` converts
   * it for showing), everything else is RGB. Null or absent for one sample; absent with three samples means RGB.
   */
  readonly colourSpace?: 'RGB' | 'YBR_FULL' | null;
  readonly frames: number;
  /** 0 for the first frame. */
  readonly frame: number;
  readonly transferSyntax: string | null;
  readonly lossy: boolean;
  readonly lossyRatio: number | null;
  readonly pixels: StoredPixels;
  /** Of the stored values, padding left out. */
  readonly minimum: number;
  readonly maximum: number;
  readonly modality: ModalityTransform;
  readonly voi: readonly VoiOption[];
  /** True for MONOCHROME1 or Presentation LUT Shape INVERSE: low values are shown bright. One inversion, never two. */
  readonly inverted: boolean;
  /** Stored values from..to that are background, not image (PS3.3 C.7.5.1.1.2). */
  readonly padding: { readonly from: number; readonly to: number } | null;
  /** Red, green, blue tables of a PALETTE COLOR image, else null. */
  readonly palette: { readonly red: LookUpTable; readonly green: LookUpTable; readonly blue: LookUpTable } | null;
  readonly overlays: readonly OverlayPlane[];
  readonly spacing: SpacingAttributes;
  readonly facts: AcquisitionFacts;
  readonly identity: PatientIdentity;
  /** Codes with words: what the reader has to know though the image opened. */
  readonly warnings: readonly ImageWarning[];
}

export interface ImageWarning {
  readonly code: string;
  readonly message: string;
}

/** Why an image did not open. The message says in one sentence what is wrong and what to do. */
export interface ImageError {
  readonly code:
    | 'empty'
    | 'not_an_image'
    | 'unsupported_format'
    | 'unsupported_transfer_syntax'
    | 'no_pixel_data'
    | 'too_large'
    | 'truncated'
    | 'damaged'
    | 'invalid_header'
    | 'unsupported_pixels'
    | 'no_such_frame'
    | 'decoder_failed'
    | 'timeout';
  readonly message: string;
}
