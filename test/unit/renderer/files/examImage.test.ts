import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { setExamImage } from '../../../../shared/study/edits/examEdits.ts';
import { serializeStudy } from '../../../../shared/study/studyFile.ts';
import { examImageOf, patientKeyOf, repeatsIdentity } from '../../../../renderer/files/examImage.ts';
import { filmsStudy } from '../../../support/driver.ts';
import { AT } from '../../../support/exampleStudy.ts';
import { film } from './films.ts';

const jane = { patientName: 'Doe^Jane^^Dr', patientId: '4711-X' };

describe('The key of a patient', () => {
  const key = patientKeyOf('salt', jane);

  test('is the same for two files of one patient, written differently', () => {
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(patientKeyOf('salt', { patientName: 'DOE^JANE^^DR^', patientId: ' 4711-x ' })).toBe(key);
    expect(patientKeyOf('salt', { patientName: 'Doe  Jane Dr', patientId: '4711-X' })).toBe(key);
    expect(patientKeyOf('salt', { patientName: 'Doe^Jane^^Dr', patientId: '４７１１-X' })).toBe(key);
  });

  test('is another for another name, number or study', () => {
    const others = [
      patientKeyOf('salt', { ...jane, patientName: 'Doe^John' }),
      patientKeyOf('salt', { ...jane, patientId: '4712-X' }),
      patientKeyOf('salt', { ...jane, patientId: null }),
      patientKeyOf('other salt', jane),
      patientKeyOf('salt', { patientName: '4711-X', patientId: 'Doe Jane Dr' }),
    ];
    expect(new Set([key, ...others]).size).toBe(6);
  });

  test('of nobody is none', () => {
    expect(patientKeyOf('salt', { patientName: null, patientId: null })).toBeNull();
    expect(patientKeyOf('salt', { patientName: '^^', patientId: '  ' })).toBeNull();
  });

  test('says nothing of name and number', () => {
    assert(
      property(string({ minLength: 3 }), string({ minLength: 3 }), (patientName, patientId) => {
        const made = patientKeyOf('salt', { patientName, patientId });
        expect(made === null || /^[0-9a-f]{64}$/.test(made)).toBe(true);
        expect(made ?? '').not.toContain(patientName);
      }),
    );
  });
});

describe('What the study keeps of an image', () => {
  test('is size, hash and facts; neither pixels nor the name of the patient, not even in the file', async () => {
    const study = filmsStudy({ pre: null });
    const decoded = await film('a', {
      date: '2026-03-02',
      identity: jane,
      facts: { modality: 'DX', patientOrientation: ['A', 'F'], seriesDescription: 'LWS Doe' },
    });
    const image = examImageOf(study, decoded, 'L-spine.dcm');
    expect(image).toEqual({
      name: 'L-spine.dcm',
      sha256: decoded.sha256,
      format: 'png',
      rows: 2,
      columns: 3,
      frame: 0,
      spacing: {},
      lossy: false,
      modality: 'DX',
      acquisitionDate: '2026-03-02',
      patientOrientation: ['A', 'F'],
      patientKey: patientKeyOf(study.salt, jane),
    });
    const kept = setExamImage(study, { subjectId: 's1', timepoint: 'pre', image });
    const file = new TextDecoder().decode(serializeStudy(kept, { appVersion: '1.0.0', savedAt: AT })).toLowerCase();
    expect(file).toContain(decoded.sha256);
    for (const secret of ['doe', 'jane', '4711']) expect(file).not.toContain(secret);
  });

  test('what the file does not say is left out, never written as empty', async () => {
    const image = examImageOf(filmsStudy(), await film('b'), 'b.png');
    expect(Object.keys(image)).toEqual(['name', 'sha256', 'format', 'rows', 'columns', 'frame', 'spacing', 'lossy']);
  });
});

describe('A typed code that repeats the patient', () => {
  test.each(['Doe', 'doe', 'JANE', 'Doe-1', 'jane_doe', 'Subject.Doe', '4711-X', '4711x', '4711X'])(
    '%s does',
    (typed) => {
      expect(repeatsIdentity(typed, jane)).toBe(true);
    },
  );

  test.each(['', 'S001', 'Dr', 'D', 'Doering', '4711', 'X', 'Jan'])('%s does not', (typed) => {
    expect(repeatsIdentity(typed, jane)).toBe(false);
  });

  test('names of other scripts count too; a file without a name is repeated by nothing', () => {
    expect(repeatsIdentity('Müller-2', { patientName: 'MÜLLER^Eva=米勒', patientId: null })).toBe(true);
    expect(repeatsIdentity('S001', { patientName: null, patientId: null })).toBe(false);
    expect(repeatsIdentity('P-12345', { patientName: null, patientId: '12345' })).toBe(true);
    expect(repeatsIdentity('P-1', { patientName: null, patientId: '1' })).toBe(false);
    expect(repeatsIdentity('1', { patientName: null, patientId: '1' })).toBe(true);
  });
});
