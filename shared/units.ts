/**
 * Units and spaces as types, so that a pixel is never added to a millimetre.
 * The marks exist for the compiler only; at run time these are plain numbers and plain points.
 */
declare const unit: unique symbol;

type Quantity<Unit extends string> = number & { readonly [unit]?: Unit };

export type Millimetres = Quantity<'mm'>;
export type Pixels = Quantity<'px'>;
export type Degrees = Quantity<'deg'>;
export type Radians = Quantity<'rad'>;
/** Dimensionless. */
export type Ratio = Quantity<'1'>;
/** 0 to 100 for a whole; may be negative or above 100. */
export type Percent = Quantity<'%'>;

interface PointIn<Space extends string> {
  readonly x: number;
  readonly y: number;
  readonly space?: Space;
}

/**
 * Stored-pixel space: x right, y down, origin at the outer corner of the first stored pixel, whose centre is
 * (0.5, 0.5). Zoom, pan, rotation, flip and window never change such a point (DICOM PS3.3 C.18.6).
 */
export type ImagePoint = PointIn<'image'>;
/** Millimetres in some plane, or isotropic relative units where no spacing is known: x right, y down. */
export type PhysicalPoint = PointIn<'physical'>;
/** CSS pixels of a view, origin at its upper left corner. */
export type ViewPoint = PointIn<'view'>;
