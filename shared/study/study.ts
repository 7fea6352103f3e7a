import type { Spacing, SpacingAttributes, SpacingSource } from '../geometry/spacing.ts';
import type { Landmark } from '../spine/landmarks.ts';
import type { Level } from '../spine/levels.ts';
import type { BlindedRound } from './blindedRound.ts';

/**
 * The document: one file, many subjects. Points are the data; no derived value and no pixel is in it.
 * Everything is readonly; an edit makes a new study that shares the unchanged parts.
 */
export interface Study {
  readonly id: string;
  readonly title: string;
  /** Random text, made with the study, that salts the identity hashes of its images. */
  readonly salt: string;
  readonly protocol: Protocol;
  readonly subjects: readonly Subject[];
}

export interface Protocol {
  readonly timepoints: readonly Timepoint[];
  readonly arms: readonly Arm[];
  readonly levels: readonly Level[];
  readonly pointScheme: 'six' | 'four';
  readonly readers: readonly Reader[];
  /** The study's own reading error (minimal detectable change); null: the provisional 5 degrees and 3 mm. */
  readonly readingError: { readonly angleDeg: number; readonly heightMm: number; readonly source: string } | null;
  /** The blinded readings of this study, oldest first. */
  readonly blinding?: readonly BlindedRound[];
}

export interface Timepoint {
  /** `pre`, `post`, `m1`, `m3`, `m6`, `m12`, `y2` by default; the order in the protocol is the order in time. */
  readonly id: string;
  readonly label: string;
  readonly nominalDays: number | null;
}

export interface Arm {
  readonly id: string;
  readonly label: string;
}

export interface Reader {
  /** A code such as R1, never a name. */
  readonly id: string;
  readonly label: string;
  /** What the readers agreed on stands as a reading of its own, which takes no part in agreement. */
  readonly role?: 'consensus';
}

/** Why something is missing. A reason is never turned into 0 or into an empty cell. */
export const MISSING_REASONS = [
  'not_applicable',
  'unavailable',
  'death',
  'lost_to_follow_up',
  'not_reported',
  'not_visible',
  'not_measured',
  'uncalibrated',
  'excluded',
  'withdrawn',
  'visit_not_due',
] as const;
export type MissingReason = (typeof MISSING_REASONS)[number];

export interface Subject {
  /** Internal key; never shown, never exported. */
  readonly id: string;
  /** The subject's code in the study: `^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$`, never a name. */
  readonly code: string;
  readonly sex?: 'female' | 'male' | 'other';
  readonly ageYears?: number;
  readonly diagnosis?: string;
  readonly arm?: string;
  readonly treatedLevels: readonly Level[];
  readonly clinical: Clinical;
  readonly exams: readonly Exam[];
}

export interface Clinical {
  readonly scores: readonly ClinicalScore[];
  readonly events: readonly ClinicalEvent[];
}

export interface ClinicalScore {
  readonly timepoint: string;
  /** `VAS`, `ODI`, `RDQ`, or the study's own instrument. */
  readonly instrument: string;
  readonly value: number | null;
  readonly missing?: MissingReason;
}

export interface ClinicalEvent {
  readonly kind: 'leakage' | 'fracture' | 'death' | 'lost' | 'other';
  readonly level?: Level;
  readonly timepoint?: string;
  readonly daysFromPre?: number;
  /** Site of a leakage or relation of a fracture, as coded in the protocol of the study. */
  readonly site?: string;
  readonly symptomatic?: boolean;
  readonly note?: string;
}

export const POSTURES = ['standing', 'sitting', 'supine', 'cross_table', 'prone', 'unknown'] as const;
export type Posture = (typeof POSTURES)[number];

/** One subject at one timepoint: an image, or the reason why there is none. */
export interface Exam {
  readonly timepoint: string;
  readonly daysFromPre?: number;
  readonly posture: Posture;
  readonly image?: ExamImage;
  readonly missing?: MissingReason;
  /** The ledger: every calibration of the user, oldest first. The last one is in force; none: the rule for files. */
  readonly calibrations: readonly CalibrationEntry[];
  readonly display: Display;
  readonly readings: readonly Reading[];
}

export interface ExamImage {
  /** File name without folders, to find it again. */
  readonly name: string;
  /** SHA-256 of the file's bytes, lower-case hexadecimal. */
  readonly sha256: string;
  readonly format: 'dicom' | 'png' | 'jpeg' | 'tiff';
  readonly rows: number;
  readonly columns: number;
  readonly frame: number;
  readonly spacing: SpacingAttributes;
  readonly modality?: string;
  readonly lossy: boolean;
  /** ISO date, kept for ordering; exported only as days from the pre-operative image. */
  readonly acquisitionDate?: string;
  readonly patientOrientation?: readonly string[];
  /** Salted hash of the patient's identity in the file: equal for files of one patient, says nothing else. */
  readonly patientKey?: string;
}

