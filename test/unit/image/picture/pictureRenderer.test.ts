import { describe, expect, test } from 'vitest';
import { IDENTITY, scaling, translation } from '../../../../shared/geometry/affine.ts';
import { OVERLAY_COLOUR } from '../../../../shared/image/picture/paint.ts';
import { buildPicture } from '../../../../shared/image/picture/picture.ts';
import {
  createPictureRenderer,
  interpolationFor,
  type PictureView,
} from '../../../../shared/image/picture/pictureRenderer.ts';
import type { Radiograph } from '../../../../shared/image/radiograph.ts';

const radiograph = (over: Partial<Radiograph> = {}): Radiograph => ({
  format: 'dicom',
  rows: 2,
  columns: 3,
  bitsAllocated: 8,
  bitsStored: 8,
  signed: false,
  samplesPerPixel: 1,
  photometricInterpretation: 'MONOCHROME2',
  frames: 1,
  frame: 0,
  transferSyntax: null,
  lossy: false,
  lossyRatio: null,
  pixels: Uint8Array.of(0, 51, 102, 153, 204, 255),
  minimum: 0,
  maximum: 255,
  modality: { kind: 'rescale', slope: 1, intercept: 0 },
  voi: [],
  inverted: false,
  padding: null,
  palette: null,
  overlays: [],
  spacing: {},
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
  warnings: [],
  ...over,
});

const view = (over: Partial<PictureView> = {}): PictureView => ({
  toDisplay: IDENTITY,
  width: 3,
  height: 2,
  interpolation: 'nearest',
  window: { kind: 'window', center: 128, width: 256, voiFunction: 'LINEAR' },
  invert: false,
  overlays: true,
  ...over,
});

const pixelsOf = (rgba: Uint8ClampedArray): number[][] =>
  Array.from({ length: rgba.length / 4 }, (_, i) => [...rgba.subarray(4 * i, 4 * i + 4)]);

const reds = (rgba: Uint8ClampedArray): number[] => pixelsOf(rgba).map(([red = -1]) => red);

describe('one drawing', () => {
  test('8-bit greys as stored, opaque', () => {
    const { rgba } = createPictureRenderer(buildPicture(radiograph())).render(view());
    expect(pixelsOf(rgba)[1]).toEqual([51, 51, 51, 255]);
    expect(reds(rgba)).toEqual([0, 51, 102, 153, 204, 255]);
  });

  test('outside the image is black, also when the picture is inverted', () => {
    const renderer = createPictureRenderer(buildPicture(radiograph()));
    const { rgba } = renderer.render(view({ width: 5, height: 3, toDisplay: translation(1, 0), invert: true }));
    expect(reds(rgba)).toEqual([0, 255, 204, 153, 0, 0, 102, 51, 0, 0, 0, 0, 0, 0, 0]);
  });

  test('a picture moved out of the display leaves nothing behind', () => {
    const renderer = createPictureRenderer(buildPicture(radiograph()));
    renderer.render(view());
    expect(new Set(reds(renderer.render(view({ toDisplay: translation(50, 0) })).rgba))).toEqual(new Set([0]));
  });

  test('windowing looks up; moving, resizing and interpolating resample', () => {
    const renderer = createPictureRenderer(buildPicture(radiograph()));
    const resampled = (over: Partial<PictureView>): boolean => renderer.render(view(over)).resampled;
    expect(resampled({})).toBe(true);
    expect(resampled({ window: { kind: 'percentile' } })).toBe(false);
    expect(resampled({ invert: true })).toBe(false);
    expect(resampled({ toDisplay: scaling(1.5) })).toBe(true);
    expect(resampled({ interpolation: 'bilinear' })).toBe(true);
    expect(resampled({ interpolation: 'bilinear', width: 4 })).toBe(true);
  });

  test('overlays are drawn where their bits are, and hidden on demand', () => {
    const overlay = { rows: 1, columns: 2, originRow: 1, originColumn: 2, label: null, bits: Uint8Array.of(1, 1) };
    const renderer = createPictureRenderer(buildPicture(radiograph({ overlays: [overlay] })));
    const { red, green, blue } = OVERLAY_COLOUR;
    expect(pixelsOf(renderer.render(view()).rgba)[5]).toEqual([red, green, blue, 255]);
    expect(pixelsOf(renderer.render(view({ overlays: false })).rgba)[5]).toEqual([255, 255, 255, 255]);
    expect(pixelsOf(renderer.render(view({ toDisplay: translation(-1, 0) })).rgba)[4]).toEqual([red, green, blue, 255]);
  });
});

