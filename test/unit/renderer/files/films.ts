import { buildPicture } from '../../../../shared/image/picture/picture.ts';
import type { AcquisitionFacts, PatientIdentity, Radiograph } from '../../../../shared/image/radiograph.ts';
import type { Candidate } from '../../../../renderer/files/dialogs.ts';
import type { DecodedImage } from '../../../../renderer/image/decodedImage.ts';
import { opened } from '../../../support/openImage.ts';
import { writePng } from '../../../support/pngWriter.ts';

export interface FilmFacts {
  readonly date?: string | null;
  readonly time?: string | null;
  readonly identity?: Partial<PatientIdentity>;
  readonly facts?: Partial<AcquisitionFacts>;
  readonly radiograph?: Partial<Radiograph>;
}

/** A film of 3 by 2 px, read from a real file, with the facts that a test is about. */
export async function film(name: string, { date = null, time = null, identity, facts, radiograph }: FilmFacts = {}) {
  const bytes = writePng({ columns: 3, rows: 2, depth: 8, colourType: 0, samples: [0, 50, 100, 150, 200, 250] });
  const plain = await opened(bytes);
  const changed: Radiograph = {
    ...plain,
    facts: { ...plain.facts, acquisitionDate: date, acquisitionTime: time, ...facts },
    identity: { ...plain.identity, ...identity },
    ...radiograph,
  };
  const sha256 = Array.from({ length: 64 }, (_, index) =>
    (name.charCodeAt(index % name.length) % 16).toString(16),
  ).join('');
  const image: DecodedImage = { radiograph: changed, picture: buildPicture(changed), sha256, frame: changed.frame };
  return image;
}

export const candidate = async (name: string, facts: FilmFacts = {}): Promise<Candidate> => ({
  name,
  grant: null,
  image: await film(name, facts),
});
