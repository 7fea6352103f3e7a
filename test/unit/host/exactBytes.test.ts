import { expect, test } from 'vitest';
import { exactBytes } from '../../../shared/host/exactBytes.ts';

test('bytes that own their buffer stay the same array', () => {
  const own = Uint8Array.of(1, 2, 3);
  expect(exactBytes(own)).toBe(own);
});

test('a part of a larger buffer becomes a copy of itself alone; a Buffer becomes a plain array', () => {
  const part = exactBytes(Uint8Array.of(1, 2, 3, 4).subarray(1, 3));
  expect([...part, part.buffer.byteLength]).toEqual([2, 3, 2]);
  const pooled = exactBytes(Buffer.from('abc'));
  expect([...pooled, pooled.buffer.byteLength, pooled.constructor]).toEqual([97, 98, 99, 3, Uint8Array]);
  const whole = exactBytes(Buffer.alloc(4096, 1));
  expect([whole.byteLength, whole.buffer.byteLength, whole.constructor]).toEqual([4096, 4096, Uint8Array]);
});
