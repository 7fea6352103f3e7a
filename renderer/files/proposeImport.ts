import { baselineTimepoint, findExam } from '../../shared/study/find.ts';
import type { ExamImage, Study, Subject } from '../../shared/study/study.ts';
import { CODE_PATTERN } from '../../shared/study/study.ts';
import { daysBetween } from './assignImages.ts';
import { chooseVisits } from './chooseVisits.ts';

/** One film of an import: what the study would keep of it, and where it lay. */
export interface ImportFilm {
  readonly name: string;
  /** The folders above the file, as far as they were dropped with it; empty when nothing is known. */
  readonly folder: string;
  readonly image: ExamImage;
  /** HH:MM:SS of the acquisition; null when the file does not say. */
  readonly time: string | null;
}

export interface ImportRow {
  readonly film: ImportFilm;
  /** The code of the subject: one of the study, or a new one. */
  readonly code: string;
  /** Null: do not use. */
  readonly timepoint: string | null;
}

/**
 * Whose films these are, and when they were taken: by the patient in the file (salted hash), else by a code in the file
 * name, else by the folder; within a subject by a timepoint in the name, else by the dates. Films that the study has
 * already, and second copies, are proposed as "do not use". Nothing of it is certain: somebody looks at the table. Sorted by
 * subject and date.
 */
export function proposeImport(
  study: Study,
  films: readonly ImportFilm[],
  options: { readonly subjectId: string | null; readonly mayBeCode: (code: string, film: ImportFilm) => boolean },
): readonly ImportRow[] {
  const fresh = films.filter((film, index) => !isKnown(study, film) && firstOf(films, film) === index);
  const taken = new Set(study.subjects.map(({ code }) => code.toLowerCase()));
  const rows = new Map<ImportFilm, ImportRow>();
  let mayUsePresent = true;
  for (const [key, group] of groupFilms(study, fresh)) {
    const known = subjectOf(study, group);
    const isTold = key !== NOTHING_TOLD;
    const present = mayUsePresent ? presentSubject(study, options.subjectId, isTold) : undefined;
    const named = codeInNames(study, group);
    const isUsable = named !== null && group.every((film) => options.mayBeCode(named, film));
    const code = known?.code ?? (isUsable ? named : (present?.code ?? freeCode(taken)));
    if (code === present?.code) mayUsePresent = false;
    taken.add(code.toLowerCase());
    const subject = study.subjects.find((each) => each.code === code);
    for (const row of proposeVisits(study, subject, group, code)) rows.set(row.film, row);
  }
  const codeOf = (film: ImportFilm): string => {
    const first = films[firstOf(films, film)];
    return ownerOf(study, film)?.code ?? (first && rows.get(first)?.code) ?? '';
  };
  return films
    .map((film) => rows.get(film) ?? { film, code: codeOf(film), timepoint: null })
    .toSorted(
      (a, b) =>
        compareCodes(a.code, b.code) ||
        compare(takenAt(a.film), takenAt(b.film)) ||
        visitOrder(study, a.timepoint) - visitOrder(study, b.timepoint),
    );
}

const firstOf = (films: readonly ImportFilm[], { image }: ImportFilm): number =>
  films.findIndex((other) => other.image.sha256 === image.sha256);

/** The subject that has this very image. */
export const ownerOf = (study: Study, { image }: ImportFilm): Subject | undefined =>
  study.subjects.find(({ exams }) => exams.some((exam) => exam.image?.sha256 === image.sha256));

const isKnown = (study: Study, film: ImportFilm): boolean => ownerOf(study, film) !== undefined;

/** Films of one person, as far as files, names and folders tell; in the order in which they came. */
function groupFilms(study: Study, films: readonly ImportFilm[]): ReadonlyMap<string, readonly ImportFilm[]> {
  const folders = new Set(films.map(({ folder }) => folder));
  const groups = new Map<string, ImportFilm[]>();
  for (const film of films) {
    const key = groupKey(study, film, films, folders.size > 1);
    groups.set(key, [...(groups.get(key) ?? []), film]);
  }
  return groups;
}

const NOTHING_TOLD = 'rest';

function groupKey(study: Study, film: ImportFilm, films: readonly ImportFilm[], foldersTell: boolean): string {
  const { patientKey } = film.image;
  if (patientKey !== undefined) return `patient ${patientKey}`;
  const code = codeInName(study, film.name);
  if (code !== null) return `code ${code.toLowerCase()}`;
  if (!foldersTell) return NOTHING_TOLD;
  const beside = new Set(
    films.flatMap(({ folder, image }) => (folder === film.folder ? (image.patientKey ?? []) : [])),
  );
  const [only] = beside;
  return beside.size === 1 && only !== undefined ? `patient ${only}` : `folder ${film.folder}`;
}

