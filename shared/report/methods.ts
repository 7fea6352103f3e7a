import type { Plane } from '../geometry/spacing.ts';
import { definitionOf } from '../spine/formulas.ts';
import { examCalibration } from '../study/examCalibration.ts';
import { PROVISIONAL_READING_ERROR } from '../spine/uncertainty.ts';
import { METHOD_VERSION } from '../study/measureStudy.ts';
import type { Posture, Study } from '../study/study.ts';
import type { LevelSeries } from './levelSeries.ts';
import { counted, listed, plain } from './reportNumber.ts';
import { paragraph, type ReportPart } from './reportModel.ts';

export const RESEARCH_LINE = 'For research and teaching only. Not a medical device; not for diagnosis or treatment.';

/** How everything in the report was measured and computed, written from the protocol and the data of the study. */
export function methods(study: Study, series: LevelSeries, appVersion: string): readonly ReportPart[] {
  return [
    paragraph(`Program. Endplate ${appVersion}, formula version ${METHOD_VERSION}. ${RESEARCH_LINE}`),
    paragraph(`Measurement. ${measurement(study)}`),
    paragraph(`Calibration. ${calibrationSentences(study)}`),
    paragraph(`Posture. ${postureSentence(study)}`),
    paragraph(`Readers. ${readerSentences(study, series)}`),
    paragraph(`Reading error. ${readingErrorSentence(study)}`),
    paragraph(`Statistics. ${STATISTICS}`),
    paragraph(
      'Missing values. A value that is not there has a reason, counted beside every table; none is replaced, estimated or taken as 0.',
    ),
  ];
}

function measurement({ protocol }: Study): string {
  const points =
    protocol.pointScheme === 'six'
      ? 'Six points of each vertebral body are placed on the lateral film: the four corners and the middle of both endplates'
      : 'Four points of each vertebral body are placed on the lateral film: its corners';
  const formulas = (['anteriorHeight', 'middleHeight', 'posteriorHeight', 'wedgeAngle'] as const)
    .map(definitionOf)
    .map(({ name, formula }) => `${name} = ${formula}`);
  return `${points} (S superior, I inferior; A anterior, M middle, P posterior). Lengths and angles are computed after conversion to millimetres. ${formulas.join('; ')}. The wedge angle is positive in kyphosis, negative in lordosis, 0 for parallel endplates, whichever way the patient faces. A change is later minus earlier.`;
}

const PLANE_WORDS: Readonly<Record<Plane, string>> = {
  patient_user: 'calibrated by the reader in the plane of the spine',
  patient_file: 'calibrated in the plane of the spine according to the file',
  detector: 'measured at the detector and so magnified',
  film: 'measured on film and so magnified',
  unknown: 'with millimetres in an unknown plane',
  none: 'without a scale: angles and ratios only, no millimetres',
};

