import { isMeasured } from '../../shared/spine/measure.ts';
import { measureVertebra } from '../../shared/spine/measureVertebra.ts';
import { judgeChange, PROVISIONAL_READING_ERROR } from '../../shared/spine/uncertainty.ts';
import type { VertebraMeasureId } from '../../shared/spine/vertebraMeasures.ts';
import { examCalibration } from '../../shared/study/examCalibration.ts';
import { placedLandmarks } from '../../shared/study/find.ts';
import type { Exam, Protocol, Vertebra } from '../../shared/study/study.ts';

const HEIGHTS = ['anteriorHeight', 'middleHeight', 'posteriorHeight'] as const satisfies readonly VertebraMeasureId[];

/**
 * True when two of the readings of one vertebra on one film differ by more than the reading error in force, in a height
 * or in the wedge angle. They share the film and so its calibration; without one only the angle can be judged.
 */
export function areDisputed(
  readings: readonly Vertebra[],
  exam: Exam,
  protocol: Pick<Protocol, 'readingError'>,
): boolean {
  const { angleDeg, heightMm } = protocol.readingError ?? PROVISIONAL_READING_ERROR;
  const calibration = examCalibration(exam);
  const measured = readings.map((vertebra) => {
    const { measures, lengthUnit } = measureVertebra(placedLandmarks(vertebra), calibration, { level: vertebra.level });
    return { measures, lengthUnit };
  });
  const spread = (id: VertebraMeasureId): number | null => {
    const values = measured.flatMap(({ measures }) => (isMeasured(measures[id]) ? [measures[id].value] : []));
    return values.length < 2 ? null : Math.max(...values) - Math.min(...values);
  };
  const inMillimetres = measured.every(({ lengthUnit }) => lengthUnit === 'mm');
  const isBeyond = (id: VertebraMeasureId, threshold: number): boolean =>
    judgeChange(spread(id), threshold) === 'beyond';
  return isBeyond('wedgeAngle', angleDeg) || (inMillimetres && HEIGHTS.some((id) => isBeyond(id, heightMm)));
}
