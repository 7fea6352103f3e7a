import { sameValue } from '../../shared/study/sameValue.ts';
import { replaceLandmarks } from '../../shared/study/edits/landmarkEdits.ts';
import { parseStudy, serializeStudy } from '../../shared/study/studyFile.ts';
import { AT, place, twoFilms, wedge } from './exampleStudy.ts';

export interface CorruptionResult {
  readonly bytes: number;
  readonly cases: number;
  /** Cases in which a study opened that is not the one that was saved. */
  readonly undetected: readonly string[];
  /** Cases in which the program threw instead of answering. */
  readonly crashes: readonly string[];
  /** Cases that opened as the same study, because the byte carries no value. */
  readonly neutral: number;
}

/**
 * Every byte of a study file with one bit turned, left out, doubled, and with a digit put
 * before it; and the file cut at every place.
 */
export function corruptEveryByte(bytes: Uint8Array): CorruptionResult {
  const original = parseStudy(bytes);
  if (!original.ok) throw new Error('The file is damaged before anything was done to it.');
  const undetected: string[] = [];
  const crashes: string[] = [];
  let cases = 0;
  let neutral = 0;
  for (let position = 0; position < bytes.length; position += 1) {
    for (const [kind, changed] of damages(bytes, position)) {
      cases += 1;
      try {
        const opened = parseStudy(changed);
        if (!opened.ok) continue;
        if (sameValue(opened.value.study, original.value.study)) neutral += 1;
        else undetected.push(`${kind} at ${position}`);
      } catch {
        crashes.push(`${kind} at ${position}`);
      }
    }
  }
  return { bytes: bytes.length, cases, undetected, crashes, neutral };
}

function damages(bytes: Uint8Array, position: number): readonly (readonly [string, Uint8Array])[] {
  const replaced = (value: number): Uint8Array => {
    const changed = bytes.slice();
    changed[position] = value;
    return changed;
  };
  const before = bytes.subarray(0, position);
  const byte = bytes[position] ?? 0;
  return [
    ['bit turned', replaced(byte ^ (1 << (position % 8)))],
    ['byte left out', Buffer.concat([before, bytes.subarray(position + 1)])],
    ['byte doubled', Buffer.concat([bytes.subarray(0, position + 1), bytes.subarray(position)])],
    ['digit put in', Buffer.concat([before, Buffer.from('7'), bytes.subarray(position)])],
    ['cut', before],
  ];
}

/** A study of one level in two films. */
export const smallStudyFile = (): Uint8Array => {
  const study = ['pre', 'post'].reduce(
    (changed, timepoint) => replaceLandmarks(changed, { ...place('s1', timepoint, 'L1'), landmarks: wedge(), at: AT }),
    twoFilms(),
  );
  return serializeStudy(study, { appVersion: '0.1.0', savedAt: '2026-11-20T14:02:11.000Z' });
};
