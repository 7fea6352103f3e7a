import { expect, test } from 'vitest';
import { calibrationFromFile } from '../../../../shared/geometry/calibration.ts';
import { storableImage } from '../../../../shared/study/edits/storableImage.ts';
import { image } from '../../../support/exampleStudy.ts';

test('an ordinary image is the same object', () => {
  const ordinary = image('a', { spacing: { pixelSpacing: [0.1, 0.1] }, patientOrientation: ['A', 'F'] });
  expect(storableImage(ordinary)).toBe(ordinary);
});

test('numbers that are none stay recognisably unusable and can be saved', () => {
  const spacing = { pixelSpacing: [0.1, Number.NaN], distanceSourceToDetector: Infinity };
  const stored = storableImage(image('a', { spacing }));
  expect(stored.spacing).toEqual({ pixelSpacing: [0.1, 0] });
  expect(calibrationFromFile(stored.spacing).warnings).toContain('invalid_PixelSpacing');
});

test('impossible dates go, endless texts are cut', () => {
  const stored = storableImage(image('a', { acquisitionDate: '20260101', modality: 'X'.repeat(5000) }));
  expect(stored.acquisitionDate).toBeUndefined();
  expect(stored.modality).toHaveLength(64);
});
