import type { SpacingAttributes } from '../../geometry/spacing.ts';
import type { ImageWarning, Radiograph, StoredPixels } from '../radiograph.ts';

/** What a picture file tells; everything else about a radiograph it cannot know. */
export interface RasterImage {
  readonly format: 'png' | 'jpeg' | 'tiff';
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: 1 | 3;
  readonly bitsStored: number;
  readonly pixels: StoredPixels;
  readonly palette: Radiograph['palette'];
  readonly padding: Radiograph['padding'];
  readonly inverted: boolean;
  readonly lossy: boolean;
  readonly fileBytes: number;
  readonly spacing: SpacingAttributes;
  readonly warnings: readonly ImageWarning[];
}

/** A picture file as a radiograph: no modality, no dates, no identity, no millimetres. */
export function rasterRadiograph(image: RasterImage): Radiograph {
  const { fileBytes, ...own } = image;
  const grey = image.inverted ? 'MONOCHROME1' : 'MONOCHROME2';
  const interpretation = image.palette ? 'PALETTE COLOR' : image.samplesPerPixel === 3 ? 'RGB' : grey;
  return {
    ...own,
    ...pixelRange(image),
    bitsAllocated: image.pixels.BYTES_PER_ELEMENT * 8,
    signed: false,
    photometricInterpretation: interpretation,
    frames: 1,
    frame: 0,
    transferSyntax: null,
    lossyRatio: image.lossy ? Math.round((10 * image.pixels.byteLength) / fileBytes) / 10 : null,
    modality: { kind: 'rescale', slope: 1, intercept: 0 },
    voi: [],
    overlays: [],
    facts: {
      modality: null,
      acquisitionDate: null,
      acquisitionTime: null,
      patientOrientation: [],
      viewPosition: null,
      seriesDescription: null,
      burnedInAnnotation: null,
    },
    identity: { patientName: null, patientId: null },
  };
}

function pixelRange({ pixels, padding }: RasterImage): { minimum: number; maximum: number } {
  let minimum = Infinity;
  let maximum = -Infinity;
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i] as number;
    if (padding && value >= padding.from && value <= padding.to) continue;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  return minimum <= maximum ? { minimum, maximum } : { minimum: 0, maximum: 0 };
}

/**
 * What a print density says about spacing: only the shape of a pixel. Dots per inch are the scanner's or the program's
 * guess about paper; as a patient scale they would be a silent error. `horizontal` and `vertical` are densities.
 */
export function densityFacts(density: {
  readonly horizontal: number;
  readonly vertical: number;
  /** Millimetres of one dot pitch unit: 25.4 for dots per inch, 10 per centimetre, 1000 per metre; null unknown. */
  readonly unitMm: number | null;
}): { spacing: SpacingAttributes; warnings: readonly ImageWarning[] } {
  const { horizontal, vertical, unitMm } = density;
  if (!(horizontal > 0) || !(vertical > 0)) return { spacing: {}, warnings: [] };
  const spacing = horizontal === vertical ? {} : { pixelAspectRatio: [horizontal, vertical] };
  const perInch = unitMm === null ? 0 : (horizontal * 25.4) / unitMm;
  if (unitMm === null || SCREEN_DENSITIES.some((usual) => Math.abs(perInch - usual) < 0.6)) {
    return { spacing, warnings: [] };
  }
  const [across, down] = [unitMm / horizontal, unitMm / vertical].map((mm) => Number(mm.toPrecision(4)));
  const size = across === down ? `${across} mm` : `${across} × ${down} mm`;
  const message = `The file states a print density of ${size} per pixel. That is not a calibration and is not used.`;
  return { spacing, warnings: [{ code: 'print_density_ignored', message }] };
}

/** Densities that programs write without anybody having measured anything. */
const SCREEN_DENSITIES = [72, 96];