const rgb = (pixels: Uint8Array | Uint16Array, over: Partial<Radiograph> = {}): Radiograph =>
  radiograph({ samplesPerPixel: 3, photometricInterpretation: 'RGB', rows: 1, columns: 2, pixels, ...over });

const table = (values: readonly number[]) => ({ firstMapped: 0, bits: 16, values: Uint16Array.from(values) });

describe('colour', () => {
  test('stays colour, and is windowed channel by channel', () => {
    const renderer = createPictureRenderer(buildPicture(rgb(Uint8Array.of(255, 0, 100, 1, 2, 3))));
    const small = view({ width: 2, height: 1 });
    expect(pixelsOf(renderer.render(small).rgba)).toEqual([
      [255, 0, 100, 255],
      [1, 2, 3, 255],
    ]);
    const { rgba } = renderer.render({
      ...small,
      window: { kind: 'window', center: 50, width: 100, voiFunction: 'LINEAR_EXACT' },
    });
    expect(pixelsOf(rgba)[0]).toEqual([255, 0, 255, 255]);
  });

  test('a colour file of greys is a grey picture', () => {
    const picture = buildPicture(rgb(Uint8Array.of(7, 7, 7, 9, 9, 9)));
    expect([picture.channels, [...(picture.levels[0]?.samples ?? [])]]).toEqual([1, [7, 9]]);
  });

  test('luminance and chrominance become colours, also beyond the range of the stored samples', () => {
    // Red and green by the equations of PS3.3 C.7.6.3.1.2, rounded.
    const samples = Uint8Array.of(76, 85, 255, 150, 44, 21);
    const ybr = rgb(samples, { photometricInterpretation: 'YBR_FULL', colourSpace: 'YBR_FULL', minimum: 21 });
    const { rgba } = createPictureRenderer(buildPicture(ybr)).render(view({ width: 2, height: 1 }));
    expect(pixelsOf(rgba)).toEqual([
      [254, 0, 0, 255],
      [0, 255, 1, 255],
    ]);
    expect([...samples]).toEqual([76, 85, 255, 150, 44, 21]);
    const greys = rgb(Uint8Array.of(9, 128, 128, 200, 128, 128), { colourSpace: 'YBR_FULL', minimum: 9, maximum: 200 });
    expect(buildPicture(greys)).toMatchObject({ channels: 1, facts: { minimum: 0, maximum: 255 } });
  });

  test('a rescale in the header leaves colours alone', () => {
    const modality = { kind: 'rescale', slope: 2, intercept: -100 } as const;
    const picture = buildPicture(rgb(Uint8Array.of(255, 0, 100, 1, 2, 3), { modality }));
    const { rgba } = createPictureRenderer(picture).render(view({ width: 2, height: 1 }));
    expect(pixelsOf(rgba)[0]).toEqual([255, 0, 100, 255]);
  });

  test('palette indices become colours before anything else: 16-bit entries by their high part', () => {
    const palette = { red: table([0, 65_535]), green: table([0, 32_896]), blue: table([257, 0]) };
    const picture = buildPicture(radiograph({ rows: 1, columns: 2, pixels: Uint8Array.of(1, 0), maximum: 1, palette }));
    const { rgba } = createPictureRenderer(picture).render(view({ width: 2, height: 1 }));
    expect(pixelsOf(rgba)).toEqual([
      [255, 128, 0, 255],
      [0, 0, 1, 255],
    ]);
  });
});

test('above 200 % stored pixels are shown as they are, unless the user wants otherwise', () => {
  expect(interpolationFor(2, 'automatic')).toBe('bilinear');
  expect(interpolationFor(2.01, 'automatic')).toBe('nearest');
  expect(interpolationFor(5, 'smooth')).toBe('bilinear');
  expect(interpolationFor(0.2, 'pixels')).toBe('nearest');
});
