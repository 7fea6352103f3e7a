import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import dicomParser from 'dicom-parser';
import { afterAll, describe, expect, test } from 'vitest';
import { exportReports } from '../../../shared/export/structuredReport/exportReports.ts';
import { AT, exampleStudy } from '../../support/exampleStudy.ts';

const options = { appVersion: '1.0.0', created: AT };
const reports = exportReports(exampleStudy(), options);
const named = (name: string) => reports.find((each) => each.name === name)?.bytes ?? new Uint8Array();

const isThere = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args).status === 0;
const hasDsrdump = isThere('dsrdump', '--version');
const python = ['/usr/bin/python3', 'python3'].find((each) => isThere(each, '-c', 'import pydicom')) ?? null;

const folder = mkdtempSync(path.join(tmpdir(), 'endplate-sr-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const put = (bytes: Uint8Array): string => {
  const file = path.join(folder, 'report.dcm');
  writeFileSync(file, bytes);
  return file;
};

describe('structured reports', () => {
  test('are one for every reading of a film that has points', () => {
    expect(reports.map(({ name }) => name)).toEqual([
      'S001_pre_R1_1.dcm',
      'S001_pre_R2_1.dcm',
      'S001_pre_R1_2.dcm',
      'S001_post_R1_1.dcm',
      'S002_pre_R1_1.dcm',
      'S002_post_R1_1.dcm',
    ]);
    expect(exportReports(exampleStudy(), { ...options, readers: ['R2'] }).map(({ name }) => name)).toEqual([
      'S001_pre_R2_1.dcm',
    ]);
    expect(exportReports(exampleStudy(), options)[0]?.bytes).toEqual(reports[0]?.bytes);
  });

  test('name the subject by its code and nobody by a name; their UIDs lead nowhere', () => {
    const head = dicomParser.parseDicom(named('S001_pre_R1_1.dcm'));
    expect(head.string('x00100010') ?? '').toBe('');
    expect(head.string('x00100020')).toBe('S001');
    expect(head.string('x00120062')).toBe('YES');
    expect(head.string('x00080020') ?? '').toBe('');
    const uids = ['x00080018', 'x0020000d', 'x0020000e'].map((tag) => head.string(tag) ?? '');
    expect(uids.every((uid) => /^2\.25\.[1-9]\d{0,38}$/.test(uid))).toBe(true);
    const salted = exportReports({ ...exampleStudy(), salt: 'other' }, options)[0]?.bytes ?? new Uint8Array();
    expect(dicomParser.parseDicom(salted).string('x0020000d')).not.toBe(uids[1]);
    expect(new TextDecoder('latin1').decode(named('S001_pre_R1_1.dcm'))).not.toContain('.png');
  });

  test('refer to the films by their own UIDs where these are given', () => {
    const study = exampleStudy();
    const image = study.subjects[0]?.exams[0]?.image;
    const identity = {
      studyUid: '1.2.3',
      seriesUid: '1.2.3.4',
      classUid: '1.2.840.10008.5.1.4.1.1.1',
      instanceUid: '1.2.3.4.5',
    };
    const [linked] = exportReports(study, { ...options, identities: new Map([[image?.sha256 ?? '', identity]]) });
    const head = dicomParser.parseDicom(linked?.bytes ?? new Uint8Array());
    expect(head.string('x0020000d')).toBe('1.2.3');
    expect(new TextDecoder('latin1').decode(linked?.bytes)).toContain('1.2.3.4.5');
  });

  test('have the points as 32-bit numbers, exactly where they were placed', () => {
    const data = dicomParser.parseDicom(named('S001_pre_R1_1.dcm'));
    const found: string[] = [];
    const walk = (set: dicomParser.DataSet): void => {
      if (set.string('x00700023') === 'POINT') {
        const meaning = set.elements['x0040a043']?.items?.[0]?.dataSet?.string('x00080100');
        found.push(`${meaning} ${set.float('x00700022', 0)} ${set.float('x00700022', 1)}`);
      }
      for (const { items } of Object.values(set.elements)) {
        for (const { dataSet } of items ?? []) if (dataSet) walk(dataSet);
      }
    };
    walk(data);
    expect(found.slice(0, 2)).toEqual(['POINT_SA 300 100', 'POINT_SM 200 100']);
    expect(found).toContain('POINT_IA 300 250');
  });
});

describe.skipIf(!hasDsrdump)('read by dsrdump of DCMTK (skipped without it)', () => {
  test.each(reports.map(({ name }) => name))('%s without an error or a warning', (name) => {
    const { status, stderr } = spawnSync('dsrdump', ['-v', put(named(name))], { encoding: 'utf8' });
    expect([status, stderr.split('\n').filter((line) => /^[EW]:/.test(line))]).toEqual([0, []]);
  });

  test('texts beyond ASCII are declared, and arrive', () => {
    const study = exampleStudy();
    const timepoints = study.protocol.timepoints.map((each) => ({ ...each, label: `Prä ${each.label}` }));
    const [report] = exportReports({ ...study, protocol: { ...study.protocol, timepoints } }, options);
    const text = execFileSync('dsrdump', ['+U8', put(report?.bytes ?? new Uint8Array())], { encoding: 'utf8' });
    expect(text).toContain('Prä Before surgery');
  });

  test('with heights, the signed angle on two lines, the plane of the millimetres', () => {
    const text = execFileSync('dsrdump', ['+Pc', '-Ph', put(named('S001_pre_R1_1.dcm'))], { encoding: 'utf8' });
    expect(text).toMatch(/\(126000,DCM,"Imaging Measurement Report"\)/);
    expect(text).toMatch(/NUM:\(121207,DCM,"Height"\)="15" \(mm,UCUM,"millimeter"\)/);
    expect(text).toMatch(/NUM:\(WEDGE,99VBM,.*\)="14\.036" \(deg,UCUM,"degree"\)/);
    const wedge = text.slice(text.indexOf('NUM:(WEDGE,99VBM'), text.indexOf('NUM:(WEDGE_RATIO'));
    expect(wedge.match(/SCOORD:\(121223,DCM,"Arm of angle"\)=\(POLYLINE/g)).toHaveLength(2);
    expect(text).toMatch(/\(363698007,SCT,"Finding Site"\)=\(66794005,SCT,"L1 vertebra"\)/);
    expect(text).toContain('mm (user calibrated)');
  });
});

describe.skipIf(python === null)('read by pydicom (skipped without it)', () => {
  const script = `
import sys, warnings, pydicom
warnings.simplefilter("error")
ds = pydicom.dcmread(sys.argv[1])
numbers = []
def walk(item):
    for child in item.get("ContentSequence", []):
        if child.ValueType == "NUM":
            value = child.MeasuredValueSequence[0]
            numbers.append((child.ConceptNameCodeSequence[0].CodeValue, float(value.NumericValue), value.MeasurementUnitsCodeSequence[0].CodeValue))
        walk(child)
walk(ds)
str(ds)
print(ds.SOPClassUID.name, ds.PatientID, repr(str(ds.PatientName)), ds.ContentTemplateSequence[0].TemplateIdentifier, numbers)`;
  test('with every number and unit', () => {
    const file = put(named('S002_pre_R1_1.dcm'));
    const text = execFileSync(python ?? '', ['-c', script, file], { encoding: 'utf8' });
    expect(text).toMatch(/^Comprehensive SR Storage S002 '' 1500 /);
    expect(text).toContain("('121207', 150.0, '{pixels}')");
    expect(text).toContain("('WEDGE', 14.036, 'deg')");
    expect(text).not.toContain("'mm'");
  });
});
