import { expect, test } from 'vitest';
import { combineStudies } from '../../../shared/export/combineStudies.ts';
import { exampleStudy, twoFilms } from '../../support/exampleStudy.ts';
import { asRecords, parseStrictCsv } from '../../support/strictCsv.ts';
import { exportStudy } from '../../../shared/export/exportStudy.ts';

const options = { appVersion: '1.0.0' };
const other = () => {
  const study = twoFilms();
  const timepoints = [...study.protocol.timepoints.slice(0, 2), { id: 'y5', label: 'Year 5', nominalDays: 1826 }];
  return { ...study, id: 'other', salt: 'other', protocol: { ...study.protocol, timepoints } };
};

const combined = combineStudies(
  [
    { name: 'North', study: exampleStudy() },
    { name: 'North!', study: other() },
  ],
  options,
);
const rows = (name: string) =>
  asRecords(parseStrictCsv(combined.files.find((each) => each.name === name)?.bytes ?? new Uint8Array(), ','));

test('every row says of which study it is; the rows are those of the single exports', () => {
  expect(combined.studies.map(({ studyId }) => studyId)).toEqual(['north', 'north2']);
  const alone = exportStudy(exampleStudy(), { ...options, preset: 'analysis' });
  for (const name of ['measurements_long.csv', 'measurements_wide.csv', 'points.csv', 'images.csv']) {
    const single = asRecords(
      parseStrictCsv(alone.files.find((each) => each.name === name)?.bytes ?? new Uint8Array(), ','),
    );
    const own = rows(name).filter(({ study_id }) => study_id === 'north');
    expect(own).toHaveLength(single.length);
    single.forEach((row, index) => expect(own[index]).toMatchObject({ study_id: 'north', ...row }));
  }
});

test('a visit that a study does not have does not apply to its rows', () => {
  for (const row of rows('measurements_wide.csv').filter(({ study_id }) => study_id === 'north')) {
    expect(row).toMatchObject({ y5_status: 'not_applicable', y5_wedge_deg: '', d_y5_status: 'not_applicable' });
  }
});

test('a code that two studies have is named', () => {
  expect(combined.duplicates).toEqual([{ subject: 'S001', studies: ['north', 'north2'] }]);
});

test('the code book describes the combined tables, study_id first', () => {
  const described = rows('codebook.csv').filter(({ file }) => file === 'measurements_wide.csv');
  expect(described[0]).toMatchObject({ column: 'study_id', position: '1' });
});
