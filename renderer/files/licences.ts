import { z } from 'zod';

const licencesSchema = z.array(
  z
    .object({
      name: z.string(),
      version: z.string(),
      licence: z.string(),
      contains: z.string().optional(),
      text: z.string().nullable(),
    })
    .transform(({ text: words, ...part }) => ({ ...part, words })),
);

/** A part of the program that others have made. `words` is the text of its licence. */
export type Licence = z.infer<typeof licencesSchema>[number];

/** The list that the build put beside the page; empty where it was not built, as in the tests of parts. */
export async function readLicences(): Promise<readonly Licence[]> {
  try {
    const answer = await fetch('/licences.json');
    const read = answer.ok ? licencesSchema.safeParse(await answer.json()) : null;
    return read?.success === true ? read.data : [];
  } catch {
    return [];
  }
}
