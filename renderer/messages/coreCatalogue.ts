import type { ComparisonReason } from '../../shared/geometry/millimetresComparable.ts';
import type { LABELS } from '../../shared/geometry/spacingCandidates.ts';
import type { HostError } from '../../shared/host/contract.ts';
import type { ImageError } from '../../shared/image/radiograph.ts';
import type { IssueCode } from '../../shared/spine/issue.ts';
import type { MeasureId } from '../../shared/spine/measureDefinition.ts';
import type { SegmentAngleId } from '../../shared/spine/segmentAngles.ts';
import type { StudyFileError } from '../../shared/study/studyFile.ts';

/** Name, meaning and, where it has words in it, the formula of a measure. */
export type MeasureText = readonly [name: string, meaning: string, formula?: string];

/**
 * What the pure core says in English, by its codes. A sentence of a code says what is true in every case of it; what
 * the core knows more exactly stays as the detail behind it.
 */
export interface CoreCatalogue {
  readonly issue: Readonly<Record<IssueCode, string>>;
  readonly comparison: Readonly<Record<ComparisonReason, string>>;
  /** What stands beside a millimetre, by the plane and origin of the spacing. */
  readonly plane: Readonly<Record<keyof typeof LABELS | 'estimated', string>>;
  readonly calibrationWarning: Readonly<Record<string, string>>;
  readonly imageError: Readonly<Record<ImageError['code'], string>>;
  readonly imageWarning: Readonly<Record<string, string>>;
  readonly fileError: Readonly<Record<HostError['code'] | StudyFileError['code'], string>>;
  /** After a save that failed: what is in the file, by its {time}. */
  readonly stillVersion: string;
  /** A newer file whose program, {app}, is known. */
  readonly newerBy: string;
  readonly measure: Readonly<Record<MeasureId, MeasureText>>;
  /** The word before the endplates of an angle ("Cobb T12-L2"), and the endplate of S1 that closes it. */
  readonly angle: Readonly<Record<SegmentAngleId | 'superior', string>>;
  /** The source of what no paper settles. */
  readonly ownDefinition: string;
  /** Names that the program itself gave to the usual timepoints and the first reader of a study, by their codes. */
  readonly given: Readonly<Record<string, string>>;
}
