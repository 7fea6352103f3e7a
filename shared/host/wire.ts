import { failure, success } from '../result.ts';
import type { Result } from '../result.ts';

/**
 * A value with bytes in it, as one run of bytes: 4 bytes length of the head (big-endian), the head as JSON, then the
 * bytes one after the other. Bytes never become text. The head names where in the value each run of bytes belongs, so
 * no text of the user can be taken for bytes.
 */
interface Head {
  readonly value: unknown;
  readonly blobs: readonly Blob[];
}

interface Blob {
  /** Keys from the value down to the bytes; null stands there in the JSON. */
  readonly path: readonly (string | number)[];
  readonly length: number;
}

export interface WireError {
  readonly code: 'malformed';
  readonly message: string;
}

const LENGTH_BYTES = 4;
/** Requests carry plain parameters; nothing of ours is deeper than this. */
const DEEPEST = 64;

/** The parts in order; sending them one by one copies no large file. */
export function encodeMessageParts(value: unknown): readonly Uint8Array<ArrayBuffer>[] {
  const blobs: Blob[] = [];
  const parts: Uint8Array<ArrayBuffer>[] = [];

  const replaceBytes = (node: unknown, path: readonly (string | number)[]): unknown => {
    if (node instanceof Uint8Array) {
      blobs.push({ path, length: node.length });
      parts.push(node as Uint8Array<ArrayBuffer>);
      return null;
    }
    if (Array.isArray(node)) return node.map((item, index) => replaceBytes(item, [...path, index]));
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, replaceBytes(item, [...path, key])]));
  };

  const head: Head = { value: replaceBytes(value, []), blobs };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const first = new Uint8Array(LENGTH_BYTES + text.length);
  new DataView(first.buffer).setUint32(0, text.length);
  first.set(text, LENGTH_BYTES);
  return [first, ...parts];
}

/** The parts joined. */
export function encodeMessage(value: unknown): Uint8Array<ArrayBuffer> {
  const parts = encodeMessageParts(value);
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let position = 0;
  for (const part of parts) {
    whole.set(part, position);
    position += part.length;
  }
  return whole;
}

/** Bytes in the result are views of the message, not copies. Anything out of order is refused as a whole. */
export function decodeMessage(message: Uint8Array): Result<unknown, WireError> {
  if (message.length < LENGTH_BYTES) return malformed('shorter than its length');
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const bodyStart = LENGTH_BYTES + view.getUint32(0);
  if (bodyStart > message.length) return malformed('head longer than the message');
  const head = parseHead(message.subarray(LENGTH_BYTES, bodyStart));
  if (head === null) return malformed('head is not understood');

  let position = bodyStart;
  // The value stands in a box, so that a value that is bytes itself needs no rule of its own.
  const box = { value: head.value };
  for (const blob of head.blobs) {
    const end = position + blob.length;
    if (end > message.length || !place(box, ['value', ...blob.path], message.subarray(position, end))) {
      return malformed('bytes without a place');
    }
    position = end;
  }
  return position === message.length ? success(box.value) : malformed('bytes left over');
}

function parseHead(text: Uint8Array): Head | null {
  let head: unknown;
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(text);
    if (isDeeperThan(json, DEEPEST)) return null;
    head = JSON.parse(json);
  } catch {
    return null;
  }
  return isHead(head) ? head : null;
}

function isHead(head: unknown): head is Head {
  if (typeof head !== 'object' || head === null || !Object.hasOwn(head, 'value') || !('blobs' in head)) return false;
  return Array.isArray(head.blobs) && head.blobs.every(isBlob);
}

const isKey = (key: unknown): boolean => typeof key === 'string' || Number.isInteger(key);

function isBlob(blob: unknown): blob is Blob {
  if (typeof blob !== 'object' || blob === null || !('path' in blob) || !('length' in blob)) return false;
  const isLength = Number.isInteger(blob.length) && (blob.length as number) >= 0;
  return isLength && Array.isArray(blob.path) && blob.path.length <= DEEPEST && blob.path.every(isKey);
}

/** Puts bytes where null stands. Own keys only: the path comes from outside. */
function place(box: object, path: readonly (string | number)[], bytes: Uint8Array): boolean {
  let node: object = box;
  for (const [index, key] of path.entries()) {
    if (!Object.hasOwn(node, key)) return false;
    const owner = node as Record<string | number, unknown>;
    const child = owner[key];
    if (index === path.length - 1) {
      if (child !== null) return false;
      owner[key] = bytes;
      return true;
    }
    if (typeof child !== 'object' || child === null || child instanceof Uint8Array) return false;
    node = child;
  }
  return false;
}

/** Counts brackets outside of strings before anything recursive sees the text. */
function isDeeperThan(json: string, limit: number): boolean {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index];
    if (isInString) {
      if (character === '\\') index += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

const malformed = (reason: string): Result<never, WireError> =>
  failure({ code: 'malformed', message: `The message is incomplete or damaged: ${reason}.` });
