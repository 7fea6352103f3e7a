/** What the reader of a number has to know about it, with its meaning for the code book. */
export const QUALITY_FLAGS = {
  magnification_unknown: 'Millimetres are not measured in the plane of the vertebra; their magnification is unknown.',
  spacing_detector: 'Millimetres are measured at the detector and magnified.',
  spacing_manual: 'The spacing was calibrated or typed by the reader.',
  spacing_differs: 'The images of this comparison are measured in different planes or with different spacing sources.',
  mm_not_comparable:
    'Millimetres of the two images may not be subtracted (different or unknown magnification): no change in mm is given.',
  posture_differs: 'The images of this comparison were taken in different or unknown postures.',
  lossy: 'The image was compressed with loss.',
  mirrored_view: 'The reader looked at a mirrored view; stored points and signs are not affected.',
  estimated: 'At least one point was estimated by the reader.',
  assisted: 'At least one point was put on an edge that the program found and the reader took.',
  implant: 'A point is hidden by an implant or cement.',
  overlap: 'A point is hidden by overlapping structures.',
  outside_image: 'A point lies outside the image.',
  poor_quality: 'A point cannot be seen because of the quality of the image.',
  points_invalid: 'The points contradict each other, e.g. front and back of one endplate are exchanged.',
  unlocked_after_final: 'The level was reopened after it had been finalised.',
} as const;

export type QualityFlag = keyof typeof QUALITY_FLAGS;

const ORDER = Object.keys(QUALITY_FLAGS) as readonly QualityFlag[];

/** Each flag once, in the order of the code book. */
export const mergeFlags = (...lists: readonly (readonly QualityFlag[])[]): readonly QualityFlag[] => {
  const set = new Set(lists.flat());
  return set.size === 0 ? [] : ORDER.filter((flag) => set.has(flag));
};
