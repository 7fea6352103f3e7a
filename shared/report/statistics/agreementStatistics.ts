import { LANDMARKS } from '../../spine/landmarks.ts';
import type { Protocol } from '../../study/study.ts';
import { blandAltman } from '../../statistics/agreement/blandAltman.ts';
import { intraclass, measurementError } from '../../statistics/agreement/icc.ts';
import { kappa, percentExact, type GradePair } from '../../statistics/agreement/kappa.ts';
import { precision } from '../../statistics/agreement/precision.ts';
import { landmarkScatter } from '../../statistics/agreement/scatter.ts';
import { gap, type Answer } from '../../statistics/gap.ts';
import { success } from '../../result.ts';
import {
  blandAltmanDocument,
  iccDocument,
  kappaDocument,
  precisionDocument,
  scatterDocument,
} from './agreementDocument.ts';
import { answered, type Content, type Document } from './document.ts';
import { OUTCOMES, type Outcome, type ReadLevel } from './levelNumbers.ts';
import {
  betweenReaders,
  landmarkPlaces,
  valueRows,
  withinReader,
  type Comparison,
  type Rater,
} from './readAgreement.ts';

/** Fewer vertebrae than this do not make a reading error of the study's own. */
const ENOUGH_VERTEBRAE = 20;

/** Agreement between the readers, within each of them, and the reading error that follows from it. */
export function agreementStatistics(protocol: Protocol, levels: readonly ReadLevel[]): Document {
  const readers = readersOf(protocol, levels);
  const between = betweenReaders(levels, readers);
  const within = readers.map((reader) => withinReader(levels, reader)).filter(({ raters }) => raters.length > 1);
  const none: Answer<never> = gap('one_reader', 'No film has been read twice, by two readers or twice by one.');
  return {
    between_readers: between.films.length === 0 ? answered(none, () => null) : comparisonStatistics(between),
    within_reader: Object.fromEntries(
      within.flatMap((each) => {
        const [rater] = each.raters;
        return rater === undefined || each.films.length === 0 ? [] : [[rater.reader, comparisonStatistics(each)]];
      }),
    ),
    reading_error: answered(readingErrorFrom(protocol, levels), (error) => ({
      angle_deg: error.angleDeg,
      height_mm: error.heightMm,
      source: error.source,
    })),
  };
}

/** The readers who read anything that was read more than once, in the order of the protocol; not their consensus. */
export function readersOf({ readers }: Protocol, levels: readonly ReadLevel[]): readonly string[] {
  const found = new Set(levels.flatMap(({ readings }) => readings.map(({ reader }) => reader)));
  for (const { id, role } of readers) if (role === 'consensus') found.delete(id);
  const listed = readers.flatMap(({ id }) => (found.has(id) ? [id] : []));
  return [...new Set([...listed, ...found])];
}

function comparisonStatistics(comparison: Comparison): Document {
  const { raters, films } = comparison;
  return {
    readings: raters.map(raterName),
    films: films.length,
    patients: new Set(films.map(({ subject }) => subject)).size,
    ...Object.fromEntries(OUTCOMES.map((outcome) => [outcome.key, outcomeAgreement(outcome, comparison)])),
    sq_grade: gradeAgreement(comparison),
    landmarks: {
      mm: scatterOf(comparison, 'mm'),
      px: scatterOf(comparison, 'px'),
    },
  };
}

export const raterName = ({ reader, reading }: Rater): string => (reading === 1 ? reader : `${reader}_${reading}`);

function outcomeAgreement(outcome: Outcome, comparison: Comparison): Document {
  const { rows, dropped } = valueRows(comparison, outcome.measure);
  const values = rows.map((row) => row.values);
  const perPatient = rows.filter(({ subject }, index) => rows[index - 1]?.subject !== subject);
  return {
    unit: outcome.unit,
    n_complete: rows.length,
    n_dropped: dropped,
    patients: perPatient.length,
    icc: answered(intraclass(values), iccDocument),
    icc_one_vertebra_per_patient: answered(intraclass(perPatient.map((row) => row.values)), iccDocument),
    precision: answered(precision(values, outcome.unit === 'deg' ? 'interval' : 'ratio'), precisionDocument),
    bland_altman: blandAltmanOfPairs(outcome, comparison),
  };
}

