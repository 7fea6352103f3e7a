import { failure, success, type Result } from '../../shared/result.ts';
import { MAXIMUM_STUDY_BYTES, parseStudy, type StudyFileError } from '../../shared/study/studyFile.ts';
import type { Study } from '../../shared/study/study.ts';
import type { FilePort } from '../host/filePort.ts';
import { shown, type CommandError } from './commandError.ts';
import { readInput } from './readInput.ts';

/** The bytes of a study file, not yet opened. */
export const readStudyBytes = (port: FilePort, file: string): Promise<Result<Uint8Array<ArrayBuffer>, CommandError>> =>
  readInput(port, { file, what: 'a study', largestBytes: MAXIMUM_STUDY_BYTES });

/** Opens a study file. Errors are those of `readInput` and of `parseStudy`. */
export async function readStudy(port: FilePort, file: string): Promise<Result<Study, CommandError>> {
  const bytes = await readStudyBytes(port, file);
  if (!bytes.ok) return bytes;
  const opened = parseStudy(bytes.value);
  return opened.ok ? success(opened.value.study) : failure(studyFileError(file, opened.error));
}

/** Why a study did not open, with the file and the detail. */
export const studyFileError = (file: string, { code, message, detail }: StudyFileError): CommandError => ({
  code,
  message: shown(`${file}: ${message}${detail === undefined ? '' : ` (${detail.split('\n')[0]})`}`),
});
