import { sha256 } from '@noble/hashes/sha2.js';
import { levelOrder } from '../../spine/levels.ts';
import { measureLevel } from '../../study/measureStudy.ts';
import type { Exam, ExamImage, Reading, Study, Subject } from '../../study/study.ts';
import type { ExportedFile } from '../exportStudy.ts';
import { PRIVATE_SCHEME } from './codes.ts';
import { contentElements, type Reference } from './contentItem.ts';
import { dicomFile, element, type DataElement, type DataSet } from './dataElements.ts';
import { measurementReport } from './measurementReport.ts';

const COMPREHENSIVE_SR = '1.2.840.10008.5.1.4.1.1.88.33';

/** Where an image stands in its archive. */
export interface ImageIdentity {
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly classUid: string;
  readonly instanceUid: string;
}

export interface ReportOptions {
  readonly appVersion: string;
  /** When the reports are made, ISO 8601 in UTC. */
  readonly created: string;
  readonly readers?: readonly string[] | undefined;
  /**
   * The identities of the user's own films, by the SHA-256 of their files, so that an archive shows the lines on the
   * film. Left out: UIDs made from the study's salt, which lead nowhere.
   */
  readonly identities?: ReadonlyMap<string, ImageIdentity>;
}

/** One structured report for every reading of every film that has points; values typed without points are not in it. */
export function exportReports(study: Study, options: ReportOptions): readonly ExportedFile[] {
  const files: ExportedFile[] = [];
  for (const subject of study.subjects) {
    for (const exam of subject.exams) {
      if (exam.image === undefined) continue;
      for (const reading of exam.readings) {
        if (options.readers !== undefined && !options.readers.includes(reading.reader)) continue;
        if (reading.vertebrae.every(({ landmarks }) => Object.keys(landmarks).length === 0)) continue;
        const name = `${subject.code}_${exam.timepoint}_${reading.reader}_${reading.number}.dcm`;
        const bytes = reportFile(study, { subject, exam, reading, image: exam.image }, options);
        files.push({ name, bytes, rows: reading.vertebrae.length });
      }
    }
  }
  return files;
}

interface Film {
  readonly subject: Subject;
  readonly exam: Exam;
  readonly reading: Reading;
  readonly image: ExamImage;
}

function reportFile(study: Study, film: Film, options: ReportOptions): Uint8Array<ArrayBuffer> {
  const { subject, exam, reading, image } = film;
  const uid = (...parts: readonly string[]): string => derivedUid(study.salt, ...parts);
  const identity = options.identities?.get(image.sha256) ?? {
    studyUid: uid('study', subject.id, exam.timepoint),
    seriesUid: uid('series', subject.id, exam.timepoint),
    classUid: classOf(image),
    instanceUid: uid('image', subject.id, image.sha256),
  };
  const instanceUid = uid(
    'report',
    subject.id,
    exam.timepoint,
    reading.reader,
    String(reading.number),
    options.created,
  );
  const order = study.protocol.timepoints.findIndex(({ id }) => id === exam.timepoint);
  const timepoint = study.protocol.timepoints[order] ?? {
    id: exam.timepoint,
    label: exam.timepoint,
    nominalDays: null,
  };
  const reference: Reference = { ...identity, frame: image.frame === 0 ? null : image.frame + 1 };
  const key = { reader: reading.reader, reading: reading.number };
  const vertebrae = reading.vertebrae
    .toSorted((a, b) => levelOrder(a.level) - levelOrder(b.level))
    .flatMap(({ level }) => {
      const measures = measureLevel(study, subject, { level, ...key });
      const visit = measures.visits.find((each) => each.timepoint === exam.timepoint);
      return visit === undefined ? [] : [{ measures, visit, trackingUid: uid('vertebra', subject.id, level) }];
    });
  const content = measurementReport({
    ...key,
    timepoint,
    order: Math.max(0, order),
    image: reference,
    appVersion: options.appVersion,
    deviceUid: uid('device'),
    vertebrae,
  });
  const series = uid('reports', subject.id, exam.timepoint);
  const elements = [...headElements(film, { identity, instanceUid, series, options }), ...contentElements(content)];
  // The default repertoire needs no mention, and is read everywhere.
  const unicode = hasUnicode(elements) ? [element(0x00080005, 'CS', 'ISO_IR 192')] : [];
  return dicomFile({ classUid: COMPREHENSIVE_SR, instanceUid }, [...unicode, ...elements]);
}