/** Every two of the readings, each with all films that both have. */
function blandAltmanOfPairs(outcome: Outcome, { raters, films }: Comparison): Document {
  const pairs = raters.flatMap((first, a) =>
    raters.slice(a + 1).map((second, step) => ({ first, second, a, b: a + 1 + step })),
  );
  return Object.fromEntries(
    pairs.map(({ first, second, a, b }) => {
      const both: Comparison = {
        raters: [first, second],
        films: films.map((film) => ({ ...film, visits: [film.visits[a], film.visits[b]] })),
      };
      const readings = valueRows(both, outcome.measure).rows.map(({ values: [x = 0, y = 0] }) => ({ a: x, b: y }));
      const name = `${raterName(first)}_${raterName(second)}`;
      const definition = `difference = ${raterName(first)} - ${raterName(second)}`;
      return [name, answered(blandAltman(readings), (result) => blandAltmanDocument(definition, result))];
    }),
  );
}

/** The readers' own Genant grades, of the first two readings. */
function gradeAgreement({ films }: Comparison): Document {
  const pairs = films.flatMap(({ visits: [one, other] }): readonly GradePair[] => {
    const [first, second] = [one?.vertebra?.sqGrade, other?.vertebra?.sqGrade];
    return first === undefined || second === undefined ? [] : [{ first, second }];
  });
  const grades = pairs.some(({ first, second }) => first === 0.5 || second === 0.5) ? [0, 0.5, 1, 2, 3] : [0, 1, 2, 3];
  return {
    n: pairs.length,
    quadratic: answered(kappa(pairs, grades, 'quadratic'), kappaDocument),
    linear: answered(kappa(pairs, grades, 'linear'), kappaDocument),
    unweighted: answered(kappa(pairs, grades, 'unweighted'), kappaDocument),
    percent_exact: percentExact(pairs),
  };
}

function scatterOf(comparison: Comparison, unit: 'mm' | 'px'): Content {
  const perLandmark = LANDMARKS.flatMap((landmark) => {
    const scatter = landmarkScatter(landmarkPlaces(comparison, landmark, unit));
    return scatter.ok ? [[landmark, scatterDocument(scatter.value)] as const] : [];
  });
  return perLandmark.length === 0 ? null : Object.fromEntries(perLandmark);
}

/**
 * The smallest detectable changes found in the study, in the form in which the protocol keeps them. Between the readers
 * where two have read; else within the reader who has read twice. Gap: `too_few` below 20 vertebrae, `one_reader`.
 */
export function readingErrorFrom(
  protocol: Protocol,
  levels: readonly ReadLevel[],
): Answer<NonNullable<Protocol['readingError']>> {
  const readers = readersOf(protocol, levels);
  const candidates = [betweenReaders(levels, readers), ...readers.map((reader) => withinReader(levels, reader))];
  const comparison = candidates.find(({ films, raters }) => raters.length > 1 && films.length > 0);
  if (comparison === undefined)
    return gap('one_reader', 'No film has been read twice, by two readers or twice by one.');
  const angle = detectable(comparison, OUTCOMES[0]);
  const heights = OUTCOMES.filter(({ unit }) => unit === 'mm').map((outcome) => detectable(comparison, outcome));
  const smallest = Math.min(angle.n, ...heights.map(({ n }) => n));
  if (smallest < ENOUGH_VERTEBRAE) {
    return gap(
      'too_few',
      `A reading error of the study's own needs ${ENOUGH_VERTEBRAE} vertebrae read twice, with angle and heights in mm; there are ${smallest}.`,
    );
  }
  const heightMm = Math.max(...heights.map(({ mdc }) => mdc));
  if (!(angle.mdc > 0 && heightMm > 0))
    return gap('no_variation', 'The readings are identical, so no reading error follows from them.');
  const source = `MDC95 of ${smallest} vertebrae, readings ${comparison.raters.map(raterName).join(', ')}`;
  return success({ angleDeg: angle.mdc, heightMm, source });
}

function detectable(comparison: Comparison, outcome: Outcome): { readonly n: number; readonly mdc: number } {
  const { rows } = valueRows(comparison, outcome.measure);
  const forms = intraclass(rows.map(({ values }) => values));
  return { n: rows.length, mdc: forms.ok ? measurementError(forms.value.table).mdc95Agreement : 0 };
}
