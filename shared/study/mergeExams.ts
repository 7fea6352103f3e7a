import { inWords, secondNames, uniteFields, uniteLists, type Report } from './mergeConflicts.ts';
import { mergeReadings } from './mergeReadings.ts';
import { sameValue } from './sameValue.ts';
import type { CalibrationEntry, Exam } from './study.ts';

/** The visits of one subject. A visit that has another film in the second file is kept beside it as a visit of its own. */
export function mergeExams(
  {
    first,
    second,
    where,
  }: { readonly first: readonly Exam[]; readonly second: readonly Exam[]; readonly where: string },
  report: Report,
): readonly Exam[] {
  const apart: Exam[] = [];
  const united = uniteLists(
    { first, second },
    ({ timepoint }) => timepoint,
    (one, other) => {
      if (!haveSameFilm(one, other)) {
        apart.push(other);
        return one;
      }
      return mergeExam(one, other, { where: `${where} ${one.timepoint}`, report });
    },
  );
  return apart.reduce((exams, exam) => keepApart(exams, exam, { where, report }), united);
}

/** Points belong to one film: readings of two different ones cannot be put together. */
function haveSameFilm({ image }: Exam, { image: other }: Exam): boolean {
  return image === undefined || other === undefined || (image.sha256 === other.sha256 && image.frame === other.frame);
}

interface Place {
  readonly where: string;
  readonly report: Report;
}

function keepApart(exams: readonly Exam[], exam: Exam, { where, report }: Place): readonly Exam[] {
  for (const timepoint of secondNames(exam.timepoint)) {
    const present = exams.find((each) => each.timepoint === timepoint);
    if (present !== undefined && !haveSameFilm(present, exam)) continue;
    const own = exams.find((each) => each.timepoint === exam.timepoint);
    const place = `${where} ${exam.timepoint}`;
    report({
      where: place,
      what: 'film',
      first: inWords(own?.image?.name),
      second: inWords(exam.image?.name),
      kept: 'both',
      keptAt: `${where} ${timepoint}`,
    });
    const moved = { ...exam, timepoint };
    if (present === undefined) return [...exams, moved];
    const united = mergeExam(present, moved, { where: `${where} ${timepoint}`, report });
    return united === present ? exams : exams.map((each) => (each === present ? united : each));
  }
  return exams;
}

const APART = ['readings', 'calibrations', 'display', 'missing', 'posture'] as const;

function mergeExam(first: Exam, second: Exam, { where, report }: Place): Exam {
  const fields = uniteFields({ first, second, where }, APART, report);
  const calibrations = mergeCalibrations(first.calibrations, second.calibrations, { where, report });
  const readings = mergeReadings({ first: first.readings, second: second.readings, where }, report);
  const posture = first.posture === 'unknown' ? second.posture : first.posture;
  if (second.posture !== 'unknown' && posture !== second.posture) {
    report({ where, what: 'posture', first: posture, second: second.posture, kept: 'first' });
  }
  const missing = fields.image === undefined ? (first.missing ?? second.missing) : undefined;
  if (missing !== undefined && second.missing !== undefined && missing !== second.missing) {
    report({ where, what: 'missing', first: missing, second: second.missing, kept: 'first' });
  }
  const { missing: _, ...rest } = { ...fields, calibrations, readings, posture };
  const united: Exam = missing === undefined ? rest : { ...rest, missing };
  return sameValue(united, first) ? first : united;
}

const isStart = (start: readonly CalibrationEntry[], whole: readonly CalibrationEntry[]): boolean =>
  start.length <= whole.length && start.every((entry, index) => sameValue(entry, whole[index]));

/**
 * The ledgers of both, without doubles. Where one goes on from the other, it stands as it is; where they part, the
 * calibration that is in force in the first file stays in force, and that is reported.
 */
function mergeCalibrations(
  first: readonly CalibrationEntry[],
  second: readonly CalibrationEntry[],
  { where, report }: Place,
): readonly CalibrationEntry[] {
  if (isStart(second, first)) return first;
  if (isStart(first, second)) return second;
  const added = second.filter((entry) => !first.some((own) => sameValue(own, entry)));
  if (added.length === 0) return first;
  report({
    where,
    what: 'calibration',
    first: inWords(first.at(-1)),
    second: inWords(second.at(-1)),
    kept: 'both',
    keptAt: 'ledger',
  });
  return [...first.slice(0, -1), ...added, ...first.slice(-1)];
}
