import { calibrationFromFile, type AspectSource } from '../geometry/calibration.ts';
import { orientationFromFile, type ImageOrientation } from '../geometry/patientOrientation.ts';
import type { Plane, Spacing, SpacingSource } from '../geometry/spacing.ts';
import type { SpacingCandidate } from '../geometry/spacingCandidates.ts';
import { assertNever } from '../result.ts';
import type { ImageWarning, Radiograph, StoredPixels, VoiFunction, VoiOption } from './radiograph.ts';
import type { StoredSamples } from './storedSamples.ts';

/** [row, column] in millimetres, the form that a case of points takes. */
type SpacingPair = readonly [row: number, column: number];

export interface InspectedCandidate {
  readonly source: SpacingSource;
  readonly status: SpacingCandidate['status'];
  readonly plane: Plane;
  readonly spacing_mm: SpacingPair | null;
  readonly label: string;
  readonly detail: string | null;
  readonly whyNot: string | null;
  readonly warnings: readonly string[];
}

export interface InspectedCalibration {
  readonly source: SpacingSource;
  readonly plane: Plane;
  /** Null: everything is measured in pixels. */
  readonly spacing_mm: SpacingPair | null;
  /** [vertical, horizontal] size of one pixel, relative; ratios and angles need it even without millimetres. */
  readonly pixel_aspect: SpacingPair;
  readonly aspect: AspectSource;
  readonly label: string;
  readonly detail: string | null;
}

export type InspectedVoi =
  | {
      readonly kind: 'window';
      readonly center: number;
      readonly width: number;
      readonly voiFunction: VoiFunction;
      readonly explanation: string | null;
    }
  | {
      readonly kind: 'lut';
      readonly firstMapped: number;
      readonly bits: number;
      readonly entries: number;
      readonly explanation: string | null;
    };

/** What is told about an image file. The keys are a contract with programs that read them; no identity is among them. */
export interface Inspection {
  readonly format: Radiograph['format'];
  /** The DICOM modality, e.g. DX. */
  readonly modality: string | null;
  readonly rows: number;
  readonly columns: number;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly signed: boolean;
  /** As in the file: 2 or 4 where a PNG file has alpha. */
  readonly samplesPerPixel: StoredSamples['perPixel'];
  readonly photometricInterpretation: string;
  readonly frames: number;
  readonly transferSyntax: string | null;
  readonly lossy: boolean;
  readonly samples: SampleFacts & { readonly sha256: string };
  readonly voi: readonly InspectedVoi[];
  readonly calibration: {
    readonly chosen: InspectedCalibration;
    readonly candidates: readonly InspectedCandidate[];
    readonly warnings: readonly string[];
  };
  readonly orientation: ImageOrientation & {
    readonly patientOrientation: readonly string[];
    readonly viewPosition: string | null;
  };
  readonly warnings: readonly ImageWarning[];
}

interface SampleFacts {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

/**
 * Tells about an opened image. `samples` as they stand in its file, `sha256` of `sampleBytes` of them: the hash is made by
 * the caller, whose platform does it fastest.
 */
export function inspectionOf(radiograph: Radiograph, samples: StoredSamples, sha256: string): Inspection {
  const { facts } = radiograph;
  return {
    format: radiograph.format,
    modality: facts.modality,
    rows: radiograph.rows,
    columns: radiograph.columns,
    bitsAllocated: radiograph.bitsAllocated,
    bitsStored: radiograph.bitsStored,
    signed: radiograph.signed,
    samplesPerPixel: samples.perPixel,
    photometricInterpretation: radiograph.photometricInterpretation,
    frames: radiograph.frames,
    transferSyntax: radiograph.transferSyntax,
    lossy: radiograph.lossy,
    samples: { sha256, ...sampleFacts(samples.values) },
    voi: radiograph.voi.map(inspectedVoi),
    calibration: inspectedCalibration(radiograph),
    orientation: {
      ...orientationFromFile(facts.patientOrientation),
      patientOrientation: facts.patientOrientation,
      viewPosition: facts.viewPosition,
    },
    warnings: [...radiograph.warnings, ...samples.warnings],
  };
}

/** Of all stored values, padding included: what another decoder would say. */
function sampleFacts(pixels: StoredPixels): SampleFacts {
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  for (let i = 0; i < pixels.length; i += 1) {
    const value = pixels[i] ?? 0;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
  }
  return { min, max, mean: sum / pixels.length };
}

function inspectedVoi(option: VoiOption): InspectedVoi {
  switch (option.kind) {
    case 'window':
      return option;
    case 'lut': {
      const { firstMapped, bits, values } = option.lut;
      return { kind: 'lut', firstMapped, bits, entries: values.length, explanation: option.explanation };
    }
    default:
      return assertNever(option);
  }
}

function inspectedCalibration({ spacing: attributes }: Radiograph): Inspection['calibration'] {
  const { source, plane, spacing, relativeSpacing, aspect, label, detail, candidates, warnings } =
    calibrationFromFile(attributes);
  return {
    chosen: {
      source,
      plane,
      spacing_mm: pairOf(spacing),
      pixel_aspect: [relativeSpacing.rowSpacing, relativeSpacing.columnSpacing],
      aspect,
      label,
      detail: detail ?? null,
    },
    candidates: candidates.map((candidate) => ({
      source: candidate.source,
      status: candidate.status,
      plane: candidate.plane,
      spacing_mm: pairOf(candidate.spacing),
      label: candidate.label,
      detail: candidate.detail ?? null,
      whyNot: candidate.whyNot,
      warnings: candidate.warnings,
    })),
    warnings,
  };
}

const pairOf = (spacing: Spacing | null): SpacingPair | null =>
  spacing === null ? null : [spacing.rowSpacing, spacing.columnSpacing];
