import { hasPoints } from '../../shared/study/edits/examEdits.ts';
import { findExam, findSubjectByCode } from '../../shared/study/find.ts';
import type { Study } from '../../shared/study/study.ts';
import { ownerOf, type ImportRow } from './proposeImport.ts';

/** What there is to say about one row. `taken`: two films for one place; that has to be settled first. */
export type ImportNote =
  | { readonly kind: 'sameAs'; readonly name: string }
  | { readonly kind: 'alreadyIn'; readonly code: string; readonly timepoint: string }
  | { readonly kind: 'taken' }
  | { readonly kind: 'replaces' };

/** Films of more than one patient behind one subject. */
export interface PatientConflict {
  readonly code: string;
  readonly names: readonly string[];
}

export interface ImportCheck {
  /** One for each row, in the same order; null: nothing to say. */
  readonly notes: readonly (ImportNote | null)[];
  readonly conflicts: readonly PatientConflict[];
  readonly used: number;
}

/** Looks over a table of films before it is taken into the study. */
export function checkImport(study: Study, rows: readonly ImportRow[]): ImportCheck {
  const used = rows.filter(isUsed);
  const places = new Map<string, number>();
  for (const row of used) places.set(placeOf(row), (places.get(placeOf(row)) ?? 0) + 1);
  const notes = rows.map((row, index): ImportNote | null => {
    if (isUsed(row) && (places.get(placeOf(row)) ?? 0) > 1) return { kind: 'taken' };
    return copyNote(study, rows, index) ?? (isUsed(row) ? replaceNote(study, row) : null);
  });
  return { notes, conflicts: conflictsOf(study, used), used: used.length };
}

const isUsed = ({ timepoint, code }: ImportRow): boolean => timepoint !== null && code !== '';

const placeOf = ({ code, timepoint }: ImportRow): string => `${code.toLowerCase()} ${timepoint ?? ''}`;

function copyNote(study: Study, rows: readonly ImportRow[], index: number): ImportNote | null {
  const film = rows[index]?.film;
  if (!film) return null;
  const { sha256 } = film.image;
  const owner = ownerOf(study, film);
  const exam = owner?.exams.find(({ image }) => image?.sha256 === sha256);
  if (owner && exam) return { kind: 'alreadyIn', code: owner.code, timepoint: exam.timepoint };
  const first = rows.findIndex((row) => row.film.image.sha256 === sha256);
  const other = rows[first];
  return first < index && other ? { kind: 'sameAs', name: other.film.name } : null;
}

function replaceNote(study: Study, { film, code, timepoint }: ImportRow): ImportNote | null {
  const exam = findExam(findSubjectByCode(study, code), timepoint ?? '');
  const isOther = exam?.image !== undefined && exam.image.sha256 !== film.image.sha256;
  return isOther && hasPoints(exam) ? { kind: 'replaces' } : null;
}

/** Identities are compared by their salted hashes: nothing of a name is in the study. */
function conflictsOf(study: Study, used: readonly ImportRow[]): readonly PatientConflict[] {
  const codes = new Map(used.map(({ code }) => [code.toLowerCase(), code]));
  return [...codes.values()].flatMap((code) => {
    const rows = used.filter((row) => row.code.toLowerCase() === code.toLowerCase());
    const stays = (findSubjectByCode(study, code)?.exams ?? []).filter(
      ({ timepoint }) => !rows.some((row) => row.timepoint === timepoint),
    );
    const images = [...stays.flatMap(({ image }) => image ?? []), ...rows.map(({ film }) => film.image)];
    const keys = new Set(images.flatMap(({ patientKey }) => patientKey ?? []));
    return keys.size > 1 ? [{ code, names: images.map(({ name }) => name) }] : [];
  });
}
