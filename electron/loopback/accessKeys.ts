import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const KEY_BYTES = 32;
const newKey = (): string => randomBytes(KEY_BYTES).toString('base64url');

const digest = (key: string): Buffer => createHash('sha256').update(key).digest();

/** In a time that does not depend on where the keys differ. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

/** Who may speak to the server: all users of a computer can reach it, so the token is its only wall. */
export interface AccessKeys {
  /** A code that can be exchanged for the token, once. */
  mintLaunchCode(): string;
  /** The token, or null for a code that is unknown or used. */
  exchange(code: string): string | null;
  isToken(token: string | undefined): boolean;
}

/** A new token of 256 bits at every start; it is in no address, no cookie and no log. */
export function createAccessKeys(): AccessKeys {
  const token = newKey();
  const codes = new Set<string>();
  return {
    mintLaunchCode() {
      const code = newKey();
      codes.add(code);
      return code;
    },
    exchange(code) {
      const known = [...codes].filter((each) => isSame(each, code));
      for (const used of known) codes.delete(used);
      return known.length > 0 ? token : null;
    },
    isToken: (candidate) => candidate !== undefined && isSame(candidate, token),
  };
}