const isSequence = (value: DataElement['value']): value is readonly DataSet[] =>
  Array.isArray(value) && Array.isArray(value[0]);

const hasUnicode = (dataSet: DataSet): boolean =>
  dataSet.some(({ value }) =>
    typeof value === 'string' ? /[^\x20-\x7e]/.test(value) : isSequence(value) && value.some(hasUnicode),
  );

/** Patient, study, series, equipment and document; what the standard demands and nobody may know stays empty. */
function headElements(
  { subject, reading }: Pick<Film, 'subject' | 'reading'>,
  known: {
    readonly identity: ImageIdentity;
    readonly instanceUid: string;
    readonly series: string;
    readonly options: ReportOptions;
  },
): DataSet {
  const { identity, instanceUid, series, options } = known;
  const date = options.created.slice(0, 10).replaceAll('-', '');
  const time = options.created.slice(11, 19).replaceAll(':', '');
  const instance = [element(0x00081150, 'UI', identity.classUid), element(0x00081155, 'UI', identity.instanceUid)];
  const evidence = [
    element(0x0020000d, 'UI', identity.studyUid),
    element(0x00081115, 'SQ', [[element(0x0020000e, 'UI', identity.seriesUid), element(0x00081199, 'SQ', [instance])]]),
  ];
  const isDone = reading.vertebrae.every(({ finalisedAt }) => finalisedAt !== undefined);
  return [
    element(0x00080012, 'DA', date),
    element(0x00080013, 'TM', time),
    element(0x00080016, 'UI', COMPREHENSIVE_SR),
    element(0x00080018, 'UI', instanceUid),
    element(0x00080020, 'DA', ''),
    element(0x00080023, 'DA', date),
    element(0x00080030, 'TM', ''),
    element(0x00080033, 'TM', time),
    element(0x00080050, 'SH', ''),
    element(0x00080060, 'CS', 'SR'),
    element(0x00080070, 'LO', 'Endplate'),
    element(0x00080090, 'PN', ''),
    element(0x00080110, 'SQ', [
      [
        element(0x00080102, 'SH', PRIVATE_SCHEME),
        element(0x00080115, 'LO', 'Endplate vertebral morphometry'),
        element(0x00080116, 'LO', 'Endplate'),
      ],
    ]),
    element(0x00081090, 'LO', 'Endplate'),
    element(0x00081111, 'SQ', []),
    element(0x00100010, 'PN', ''),
    element(0x00100020, 'LO', subject.code),
    element(0x00100030, 'DA', ''),
    element(0x00100040, 'CS', ''),
    element(0x00120062, 'CS', 'YES'),
    element(0x00120063, 'LO', 'Never held: subject code of a study, no name, no dates'),
    element(0x00181020, 'LO', options.appVersion),
    element(0x0020000d, 'UI', identity.studyUid),
    element(0x0020000e, 'UI', series),
    element(0x00200010, 'SH', ''),
    element(0x00200011, 'IS', '1'),
    element(0x00200013, 'IS', String(reading.number)),
    element(0x0040a372, 'SQ', []),
    element(0x0040a375, 'SQ', [evidence]),
    element(0x0040a491, 'CS', isDone ? 'COMPLETE' : 'PARTIAL'),
    element(0x0040a493, 'CS', 'UNVERIFIED'),
  ];
}

/** A UID of 128 bits in decimal (PS3.5 B.2), the same for the same text, untraceable without the salt. */
function derivedUid(salt: string, ...parts: readonly string[]): string {
  const hash = sha256(new TextEncoder().encode([salt, ...parts].join('\n')));
  let number = 0n;
  for (const byte of hash.subarray(0, 16)) number = number * 256n + BigInt(byte);
  return `2.25.${number}`;
}

/** The storage class of a film whose own is not known, by its modality. */
const CLASSES: Readonly<Record<string, string>> = {
  CR: '1.2.840.10008.5.1.4.1.1.1',
  DX: '1.2.840.10008.5.1.4.1.1.1.1',
  RF: '1.2.840.10008.5.1.4.1.1.12.2',
  XA: '1.2.840.10008.5.1.4.1.1.12.1',
};
const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';

const classOf = ({ format, modality }: ExamImage): string =>
  (format === 'dicom' && modality !== undefined ? CLASSES[modality] : undefined) ?? SECONDARY_CAPTURE;
