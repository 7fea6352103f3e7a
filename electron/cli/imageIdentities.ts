import dicomParser from 'dicom-parser';
import type { ImageIdentity } from '../../shared/export/structuredReport/exportReports.ts';
import { IMAGE_LIMITS } from '../../shared/image/limits.ts';
import type { Study } from '../../shared/study/study.ts';
import type { FilePort } from '../host/filePort.ts';
import { readInput } from './readInput.ts';
import { findByContent } from './verifyImages.ts';

/** The identities of the films of a study that are in a folder or below it, by the SHA-256 of their files. */
export async function imageIdentities(
  port: FilePort,
  study: Study,
  folder: string,
): Promise<ReadonlyMap<string, ImageIdentity>> {
  const used = study.subjects.flatMap(({ exams }) => exams.flatMap(({ image }) => (image ? [{ image }] : [])));
  const { bySha256 } = await findByContent(port, folder, used);
  const found = new Map<string, ImageIdentity>();
  for (const [sha256, file] of bySha256) {
    const bytes = await readInput(port, { file, what: 'an image', largestBytes: IMAGE_LIMITS.dicomFileBytes });
    const identity = bytes.ok ? identityOf(bytes.value) : null;
    if (identity !== null) found.set(sha256, identity);
  }
  return found;
}

const UID = /^[0-9.]{1,64}$/;

/** Null for a file that is no DICOM, or names itself in a way that no archive would. */
function identityOf(bytes: Uint8Array): ImageIdentity | null {
  try {
    const head = dicomParser.parseDicom(bytes, { untilTag: 'x0020000e' });
    const [classUid = '', instanceUid = '', studyUid = '', seriesUid = ''] = [
      'x00080016',
      'x00080018',
      'x0020000d',
      'x0020000e',
    ].map((tag) => head.string(tag));
    return [classUid, instanceUid, studyUid, seriesUid].every((uid) => UID.test(uid))
      ? { classUid, instanceUid, studyUid, seriesUid }
      : null;
  } catch {
    return null;
  }
}
