import type { AcquisitionFacts, PatientIdentity } from '../radiograph.ts';
import { decodedText, type CharacterSet } from './characterSet.ts';
import type { DataSet } from './dataSet.ts';
import { TAG } from './tags.ts';
import { firstText, texts } from './values.ts';

/** The facts shown or checked; dates and times of the acquisition, else of the image, else of the study. */
export function acquisitionFacts(dataSet: DataSet, set: CharacterSet): AcquisitionFacts {
  const burnedIn = firstText(dataSet, TAG.burnedInAnnotation);
  return {
    modality: firstText(dataSet, TAG.modality)?.slice(0, 16) ?? null,
    ...acquisitionMoment(dataSet),
    patientOrientation: texts(dataSet, TAG.patientOrientation).slice(0, 2),
    viewPosition: firstText(dataSet, TAG.viewPosition)?.slice(0, 16) ?? null,
    seriesDescription: decodedText(dataSet, TAG.seriesDescription, set),
    burnedInAnnotation: burnedIn === 'YES' ? true : burnedIn === 'NO' ? false : null,
  };
}

export function patientIdentity(dataSet: DataSet, set: CharacterSet): PatientIdentity {
  return {
    // Empty groups and parts at the end of a name are padding (PS3.5 6.2.1).
    patientName: withoutTrailing(decodedText(dataSet, TAG.patientName, set, 1024), '=^ '),
    patientId: decodedText(dataSet, TAG.patientId, set, 256),
  };
}

function withoutTrailing(text: string | null, padding: string): string | null {
  if (text === null) return null;
  let end = text.length;
  while (end > 0 && padding.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end) || null;
}

function acquisitionMoment(dataSet: DataSet): Pick<AcquisitionFacts, 'acquisitionDate' | 'acquisitionTime'> {
  const whole = firstText(dataSet, TAG.acquisitionDateTime) ?? '';
  const moments: readonly (readonly [string | null, string | null])[] = [
    [isoDate(whole.slice(0, 8)), isoTime(whole.slice(8, 14))],
    [isoDate(firstText(dataSet, TAG.acquisitionDate)), isoTime(firstText(dataSet, TAG.acquisitionTime))],
    [isoDate(firstText(dataSet, TAG.contentDate)), isoTime(firstText(dataSet, TAG.contentTime))],
    [isoDate(firstText(dataSet, TAG.studyDate)), isoTime(firstText(dataSet, TAG.studyTime))],
  ];
  const [acquisitionDate, acquisitionTime] = moments.find(([date]) => date !== null) ?? [null, null];
  return { acquisitionDate, acquisitionTime };
}

/** `YYYYMMDD`, or `YYYY.MM.DD` of old files (PS3.5 6.2), as an ISO date; null for what is no day of the calendar. */
function isoDate(text: string | null): string | null {
  const parts = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(text ?? '');
  if (!parts) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  if (year < 1 || days === undefined || day < 1 || day > days) return null;
  return `${parts[1]}-${parts[2]}-${parts[3]}`;
}

/** `HHMMSS.FFFFFF`, `HHMM`, `HH`, or with colons as old files have them, as `HH:MM:SS`. */
function isoTime(text: string | null): string | null {
  const parts = /^(\d{2}):?(\d{2})?:?(\d{2})?/.exec(text ?? '');
  if (!parts) return null;
  const [hour, minute, second] = [parts[1] ?? '00', parts[2] ?? '00', parts[3] ?? '00'];
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) <= 60 ? `${hour}:${minute}:${second}` : null;
}
