/** How the data elements of a file are written (PS3.5 section 7 and annex A). */
export interface ElementEncoding {
  readonly explicit: boolean;
  readonly littleEndian: boolean;
}

/** What a compressed frame is. `jpeg` covers the DCT processes with 8 and 12 bits. */
export type FrameCoding = 'native' | 'rle' | 'jpeg' | 'jpegLossless' | 'jpegLs' | 'jpeg2000' | 'htj2k';

export interface TransferSyntax {
  readonly uid: string;
  readonly encoding: ElementEncoding;
  readonly deflated: boolean;
  readonly coding: FrameCoding;
}

export const EXPLICIT_LITTLE: ElementEncoding = { explicit: true, littleEndian: true };
export const IMPLICIT_LITTLE: ElementEncoding = { explicit: false, littleEndian: true };
export const EXPLICIT_BIG: ElementEncoding = { explicit: true, littleEndian: false };

const CODINGS: Readonly<Record<string, FrameCoding>> = {
  '1.2.840.10008.1.2.4.50': 'jpeg',
  '1.2.840.10008.1.2.4.51': 'jpeg',
  '1.2.840.10008.1.2.4.53': 'jpeg',
  '1.2.840.10008.1.2.4.55': 'jpeg',
  '1.2.840.10008.1.2.4.57': 'jpegLossless',
  '1.2.840.10008.1.2.4.70': 'jpegLossless',
  '1.2.840.10008.1.2.4.80': 'jpegLs',
  '1.2.840.10008.1.2.4.81': 'jpegLs',
  '1.2.840.10008.1.2.4.90': 'jpeg2000',
  '1.2.840.10008.1.2.4.91': 'jpeg2000',
  '1.2.840.10008.1.2.4.201': 'htj2k',
  '1.2.840.10008.1.2.4.202': 'htj2k',
  '1.2.840.10008.1.2.4.203': 'htj2k',
  '1.2.840.10008.1.2.5': 'rle',
};

/** The transfer syntax of that UID, or null where it is not one that can be opened. */
export function transferSyntax(uid: string): TransferSyntax | null {
  const native = (encoding: ElementEncoding, deflated = false): TransferSyntax => ({
    uid,
    encoding,
    deflated,
    coding: 'native',
  });
  switch (uid) {
    case '1.2.840.10008.1.2':
      return native(IMPLICIT_LITTLE);
    case '1.2.840.10008.1.2.1':
      return native(EXPLICIT_LITTLE);
    case '1.2.840.10008.1.2.2':
      return native(EXPLICIT_BIG);
    case '1.2.840.10008.1.2.1.99':
      return native(EXPLICIT_LITTLE, true);
    default: {
      const coding = CODINGS[uid];
      if (coding === undefined) return null;
      return { uid, encoding: EXPLICIT_LITTLE, deflated: false, coding };
    }
  }
}

const UNSUPPORTED_NAMES: readonly (readonly [string, string])[] = [
  ['1.2.840.10008.1.2.4.94', 'JPIP: its pixels are on a server, not in the file'],
  ['1.2.840.10008.1.2.4.95', 'JPIP: its pixels are on a server, not in the file'],
  ['1.2.840.10008.1.2.4.204', 'JPIP: its pixels are on a server, not in the file'],
  ['1.2.840.10008.1.2.4.205', 'JPIP: its pixels are on a server, not in the file'],
  ['1.2.840.10008.1.2.4.92', 'JPEG 2000 multi-component'],
  ['1.2.840.10008.1.2.4.93', 'JPEG 2000 multi-component'],
  ['1.2.840.10008.1.2.4.10', 'video (MPEG)'],
  ['1.2.840.10008.1.2.4.11', 'JPEG XL'],
  ['1.2.840.10008.1.2.6.', 'MIME or XML encapsulation'],
  ['1.2.840.10008.1.2.7.', 'SMPTE video'],
  ['1.2.840.10008.1.2.8.', 'deflated image frames'],
];

/** What an unsupported transfer syntax is called, for a message. */
export function unsupportedSyntaxName(uid: string): string {
  return UNSUPPORTED_NAMES.find(([prefix]) => uid.startsWith(prefix))?.[1] ?? 'not known to this program';
}
