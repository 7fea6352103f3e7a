import type { Failure } from '../../result.ts';
import { imageFailure, quoted } from '../imageFailure.ts';
import type { ImageError } from '../radiograph.ts';
import type { DicomFile } from './openDicom.ts';
import { TAG } from './tags.ts';
import { firstText } from './values.ts';

/** DICOM objects without a picture, by the beginning of their SOP class (PS3.4 B.5). */
const OBJECTS: readonly (readonly [string, string])[] = [
  ['1.2.840.10008.1.3.10', 'the contents list of a disc (DICOMDIR)'],
  ['1.2.840.10008.5.1.4.1.1.11.', 'a presentation state'],
  ['1.2.840.10008.5.1.4.1.1.88.59', 'a key object note'],
  ['1.2.840.10008.5.1.4.1.1.88.', 'a structured report'],
  ['1.2.840.10008.5.1.4.1.1.104.', 'an encapsulated document'],
  ['1.2.840.10008.5.1.4.1.1.9.', 'a waveform'],
  ['1.2.840.10008.5.1.4.1.1.481.2', 'a radiotherapy dose'],
  ['1.2.840.10008.5.1.4.1.1.481.3', 'a radiotherapy structure set'],
  ['1.2.840.10008.5.1.4.1.1.481.', 'a radiotherapy object'],
  ['1.2.840.10008.5.1.4.1.1.66', 'raw data or a registration'],
];

/** A well-formed DICOM file that is no picture, by name; null for what may be one. */
export function notAnImage({ header, meta }: DicomFile): Failure<ImageError> | null {
  const sopClass = firstText(header.dataSet, TAG.sopClass) ?? firstText(meta, TAG.mediaStorageSopClass) ?? '';
  const known = OBJECTS.find(([prefix]) => sopClass.startsWith(prefix))?.[1];
  if (header.pixelData) return null;
  if (known) return imageFailure('not_an_image', `This DICOM file is ${known}, not an image.`);
  if (header.dataSet.elements.has(TAG.rows)) {
    return imageFailure('no_pixel_data', 'This DICOM file has no pixel data: there is no picture in it.');
  }
  const modality = firstText(header.dataSet, TAG.modality);
  const kind = modality === null ? '' : ` (modality ${quoted(modality)})`;
  return imageFailure('not_an_image', `This DICOM file is not an image${kind}: it has no rows, columns or pixel data.`);
}
