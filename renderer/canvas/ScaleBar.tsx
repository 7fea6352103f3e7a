import type { ReactElement } from 'react';
import { magnification, type Affine } from '../../shared/geometry/affine.ts';
import type { Calibration } from '../../shared/geometry/spacing.ts';
import { planeText } from '../messages/coreText.ts';
import { showNumber } from '../messages/numbers.ts';

const LENGTHS = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/** A bar of a round length in the unit that heights are given in, with the plane that a millimetre belongs to. */
export function ScaleBar({
  transform,
  calibration,
}: {
  readonly transform: Affine;
  readonly calibration: Calibration;
}): ReactElement {
  const { spacing, relativeSpacing } = calibration;
  const column = spacing?.columnSpacing ?? relativeSpacing.columnSpacing;
  const row = spacing?.rowSpacing ?? relativeSpacing.rowSpacing;
  const pixelsPerUnit = magnification(transform) / Math.sqrt(column * row);
  const length = LENGTHS.findLast((candidate) => candidate * pixelsPerUnit <= 110) ?? 1;
  return (
    <div className="scale-bar" style={{ width: length * pixelsPerUnit }}>
      <span>{`${showNumber(length, 0)} ${planeText(calibration.label)}`}</span>
    </div>
  );
}
