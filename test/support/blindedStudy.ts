import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createStudy } from '../../shared/study/createStudy.ts';
import { setScore } from '../../shared/study/edits/clinicalEdits.ts';
import { addCalibration, setDaysFromPre, setExamImage } from '../../shared/study/edits/examEdits.ts';
import { replaceLandmarks } from '../../shared/study/edits/landmarkEdits.ts';
import { addReader, setTimepoints } from '../../shared/study/edits/protocolEdits.ts';
import { addSubject, setSubjectFacts, setTreatedLevels } from '../../shared/study/edits/subjectEdits.ts';
import type { Study } from '../../shared/study/study.ts';
import { serializeStudy } from '../../shared/study/studyFile.ts';
import { patientFilm } from './patientFilm.ts';

/** What a blinded reader must never meet, each a text that occurs nowhere else in the program. */
export const SECRETS: readonly string[] = [
  'KESTREL',
  'tpalpha',
  'tpbeta',
  'Visitalpha',
  'Visitbeta',
  'filmname',
  'Mastocytosis',
  'PAT-99',
  '2031-04',
  '203104',
  'NRSPAIN',
  'RDRONE',
  '777 d',
  'steelruler',
  'quasar',
];

const points = (shift: number) =>
  ({
    SA: [70, 150 + shift],
    SM: [110, 152 + shift],
    SP: [150, 150 + shift],
    IP: [150, 205],
    IM: [110, 203],
    IA: [70, 200 + shift],
  }) as const;

export const BODY = points(0);

/** Two subjects with two films each in a folder, read by RDRONE; every name in it is a secret. */
export async function writeBlindedStudy(folder: string): Promise<Study> {
  let study: Study = createStudy({ id: 'blinded-study', title: 'quasar series', salt: 'salt' });
  study = setTimepoints(study, {
    timepoints: [
      { id: 'tpalpha', label: 'Visitalpha', nominalDays: 0 },
      { id: 'tpbeta', label: 'Visitbeta', nominalDays: 777 },
    ],
  });
  study = addReader(study, { id: 'RDRONE', label: 'First' });
  study = addReader(study, { id: 'RD2', label: 'Second' });
  const at = '2031-04-20T10:00:00.000Z';
  for (const [index, subjectId] of ['k1', 'k2'].entries()) {
    study = addSubject(study, { id: subjectId, code: `KESTREL${index + 1}` });
    study = setSubjectFacts(study, { subjectId, facts: { diagnosis: 'Mastocytosis', ageYears: 61 } });
    study = setTreatedLevels(study, { subjectId, levels: ['L1'] });
    study = setScore(study, { subjectId, timepoint: 'tpalpha', instrument: 'NRSPAIN', value: 7 });
    for (const [visit, timepoint] of ['tpalpha', 'tpbeta'].entries()) {
      const date = `2031040${index + visit + 1}`;
      const bytes = patientFilm({
        patientId: `PAT-99${index}`,
        patientName: `KESTREL^${index}`,
        date,
        stripes: index * 2 + visit + 1,
      });
      const name = `filmname-${subjectId}-${timepoint}.dcm`;
      await writeFile(path.join(folder, name), bytes);
      study = setExamImage(study, {
        subjectId,
        timepoint,
        posture: 'sitting',
        image: {
          name,
          sha256: createHash('sha256').update(bytes).digest('hex'),
          format: 'dicom',
          rows: 360,
          columns: 240,
          frame: 0,
          spacing: { imagerPixelSpacing: [0.15, 0.15] },
          lossy: false,
          acquisitionDate: `2031-04-0${index + visit + 1}`,
          patientKey: `key-${index}`,
        },
      });
      if (visit === 1) study = setDaysFromPre(study, { subjectId, timepoint, days: 777 });
      study = addCalibration(study, {
        subjectId,
        timepoint,
        entry: {
          kind: 'typed',
          spacing: { rowSpacing: 0.2, columnSpacing: 0.2 },
          plane: 'patient_user',
          at,
          by: 'RDRONE',
          reason: 'steelruler',
        },
      });
      study = replaceLandmarks(study, {
        subjectId,
        timepoint,
        reader: 'RDRONE',
        reading: 1,
        level: 'L1',
        landmarks: points(12),
        at,
      });
    }
  }
  await writeFile(path.join(folder, 'quasar.endplate'), serializeStudy(study, { appVersion: '1', savedAt: at }));
  return study;
}
