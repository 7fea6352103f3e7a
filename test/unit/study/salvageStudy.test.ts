import { expect, test } from 'vitest';
import { replaceLandmarks } from '../../../shared/study/edits/landmarkEdits.ts';
import { salvageStudy } from '../../../shared/study/salvageStudy.ts';
import { serializeStudy } from '../../../shared/study/studyFile.ts';
import { smallStudyFile } from '../../support/corruption.ts';
import { AT, exampleStudy, place, square } from '../../support/exampleStudy.ts';

const written = { appVersion: '0.1.0', savedAt: '2026-11-20T14:02:11.000Z' };

test('of a file that was cut, every subject before the cut can be looked at', () => {
  const study = exampleStudy();
  const bytes = serializeStudy(study, written);
  const text = new TextDecoder().decode(bytes);
  const cut = bytes.subarray(0, text.indexOf('"S003"'));
  const salvaged = salvageStudy(cut);
  expect(salvaged?.subjectsLost).toBeNull();
  expect(salvaged?.study.subjects).toEqual(study.subjects.slice(0, 2));
});

test('of a file with a broken subject the others can be looked at, and the loss is counted', () => {
  const study = exampleStudy();
  const text = new TextDecoder().decode(serializeStudy(study, written));
  const broken = new TextEncoder().encode(text.replace('"code": "S002"', '"code": "/../"'));
  const salvaged = salvageStudy(broken);
  expect(salvaged?.subjectsLost).toBe(1);
  expect(salvaged?.study.subjects.map(({ code }) => code)).toEqual(['S001', 'S003']);
});

test('a file whose checksum alone is wrong can be looked at whole', () => {
  const study = replaceLandmarks(exampleStudy(), { ...place('s1', 'post', 'L4'), landmarks: square(), at: AT });
  const text = new TextDecoder().decode(serializeStudy(study, written));
  const changed = new TextEncoder().encode(text.replace(/"sha256": "[0-9a-f]{4}/, '"sha256": "0000'));
  expect(salvageStudy(changed)).toEqual({ study, subjectsLost: 0 });
});

test('nothing is salvaged from what is no study, and no damage makes it throw', () => {
  for (const text of [
    '',
    '{',
    '[]',
    '{"schemaVersion":1}',
    '{"schemaVersion":99,"data":{"subjects":[]}}',
    '\u0000'.repeat(99),
  ]) {
    expect(salvageStudy(new TextEncoder().encode(text))).toBeNull();
  }
  const bytes = smallStudyFile();
  for (let position = 0; position < bytes.length; position += 17) {
    const changed = bytes.slice();
    changed[position] = (changed[position] ?? 0) ^ 0x15;
    expect(() => salvageStudy(changed)).not.toThrow();
    expect(() => salvageStudy(bytes.subarray(0, position))).not.toThrow();
  }
});