/** A subject that has films of this patient already, or whose code is the folder's name. */
function subjectOf(study: Study, group: readonly ImportFilm[]): Subject | undefined {
  const keys = new Set(group.flatMap(({ image }) => image.patientKey ?? []));
  const byPatient = study.subjects.find(({ exams }) =>
    exams.some(({ image }) => image?.patientKey !== undefined && keys.has(image.patientKey)),
  );
  const folders = new Set(group.map(({ folder }) => lastPart(folder).toLowerCase()));
  const byFolder = study.subjects.find(({ code }) => folders.size === 1 && folders.has(code.toLowerCase()));
  return byPatient ?? byFolder;
}

const lastPart = (folder: string): string => folder.split('/').findLast((part) => part !== '') ?? '';

/** The subject on the screen: for films of which nothing is told, and for the first group while it has no film. */
const presentSubject = (study: Study, subjectId: string | null, isTold: boolean): Subject | undefined =>
  study.subjects.find(
    ({ id, exams }) => id === subjectId && (!isTold || exams.every(({ image }) => image === undefined)),
  );

/** The code that all names of the group agree on. */
function codeInNames(study: Study, group: readonly ImportFilm[]): string | null {
  const codes = new Set(group.map(({ name }) => codeInName(study, name)));
  const [only = null] = codes;
  return codes.size === 1 ? only : null;
}

/** Letters and a number, as studies number their subjects; a name never looks like that. */
const STUDY_CODE = /^[A-Za-z]{0,4}[-_]?\d{2,6}$/;

/** `S001_pre.png`: what stands before the timepoint, or before the first separator, if the study has such a code. */
function codeInName(study: Study, name: string): string | null {
  const stem = stemOf(name);
  const found = timepointInName(study, name);
  const before = found === null ? (/^[^_ ]+/.exec(stem)?.[0] ?? '') : stem.slice(0, found.at).replace(/[-_. ]+$/, '');
  const own = study.subjects.find(({ code }) => code.toLowerCase() === before.toLowerCase());
  if (own) return own.code;
  return found !== null && STUDY_CODE.test(before) && CODE_PATTERN.test(before) ? before : null;
}

const stemOf = (name: string): string => name.replace(/\.[A-Za-z]{2,5}$/, '');

/** The timepoint whose code stands alone in the name, and where. */
function timepointInName(study: Study, name: string): { readonly id: string; readonly at: number } | null {
  const stem = stemOf(name).toLowerCase();
  for (const { id } of study.protocol.timepoints) {
    const escaped = id.toLowerCase().replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');
    const match = new RegExp(`(?:^|[-_. ])(${escaped})(?=$|[-_. ])`).exec(stem);
    if (match) return { id, at: match.index + match[0].length - id.length };
  }
  return null;
}

/** The first of S001, S002, ... that nobody has, neither in the study nor among the films before. */
function freeCode(taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const code = `S${String(number).padStart(3, '0')}`;
    if (!taken.has(code.toLowerCase())) return code;
  }
}

/** The films of one subject at the timepoints that are still free. */
function proposeVisits(
  study: Study,
  subject: Subject | undefined,
  films: readonly ImportFilm[],
  code: string,
): readonly ImportRow[] {
  const { timepoints } = study.protocol;
  const free = new Set(timepoints.map(({ id }) => id).filter((id) => findExam(subject, id)?.image === undefined));
  const rows: ImportRow[] = [];
  const open: ImportFilm[] = [];
  for (const film of films) {
    const named = timepointInName(study, film.name)?.id;
    if (named !== undefined && free.delete(named)) rows.push({ film, code, timepoint: named });
    else open.push(film);
  }
  const sorted = open.toSorted((a, b) => compare(takenAt(a), takenAt(b)) || compare(a.name, b.name));
  const baseline = findExam(subject, baselineTimepoint(study.protocol))?.image?.acquisitionDate ?? firstDate(films);
  const visits = chooseVisits(
    sorted.map(({ image }) => daysBetween(baseline, image.acquisitionDate)),
    timepoints.filter(({ id }) => free.has(id)).map(({ nominalDays }) => nominalDays),
  );
  const places = timepoints.filter(({ id }) => free.has(id));
  sorted.forEach((film, index) => {
    const place = visits[index];
    rows.push({ film, code, timepoint: place === null || place === undefined ? null : (places[place]?.id ?? null) });
  });
  return rows;
}

const takenAt = ({ image, time }: ImportFilm): string =>
  image.acquisitionDate === undefined ? '9' : `${image.acquisitionDate}T${time ?? ''}`;

const firstDate = (films: readonly ImportFilm[]): string | undefined =>
  films.flatMap(({ image }) => image.acquisitionDate ?? []).toSorted()[0];

/** The place of a timepoint in the protocol; what is not used comes last. */
function visitOrder({ protocol }: Study, timepoint: string | null): number {
  const position = protocol.timepoints.findIndex(({ id }) => id === timepoint);
  return position === -1 ? protocol.timepoints.length : position;
}

const compareCodes = new Intl.Collator('en', { numeric: true }).compare;

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
