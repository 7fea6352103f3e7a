import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeMessage, encodeMessage, encodeMessageParts } from '../../../shared/host/wire.ts';

const decoded = (message: Uint8Array): unknown => {
  const result = decodeMessage(message);
  return result.ok ? result.value : result.error.code;
};

/** A message with a head of our making. */
function messageOf(head: string, ...blobs: readonly Uint8Array[]): Uint8Array {
  const text = new TextEncoder().encode(head);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length);
  return Buffer.concat([length, text, ...blobs]);
}

describe('A message', () => {
  test('is a length, a head and the bytes', () => {
    const message = encodeMessage({ name: 'ä', bytes: Uint8Array.of(1, 0, 255) });
    expect(new DataView(message.buffer).getUint32(0)).toBe(message.length - 4 - 3);
    expect(Array.from(message.slice(-3))).toEqual([1, 0, 255]);
    expect(decoded(message)).toEqual({ name: 'ä', bytes: Uint8Array.of(1, 0, 255) });
  });

  test('does not copy the bytes it sends', () => {
    const bytes = new Uint8Array(10);
    expect(encodeMessageParts({ bytes })[1]).toBe(bytes);
  });

  const leaf = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const value = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie('node'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).node;

  test('any value with bytes anywhere comes back as it was', () => {
    fc.assert(
      fc.property(value, (sent) => {
        expect(decoded(encodeMessage(sent))).toEqual(sent);
      }),
      { numRuns: 500 },
    );
  });

  test('that ends early, at any place, is refused', () => {
    const message = encodeMessage({ a: [Uint8Array.of(1, 2, 3), 'text', Uint8Array.of(4)] });
    for (let length = 0; length < message.length; length += 1) {
      expect(decoded(message.subarray(0, length))).toBe('malformed');
    }
  });

  test('of any bytes is decoded or refused, never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(typeof decodeMessage(bytes).ok).toBe('boolean');
      }),
    );
    fc.assert(
      fc.property(fc.json(), fc.uint8Array({ maxLength: 20 }), (head, blob) => {
        expect(typeof decodeMessage(messageOf(head, blob)).ok).toBe('boolean');
      }),
    );
  });

  test.each([
    ['bytes left over', '{"value":1,"blobs":[]}'],
    ['bytes where something stands', '{"value":{"a":1},"blobs":[{"path":["a"],"length":1}]}'],
    ['bytes at no place', '{"value":{},"blobs":[{"path":["a"],"length":1}]}'],
    ['bytes in the prototype', '{"value":{},"blobs":[{"path":["__proto__","a"],"length":1}]}'],
    ['bytes in the constructor', '{"value":{},"blobs":[{"path":["constructor","prototype"],"length":1}]}'],
    ['a negative length', '{"value":{"a":null},"blobs":[{"path":["a"],"length":-1}]}'],
    ['half a byte', '{"value":{"a":null},"blobs":[{"path":["a"],"length":0.5}]}'],
    ['too many bytes', '{"value":{"a":null},"blobs":[{"path":["a"],"length":2}]}'],
    ['two for one place', '{"value":{"a":null},"blobs":[{"path":["a"],"length":0},{"path":["a"],"length":1}]}'],
    ['bytes below a text', '{"value":{"a":"x"},"blobs":[{"path":["a","b"],"length":1}]}'],
    ['bytes below nothing', '{"value":{"a":null},"blobs":[{"path":["a","b"],"length":1}]}'],
    ['bytes below bytes', '{"value":{"a":null},"blobs":[{"path":["a"],"length":1},{"path":["a","0"],"length":0}]}'],
    ['bytes below the prototype of nothing', '{"value":[null],"blobs":[{"path":["length"],"length":1}]}'],
    ['a blob that is a number', '{"value":{"a":null},"blobs":[1]}'],
    ['a blob that is nothing', '{"value":{"a":null},"blobs":[null]}'],
    ['a blob without a path', '{"value":{"a":null},"blobs":[{"length":1}]}'],
    ['a blob without a length', '{"value":{"a":null},"blobs":[{"path":["a"]}]}'],
    ['a path that is a text', '{"value":{"a":null},"blobs":[{"path":"a","length":1}]}'],
    ['a key that is no key', '{"value":{"a":null},"blobs":[{"path":[1.5],"length":1}]}'],
    ['a path of 65 keys', `{"value":1,"blobs":[{"path":[${'0,'.repeat(64)}0],"length":1}]}`],
    ['no blobs', '{"value":1}'],
    ['no value', '{"blobs":[]}'],
    ['no object', '[]'],
    ['65 arrays in each other', `{"value":${'['.repeat(65)}${']'.repeat(65)},"blobs":[]}`],
  ])('with %s is refused', (_name, head) => {
    expect(decoded(messageOf(head, Uint8Array.of(7)))).toBe('malformed');
  });

  test('with brackets in its texts is not deep', () => {
    const text = `"${'[{'.repeat(500)}\\`;
    expect(decoded(encodeMessage({ text }))).toEqual({ text });
  });

  test('with a million nested arrays is refused before anything recursive sees it', () => {
    expect(decoded(messageOf(`{"value":${'['.repeat(1_000_000)}`))).toBe('malformed');
  });
});
