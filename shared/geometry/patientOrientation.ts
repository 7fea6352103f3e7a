import type { Vector } from './vector.ts';

/** Where the patient's front points on the stored image. */
export type Facing = 'image_right' | 'image_left' | 'image_up' | 'image_down';

/** What the file says about how the patient lies on the stored image; null where it says nothing. */
export interface ImageOrientation {
  readonly facing: Facing | null;
  readonly anterior: Vector | null;
  /** Towards the feet. */
  readonly caudal: Vector | null;
  /** False when the attribute names left and right only (a frontal view): the reader has to confirm. */
  readonly lateral: boolean | null;
}

const ALONG_ROWS: Vector = { x: 1, y: 0 };
const DOWN_COLUMNS: Vector = { x: 0, y: 1 };
const opposite = (vector: Vector): Vector => ({ x: 0 - vector.x, y: 0 - vector.y });

/**
 * Reads Patient Orientation (0020,0020): where the last pixel of the first row, and of the first column, lies
 * (DICOM PS3.3 C.7.6.1.1.1). `A\F` faces right, `P\F` left, `A\H` is upside down. Of combined letters ("AF") the first
 * decides. Used to check the sign of the wedge angle only: the sign itself comes from the landmarks.
 */
export function orientationFromFile(patientOrientation: readonly string[]): ImageOrientation {
  const letters = patientOrientation.slice(0, 2).map((value) => value.trim().toUpperCase().charAt(0));
  const towards = (wanted: string, reverse: string): Vector | null => {
    for (const [index, axis] of [ALONG_ROWS, DOWN_COLUMNS].entries()) {
      if (letters[index] === wanted) return axis;
      if (letters[index] === reverse) return opposite(axis);
    }
    return null;
  };
  const anterior = towards('A', 'P');
  const caudal = towards('F', 'H');
  const named = letters.some((letter) => 'APHFLR'.includes(letter) && letter !== '');
  return {
    facing: anterior === null ? null : facingOf(anterior),
    anterior,
    caudal,
    lateral: named ? anterior !== null : null,
  };
}

/** The side of the image that a direction points to; up or down only where it points neither right nor left. */
export function facingOf(anterior: Vector): Facing {
  if (anterior.x > 0) return 'image_right';
  if (anterior.x < 0) return 'image_left';
  return anterior.y < 0 ? 'image_up' : 'image_down';
}
