import path from 'node:path';
import { calibrationFromFile } from '../../shared/geometry/calibration.ts';
import type { Inspection } from '../../shared/image/inspection.ts';
import { IMAGE_LIMITS } from '../../shared/image/limits.ts';
import type { ExamImage, Study } from '../../shared/study/study.ts';
import type { Difference } from '../../shared/study/verification.ts';
import { comparable, imagesBelow } from '../host/findImage.ts';
import type { FilePort } from '../host/filePort.ts';
import { hashFile } from '../host/readThrough.ts';
import { attempt } from '../host/systemFailure.ts';
import { readInput } from './readInput.ts';
import type { CommandContext } from './verb.ts';

export interface ImageVerification {
  readonly images: number;
  readonly atHand: number;
  readonly differences: readonly Difference[];
}

interface UsedImage {
  readonly where: string;
  readonly image: ExamImage;
}

/** Read at most to find images that were renamed; those that kept their names are always compared. */
const MOST_BYTES_HASHED = 8 * 1024 ** 3;

/**
 * Compares the images of a study with the files in a folder and below it: the content by SHA-256, and then what the study
 * says about its size and spacing with what the file says. An image that is not there is no difference; a file of its
 * name with a content that no exam has is one.
 */
export async function verifyImages(
  context: Pick<CommandContext, 'port' | 'inspectBytes'>,
  study: Study,
  folder: string,
): Promise<ImageVerification> {
  const used: readonly UsedImage[] = study.subjects.flatMap(({ code, exams }) =>
    exams.flatMap(({ timepoint, image }) => (image === undefined ? [] : [{ where: `${code} ${timepoint}`, image }])),
  );
  if (used.length === 0) return { images: 0, atHand: 0, differences: [] };
  const files = await findByContent(context.port, folder, used);
  const known = new Set(used.map(({ image }) => image.sha256));
  const differences: Difference[] = [];
  let atHand = 0;
  for (const { where, image } of used) {
    const file = files.bySha256.get(image.sha256);
    if (file !== undefined) {
      atHand += 1;
      differences.push(...(await compareFacts(context, { where, image }, file)));
      continue;
    }
    const namesakes = files.byName.get(comparable(image.name)) ?? [];
    if (namesakes.some((sha256) => !known.has(sha256))) differences.push(changed(where, image));
  }
  return { images: used.length, atHand, differences };
}

export interface FoundFiles {
  /** A file for each content that was found. */
  readonly bySha256: ReadonlyMap<string, string>;
  /** The contents of the files of each name, of the names that the study uses. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
}

/** Reads each file once: first those with a name that the study uses, then, while an image is missing, the others. */
export async function findByContent(
  port: FilePort,
  folder: string,
  used: readonly Pick<UsedImage, 'image'>[],
): Promise<FoundFiles> {
  const names = new Set(used.map(({ image }) => comparable(image.name)));
  const missing = new Set(used.map(({ image }) => image.sha256));
  const files = await imagesBelow(port, folder, names);
  const isNamed = (file: string): boolean => names.has(comparable(path.basename(file)));
  const bySha256 = new Map<string, string>();
  const byName = new Map<string, string[]>();
  let bytesLeft = MOST_BYTES_HASHED;
  for (const file of [...files.filter(isNamed), ...files.filter((each) => !isNamed(each))]) {
    if (missing.size === 0) break;
    const facts = await attempt(() => port.stat(file));
    if (!facts.ok || facts.value.size > IMAGE_LIMITS.dicomFileBytes) continue;
    if (!isNamed(file) && (bytesLeft -= facts.value.size) < 0) continue;
    const content = await attempt(() => hashFile(port, file));
    if (!content.ok) continue;
    const { sha256 } = content.value;
    if (missing.delete(sha256)) bySha256.set(sha256, file);
    if (isNamed(file)) {
      const name = comparable(path.basename(file));
      byName.set(name, [...(byName.get(name) ?? []), sha256]);
    }
  }
  return { bySha256, byName };
}

const changed = (where: string, image: ExamImage): Difference => ({
  code: 'image_changed',
  severity: 'error',
  where,
  message: `The file ${image.name} at hand has another content than the image that was measured.`,
});

async function compareFacts(
  { port, inspectBytes }: Pick<CommandContext, 'port' | 'inspectBytes'>,
  { where, image }: UsedImage,
  file: string,
): Promise<readonly Difference[]> {
  const bytes = await readInput(port, { file, what: 'an image', largestBytes: IMAGE_LIMITS.dicomFileBytes });
  const inspected = bytes.ok ? await inspectBytes(bytes.value, image.frame) : bytes;
  if (!inspected.ok) {
    const message = `The image ${image.name} is at hand, but does not open: ${inspected.error.message}`;
    return [{ code: 'image_not_readable', severity: 'warning', where, message }];
  }
  return [...sizeDifference(where, image, inspected.value), ...spacingDifference(where, image, inspected.value)];
}

function sizeDifference(where: string, image: ExamImage, found: Inspection): readonly Difference[] {
  const [stored, actual] = [image, found].map(({ format, columns, rows }) => `${format} ${columns} x ${rows}`);
  if (stored === actual) return [];
  const message = `The study says that ${image.name} is ${stored}; the file is ${actual}.`;
  return [{ code: 'image_size_differs', severity: 'error', where, message }];
}

/** The spacing attributes of the study give the spacing of the file, in the same plane; the ledger of the user aside. */
function spacingDifference(where: string, image: ExamImage, { calibration }: Inspection): readonly Difference[] {
  const stored = calibrationFromFile(image.spacing);
  const { chosen } = calibration;
  const pair = stored.spacing === null ? null : [stored.spacing.rowSpacing, stored.spacing.columnSpacing];
  const inStudy = [pair?.join(' x ') ?? 'none', stored.label, stored.source].join(', ');
  const inFile = [chosen.spacing_mm?.join(' x ') ?? 'none', chosen.label, chosen.source].join(', ');
  if (inStudy === inFile) return [];
  const message = `The study says that the spacing in ${image.name} is ${inStudy}; the file says ${inFile}.`;
  return [{ code: 'image_spacing_differs', severity: 'error', where, message }];
}