function calibrationSentences({ subjects }: Study): string {
  const counts = new Map<Plane, number>();
  for (const exam of subjects.flatMap(({ exams }) => exams)) {
    if (exam.image === undefined) continue;
    const { plane } = examCalibration(exam);
    counts.set(plane, (counts.get(plane) ?? 0) + 1);
  }
  if (counts.size === 0) {
    return 'The study has no film; its values are those of a printed or imported table and cannot be recomputed from points.';
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const parts = [...counts].map(([plane, count]) => `${count} ${PLANE_WORDS[plane]}`);
  const isMixed = counts.size > 1;
  return `Of ${counted(total, 'film')}: ${listed(parts)}. Millimetres of two films are subtracted only where both are calibrated in the plane of the patient, or both are measured at the detector with the same distances${isMixed ? '; this study mixes planes, so changes in mm may be missing as "not comparable" and means in mm over all films are to be read with care' : ''}. Angles and ratios need no scale.`;
}

const POSTURE_WORDS: Readonly<Record<Posture, string>> = {
  standing: 'standing',
  sitting: 'sitting',
  supine: 'supine',
  cross_table: 'cross-table',
  prone: 'prone',
  unknown: 'not recorded',
};

function postureSentence({ subjects }: Study): string {
  const films = subjects.flatMap(({ exams }) => exams.filter(({ image }) => image !== undefined));
  if (films.length === 0) return 'No film, so no posture is recorded.';
  const counts = new Map<Posture, number>();
  for (const { posture } of films) counts.set(posture, (counts.get(posture) ?? 0) + 1);
  const words = listed([...counts].map(([posture, count]) => `${count} ${POSTURE_WORDS[posture]}`));
  return `Films: ${words}. Mobile fractures change their height between lying and standing without treatment.`;
}

const BASIS_WORDS: Readonly<Record<LevelSeries['basis'], string>> = {
  treated: 'The tables list the treated levels.',
  mixed:
    'The tables list the treated levels; of patients without one those marked as fractured, else all that were measured.',
  measured: 'No level is marked as treated: the tables list those marked as fractured, else all that were measured.',
};

function readerSentences({ protocol, subjects }: Study, { readings, basis }: LevelSeries): string {
  if (readings.length === 0) return 'Nothing has been read yet.';
  const readers = new Set(
    subjects.flatMap(({ exams }) => exams.flatMap((exam) => exam.readings.map(({ reader }) => reader))),
  );
  for (const { id, role } of protocol.readers) if (role === 'consensus') readers.delete(id);
  const shown = readings.map(({ reader, reading, levels }) => {
    const label = protocol.readers.find(({ id }) => id === reader)?.label ?? '';
    const name = label === '' || label === reader ? reader : `${reader} (${label})`;
    return `${counted(levels, 'level')} as in reading ${reading} of ${name}`;
  });
  const rule = readings.length === 1 ? '' : ' Of each level the first reader of the protocol with numbers counts.';
  return `${counted(readers.size, 'reader')}; the tables show ${listed(shown)}.${rule} ${BASIS_WORDS[basis]}${blindingSentences(protocol)}`;
}

/** How the films were read blinded, and what was opened when; empty where nobody read blinded. */
function blindingSentences({ blinding = [], readers }: Study['protocol']): string {
  const rounds = blinding.map(({ seed, repeatPercent, lists, log }) => {
    const who = listed(lists.map(({ reader, films }) => `${reader} (${counted(films.length, 'film')})`));
    const opened = log.filter(({ action }) => action === 'unblinded');
    const ends = opened.map(({ at, finished, films }) => `${at.slice(0, 10)} after ${finished} of ${films} films`);
    const end = ends.length === 0 ? 'It has not been opened yet' : `Opened ${listed(ends)}`;
    return `Read blinded to subject, visit and all other readings, in random order (seed ${seed}), ${plain(repeatPercent, 1)} % of the films twice: ${who}. ${end}.`;
  });
  const consensus = readers.some(({ role }) => role === 'consensus')
    ? [
        'Where the readers agreed on a level afterwards, their consensus counts in the comparisons; it takes no part in the agreement.',
      ]
    : [];
  return [...rounds, ...consensus].map((sentence) => ` ${sentence}`).join('');
}

function readingErrorSentence({ protocol }: Study): string {
  const { readingError } = protocol;
  const { angleDeg, heightMm } = readingError ?? PROVISIONAL_READING_ERROR;
  const values = `${plain(angleDeg, 2)}° and ${plain(heightMm, 2)} mm`;
  return readingError === null
    ? `The study has no reading error of its own yet; changes are compared with the provisional ${values}, which is of the size that the literature reports.`
    : `Changes are compared with the study's own minimal detectable change of ${values} (${readingError.source}).`;
}

const STATISTICS =
  'The patient is the unit of every primary comparison (mean of the compared levels); comparisons by level and a model with a patient effect (restricted maximum likelihood) are secondary. Paired t test; Wilcoxon signed-rank test, exact up to 50 pairs, zeros dropped, midranks for ties, differences rounded to 1e-9 before ranking; two-sided p, not adjusted for several outcomes. Quartiles of type 7; SD with n − 1; Wilson intervals of proportions. A p value above 0.05 is not evidence of no difference: read the interval against the reading error.';
