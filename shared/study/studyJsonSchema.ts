import { z } from 'zod';
import { SCHEMA_VERSION } from './migrations/migrations.ts';
import { studySchema } from './schema.ts';
import { STUDY_FORMAT } from './studyFile.ts';

/** The published JSON Schema (draft 2020-12) of the whole file: the envelope and the study in its `data`. */
export function studyJsonSchema(): unknown {
  const file = z.looseObject({
    format: z.literal(STUDY_FORMAT),
    schemaVersion: z.literal(SCHEMA_VERSION),
    minReader: z.int().min(1),
    app: z.string().max(200),
    savedAt: z.string().max(40),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('SHA-256 of the canonical text (RFC 8785) of data, in UTF-8'),
    data: studySchema,
  });
  return { ...z.toJSONSchema(file), title: `Endplate study file, version ${SCHEMA_VERSION}` };
}