interface CalibrationNote {
  readonly at: string;
  readonly by: string;
  readonly reason: string;
}

/** One line of the calibration ledger. A measured length is stored as its points; the spacing is derived. */
export type CalibrationEntry = CalibrationNote &
  (
    | {
        readonly kind: 'line';
        readonly object: string;
        readonly knownMm: number;
        readonly from: readonly [number, number];
        readonly to: readonly [number, number];
      }
    | {
        /** A ball or disc: three points of its rim; `knownMm` is its diameter. */
        readonly kind: 'disc';
        readonly object: string;
        readonly knownMm: number;
        readonly rim: readonly [readonly [number, number], readonly [number, number], readonly [number, number]];
      }
    | { readonly kind: 'typed'; readonly spacing: Spacing; readonly plane: 'patient_user' | 'detector' | 'film' }
    | { readonly kind: 'file'; readonly source: SpacingSource }
    | { readonly kind: 'automatic' }
  );

/** How the exam's image is shown; never changes a measurement. */
export interface Display {
  readonly invert?: boolean;
  readonly ignoreFileWindow?: boolean;
  readonly rotation?: 0 | 90 | 180 | 270;
  readonly flipHorizontal?: boolean;
  readonly flipVertical?: boolean;
}

/** One reader's landmarks on one exam. */
export interface Reading {
  readonly reader: string;
  /** 1, and 2.. for repeats. */
  readonly number: number;
  readonly startedAt: string;
  /** The blinded round in which it was read. */
  readonly round?: string;
  /** When the reader declared a blinded film finished; from then on he does not see it again. */
  readonly finishedAt?: string;
  readonly vertebrae: readonly Vertebra[];
  /** Values typed or imported from a table, without points; always shown as "reported". */
  readonly reported: readonly ReportedValue[];
}

export interface Vertebra {
  readonly level: Level;
  /** Stored-pixel coordinates [x, y]. */
  readonly landmarks: { readonly [code in Landmark]?: readonly [number, number] };
  /** Only what is out of the ordinary: a placed point without an entry is visible. */
  readonly states: { readonly [code in Landmark]?: LandmarkState };
  readonly fractured?: boolean;
  readonly treated?: boolean;
  /** The reader's own semiquantitative Genant grade, never computed. */
  readonly sqGrade?: 0 | 0.5 | 1 | 2 | 3;
  /** Why the vertebra as a whole has no points. */
  readonly missing?: MissingReason;
  readonly note?: string;
  /** Last change of a point, ISO 8601 UTC. */
  readonly measuredAt?: string;
  readonly finalisedAt?: string;
  readonly revisions: readonly Revision[];
  /** The last act on the record of this level: its finalisation, or its reopening while it is open again. */
  readonly seal?: Seal;
}

/** Who finalised or reopened a level, with which version of the program; `hash` links the act to the one before. */
export interface Seal {
  /** Code of the reader. */
  readonly by: string;
  readonly app: string;
  /** SHA-256, lower-case hexadecimal; see `finalRecord.ts`. */
  readonly hash: string;
}

export type LandmarkState =
  | { readonly kind: 'estimated' }
  | { readonly kind: 'derived' }
  /** Placed by the reader on an edge that the program found and he took. */
  | { readonly kind: 'assisted' }
  | {
      readonly kind: 'not_visible';
      readonly reason: 'outside_image' | 'overlap' | 'implant' | 'poor_quality' | 'other';
    };

/** A level as it stood when it was finalised, kept when it was reopened. */
export interface Revision {
  readonly finalisedAt: string;
  readonly reopenedAt: string;
  readonly reason: string;
  readonly landmarks: Vertebra['landmarks'];
  /** Left out when every landmark was an ordinary visible point. */
  readonly states?: Vertebra['states'];
  readonly fractured?: boolean;
  readonly treated?: boolean;
  readonly sqGrade?: NonNullable<Vertebra['sqGrade']>;
  readonly missing?: MissingReason;
  readonly measuredAt?: string;
  readonly finalised?: Seal;
  readonly reopened?: Seal;
}

export const REPORTED_MEASURES = ['h_ant', 'h_mid', 'h_post', 'wedge_angle'] as const;

export interface ReportedValue {
  readonly level: Level;
  readonly measure: (typeof REPORTED_MEASURES)[number];
  readonly value: number | null;
  readonly missing?: MissingReason;
  readonly source: string;
}

/** The codes a subject or reader may have: safe in every file, table and formula-reading program. */
export const CODE_PATTERN = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;
