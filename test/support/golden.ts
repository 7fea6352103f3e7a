import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';

const folder = path.resolve(import.meta.dirname, '../golden');

/**
 * Compares bytes with a stored file under `test/golden`, byte by byte. With UPDATE_GOLDEN=1 the file is written
 * instead; the change is then seen, and judged, in the review of the commit.
 */
export function expectGolden(name: string, bytes: Uint8Array): void {
  const file = path.join(folder, name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  const stored = readFileSync(file);
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).toBe(
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(stored),
  );
  expect(Buffer.compare(stored, Buffer.from(bytes))).toBe(0);
}
