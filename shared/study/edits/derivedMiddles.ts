import type { Landmark } from '../../spine/landmarks.ts';
import type { Protocol, Study, Vertebra } from '../study.ts';
import { changeWhere, withFields } from './change.ts';

const ENDPLATES = [
  { anterior: 'SA', middle: 'SM', posterior: 'SP' },
  { anterior: 'IA', middle: 'IM', posterior: 'IP' },
] as const satisfies readonly Record<string, Landmark>[];

/**
 * The four-corner scheme: the middle point of an endplate is the midpoint of its corners, marked derived, and follows
 * them. A middle that the reader has placed or marked not visible is left alone. In the six-point scheme no middle is
 * derived, but those that were derived before still follow their corners: a mark never lies.
 */
export function withDerivedMiddles(vertebra: Vertebra, pointScheme: Protocol['pointScheme']): Vertebra {
  const landmarks: { [code in Landmark]?: readonly [number, number] } = { ...vertebra.landmarks };
  const states = { ...vertebra.states };
  for (const { anterior, middle, posterior } of ENDPLATES) {
    const isFree = landmarks[middle] === undefined && states[middle] === undefined;
    const isOurs = states[middle]?.kind === 'derived' || (isFree && pointScheme === 'four');
    if (!isOurs) continue;
    const a = landmarks[anterior];
    const p = landmarks[posterior];
    if (a !== undefined && p !== undefined) {
      landmarks[middle] = [(a[0] + p[0]) / 2, (a[1] + p[1]) / 2];
      states[middle] = { kind: 'derived' };
    } else {
      delete landmarks[middle];
      delete states[middle];
    }
  }
  return withFields(vertebra, { landmarks, states });
}

const everyOne = () => true;
const isOpen = (vertebra: Vertebra) => vertebra.finalisedAt === undefined;

/** Applies the four-corner scheme to every level that is not finalised, after the protocol has changed to it. */
export function deriveAllMiddles(study: Study): Study {
  const subjects = changeWhere(study.subjects, everyOne, (subject) => {
    const exams = changeWhere(subject.exams, everyOne, (exam) => {
      const readings = changeWhere(exam.readings, everyOne, (reading) => {
        const vertebrae = changeWhere(reading.vertebrae, isOpen, (vertebra) => withDerivedMiddles(vertebra, 'four'));
        return vertebrae === reading.vertebrae ? reading : { ...reading, vertebrae };
      });
      return readings === exam.readings ? exam : { ...exam, readings };
    });
    return exams === subject.exams ? subject : { ...subject, exams };
  });
  return subjects === study.subjects ? study : { ...study, subjects };
}
