import type { ImportError } from '../../shared/import/importError.ts';
import type { ImportMap } from '../../shared/import/importMap.ts';
import type { ImportedTables, NamedTable } from '../../shared/import/importTables.ts';
import type { Result } from '../../shared/result.ts';
import type { ExportPreset } from '../../shared/export/exportStudy.ts';
import type { DecimalSign } from '../../shared/export/formatNumber.ts';
import type { FurtherTable } from '../../shared/report/tables/furtherTables.ts';
import type { FolderFile, Version } from '../../shared/host/contract.ts';
import type { Spacing, SpacingSource } from '../../shared/geometry/spacing.ts';
import type { ReadingPlan } from '../../shared/study/planReadingList.ts';
import type { LandmarkState } from '../../shared/study/study.ts';
import type { Selection } from '../editor/place.ts';
import type { ImagePoint } from '../../shared/units.ts';
import type { DecodedImage } from '../image/decodedImage.ts';
import type { OpenedRow } from './openedFilm.ts';

/** One image that was opened and waits for its place. */
export interface Candidate {
  readonly name: string;
  readonly grant: string | null;
  readonly image: DecodedImage;
}

export interface Assignment {
  readonly candidate: Candidate;
  /** A timepoint of the protocol; null: do not use. */
  readonly timepoint: string | null;
}

/** What the user does with the calibration of a film: measure something on it, or put another spacing in force. */
export type LedgerChoice =
  | { readonly kind: 'measure'; readonly shape: 'line' | 'disc' }
  | {
      readonly kind: 'record';
      readonly entry:
        | { readonly kind: 'typed'; readonly spacing: Spacing; readonly plane: 'patient_user' | 'detector' | 'film' }
        | { readonly kind: 'file'; readonly source: SpacingSource }
        | { readonly kind: 'automatic' };
      readonly reason: string;
      /** `alike`: also the other films of this subject whose files carry the same spacing attributes. */
      readonly scope: 'film' | 'alike';
    };

export type NotVisibleReason = Extract<LandmarkState, { kind: 'not_visible' }>['reason'];

/** What the user wants of an export. */
export interface ExportChoice {
  /** `sr`: DICOM structured reports and no tables. */
  readonly preset: ExportPreset | 'sr';
  readonly include: readonly (FurtherTable | 'redcap')[];
  readonly coded: boolean;
  readonly hashes: boolean;
  readonly dates: boolean;
  readonly labels: boolean;
  /** Of the Excel preset; the separator goes with it. */
  readonly decimal: DecimalSign;
  /** The event of each timepoint in a longitudinal REDCap project; null: a classic one. */
  readonly events: Readonly<Record<string, string>> | null;
  readonly packing: 'zip' | 'folder';
}

/** What a report is about. */
export type ReportScope = 'level' | 'subject' | 'study';

/** What the user does with a report; pictures are those of the level. */
export type ReportChoice =
  | { readonly kind: 'print' | 'save'; readonly scope: ReportScope }
  | { readonly kind: 'pictures'; readonly points: boolean }
  /** `id` null: all figures of the study. */
  | { readonly kind: 'figure'; readonly id: string | null; readonly format: 'svg' | 'png' };

export type UnsavedAnswer = 'save' | 'discard' | 'cancel';

export interface MessageAction {
  readonly id: string;
  readonly label: string;
}

/**
 * A question to the user. Each carries the function that takes the answer; closing the dialog answers too, with what
 * changes nothing.
 */
export type Dialog =
  | { readonly kind: 'unsaved'; readonly title: string; readonly answer: (choice: UnsavedAnswer) => void }
  | {
      readonly kind: 'assign';
      readonly proposal: readonly Assignment[];
      readonly ordered: boolean;
      readonly answer: (assignments: readonly Assignment[] | null) => void;
    }
  | {
      readonly kind: 'import';
      readonly proposal: readonly OpenedRow[];
      readonly answer: (rows: readonly OpenedRow[] | null) => void;
    }
  /** Answering stops the reading. */
  | { readonly kind: 'importing'; readonly done: number; readonly total: number; readonly answer: () => void }
  | {
      readonly kind: 'saveName';
      readonly suggested: string;
      readonly folder: string;
      readonly answer: (name: string | null) => void;
    }
  | {
      readonly kind: 'chooseStudy';
      readonly files: readonly FolderFile[];
      readonly folder: string;
      readonly answer: (choice: { name: string } | { file: File } | null) => void;
    }
  | {
      readonly kind: 'knownLength';
      readonly shape: 'line' | 'disc';
      readonly points: readonly ImagePoint[];
      readonly answer: (length: { knownMm: number; object: string; reason: string } | null) => void;
    }
  | { readonly kind: 'calibration'; readonly timepoint: string; readonly answer: (choice: LedgerChoice | null) => void }
  | { readonly kind: 'subject'; readonly suggested: string; readonly answer: (code: string | null) => void }
  | {
      readonly kind: 'report';
      readonly scopes: readonly ReportScope[];
      /** The figures of the study, which can be saved one by one. */
      readonly figures: readonly { readonly id: string; readonly title: string }[];
      /** The body of the report, as `showPage` takes it. */
      readonly bodyOf: (scope: ReportScope) => string;
      readonly answer: (choice: ReportChoice | null) => void;
    }
  | {
      readonly kind: 'importTable';
      readonly tables: readonly NamedTable[];
      /** Of a mapping file that was picked too. */
      readonly map: ImportMap;
      /** The import makes the study. */
      readonly isNew: boolean;
      /** What would come of it; changes nothing. */
      readonly tryWith: (map: ImportMap) => Result<ImportedTables, ImportError>;
      readonly answer: (imported: ImportedTables | null) => void;
    }
  | {
      readonly kind: 'export';
      readonly first: ExportChoice;
      readonly answer: (choice: ExportChoice | null) => void;
    }
  | {
      readonly kind: 'reason';
      readonly title: string;
      readonly text: string;
      readonly answer: (reason: string | null) => void;
    }
  | {
      readonly kind: 'notVisible';
      readonly target: Selection;
      readonly answer: (reason: NotVisibleReason | null) => void;
    }
  | {
      readonly kind: 'blinding';
      /** A seed to begin with. */
      readonly seed: number;
      readonly answer: (choice: { plan: ReadingPlan; by: string } | null) => void;
    }
  | { readonly kind: 'unblinding'; readonly answer: (who: { by: string; reason: string } | null) => void }
  | { readonly kind: 'settings'; readonly answer: () => void }
  | {
      readonly kind: 'versions';
      readonly name: string;
      readonly versions: readonly Version[];
      readonly pin: (version: Version, pinned: boolean) => void;
      readonly answer: (version: Version | null) => void;
    }
  | { readonly kind: 'shortcuts'; readonly answer: () => void }
  | { readonly kind: 'about'; readonly answer: () => void }
  | { readonly kind: 'diagnostics'; readonly shown: string; readonly answer: (copy: boolean) => void }
  | {
      readonly kind: 'message';
      readonly title: string;
      readonly text: string;
      readonly lines?: readonly string[];
      readonly detail?: string;
      readonly actions: readonly MessageAction[];
      /** The id of the action, or null when the dialog was closed. */
      readonly answer: (action: string | null) => void;
    };

export type DialogOf<K extends Dialog['kind']> = Extract<Dialog, { kind: K }>;
export type DialogAnswer<D extends Dialog> = D extends { answer: (value: infer A) => void } ? A : never;
