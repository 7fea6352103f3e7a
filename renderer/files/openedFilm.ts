import type { PatientIdentity } from '../../shared/image/radiograph.ts';
import type { ImportFilm, ImportRow } from './proposeImport.ts';

/** A film that was read once for the table: what the study would keep, a small picture, and who it says it is of. */
export interface OpenedFilm extends ImportFilm {
  readonly picture: ImageData;
  readonly identity: PatientIdentity;
}

export interface OpenedRow extends ImportRow {
  readonly film: OpenedFilm;
}
