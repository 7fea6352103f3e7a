import { z } from 'zod';
import { decodeMessage, encodeMessage } from '../../shared/host/wire.ts';
import { sha256Of } from './privateFiles.ts';

const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The head of a copy of unsaved work, as the host keeps it. What the bytes mean, only the page knows. */
const headSchema = z.object({
  format: z.literal('endplate-recovery'),
  version: z.literal(1),
  id: z.uuid(),
  page: z.uuid(),
  name: z.string(),
  /** Absolute path of the study's file; null: it was never saved. */
  file: z.string().nullable(),
  base: sha256.nullable(),
  parts: z.array(sha256),
  points: count,
  pointsSaved: count.nullable(),
  settled: z.boolean(),
  savedAt: z.iso.datetime(),
  /** The process that wrote it. */
  session: z.string(),
  sha256,
  bytes: z.instanceof(Uint8Array),
});

export type RecoveryCopy = Omit<z.infer<typeof headSchema>, 'format' | 'version' | 'sha256'>;

/** One file: the head as text and the bytes as they are, with the hash of the bytes. */
export const encodeCopy = (copy: RecoveryCopy): Uint8Array<ArrayBuffer> =>
  encodeMessage({ ...copy, format: 'endplate-recovery', version: 1, sha256: sha256Of(copy.bytes) });

/** Null for anything that is not a whole copy. */
export function decodeCopy(content: Uint8Array): RecoveryCopy | null {
  const message = decodeMessage(content);
  const head = message.ok ? headSchema.safeParse(message.value) : null;
  if (head?.success !== true || sha256Of(head.data.bytes) !== head.data.sha256) return null;
  const { format: _, version: __, sha256: ___, ...copy } = head.data;
  return copy;
}
